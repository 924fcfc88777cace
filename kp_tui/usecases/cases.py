"""A case as a whole: how far it has come, its journal, and what every entry of it is held to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec

from kp_tui.domain import cases as rules
from kp_tui.domain import change_requests, endings, intake, situations
from kp_tui.domain.cases import CaseEnded, Consent, DayBeforeCase, DayInFuture, EntryKind, Fact, Stage
from kp_tui.domain.clients import ClientState
from kp_tui.domain.key_workers import Period
from kp_tui.domain.services import Service
from kp_tui.store import cases, clients, periods, services, workers
from kp_tui.store.cases import KeptEntry
from kp_tui.store.clients import ClientRow
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Permission, use_case

SHEET_OF: Mapping[EntryKind, type[Any]] = {
    EntryKind.FIRST_CONTACT: intake.FirstContact,
    EntryKind.INTRO_CONSULTATION: intake.Consultation,
    EntryKind.ASSESSMENT: intake.Assessment,
    EntryKind.ALLOCATION: intake.DistrictAllocation,
    EntryKind.INFORMED_CONSENT: intake.ConsentGiven,
    EntryKind.DATA_CONSENT: intake.ConsentGiven,
    EntryKind.CONSENT_WITHDRAWN: intake.Withdrawal,
    EntryKind.CHANGE_REQUEST: change_requests.ChangeRequest,
    EntryKind.CHANGE_OUTCOME: change_requests.ChangeDecision,
    EntryKind.CASE_CONFERENCE: situations.Conference,
    EntryKind.MEDIATION: situations.Mediation,
    EntryKind.PARENT_CHILD_SESSION: situations.ParentChildSession,
    EntryKind.DIAGNOSTICS: situations.DiagnosticsRequest,
    EntryKind.DIAGNOSTICS_RESULT: situations.DiagnosticsResult,
    EntryKind.CAN_FLAG: situations.CanFlag,
    EntryKind.CAN_FLAG_LIFTED: situations.CanFlagLifted,
    EntryKind.INTERVISION: situations.Intervision,
    EntryKind.CONTACT_PERSON: situations.ContactPerson,
    EntryKind.SAME_PERSON: intake.SamePerson,
    EntryKind.ENDING: endings.Ending,
    EntryKind.REOPENING: endings.Reopening,
}
"""What the body of an entry says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a case's journal; `what` is its sheet, none where the person may not read it (K8)."""

    id: int
    client_id: int
    kind: EntryKind
    day: date
    what: Any = field(repr=False)
    recorded_by: int
    acting_for: int | None
    recorded_at: datetime
    replaces: int | None
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case as its screen shows it."""

    client: ClientRow
    service: Service
    stage: Stage
    began: date
    key_worker: Period | None
    journal: tuple[Entry, ...] = field(repr=False)
    consents: Mapping[Consent, date]
    can_flag_since: date | None
    workers: Mapping[int, str] = field(repr=False)
    assessment_due: date | None = None
    assessed_late: bool = False
    other_files: tuple[tuple[int, str], ...] = ()


@use_case(Permission.CLIENT_FIND)
def open_case(store: Store, client_id: int) -> OpenedCase:
    """A case with its whole journal; opening it is a reading of the file, and logged."""
    store.concerns(client_id=client_id, purpose="case")
    client, service = clients.row(store, client_id), services.of_client(store, client_id)
    journal, key_worker = entries(store, client_id), periods.current(store, client_id)
    told = facts(journal)
    course = rules.since_reopening(told)
    stage = rules.stage(client.state, course, has_key_worker=key_worker is not None)
    consulted, assessed = (_day_of(kind, course) for kind in _ASSESSED)
    return OpenedCase(
        client=client,
        service=service,
        stage=stage,
        began=cases.began(store, client_id),
        key_worker=key_worker,
        journal=tuple(journal),
        consents=rules.consents_in_force(told),
        can_flag_since=rules.can_flag_since(told),
        workers=workers.names(store),
        assessment_due=rules.assessment_due(consulted) if consulted else None,
        assessed_late=bool(consulted and assessed and rules.is_late(consulted, assessed)),
        other_files=_other_files(store, journal),
    )


@use_case(Permission.CLIENT_FIND)
def open_entry(store: Store, entry_id: int) -> tuple[Entry, ...]:
    """An entry with those it replaced, the oldest first (D4); a reading of the file, and logged."""
    told = tuple(understood(kept) for kept in cases.versions(store, entry_id))
    store.concerns(client_id=told[0].client_id, record=f"entry:{entry_id}", purpose="case")
    return told


def refuse_unfit_day(store: Store, client_id: int, day: date, name: str = "day") -> None:
    """Raise where a day is to come, or lies before the case's first one; `name` is the question's."""
    if day > store.today:
        raise DayInFuture().at(name)
    if day < cases.began(store, client_id):
        raise DayBeforeCase().at(name)


def refuse_unfit_entry(store: Store, client_id: int, day: date) -> None:
    """Raise where nothing can be written down on that day: it does not fit, or the case has ended."""
    refuse_unfit_day(store, client_id, day)
    refuse_ended(store, client_id)


def refuse_ended(store: Store, client_id: int) -> None:
    """Raise `CaseEnded` where the case has ended."""
    if clients.row(store, client_id).state is ClientState.ENDED:
        raise CaseEnded


def add_entry(
    store: Store, client_id: int, kind: EntryKind, what: Any, *, replaces: int | None = None, why: str = ""
) -> int:
    """Write a sheet into the journal on its day, and name it in the log; gives the id."""
    body = msgspec.json.encode(what).decode()
    entry_id = cases.add(store, client_id, kind, what.day, body, replaces=replaces, why=why)
    store.concerns(client_id=client_id, record=f"entry:{entry_id}")
    return entry_id


def entries(store: Store, client_id: int, *kinds: EntryKind) -> list[Entry]:
    """The entries in force of a case, all or of some kinds, with what they say."""
    return [understood(kept) for kept in cases.journal(store, client_id, *kinds)]


def understood(kept: KeptEntry) -> Entry:
    """An entry with what it says; the day is the entry's own."""
    values = {name: getattr(kept, name) for name in _KEPT}
    return Entry(**values, what=_what(kept))


def facts(journal: Sequence[Entry]) -> list[Fact]:
    """What the rules ask of a journal."""
    return [Fact(entry.kind, entry.day, getattr(entry.what, "which", None)) for entry in journal]


def course(store: Store, client_id: int) -> list[Entry]:
    """The entries in force since the case was opened the last time."""
    journal = entries(store, client_id)
    return journal[len(journal) - len(rules.since_reopening(facts(journal))) :]


def _what(kept: KeptEntry) -> Any:
    sheet = SHEET_OF.get(kept.kind)
    if sheet is None or not kept.body:
        return None
    said = msgspec.json.decode(kept.body) | {"day": kept.day.isoformat()}
    return msgspec.convert(said, sheet)


def _day_of(kind: EntryKind, course: Sequence[Fact]) -> date | None:
    return next((fact.day for fact in course if fact.kind is kind), None)


def _other_files(store: Store, journal: Sequence[Entry]) -> tuple[tuple[int, str], ...]:
    """The other files of the same person with their marks, as far as they are within reach."""
    linked = [entry.what.other for entry in journal if entry.kind is EntryKind.SAME_PERSON]
    return tuple(clients.marks(store, linked).items())


_ASSESSED = (EntryKind.INTRO_CONSULTATION, EntryKind.ASSESSMENT)
_KEPT = tuple(name for name in Entry.__dataclass_fields__ if name != "what")
