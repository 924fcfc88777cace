"""Who is responsible for a case, from when to when, and how a change is told to the client (K1 to K6)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


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
