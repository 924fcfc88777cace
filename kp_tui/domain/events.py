"""Contacts and interventions: what was done, by whom, for whom, and how it is written up."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from kp_tui.domain.people import Profession
from kp_tui.domain.timefield import PRAGUE

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
    def per_participant(self) -> bool:
        """Whether each participant's file gets a note of its own (D1)."""
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
    NO_IMPACT = "no_impact"
    NOT_A_SERVICE = "not_a_service"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    UNDOCUMENTED = "undocumented"


@dataclass(frozen=True, slots=True)
class Share:
    """One worker's time in an event; the profession is the one held on that day."""

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

    @property
    def day(self) -> date:
        """The day the event belongs to: the one on which it started, in Prague (I11)."""
        return self.started_at.astimezone(PRAGUE).date()

    def overlaps(self, other: "Event") -> bool:
        """Whether the two share time; ending at 10:00 and starting at 10:00 do not (D5)."""
        return self.started_at < other.ended_at and other.started_at < self.ended_at
