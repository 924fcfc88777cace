"""The one field for time: what is typed becomes a span of UTC instants and its parts.

Decided here, where the design leaves it open:
- typed times are whole minutes unless seconds are typed; "now" is the minute that is running;
- an end is in the future when it lies over a minute ahead: wall clocks go ahead of the server's;
- without a day it is today, or yesterday for a span over midnight;
- a weekday is the latest that is past, a date without a year the latest up to today;
- parts beside a span or a length are kept as typed: a write-up may come later than the span.
Forms and the Czech number row: `timegrammar`; days: `daywords`; nights of changing clocks: `walltime`.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kp_tui.domain.timeerrors import (
    EmptySpan,
    FutureEnd,
    MissingStart,
    SkippedTime,
    TooLong,
    TwoReadings,
    UnusableTime,
)
from kp_tui.domain.timegrammar import Typed, readings, understood
from kp_tui.domain.walltime import PRAGUE, clock_at, end_after, start_at

__all__ = ["PRAGUE", "TimeEntry", "parse", "render"]

_LONGEST = timedelta(hours=24)
_AHEAD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """A span of UTC instants and what of it was what; without given parts all of it is direct time."""

    started_at: datetime
    ended_at: datetime
    direct: timedelta
    preparation: timedelta
    write_up: timedelta
    parts_given: bool


def parse(text: str, now: datetime, zone: ZoneInfo = PRAGUE) -> TimeEntry:
    """What was typed at `now` (aware UTC) by the clock of `zone`; `UnusableTime` says what to type."""
    found: dict[TimeEntry, None] = {}
    refused: list[UnusableTime] = []
    for reading in readings(text):
        try:
            found[_entry(reading, now, zone)] = None
        except UnusableTime as refusal:
            refused.append(refusal)
    if not found:
        raise refused[0]
    entry, *others = found
    if others:
        raise TwoReadings(first=render(entry, zone), second=render(others[0], zone))
    return entry


def render(entry: TimeEntry, zone: ZoneInfo = PRAGUE) -> str:
    """The typed form that parses back to `entry` at any later time: to the second, in the years 1900-2099."""
    started, ended = (instant.replace(microsecond=0) for instant in (entry.started_at, entry.ended_at))
    parts = (entry.direct, entry.preparation, entry.write_up) if entry.parts_given else ()
    span = _moment(started, zone) + _until(started, ended, zone)
    return f"{span} {'/'.join(map(_typed_part, parts))}".rstrip()


def _until(started: datetime, ended: datetime, zone: ZoneInfo) -> str:
    """The end by the clock; the length where a span is so long that the clock shows its end twice."""
    end = clock_at(ended, zone)
    with suppress(SkippedTime):
        if end_after(started, end, zone) == ended:
            return f"-{end}"
    return f" {_typed_length(ended - started)}"


def _typed_length(length: timedelta) -> str:
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    return f"{minutes}m{seconds}s" if seconds else f"{minutes}m"


def _typed_part(length: timedelta) -> str:
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    return f"{minutes}:{seconds:02}" if seconds else f"{minutes}"


def _moment(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{local.day}.{local.month}.{local.year} {clock_at(instant, zone)}"


def _entry(reading: str, now: datetime, zone: ZoneInfo) -> TimeEntry:
    """The first span a reading can mean that has ended by now."""
    typed = understood(reading, now.astimezone(zone).date())
    if typed.days and typed.start is None:
        raise MissingStart
    ended = now
    for started, ended in _spans(typed, now, zone):
        entry = _checked(typed, started, ended)
        if ended <= now + _AHEAD:
            return entry
    raise FutureEnd(end=_moment(ended, zone))


def _spans(typed: Typed, now: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """The spans a text can mean, best first; without a day yesterday's only where it goes over midnight."""
    minute = now.replace(second=0, microsecond=0)
    if typed.start is None:
        started = minute - (typed.ago or typed.total or timedelta())
        yield started, _end(typed, started, minute, zone)
        return
    today = now.astimezone(zone).date()
    for day in typed.days or (today, today - timedelta(days=1)):
        started = start_at(day, typed.start, zone)
        ended = _end(typed, started, minute, zone)
        yield started, ended
        if not typed.days and ended.astimezone(zone).date() == today:
            return


def _end(typed: Typed, started: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    if typed.end is not None:
        return end_after(started, typed.end, zone)
    return now if typed.total is None else started + typed.total


def _checked(typed: Typed, started: datetime, ended: datetime) -> TimeEntry:
    direct, preparation, write_up = typed.parts or (ended - started, timedelta(), timedelta())
    shortest, longest = sorted((ended - started, direct + preparation + write_up))
    if not shortest:
        raise EmptySpan
    if longest > _LONGEST:
        raise TooLong(hours=_LONGEST // timedelta(hours=1))
    return TimeEntry(started, ended, direct, preparation, write_up, bool(typed.parts))
