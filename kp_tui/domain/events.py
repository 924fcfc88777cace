"""Contacts and interventions: what was done, by whom, for whom, and how it is written up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.people import Profession
from kp_tui.domain.walltime import PRAGUE

ZERO = timedelta()


class Kind(StrEnum):
    """A contact of one of three kinds (C4) or an intervention of one of five (I1)."""

    CONTACT_SPECIFIED = "contact_specified"
    CONTACT_UNSPECIFIED = "contact_unspecified"
    CONTACT_FIRST = "contact_first"
    INDIVIDUAL = "individual"
    GROUP_THERAPY = "group_therapy"
    COURSE = "course"
    FAMILY = "family"
    EXTERNAL = "external"

    @property
    def is_contact(self) -> bool:
        """Contacts are counted as one; interventions by their time."""
        return self.value.startswith("contact_")

    @property
    def is_group(self) -> bool:
        """Whether every worker's time counts, never the participants, and no reason for two is asked (I6)."""
        return self in {Kind.GROUP_THERAPY, Kind.COURSE, Kind.FAMILY}


CONTACTS = tuple(kind for kind in Kind if kind.is_contact)
INTERVENTIONS = tuple(kind for kind in Kind if not kind.is_contact)


class Channel(StrEnum):
    """How the people met (C4)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    ELECTRONIC = "electronic"
    WRITTEN = "written"

    @property
    def leaves_letter(self) -> bool:
        """Whether the letter or e-mail itself belongs to the documentation (002)."""
        return self in {Channel.ELECTRONIC, Channel.WRITTEN}


class Exclusion(StrEnum):
    """Why an event can never count, as a worker declares it (D2)."""

    UNCLEAR_ACTIVITY = "unclear_activity"
    NO_EVIDENT_IMPACT = "no_evident_impact"
    NOT_A_SERVICE = "not_a_service"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    UNDOCUMENTED = "undocumented"


class EndBeforeStart(InvalidInput):
    """An event ends when it starts, or later."""

    message = N_("The end cannot lie before the start.")
    field = "time"


class TimeNegative(InvalidInput):
    """No part of the work, and no pause, is shorter than nothing (I8)."""

    message = N_("A time cannot be less than zero: is the pause longer than the work?")
    field = "times"


class WorkerTwice(InvalidInput):
    """One worker has one share: two would count the same time twice (I5)."""

    message = N_("The same worker stands there twice.")
    field = "workers"


class ClientTwice(InvalidInput):
    """A person takes part once (I10)."""

    message = N_("The same client stands there twice.")
    field = "clients"


@dataclass(frozen=True, slots=True)
class Share:
    """One worker's time in an event, pauses not in it (I8); the profession is the one held on that day."""

    worker_id: int
    profession: Profession
    direct: timedelta
    preparation: timedelta = ZERO
    write_up: timedelta = ZERO


@dataclass(frozen=True, slots=True)
class Participant:
    """A person the event was for; `note` is the impact on this one person (D1)."""

    client_id: int
    note: str = field(default="", repr=False)

    @property
    def noted(self) -> bool:
        """Whether the note is written; blanks alone are none."""
        return bool(self.note.strip())


@dataclass(frozen=True, slots=True)
class Event:
    """One contact or intervention, entered once however many people took part (I10).

    `started_at` and `ended_at` are UTC instants; lengths are their differences (I11).
    """

    kind: Kind
    started_at: datetime
    ended_at: datetime
    shares: tuple[Share, ...]
    participants: tuple[Participant, ...]
    channel: Channel | None = Channel.IN_PERSON
    pause: timedelta = ZERO
    two_way: bool = True
    exclusion: Exclusion | None = None
    end_confirmed: bool = True
    joint_reason: str = field(default="", repr=False)
    content: str = field(default="", repr=False)
    impact: str = field(default="", repr=False)
    institution: str = field(default="", repr=False)
    lesson: str = field(default="", repr=False)
    letter: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse local times: the difference of two is what the clock says, not what passed (I11)."""
        if not self.started_at.tzinfo is self.ended_at.tzinfo is UTC:
            raise ValueError("an event's instants are in UTC")

    @property
    def day(self) -> date:
        """The day the event belongs to: the one on which it started, in Prague (I11)."""
        return self.started_at.astimezone(PRAGUE).date()

    @property
    def owed_notes(self) -> tuple[int, ...]:
        """The clients in whose files the note of a group therapy is still missing (D1)."""
        if self.kind is not Kind.GROUP_THERAPY:
            return ()
        return tuple(person.client_id for person in self.participants if not person.noted)

    def checked(self) -> "Event":
        """This event; raises the `InvalidInput` of what nobody can have meant."""
        if self.ended_at < self.started_at:
            raise EndBeforeStart
        times = (time for share in self.shares for time in (share.direct, share.preparation, share.write_up))
        if min([self.pause, *times]) < ZERO:
            raise TimeNegative
        if _repeats([share.worker_id for share in self.shares]):
            raise WorkerTwice
        if _repeats([person.client_id for person in self.participants]):
            raise ClientTwice
        return self

    def overlaps(self, other: "Event") -> bool:
        """Whether the two share time; ending at 10:00 and starting at 10:00 do not (D5)."""
        return self.started_at < other.ended_at and other.started_at < self.ended_at


def _repeats(ids: Sequence[int]) -> bool:
    return len(set(ids)) < len(ids)
