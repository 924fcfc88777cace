"""Why an event counts zero: the codes, and what is still to be written (rules, chapter 3)."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from kp_tui.domain.events import Event, Kind


class Reason(StrEnum):
    """Why an event counts zero; one code each (D2, rules chapter 3)."""

    END_UNCONFIRMED = "end_unconfirmed"
    UNCLEAR_ACTIVITY = "unclear_activity"
    NO_EVIDENT_IMPACT = "no_evident_impact"
    NOT_A_SERVICE = "not_a_service"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    UNDOCUMENTED = "undocumented"
    NO_WORKER = "no_worker"
    NO_CLIENT = "no_client"
    PROFESSION = "profession"
    ONE_WAY = "one_way"
    NO_DIRECT_TIME = "no_direct_time"
    CONTACT_TOO_SHORT = "contact_too_short"
    INTERVENTION_TOO_SHORT = "intervention_too_short"
    NO_CHANNEL = "no_channel"
    NO_CONTENT = "no_content"
    NO_IMPACT = "no_impact"
    NO_NOTE = "no_note"
    NO_LESSON = "no_lesson"
    NO_INSTITUTION = "no_institution"
    NO_LETTER = "no_letter"

    @property
    def mendable(self) -> bool:
        """Whether writing something down makes the event count."""
        return self is Reason.END_UNCONFIRMED or self in _MISSING

    @property
    def rule(self) -> str:
        """The rule that makes the zero; `3` is the table of chapter 3."""
        return _RULES.get(self, "3")


def missing(event: Event) -> Iterator[Reason]:
    """What is still to be written before the event can count."""
    return (reason for reason, lacking in _MISSING.items() if lacking(event))


def _no_worker(event: Event) -> bool:
    return not event.shares


def _no_client(event: Event) -> bool:
    """A first contact may be anonymous: on the street there is nobody to put down (C4)."""
    return event.kind is not Kind.CONTACT_FIRST and not event.participants


def _no_channel(event: Event) -> bool:
    return event.kind.is_contact and event.channel is None


def _no_content(event: Event) -> bool:
    return event.kind is not Kind.COURSE and not event.content.strip()


def _no_impact(event: Event) -> bool:
    """The impact on the client; a family's stands once for the whole, or in the members' notes (I6)."""
    if event.kind is Kind.FAMILY:
        return not event.impact.strip() and not any(person.noted for person in event.participants)
    return event.kind in {Kind.INDIVIDUAL, Kind.EXTERNAL} and not event.impact.strip()


def _no_note(event: Event) -> bool:
    """A group event counts once at least one participant's note is complete (D1)."""
    return event.kind is Kind.GROUP_THERAPY and not any(person.noted for person in event.participants)


def _no_lesson(event: Event) -> bool:
    return event.kind is Kind.COURSE and not event.lesson.strip()


def _no_institution(event: Event) -> bool:
    return event.kind is Kind.EXTERNAL and not event.institution.strip()


def _no_letter(event: Event) -> bool:
    by_letter = event.channel is not None and event.channel.leaves_letter
    return by_letter and not event.kind.is_group and not event.letter.strip()


_MISSING: dict[Reason, Callable[[Event], bool]] = {
    Reason.NO_WORKER: _no_worker,
    Reason.NO_CLIENT: _no_client,
    Reason.NO_CHANNEL: _no_channel,
    Reason.NO_CONTENT: _no_content,
    Reason.NO_IMPACT: _no_impact,
    Reason.NO_NOTE: _no_note,
    Reason.NO_LESSON: _no_lesson,
    Reason.NO_INSTITUTION: _no_institution,
    Reason.NO_LETTER: _no_letter,
}

_RULES = {
    Reason.END_UNCONFIRMED: "I12",
    Reason.UNCLEAR_ACTIVITY: "D2",
    Reason.NO_EVIDENT_IMPACT: "D2",
    Reason.NOT_A_SERVICE: "D2",
    Reason.OUTSIDE_TARGET_GROUP: "D2",
    Reason.UNDOCUMENTED: "D2",
    Reason.NO_CLIENT: "C1",
    Reason.PROFESSION: "C1",
    Reason.ONE_WAY: "C1",
    Reason.NO_DIRECT_TIME: "I3",
    Reason.CONTACT_TOO_SHORT: "C2",
    Reason.INTERVENTION_TOO_SHORT: "I4",
    Reason.NO_CHANNEL: "C4",
    Reason.NO_NOTE: "D1",
    Reason.NO_INSTITUTION: "I7",
}
