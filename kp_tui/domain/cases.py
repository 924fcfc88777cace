"""What happens in a case beside its events: one entry a thing, in the order of the days it happened on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import N_, InvalidInput

ASSESSED_WITHIN = timedelta(days=7)  # calendar days after the introductory consultation (L3)


class EntryKind(StrEnum):
    """What an entry of the case's journal is about."""

    FIRST_CONTACT = "first_contact"  # L1
    INTRO_CONSULTATION = "intro_consultation"  # L1, L4
    ASSESSMENT = "assessment"  # L3
    ALLOCATION = "allocation"  # K10: by district
    INFORMED_CONSENT = "informed_consent"  # L5
    DATA_CONSENT = "data_consent"  # L1, L5
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CHANGE_REQUEST = "change_request"  # the client asks for another key worker (000)
    CHANGE_OUTCOME = "change_outcome"
    CASE_CONFERENCE = "case_conference"  # L6
    MEDIATION = "mediation"  # L6
    PARENT_CHILD_SESSION = "parent_child_session"  # 001
    DIAGNOSTICS = "diagnostics"  # L6: asked for
    DIAGNOSTICS_RESULT = "diagnostics_result"  # L6: done, and what came out
    CAN_FLAG = "can_flag"  # L6
    CAN_FLAG_LIFTED = "can_flag_lifted"
    INTERVISION = "intervision"  # I3: never counts
    CONTACT_PERSON = "contact_person"  # 000: family, guardian, institutions
    SAME_PERSON = "same_person"  # L2: an anonymous file and the named one of the same person
    ENDING = "ending"  # L7
    REOPENING = "reopening"  # K1


CONFIDENTIAL = frozenset(EntryKind) - {
    EntryKind.INFORMED_CONSENT,
    EntryKind.DATA_CONSENT,
    EntryKind.CONSENT_WITHDRAWN,
    EntryKind.CONTACT_PERSON,
    EntryKind.SAME_PERSON,
}
"""The kinds whose words are somebody's notes: not everybody who may record reads them (K8)."""


class Stage(StrEnum):
    """How far a case has come; what is done, not what is owed."""

    FIRST_CONTACT = "first_contact"
    CONSULTED = "consulted"
    ALLOCATED = "allocated"  # somebody is the key worker
    AGREED = "agreed"  # L5: a client
    ENDED = "ended"


class Consent(StrEnum):
    """What somebody has agreed to."""

    INFORMED = "informed"  # the agreement on the service (L5)
    DATA = "data"  # the processing of personal data (L1, L5)


class ConsentForm(StrEnum):
    """How a consent was given or withdrawn."""

    WRITTEN = "written"
    ELECTRONIC = "electronic"
    PHONE = "phone"
    ORAL = "oral"


class DayInFuture(InvalidInput):
    """What is written down has happened."""

    message = N_("This day is still to come: write down what has happened.")
    field = "day"


class DayBeforeCase(InvalidInput):
    """Nothing happens in a case before its first contact."""

    message = N_("The case began later: nothing is written down in it before its first day.")
    field = "day"


class CaseEnded(InvalidInput):
    """What happens after an ending belongs to a case that begins anew (K1)."""

    message = N_("The case has ended: reopen it first.")
    field = "day"


@dataclass(frozen=True, slots=True)
class Fact:
    """What rules ask of an entry: its kind and day, and of a withdrawal which consent it takes back."""

    kind: EntryKind
    day: date
    withdrawn: Consent | None = None


def since_reopening(journal: Iterable[Fact]) -> list[Fact]:
    """What has happened since a case was opened the last time."""
    course: list[Fact] = []
    for fact in journal:
        if fact.kind is EntryKind.REOPENING:
            course.clear()
        course.append(fact)
    return course


def stage(state: ClientState, course: Iterable[Fact], *, has_key_worker: bool) -> Stage:
    """How far a case has come, from what has happened since it was opened the last time."""
    if state is ClientState.ENDED:
        return Stage.ENDED
    if state is ClientState.CLIENT:
        return Stage.AGREED
    if has_key_worker:
        return Stage.ALLOCATED
    consulted = any(fact.kind is EntryKind.INTRO_CONSULTATION for fact in course)
    return Stage.CONSULTED if consulted else Stage.FIRST_CONTACT


def assessment_due(consulted_on: date) -> date:
    """The last day on which the assessment is on time (L3)."""
    return consulted_on + ASSESSED_WITHIN


def is_late(consulted_on: date, assessed_on: date) -> bool:
    """Whether the assessment came after its day; that is said, and refused to nobody (L3)."""
    return assessed_on > assessment_due(consulted_on)


def consents_in_force(journal: Iterable[Fact]) -> dict[Consent, date]:
    """What is agreed to, and since when; an agreement on the service ends with the case."""
    in_force: dict[Consent, date] = {}
    for fact in journal:
        if fact.kind is EntryKind.INFORMED_CONSENT:
            in_force[Consent.INFORMED] = fact.day
        elif fact.kind is EntryKind.DATA_CONSENT:
            in_force[Consent.DATA] = fact.day
        elif fact.kind is EntryKind.ENDING:
            in_force.pop(Consent.INFORMED, None)
        elif fact.withdrawn is not None:
            in_force.pop(fact.withdrawn, None)
    return in_force


def can_flag_since(journal: Iterable[Fact]) -> date | None:
    """Since when a case is marked for suspected child abuse and neglect; none where it is not (L6)."""
    since = None
    for fact in journal:
        if fact.kind is EntryKind.CAN_FLAG:
            since = fact.day
        elif fact.kind is EntryKind.CAN_FLAG_LIFTED:
            since = None
    return since
