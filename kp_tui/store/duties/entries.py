"""What the journals of cases lack: assessments, allocations, answers to a wish for another key worker."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import ColumnElement, CompoundSelect, Row, Select, or_, select

from kp_tui.domain.cases import EntryKind, assessment_due
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.intake import ConsultationOutcome
from kp_tui.domain.people import Role
from kp_tui.domain.services import Allocation
from kp_tui.store import services
from kp_tui.store.cases import chain, unreplaced
from kp_tui.store.duties.scopes import Scope, managers, of_case, released
from kp_tui.store.periods import open_of_client
from kp_tui.store.reach import reachable
from kp_tui.store.schema import case_entry, client, service
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

Found = Row[tuple[object, ...]]


class _Said(msgspec.Struct):
    """What an introductory consultation led to (L4)."""

    outcome: ConsultationOutcome = ConsultationOutcome.GOES_ON


class _Answer(msgspec.Struct):
    """Which wish for another key worker was answered."""

    request: int = 0


def assessments(store: Store, scope: Scope) -> Iterator[Duty]:
    """Consultations that go on and were not assessed since (L3): their recorder's and the key worker's."""
    theirs = None if scope.workers is None else case_entry.c.id.in_(_of_workers(scope.workers))
    consulted = _consultations(store, scope, Allocation.ASSESSMENT, theirs)
    unanswered = consulted.where(~_answered(EntryKind.ASSESSMENT))
    for row, subject in _owed(store, DutyKind.ASSESSMENT, unanswered):
        owed_by = frozenset({row.recorded_by, row.worker_id or row.recorded_by})
        due = assessment_due(row.day)
        yield Duty(DutyKind.ASSESSMENT, subject, row.day, owed_by, row.client_id, row.mark, due, row.id)


def allocations(store: Store, scope: Scope) -> Iterator[Duty]:
    """Consultations that go on where a district's worker was not allocated since (K10): the managers'."""
    if all(one.allocation is not Allocation.DISTRICT for one in services.everything(store)):
        return iter(())
    consulted = _consultations(store, scope, Allocation.DISTRICT)
    return _of_managers(store, scope, DutyKind.ALLOCATION, consulted.where(~_allocated()))


def change_requests(store: Store, scope: Scope) -> Iterator[Duty]:
    """Wishes for another key worker that nobody has answered (000): the managers'."""
    outcomes = store.connection.execute(_entries(store, scope, EntryKind.CHANGE_OUTCOME))
    answered = [msgspec.json.decode(row.body, type=_Answer).request for row in outcomes]
    first_versions = {chain(store, entry_id)[0] for entry_id in answered}
    wishes = _of_managers(
        store, scope, DutyKind.CHANGE_REQUEST, _entries(store, scope, EntryKind.CHANGE_REQUEST)
    )
    return (duty for duty in wishes if duty.subject not in first_versions)


def scope_of(store: Store, entry_id: int) -> Scope:
    """The case in whose journal an entry stands."""
    return of_case(store, select(case_entry.c.client_id).where(case_entry.c.id == entry_id))


def _entries(
    store: Store, scope: Scope, kind: EntryKind, which: ColumnElement[bool] | None = None
) -> Select[tuple[object, ...]]:
    """The entries in force with their clients' marks and key workers: all of a kind, or `which` of them."""
    of_kind = case_entry.c.kind == kind if which is None else which
    return (
        select(case_entry, client.c.mark, period.c.worker_id)
        .join(client, client.c.id == case_entry.c.client_id)
        .outerjoin(period, open_of_client(case_entry.c.client_id))
        .where(of_kind, unreplaced(case_entry), scope.of_client(case_entry.c.client_id))
        .where(reachable(store, case_entry.c.client_id))
    )


def _consultations(
    store: Store, scope: Scope, allocation: Allocation, which: ColumnElement[bool] | None = None
) -> Select[tuple[object, ...]]:
    allocates = (service.c.id == client.c.service_id) & (service.c.allocation == allocation)
    return _entries(store, scope, EntryKind.INTRO_CONSULTATION, which).join(service, allocates)


def _of_workers(workers: frozenset[int]) -> CompoundSelect[tuple[int]]:
    """The consultations that they recorded, and those of their cases."""
    one = case_entry.alias()
    consulted = select(one.c.id).where(one.c.kind == EntryKind.INTRO_CONSULTATION)
    of_cases = consulted.join(period, open_of_client(one.c.client_id)).where(period.c.worker_id.in_(workers))
    return consulted.where(one.c.recorded_by.in_(workers)).union(of_cases)


def _answered(kind: EntryKind) -> ColumnElement[bool]:
    """Whether an entry of the kind that is in force stands in the same journal, on that day or later."""
    answer = case_entry.alias()
    same_case = (answer.c.client_id == case_entry.c.client_id) & (answer.c.kind == kind)
    later = answer.c.day >= case_entry.c.day
    return select(answer.c.id).where(same_case, later, unreplaced(answer)).correlate(case_entry).exists()


def _allocated() -> ColumnElement[bool]:
    """Whether somebody was the key worker on the entry's day or later."""
    one = period.alias()
    lasting = or_(one.c.to_day.is_(None), one.c.to_day > case_entry.c.day, one.c.from_day >= case_entry.c.day)
    of_case = one.c.client_id == case_entry.c.client_id
    return select(one.c.id).where(of_case, lasting).correlate(case_entry).exists()


def _of_managers(
    store: Store, scope: Scope, kind: DutyKind, query: Select[tuple[object, ...]]
) -> Iterator[Duty]:
    if scope.workers is not None and not store.holds(Role.MANAGER):
        return
    theirs = managers(store)
    for row, subject in _owed(store, kind, query):
        yield Duty(kind, subject, row.day, theirs, row.client_id, row.mark, entry_id=row.id)


def _owed(store: Store, kind: DutyKind, query: Select[tuple[object, ...]]) -> list[tuple[Found, int]]:
    """Each entry with the duty's subject: its first version, so that a correction makes no new duty."""
    rows: Sequence[Found] = store.connection.execute(query).all()
    going_on = [row for row in rows if _goes_on(row)]
    subjects = {row.id: chain(store, row.id)[0] if row.replaces else row.id for row in going_on}
    gone = released(store, kind, set(subjects.values()))
    return [(row, subjects[row.id]) for row in going_on if subjects[row.id] not in gone]


def _goes_on(row: Found) -> bool:
    """Whether the entry asks for more: a consultation may end in counselling or a referral (L4)."""
    if row.kind is not EntryKind.INTRO_CONSULTATION:
        return True
    return msgspec.json.decode(row.body, type=_Said).outcome is ConsultationOutcome.GOES_ON
