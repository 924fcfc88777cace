"""Absences: from when to when somebody is away, and whom that leaves without anybody (K7)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput, KpError
from kp_tui.domain.sheets import asked

FARTHEST = timedelta(days=2 * 366)
LONG_OVER = timedelta(days=31)


class AbsenceBackwards(InvalidInput):
    """An absence ends on the day it begins, or later."""

    message = N_("The last day away lies before the first.")
    field = "last"


class AbsenceTooFar(InvalidInput):
    """A day without its year is the latest such one: of an absence to come it means the year before."""

    message = N_(
        "This absence ended over a month ago, or reaches over two years ahead: write the year as well."
    )
    field = "first"


class AbsenceOver(KpError):
    """What was, is not changed (D4)."""

    message = N_("This absence is over, or was cancelled already.")


class Clash(StrEnum):
    """What an absence leaves without anybody; it is told and not refused."""

    TWICE = "twice"  # the same worker is away then by another record
    DEPUTY_AWAY = "deputy_away"  # and nobody stands in for a deputy: no chain (K7)
    DEPUTIZES = "deputizes"  # whoever they stand in for is away as well
    NO_DEPUTY = "no_deputy"


@dataclass(frozen=True, slots=True)
class Absence:
    """When a worker is away, both days included."""

    first: date = asked(N_("First day away"))
    last: date = asked(N_("Last day away"))

    def refuse_absurd(self, today: date) -> None:
        """Raise where the days cannot be meant; an absence may well be to come."""
        if self.last < self.first:
            raise AbsenceBackwards
        if self.last < today - LONG_OVER or max(self.last - today, today - self.first) > FARTHEST:
            raise AbsenceTooFar


@dataclass(frozen=True, slots=True)
class Warned:
    """A clash: with whose absence and when, where it is with one."""

    clash: Clash
    worker: str = field(default="", repr=False)
    first: date | None = None
    last: date | None = None
