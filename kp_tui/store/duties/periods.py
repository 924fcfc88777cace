"""What the key workers' periods lack: a notice of the change, a named deputy."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, func, select

from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import deputies
from kp_tui.store.duties.scopes import Ids, Scope, managers, of_case, released, unreleased
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, deputy, key_worker_notice
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def notices(store: Store, scope: Scope) -> Iterator[Duty]:
    """Changes that the client was not told of (K5): the old and the new key worker's."""
    before = period.alias()
    told = select(key_worker_notice.c.period_id).where(key_worker_notice.c.period_id == period.c.id)
    query = (
        select(period.c.id, period.c.from_day, period.c.worker_id, period.c.client_id)
        .add_columns(before.c.worker_id.label("outgoing_id"), client.c.mark)
        .select_from(period)
        .join(before, before.c.id == _before())
        .join(client, client.c.id == period.c.client_id)
        .where(period.c.reason != ChangeReason.REOPENED, ~told.exists())
        .where(unreleased(DutyKind.NOTICE, period.c.id), scope.of_client(period.c.client_id))
        .where(reachable(store, period.c.client_id))
    )
    if scope.workers is not None:
        query = query.where(period.c.id.in_(_begun(scope.workers).union(_followed(scope.workers))))
    for row in store.connection.execute(query):
        both = frozenset({row.worker_id, row.outgoing_id})
        yield Duty(DutyKind.NOTICE, row.id, row.from_day, both, row.client_id, row.mark)


def missing_deputies(store: Store, scope: Scope) -> Iterator[Duty]:
    """Key workers with a case and without a deputy (K7): their own and the managers'."""
    theirs = managers(store)
    asked = scope.workers is None or store.person.id in theirs
    lacking = deputies.missing(store) if scope.client_id is None else frozenset()
    for worker_id in sorted(lacking - released(store, DutyKind.DEPUTY, lacking)):
        if asked or worker_id in (scope.workers or ()):
            owed_by = theirs | {worker_id}
            yield Duty(DutyKind.DEPUTY, worker_id, _lacking_since(store, worker_id), owed_by)


def scope_of(store: Store, period_id: int) -> Scope:
    """The case of a period."""
    return of_case(store, select(period.c.client_id).where(period.c.id == period_id))


def _lacking_since(store: Store, worker_id: int) -> date:
    """Since the oldest case, or since a deputy was named who may be one no more."""
    theirs = (period.c.worker_id == worker_id) & period.c.to_day.is_(None)
    oldest: date = store.connection.execute(select(func.min(period.c.from_day)).where(theirs)).scalar_one()
    last = select(func.max(deputy.c.recorded_at)).where(deputy.c.worker_id == worker_id)
    named_at = store.connection.scalar(last)
    return max(oldest, named_at.astimezone(PRAGUE).date()) if named_at else oldest


def _before() -> ColumnElement[int]:
    """The id of the last period of the same case that ended where this one began."""
    earlier = period.alias()
    adjacent = (earlier.c.client_id == period.c.client_id) & (earlier.c.to_day == period.c.from_day)
    last = select(func.max(earlier.c.id)).where(adjacent, earlier.c.id < period.c.id)
    return last.correlate(period).scalar_subquery()


def _begun(workers: frozenset[int]) -> Ids:
    one = period.alias()
    return select(one.c.id).where(one.c.worker_id.in_(workers))


def _followed(workers: frozenset[int]) -> Ids:
    one, after = period.alias(), period.alias()
    adjacent = (after.c.client_id == one.c.client_id) & (after.c.from_day == one.c.to_day)
    return select(after.c.id).join(one, adjacent).where(one.c.worker_id.in_(workers))
