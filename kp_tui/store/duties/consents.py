"""Whose consents are missing (L5): clients taken over without them, withdrawn ones, cases that began anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, Row, Select, func, select

from kp_tui.domain.cases import Consent, EntryKind, Fact, consents_in_force
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.key_workers import ChangeReason, Period, taken_over_from
from kp_tui.store import periods
from kp_tui.store.cases import unreplaced
from kp_tui.store.duties.scopes import Scope, released, unreleased
from kp_tui.store.reach import reachable
from kp_tui.store.schema import case_entry, client
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

MOVES = (EntryKind.CONSENT_WITHDRAWN, EntryKind.ENDING)
TOLD = (EntryKind.INFORMED_CONSENT, EntryKind.DATA_CONSENT, *MOVES)
FIRST = period.alias()  # the period with which the case began

Asked = Select[tuple[object, ...]]


class _Said(msgspec.Struct):
    """Which consent a withdrawal takes back."""

    which: Consent | None = None


def taken_over(store: Store, scope: Scope) -> Iterator[Duty]:
    """Clients whose case was running before this program, and who have not signed since."""
    return _never_given(store, _taken_over(store, scope))


def count_taken_over(store: Store, scope: Scope) -> Sequence[tuple[int, int, date]]:
    """The same, counted for each key worker: who, how many, since when the first one."""
    columns = (period.c.worker_id, func.count(), func.min(FIRST.c.from_day))
    query = _taken_over(store, scope).with_only_columns(*columns).group_by(period.c.worker_id)
    return [(worker_id, number, since) for worker_id, number, since in store.connection.execute(query)]


def others(store: Store, scope: Scope) -> Iterator[Duty]:
    """Clients who have not signed although their case began here, and those who took a consent back."""
    began_here = FIRST.c.reason != ChangeReason.TAKEN_OVER
    yield from _never_given(store, _lacking(store, scope).where(began_here))
    yield from _lapsed(store, _cases(store, scope).where(_has(*MOVES)))


def _lapsed(store: Store, query: Asked) -> Iterator[Duty]:
    """Those who took a consent back, or whose agreement ended with the case and was not renewed."""
    rows = store.connection.execute(query).all()
    journals = _journals(store, [row.client_id for row in rows])
    given = {client_id: consents_in_force(journal) for client_id, journal in journals.items()}
    lacking = [row for row in rows if len(given[row.client_id]) < len(Consent)]
    openings = {row.client_id: _opening(store, row.client_id) for row in lacking}
    gone = released(store, DutyKind.CONSENT, {opening.id for opening in openings.values()})
    for row in lacking:
        opening, theirs = openings[row.client_id], given[row.client_id]
        if opening.id not in gone:
            since = _lacking_since(opening, journals[row.client_id], theirs)
            yield _duty(row, opening.id, since, agreed=Consent.INFORMED in theirs)


def _never_given(store: Store, query: Asked) -> Iterator[Duty]:
    query = query.add_columns(_has(EntryKind.INFORMED_CONSENT).label("agreed"))
    rows = store.connection.execute(query)
    return (_duty(row, row.id, row.from_day, agreed=row.agreed) for row in rows)


def _duty(row: Row[tuple[object, ...]], subject: int, since: date, *, agreed: bool) -> Duty:
    """A duty of whoever is the key worker now; its subject is the period with which the case was opened."""
    owed_by, consent = frozenset({row.worker_id}), Consent.DATA if agreed else Consent.INFORMED
    return Duty(DutyKind.CONSENT, subject, since, owed_by, row.client_id, row.mark, consent=consent)


def _cases(store: Store, scope: Scope) -> Asked:
    """Clients with their key worker and the first period of all."""
    one = period.alias()
    first = select(func.min(one.c.id)).where(one.c.client_id == period.c.client_id).correlate(period)
    return (
        select(FIRST.c.id, FIRST.c.from_day, period.c.client_id, period.c.worker_id, client.c.mark)
        .select_from(period)
        .join(client, (client.c.id == period.c.client_id) & (client.c.state == ClientState.CLIENT))
        .join(FIRST, FIRST.c.id == first.scalar_subquery())
        .where(period.c.to_day.is_(None), scope.owes(period.c.worker_id))
        .where(scope.of_client(period.c.client_id), reachable(store, period.c.client_id))
    )


def _lacking(store: Store, scope: Scope) -> Asked:
    """Those of them who have never given one of the consents, of the cases that were opened once."""
    given = _has(EntryKind.INFORMED_CONSENT) & _has(EntryKind.DATA_CONSENT)
    owed = unreleased(DutyKind.CONSENT, FIRST.c.id)
    return _cases(store, scope).where(~given, ~_has(*MOVES), owed)


def _taken_over(store: Store, scope: Scope) -> Asked:
    return _lacking(store, scope).where(FIRST.c.reason == ChangeReason.TAKEN_OVER)


def _has(*kinds: EntryKind) -> ColumnElement[bool]:
    of_case = (case_entry.c.client_id == period.c.client_id) & case_entry.c.kind.in_(kinds)
    return select(case_entry.c.id).where(of_case).correlate(period).exists()


def _journals(store: Store, client_ids: Sequence[int]) -> dict[int, list[Fact]]:
    """What was agreed to and taken back, and when a case ended."""
    query = (
        select(case_entry)
        .where(case_entry.c.client_id.in_(client_ids), case_entry.c.kind.in_(TOLD), unreplaced(case_entry))
        .order_by(case_entry.c.day, func.coalesce(case_entry.c.replaces, case_entry.c.id))
    )
    journals: dict[int, list[Fact]] = {client_id: [] for client_id in client_ids}
    for row in store.connection.execute(query):
        journals[row.client_id].append(Fact(row.kind, row.day, _withdrawn(row)))
    return journals


def _withdrawn(row: Row[tuple[object, ...]]) -> Consent | None:
    if row.kind is not EntryKind.CONSENT_WITHDRAWN:
        return None
    return msgspec.json.decode(row.body, type=_Said).which


def _opening(store: Store, client_id: int) -> Period:
    """The period with which the case was opened the last time."""
    chain = periods.history(store, client_id)
    opening = next(one for one in chain if one.to_day is None)
    while (before := taken_over_from(opening, chain)) is not None:
        opening = before
    return opening


def _lacking_since(opening: Period, journal: Sequence[Fact], given: Collection[Consent]) -> date:
    withdrawn = (fact.day for fact in journal if fact.withdrawn not in {None, *given})
    return max([opening.from_day, *withdrawn])
