"""Duties, derived from what the records lack: none vanishes before it is done, or released with a reason."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlalchemy import insert

from kp_tui.domain.duties import Duty, DutyGroup, DutyKind, in_order
from kp_tui.domain.errors import NotFound
from kp_tui.store.duties import consents, entries, events, periods, plans
from kp_tui.store.duties.scopes import Scope, everywhere, of_client
from kp_tui.store.schema import duty_release
from kp_tui.store.unit import Store

Query = Callable[[Store, Scope], Iterator[Duty]]


def owed(store: Store, scope: Scope) -> list[Duty]:
    """All duties of a case, of some workers, or of everybody."""
    return in_order(chain.from_iterable(source.owed(store, scope) for source in _SOURCES.values()))


def owed_singly(store: Store, scope: Scope, events_since: date) -> list[Duty]:
    """The duties that stand in a list one by one; of events only those since a day."""
    few = chain.from_iterable(source.few(store, scope) for source in _SOURCES.values())
    return in_order((*few, *events.incomplete(store, scope, events_since)))


def owed_together(store: Store, scope: Scope, events_before: date) -> Iterator[DutyGroup]:
    """The rest, which would flood the list: consents of cases taken over, older events, plans to write."""
    for worker_id, number, since in consents.count_taken_over(store, scope):
        yield DutyGroup(DutyKind.CONSENT, worker_id, number, since)
    for worker_id, number, since in events.count_incomplete(store, scope, events_before):
        yield DutyGroup(DutyKind.EVENT, worker_id, number, since, events_before)
    since_by_worker = defaultdict[int, list[date]](list)
    for duty in plans.missing(store, scope):
        for worker_id in duty.owed_by:
            since_by_worker[worker_id].append(duty.since)
    for worker_id, days in since_by_worker.items():
        yield DutyGroup(DutyKind.PLAN, worker_id, len(days), min(days))


def of_group(store: Store, group: DutyGroup) -> list[Duty]:
    """The duties that a line of a list stands for."""
    scope = Scope(frozenset({group.worker_id}))
    if group.kind is not DutyKind.EVENT:
        return in_order(_SOURCES[group.kind].many(store, scope))
    theirs = events.incomplete(store, scope, before=group.before)
    return in_order((*theirs, *events.unclaimed(store, group.worker_id)))


def find(store: Store, kind: DutyKind, subject: int) -> Duty:
    """One duty that is owed and within reach; `NotFound` where it is not."""
    source = _SOURCES[kind]
    found = (one for one in source.owed(store, source.scope_of(store, subject)) if one.subject == subject)
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


def lacks_plan(store: Store, client_id: int) -> bool:
    """Whether a client was met so often that a written plan is owed (P3)."""
    return any(plans.missing(store, Scope(client_id=client_id)))


def _none(_store: Store, _scope: Scope) -> Iterator[Duty]:
    return iter(())


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the duties of a kind come from.

    `few` stand in a list one by one, `many` would flood it; `scope_of` says where the duty of a subject is
    looked for.
    """

    scope_of: Callable[[Store, int], Scope]
    few: Query = _none
    many: Query = _none

    def owed(self, store: Store, scope: Scope) -> Iterator[Duty]:
        """All of them."""
        return chain(self.few(store, scope), self.many(store, scope))


_SOURCES = {
    DutyKind.ASSESSMENT: _Source(entries.scope_of, few=entries.assessments),
    DutyKind.ALLOCATION: _Source(entries.scope_of, few=entries.allocations),
    DutyKind.CHANGE_REQUEST: _Source(entries.scope_of, few=entries.change_requests),
    DutyKind.NOTICE: _Source(periods.scope_of, few=periods.notices),
    DutyKind.CONSENT: _Source(periods.scope_of, few=consents.others, many=consents.taken_over),
    DutyKind.DEPUTY: _Source(everywhere, few=periods.missing_deputies),
    DutyKind.STEP: _Source(plans.scope_of_step, few=plans.steps),
    DutyKind.REVIEW: _Source(plans.scope_of_review, few=plans.reviews),
    DutyKind.GRANT: _Source(everywhere, few=plans.grants),
    DutyKind.EVENT: _Source(events.scope_of, many=events.incomplete),
    DutyKind.PLAN: _Source(of_client, many=plans.missing),
}
