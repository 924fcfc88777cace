"""Duties: what the records lack, who owes it and until when; none is a record of its own that goes stale."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kp_tui.domain.cases import Consent
from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.reasons import Reason
from kp_tui.domain.sheets import asked

KINDS_AT_MOST = 100  # a duty's number has two digits for its kind


class DutyKind(StrEnum):
    """What is owed; new kinds are added at the end, as a duty's number holds the place of its kind."""

    ASSESSMENT = "assessment"  # L3
    ALLOCATION = "allocation"  # K10: a case of a district service that has no key worker yet
    NOTICE = "notice"  # K5
    CONSENT = "consent"  # L5
    DEPUTY = "deputy"  # K7
    CHANGE_REQUEST = "change_request"  # 000
    EVENT = "event"  # D1, chapter 3: an event that does not count until it is complete
    STEP = "step"  # of a plan, with a day
    REVIEW = "review"  # P5: an evaluation that was agreed
    GRANT = "grant"  # of a vault's key, to somebody who waits
    PLAN = "plan"  # P3: none is written after six visits


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is owed: `subject` is the entry, period, worker or event that lacks it.

    An entry's first version is its subject, so that a correction makes no new duty; `entry_id` is the version
    in force. Without a day in `due` it is owed at once, and for as long as it takes. `lacks` and `about` say
    of an event what is missing and how it begins, `consent` which one is missing, the one on the service
    before the one on data.
    """

    kind: DutyKind
    subject: int
    since: date
    owed_by: frozenset[int]
    client_id: int | None = None
    mark: str = ""
    due: date | None = None
    entry_id: int | None = None
    consent: Consent | None = None
    lacks: Reason | None = None
    about: str = field(default="", repr=False)

    @property
    def number(self) -> int:
        """Kind and subject as one number: what the sheet is about that releases the duty."""
        return self.subject * KINDS_AT_MOST + list(DutyKind).index(self.kind)

    def overdue(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """Duties of one kind that one worker owes and that would flood a list: how many, since when the first.

    Of events only those before a day are meant.
    """

    kind: DutyKind
    worker_id: int
    number: int
    since: date
    before: date = date.max


@dataclass(frozen=True, slots=True)
class Release:
    """Why a duty is owed no more: nothing vanishes from anybody's list without a word."""

    reason: str = asked(N_("Why nobody owes this any more"), text=True)


def numbered(number: int) -> tuple[DutyKind, int]:
    """The kind and the subject of the duty with that number; `NotFound` where no duty has it."""
    subject, place = divmod(number, KINDS_AT_MOST)
    kinds = list(DutyKind)
    if place >= len(kinds):
        raise NotFound
    return kinds[place], subject


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """What is due first stands first, so that all that is overdue stands on top; then the oldest."""
    return sorted(duties, key=lambda one: (one.due or date.max, one.since, one.number))
