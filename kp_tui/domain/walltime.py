"""From the clock on the wall to instants, with one answer for the nights on which the clocks change.

The hour that spring skips does not exist: it is refused, and what the clocks showed instead is suggested.
In the hour that autumn repeats a start means the first time, an end the earliest time not before the
start, and `b` after either means the second. All else is arithmetic on UTC instants (I11).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kp_tui.domain.timeerrors import SkippedTime

PRAGUE = ZoneInfo("Europe/Prague")
"""The zone whose days and months the work is counted in."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows, 0:00 to 24:00; `again` when it shows it for the second time that day."""

    since_midnight: timedelta
    again: bool = False

    def __str__(self) -> str:
        minutes, seconds = divmod(self.since_midnight // timedelta(seconds=1), 60)
        shown = f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        return shown + "b" * self.again


def clock_at(instant: datetime, zone: ZoneInfo) -> Clock:
    """What the clock showed at an instant, to the second."""
    local = instant.astimezone(zone)
    shown = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
    return Clock(shown, again=bool(local.fold))


def start_at(day: date, clock: Clock, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the clock first showed this; with `again`, the last."""
    found = _instants(day, clock, zone)
    if not found:
        raise _skipped(day, clock, zone)
    return found[0]


def end_after(started: datetime, clock: Clock, zone: ZoneInfo) -> datetime:
    """The first UTC instant, not before `started`, at which the clock showed this: that day or the next."""
    local = started.astimezone(zone)
    for day in (local.date(), local.date() + timedelta(days=1)):
        found = _instants(day, clock, zone)
        if not found and _wall(day, clock) > local.replace(tzinfo=None):
            raise _skipped(day, clock, zone)
        for instant in found:
            if instant >= started:
                return instant
    raise AssertionError("a clock shows every time within two days")


def _wall(day: date, clock: Clock) -> datetime:
    return datetime.combine(day, time()) + clock.since_midnight


def _instants(day: date, clock: Clock, zone: ZoneInfo) -> list[datetime]:
    """The UTC instants at which the clock showed this on that day: none, one or two, in order."""
    wall = _wall(day, clock)
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    true = sorted(
        instant for instant in both if instant.astimezone(zone).replace(tzinfo=None, fold=0) == wall
    )
    return true[-1:] if clock.again else true


def _skipped(day: date, clock: Clock, zone: ZoneInfo) -> SkippedTime:
    moved = _wall(day, clock).replace(tzinfo=zone).astimezone(UTC)
    return SkippedTime(typed=str(clock), suggestion=str(clock_at(moved, zone)))
