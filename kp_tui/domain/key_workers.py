"""Who is responsible for a case, from when to when, and how a change is told to the client (K1 to K6)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput


class ChangeReason(StrEnum):
    """Why a case comes to this key worker."""

    ASSESSMENT = "assessment"  # the result of the assessment (001)
    DISTRICT = "district"  # the person lives in their district (003)
    CLIENT_WISH = "client_wish"  # the client asked for somebody else (000)
    EXPERTISE = "expertise"  # another expertise is needed now (001)
    LEAVING = "leaving"  # the one before leaves, or is away for long (000)
    TAKEN_OVER = "taken_over"  # the case was running before this program
    REOPENED = "reopened"  # a new period after an ending
    OTHER = "other"


class NoticeChannel(StrEnum):
    """How the client was told of a change (003)."""

    IN_PERSON = "in_person"
    WRITTEN = "written"
    EMAIL = "email"
    SMS = "sms"
    OTHER = "other"


class SameKeyWorker(InvalidInput):
    """A change brings somebody else (K6)."""

    message = N_("This is the key worker already: choose somebody else.")
    field = "key_worker"


class KeyWorkerBarred(InvalidInput):
    """A bar beats every role (K6, X1)."""

    message = N_("This worker must have no part in this case: choose somebody else.")
    field = "key_worker"


class BeforeLastKeyWorker(InvalidInput):
    """Periods follow one another; what was, is not changed (K1, K3)."""

    message = N_("The key worker so far is responsible from {day} on: choose that day or a later one.")
    field = "day"


class ChangeInFuture(InvalidInput):
    """What has not happened yet is not written down."""

    message = N_("A key worker is written down on the day they begin, not before.")
    field = "day"


@dataclass(frozen=True, slots=True)
class Period:
    """One key worker's time with a case: `[from_day, to_day)`, still open where `to_day` is empty (K1)."""

    id: int
    client_id: int
    worker_id: int
    from_day: date
    to_day: date | None
    reason: ChangeReason
    explanation: str = field(default="", repr=False)
    no_notice_reason: str = field(default="", repr=False)
