"""Who stands in for whom: named by the key worker, acting while they are away (K7)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ScalarSelect, Select, bindparam, insert, select
from sqlalchemy.sql.selectable import FromClause

from kp_tui.domain import deputies
from kp_tui.domain.deputies import Relation
from kp_tui.domain.people import Role
from kp_tui.store import absences, periods
from kp_tui.store.schema import absence, deputy, worker, worker_role
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def name(store: Store, worker_id: int, deputy_id: int) -> int:
    """Name a key worker's deputy from now on; whoever it was before stays in the history. Gives the id."""
    values = {
        "worker_id": worker_id,
        "deputy_id": deputy_id,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    return int(store.connection.execute(insert(deputy).values(values).returning(deputy.c.id)).scalar_one())


def of_worker(store: Store, worker_id: int) -> int | None:
    """The named deputy of a key worker, as long as they may be one."""
    return named(store).get(worker_id)


def named(store: Store) -> dict[int, int]:
    """The deputies of everybody who has one that may still be: active, and a key worker."""
    chosen = _chosen(worker)
    query = select(worker.c.id, chosen.label("deputy_id")).where(chosen.in_(_fit()))
    return {row.id: row.deputy_id for row in store.connection.execute(query)}


def missing(store: Store) -> frozenset[int]:
    """The workers who have an open case and no deputy (K7)."""
    has_case = select(period.c.id).where(period.c.worker_id == worker.c.id, period.c.to_day.is_(None))
    query = select(worker.c.id).where(has_case.exists())
    return frozenset(store.connection.scalars(query)) - named(store).keys()


def stands_in_for(store: Store) -> frozenset[int]:
    """The workers who are away today and whose deputy the person is: `Store.stands_in_for`."""
    if not store.holds(Role.KEY_WORKER):
        return frozenset()
    asked = {**absences.on(store.today), "person_id": store.person.id}
    return frozenset(store.connection.scalars(_STOOD_IN_FOR, asked))


def acting_for(store: Store, client_ids: Collection[int], day: date) -> int | None:
    """The key worker for whom the person acted on a day as their deputy, if they did."""
    if not store.holds(Role.KEY_WORKER):
        return None
    asked = {**absences.on(day), "person_id": store.person.id, "client_ids": list(client_ids)}
    return store.connection.scalar(_ACTED_FOR, asked)


def relation(store: Store, client_id: int) -> Relation:
    """What the person is to a client's case: the one answer to who has a key worker's rights there."""
    if client_id in store.barred:
        return Relation.BARRED
    current = periods.current(store, client_id)
    key_worker_id = current.worker_id if current else None
    return deputies.relation(store.person.id, key_worker_id, store.stands_in_for)


def _chosen(of: FromClause, worker_id: str = "id") -> ScalarSelect[int]:
    """Whom the worker of a row has named last."""
    theirs = select(deputy.c.deputy_id).where(deputy.c.worker_id == of.c[worker_id])
    return theirs.order_by(deputy.c.id.desc()).limit(1).correlate(of).scalar_subquery()


def _fit() -> Select[tuple[int]]:
    """Who may be a deputy: an active key worker."""
    fit = worker.alias()
    role = worker_role.alias()
    keys = (role.c.worker_id == fit.c.id) & (role.c.role == Role.KEY_WORKER)
    return select(fit.c.id).join(role, keys).where(fit.c.active)


_STOOD_IN_FOR = select(absence.c.worker_id).where(
    absences.COVERS, _chosen(absence, "worker_id") == bindparam("person_id")
)
_ACTED_FOR = (
    _STOOD_IN_FOR.join(period, period.c.worker_id == absence.c.worker_id)
    .where(
        period.c.client_id.in_(bindparam("client_ids", expanding=True)),
        period.c.from_day <= bindparam("day"),
        period.c.to_day.is_(None) | (period.c.to_day > bindparam("day")),
    )
    .limit(1)
)
