"""Duties, derived from what the records lack: none vanishes before it is done, or released with a reason."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy import insert, select

from kp_tui.domain.duties import Duty, DutyGroup, DutyKind, in_order
from kp_tui.domain.errors import NotFound
from kp_tui.store import duty_consents, duty_entries, duty_events, duty_periods, duty_plans
from kp_tui.store.duty_scopes import Scope
from kp_tui.store.schema import case_entry, duty_release, event_worker
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def owed(store: Store, scope: Scope) -> list[Duty]:
    """All duties of a case, of some workers, or of everybody."""
    many = (duty_consents.taken_over, duty_events.incomplete, duty_plans.missing)
    return in_order((*_of_few(store, scope), *(one for query in many for one in query(store, scope))))


def owed_singly(store: Store, scope: Scope, events_since: date) -> list[Duty]:
    """The duties that stand in a list one by one; of events only those since a day."""
    return in_order((*_of_few(store, scope), *duty_events.incomplete(store, scope, events_since)))


def owed_together(store: Store, scope: Scope, events_before: date) -> Iterator[DutyGroup]:
    """The rest, which would flood the list: consents of cases taken over, older events, plans to write."""
    for worker_id, number, since in duty_consents.count_taken_over(store, scope):
        yield DutyGroup(DutyKind.CONSENT, worker_id, number, since)
    for worker_id, number, since in duty_events.count_incomplete(store, scope, events_before):
        yield DutyGroup(DutyKind.EVENT, worker_id, number, since, events_before)
    since_by_worker = defaultdict[int, list[date]](list)
    for duty in duty_plans.missing(store, scope):
        for worker_id in duty.owed_by:
            since_by_worker[worker_id].append(duty.since)
    for worker_id, days in since_by_worker.items():
        yield DutyGroup(DutyKind.PLAN, worker_id, len(days), min(days))


def of_group(store: Store, group: DutyGroup) -> list[Duty]:
    """The duties that a line of a list stands for."""
    scope = Scope(frozenset({group.worker_id}))
    if group.kind is DutyKind.CONSENT:
        return in_order(duty_consents.taken_over(store, scope))
    if group.kind is DutyKind.PLAN:
        return in_order(duty_plans.missing(store, scope))
    theirs = duty_events.incomplete(store, scope, before=group.before)
    return in_order((*theirs, *duty_events.unclaimed(store, group.worker_id)))


def find(store: Store, kind: DutyKind, subject: int) -> Duty:
    """One duty that is owed and within reach; `NotFound` where it is not."""
    scope = _scope_of(store, kind, subject)
    found = (one for one in _QUERIES[kind](store, scope) if one.subject == subject)
    duty = next(found, None)
    if duty is None:
        raise NotFound
    return duty


def release(store: Store, duty: Duty, reason: str) -> None:
    """Let nobody owe this any more; the reason stays."""
    values = {
        "duty": duty.kind,
        "subject": duty.subject,
        "client_id": duty.client_id,
        "reason": reason,
        "released_by": store.person.id,
        "released_at": store.now,
    }
    store.connection.execute(insert(duty_release).values(values))


def _of_few(store: Store, scope: Scope) -> Iterator[Duty]:
    yield from duty_entries.assessments(store, scope)
    yield from duty_entries.allocations(store, scope)
    yield from duty_entries.change_requests(store, scope)
    yield from duty_periods.notices(store, scope)
    yield from duty_periods.missing_deputies(store, scope)
    yield from duty_consents.others(store, scope)
    yield from duty_plans.steps(store, scope)
    yield from duty_plans.reviews(store, scope)
    yield from duty_plans.grants(store, scope)


def _consents(store: Store, scope: Scope) -> Iterator[Duty]:
    yield from duty_consents.taken_over(store, scope)
    yield from duty_consents.others(store, scope)


def _scope_of(store: Store, kind: DutyKind, subject: int) -> Scope:
    """Where to look for the duty of a subject: in its case, or among its worker's."""
    if kind in (DutyKind.DEPUTY, DutyKind.GRANT):
        return Scope()
    if kind in (DutyKind.STEP, DutyKind.REVIEW, DutyKind.PLAN):
        return Scope(client_id=duty_plans.client_of(store, kind, subject))
    if kind is DutyKind.EVENT:
        shares = select(event_worker.c.worker_id).where(event_worker.c.event_id == subject)
        return Scope(frozenset(store.connection.scalars(shares)) or None)
    table = period if kind in (DutyKind.NOTICE, DutyKind.CONSENT) else case_entry
    client_id = store.connection.scalar(select(table.c.client_id).where(table.c.id == subject))
    return Scope(client_id=client_id or 0)


_QUERIES = {
    DutyKind.ASSESSMENT: duty_entries.assessments,
    DutyKind.ALLOCATION: duty_entries.allocations,
    DutyKind.NOTICE: duty_periods.notices,
    DutyKind.CONSENT: _consents,
    DutyKind.DEPUTY: duty_periods.missing_deputies,
    DutyKind.CHANGE_REQUEST: duty_entries.change_requests,
    DutyKind.EVENT: duty_events.incomplete,
    DutyKind.STEP: duty_plans.steps,
    DutyKind.REVIEW: duty_plans.reviews,
    DutyKind.GRANT: duty_plans.grants,
    DutyKind.PLAN: duty_plans.missing,
}
