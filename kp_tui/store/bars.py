"""Who has no part in whose case (X1): the bars in force, and what they hide."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, bindparam, insert, select, update

from kp_tui.domain.bars import BarReason
from kp_tui.domain.errors import NotFound
from kp_tui.store.reach import reachable
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.schema import worker
from kp_tui.store.schema import worker_bar as bar
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class KeptBar:
    """One bar, in force until it is lifted."""

    id: int
    client_id: int
    worker_id: int
    worker: str = field(repr=False)
    reason: BarReason
    explanation: str = field(repr=False)
    recorded_at: datetime
    lifted_at: datetime | None
    lifted_why: str = field(repr=False)


def of_person(store: Store) -> frozenset[int]:
    """The clients from whom the person is barred, asked once a transaction: `Store.barred`."""
    return frozenset(store.connection.scalars(_FROM_WHOM, {"person_id": store.person.id}))


def is_barred(store: Store, worker_id: int, client_id: int) -> bool:
    """Whether a worker has no part in a client's case."""
    return bool(pairs(store, [client_id], [worker_id]))


def pairs(store: Store, client_ids: Collection[int], worker_ids: Collection[int]) -> set[tuple[int, int]]:
    """The bars between some clients and some workers, as (client, worker)."""
    query = select(bar.c.client_id, bar.c.worker_id).where(
        bar.c.client_id.in_(client_ids), bar.c.worker_id.in_(worker_ids), _in_force()
    )
    return {(client_id, worker_id) for client_id, worker_id in store.connection.execute(query)}


def in_force(store: Store) -> set[tuple[int, int]]:
    """All bars, as (client, worker): whoever takes over a table asks once."""
    query = select(bar.c.client_id, bar.c.worker_id).where(_in_force())
    return {(client_id, worker_id) for client_id, worker_id in store.connection.execute(query)}


def barred_workers(store: Store, client_id: int) -> frozenset[int]:
    """Who has no part in a client's case."""
    query = select(bar.c.worker_id).where(bar.c.client_id == client_id, _in_force())
    return frozenset(store.connection.scalars(query))


def barred_from_cases_of(store: Store, worker_id: int) -> frozenset[int]:
    """Who has no part in one of the open cases of a key worker, and so is not their deputy."""
    theirs = (period.c.client_id == bar.c.client_id) & (period.c.worker_id == worker_id)
    query = select(bar.c.worker_id).join(period, theirs).where(period.c.to_day.is_(None), _in_force())
    return frozenset(store.connection.scalars(query))


def add(store: Store, client_id: int, worker_id: int, reason: BarReason, explanation: str) -> int:
    """Bar a worker from a client from now on; gives the id."""
    values = {
        "client_id": client_id,
        "worker_id": worker_id,
        "reason": reason,
        "explanation": explanation,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    return int(store.connection.execute(insert(bar).values(values).returning(bar.c.id)).scalar_one())


def lift(store: Store, kept: KeptBar, why: str) -> None:
    """Let a bar end now, with why."""
    values = {"lifted_by": store.person.id, "lifted_at": store.now, "lifted_why": why}
    store.connection.execute(update(bar).where(bar.c.id == kept.id).values(values))


def kept(store: Store, bar_id: int) -> KeptBar:
    """One bar, in force or not; `NotFound` out of reach, as every bar of the person's own is."""
    row = store.connection.execute(_bars(store).where(bar.c.id == bar_id)).first()
    if row is None:
        raise NotFound
    return _kept(row)


def of_client(store: Store, client_id: int) -> list[KeptBar]:
    """All bars of a client, lifted ones too, in the order they were recorded."""
    query = _bars(store).where(bar.c.client_id == client_id).order_by(bar.c.id)
    return [_kept(row) for row in store.connection.execute(query)]


def _bars(store: Store) -> Select[tuple[object, ...]]:
    named = select(bar, worker.c.surname, worker.c.name).join(worker, worker.c.id == bar.c.worker_id)
    return named.where(reachable(store, bar.c.client_id))


def _in_force() -> ColumnElement[bool]:
    return bar.c.lifted_at.is_(None)


def _kept(row: Row[tuple[object, ...]]) -> KeptBar:
    return KeptBar(
        id=row.id,
        client_id=row.client_id,
        worker_id=row.worker_id,
        worker=f"{row.surname} {row.name}",
        reason=row.reason,
        explanation=row.explanation,
        recorded_at=row.recorded_at,
        lifted_at=row.lifted_at,
        lifted_why=row.lifted_why or "",
    )


_FROM_WHOM = select(bar.c.client_id).where(bar.c.worker_id == bindparam("person_id"), _in_force())
