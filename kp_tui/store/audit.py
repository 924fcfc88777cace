"""The log of who did and read what: one hash chain, each row signed by the person (design: audit log)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from sqlalchemy import Connection, insert, select

from kp_tui.domain.errors import N_, KpError
from kp_tui.store.schema import audit
from kp_tui.store.unit import Store

GENESIS = bytes(32)


class LogBroken(KpError):
    """A row of the log was changed, removed or forged."""

    message = N_("The audit log is broken at row {row}: tell whoever is responsible for data protection.")


@dataclass(frozen=True, slots=True)
class End:
    """The last row of the log: an anchor kept outside makes a cut-off end visible."""

    seq: int
    hash: bytes


def end(connection: Connection) -> End:
    """Where the log ends now."""
    row = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return End(row.seq, row.hash) if row else End(0, GENESIS)


def append(store: Store, act: str, outcome: str, sign: Callable[[bytes], bytes]) -> None:
    """Add the row of one act, in the transaction of the act itself."""
    last = end(store.connection)
    values: dict[str, object] = {
        "seq": last.seq + 1,
        "at": store.now,
        "worker_id": store.person.id,
        "act": act,
        "outcome": outcome,
        "purpose": store.trace.purpose,
        "client_id": store.trace.client_id,
        "record": store.trace.record,
    }
    digest = _digest(last.hash, values)
    store.connection.execute(insert(audit).values(**values, hash=digest, signature=sign(digest)))


def opened_lately(store: Store, client_id: int) -> bool:
    """Whether the log has the person at this client's file within a day."""
    since = store.now - timedelta(days=1)
    theirs = (audit.c.client_id == client_id) & (audit.c.at >= since)
    done = (audit.c.worker_id == store.person.id) & (audit.c.outcome == "done")
    return store.connection.execute(select(audit.c.seq).where(theirs, done).limit(1)).first() is not None


def opened_plan_lately(store: Store, client_id: int) -> bool:
    """Whether the log has the person reading this client's plan within a day."""
    since = store.now - timedelta(days=1)
    theirs = (audit.c.client_id == client_id) & (audit.c.at >= since) & (audit.c.purpose == "plan")
    done = (audit.c.worker_id == store.person.id) & (audit.c.outcome == "done")
    return store.connection.execute(select(audit.c.seq).where(theirs, done).limit(1)).first() is not None


def verify(
    connection: Connection,
    keys: Mapping[int, Sequence[bytes]],
    signed: Callable[[bytes, bytes, bytes], bool],
    anchored: Mapping[int, bytes],
) -> End:
    """Check every row: its place in the chain, its signature, and the hash that an anchor has of it.

    `signed(key, data, signature)` says whether the owner of `key` signed; raises `LogBroken`.
    """
    last = End(0, GENESIS)
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        values = {name: value for name, value in row._mapping.items() if name not in {"hash", "signature"}}
        whole = row.hash == _digest(last.hash, values)
        if not whole or not any(signed(key, row.hash, row.signature) for key in keys.get(row.worker_id, ())):
            raise LogBroken(row=last.seq + 1)
        last = End(row.seq, row.hash)
        _refuse_other_than_anchored(last, anchored)
    if anchored and max(anchored) > last.seq:
        raise LogBroken(row=last.seq + 1)
    return last


def _refuse_other_than_anchored(row: End, anchored: Mapping[int, bytes]) -> None:
    if anchored.get(row.seq, row.hash) != row.hash:
        raise LogBroken(row=row.seq)


def _digest(previous: bytes, values: Mapping[str, object]) -> bytes:
    return hashlib.sha256(previous + msgspec.json.encode(values, order="sorted")).digest()
