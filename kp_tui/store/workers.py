"""Workers and their roles."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from kp_tui.domain import czech
from kp_tui.domain.people import Role, Worker
from kp_tui.store.schema import signing_key, worker, worker_role
from kp_tui.store.unit import Store
from kp_tui.vault.errors import SignerForged


def add(
    connection: Connection,
    new: Worker,
    signing: bytes,
    now: datetime,
) -> int:
    """Add a worker with the public key that checks their signatures; gives the id (`new.id` is ignored)."""
    values = {
        "login": new.login,
        "name": new.name,
        "surname": new.surname,
        "sort_key": czech.sort_key(new.full_name),
        "profession": new.profession,
        "active": new.active,
        "created_at": now,
    }
    worker_id = connection.execute(insert(worker).values(values).returning(worker.c.id)).scalar_one()
    if new.roles:
        connection.execute(
            insert(worker_role), [{"worker_id": worker_id, "role": role} for role in new.roles]
        )
    learn_key(connection, worker_id, signing, now)
    return int(worker_id)


def by_login(connection: Connection, login: str) -> Worker | None:
    """The worker of that login, active or not."""
    row = connection.execute(select(worker).where(worker.c.login == login)).first()
    return _worker(row, _roles(connection, [row.id])) if row else None


def by_id(connection: Connection, worker_id: int) -> Worker:
    """The worker of that id."""
    row = connection.execute(select(worker).where(worker.c.id == worker_id)).one()
    return _worker(row, _roles(connection, [worker_id]))


def everybody(store: Store) -> list[Worker]:
    """All workers in the order of the Czech alphabet."""
    rows = store.connection.execute(select(worker).order_by(worker.c.sort_key, worker.c.id)).all()
    roles = _roles(store.connection, [row.id for row in rows])
    return [_worker(row, roles) for row in rows]


def names(store: Store) -> dict[int, str]:
    """The full names of all workers, those who have left too."""
    rows = store.connection.execute(select(worker.c.id, worker.c.surname, worker.c.name))
    return {row.id: f"{row.surname} {row.name}".strip() for row in rows}


def hired(store: Store) -> Mapping[int, datetime]:
    """Since when everybody works here."""
    rows = store.connection.execute(select(worker.c.id, worker.c.created_at))
    return {row.id: row.created_at for row in rows}


def may_be_key_worker(store: Store, worker_id: int) -> bool:
    """Whether the worker is active and holds the key worker's role (K6)."""
    role = select(worker.c.id).join(worker_role, worker_role.c.worker_id == worker.c.id)
    query = role.where(worker.c.id == worker_id, worker.c.active, worker_role.c.role == Role.KEY_WORKER)
    return store.connection.scalar(query) is not None


def deactivate(store: Store, worker_id: int) -> None:
    """Let somebody work here no more."""
    store.connection.execute(update(worker).where(worker.c.id == worker_id).values(active=False))


def signed_in(connection: Connection, worker_id: int, now: datetime) -> datetime | None:
    """Note a sign-in; gives the time of the one before."""
    last = connection.scalar(select(worker.c.last_sign_in_at).where(worker.c.id == worker_id))
    connection.execute(update(worker).where(worker.c.id == worker_id).values(last_sign_in_at=now))
    return last


def learn_key(connection: Connection, worker_id: int, signing: bytes, now: datetime) -> None:
    """Note the public key that checks a worker's signatures from now on, if it is a new one.

    Raises `SignerForged` where somebody has entered another one after it.
    """
    if key_now(connection, worker_id) == signing:
        return
    if connection.scalar(select(signing_key.c.id).where(signing_key.c.public == signing)) is not None:
        raise SignerForged
    values = {"worker_id": worker_id, "public": signing, "since": now}
    connection.execute(insert(signing_key).values(values))


def key_now(connection: Connection, worker_id: int) -> bytes | None:
    """The public key that checks what a worker signs now."""
    theirs = select(signing_key.c.public).where(signing_key.c.worker_id == worker_id)
    return connection.scalar(theirs.order_by(signing_key.c.id.desc()).limit(1))


def keys_at(connection: Connection, worker_id: int, at: datetime) -> Sequence[bytes]:
    """The public keys that a worker signed by in that second: one, or two where it was changed in it."""
    query = select(signing_key.c.public, signing_key.c.since).where(signing_key.c.worker_id == worker_id)
    rows = connection.execute(query.order_by(signing_key.c.id)).all()
    until = [row.since for row in rows[1:]] + [at]
    return [row.public for row, end in zip(rows, until, strict=True) if row.since <= at <= end]


def signing_keys(connection: Connection) -> Mapping[int, Sequence[bytes]]:
    """All public keys that everybody ever had, to check the audit log by."""
    keys: dict[int, list[bytes]] = {}
    for row in connection.execute(select(signing_key.c.worker_id, signing_key.c.public)):
        keys.setdefault(row.worker_id, []).append(row.public)
    return keys


def _roles(connection: Connection, worker_ids: Iterable[int]) -> dict[int, set[Role]]:
    roles: dict[int, set[Role]] = {}
    rows = connection.execute(select(worker_role).where(worker_role.c.worker_id.in_(worker_ids)))
    for row in rows:
        roles.setdefault(row.worker_id, set()).add(row.role)
    return roles


def _worker(row: Row[tuple[object, ...]], roles: Mapping[int, set[Role]]) -> Worker:
    return Worker(
        id=row.id,
        login=row.login,
        name=row.name,
        surname=row.surname,
        profession=row.profession,
        roles=frozenset(roles.get(row.id, ())),
        active=row.active,
    )
