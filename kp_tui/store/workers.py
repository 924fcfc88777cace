"""Workers and their roles."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from kp_tui.domain import czech
from kp_tui.domain.people import Role, Worker
from kp_tui.store.schema import worker, worker_role
from kp_tui.store.unit import Store


def add(
    connection: Connection,
    new: Worker,
    signing_key: bytes,
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
        "signing_key": signing_key,
        "created_at": now,
    }
    worker_id = connection.execute(insert(worker).values(values).returning(worker.c.id)).scalar_one()
    if new.roles:
        connection.execute(
            insert(worker_role), [{"worker_id": worker_id, "role": role} for role in new.roles]
        )
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


def signing_keys(connection: Connection) -> Mapping[int, bytes]:
    """Everybody's public key, to check the audit log by."""
    rows = connection.execute(select(worker.c.id, worker.c.signing_key))
    return {row.id: row.signing_key for row in rows}


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
