"""Who is responsible for a case, from when to when, and how a change is told to the client (K1 to K6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.people import Worker


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


@dataclass(frozen=True, slots=True)
class Period:
    """One key worker's time with a case: `[from_day, to_day)`, still open where `to_day` is empty (K1)."""

    id: int
    client_id: int
    worker_id: int
    from_day: date
    to_day: date | None
    reason: ChangeReason
    recorded_at: datetime
    explanation: str = field(default="", repr=False)
    no_notice_reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """That the client was told of a period's beginning: by whom, when, how (K4)."""

    period_id: int
    told_by: int
    told_on: date
    channel: NoticeChannel


def taken_over_from(one: Period, periods: Iterable[Period]) -> Period | None:
    """The period that `one` follows without a break; none for the first one and after a reopening (K5)."""
    if one.reason is ChangeReason.REOPENED:
        return None
    before = (other for other in periods if other.id < one.id and other.to_day == one.from_day)
    return max(before, key=lambda other: other.id, default=None)


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One period on the cover sheet (K3): who from when to when, why, and how the client was told.

    `owes_notice` says that the client was not told of the change yet (K5).
    """

    period: Period
    worker: Worker
    notice: Notice | None
    told_by: Worker | None
    owes_notice: bool


def cover(
    chain: Sequence[Period], notices: Mapping[int, Notice], everybody: Mapping[int, Worker]
) -> list[CoverLine]:
    """The cover sheet of a case, the first period first."""
    lines = []
    for one in chain:
        told = notices.get(one.id)
        told_by = None if told is None else everybody[told.told_by]
        owes = told is None and taken_over_from(one, chain) is not None
        lines.append(CoverLine(one, everybody[one.worker_id], told, told_by, owes))
    return lines
