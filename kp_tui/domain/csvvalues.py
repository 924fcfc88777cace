"""Single values in a table: days, times by the clock, lengths in minutes, words out of a list."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.timeerrors import SkippedTime
from kp_tui.domain.walltime import PRAGUE, Clock, end_after, start_at

_DAY = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
    r"|(?P<day2>[0-9]{1,2})\. ?(?P<month2>[0-9]{1,2})\. ?(?P<year2>[0-9]{4})"
)
_CLOCK = re.compile(
    r"(?P<hours>[01]?[0-9]|2[0-4]):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?"
    r"(?P<offset>(?P<sign>[+-])(?P<ahead>[01][0-9]):(?P<over>[0-5][0-9]))?"
)
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,4})(?:[.,](?P<part>[0-9]{1,12})|:(?P<seconds>[0-5][0-9]))?")
_DAY_LONG = timedelta(days=1)
_YEARS = range(1900, 2101)
_FLAGS = {"": False, "0": False, "no": False, "ne": False, "n": False, "false": False, "nepravda": False}
_FLAGS |= {"1": True, "yes": True, "ano": True, "y": True, "a": True, "true": True, "pravda": True, "x": True}

C = TypeVar("C", bound=StrEnum)


class ValueMissing(KpError):
    """A row cannot do without it."""

    message = N_("This must not be empty.")


class DayUnclear(KpError):
    """Neither of the two forms, or no day of the calendar."""

    message = N_("This is no day of the calendar. Write 2026-03-29 or 29. 3. 2026.")


class ClockUnclear(KpError):
    """Not what a clock shows."""

    message = N_("This is no time by the clock. Write 9:15 or 09:15:30.")


class ClockSkipped(KpError):
    """Spring: from 2:00 the clocks go to 3:00."""

    message = N_("The clocks went forward over this time that night: there was no such time.")


class OffsetWrong(KpError):
    """An offset tells apart the two times of autumn, and nothing else."""

    message = N_("The clocks never showed this time with this offset from UTC on that day.")


class MinutesUnclear(KpError):
    """A length, with a fraction of a minute or with seconds."""

    message = N_("This is no length in minutes up to a day. Write 40, 7.5 or 10:01.")


class TimesUnclear(KpError):
    """Three lengths a worker."""

    message = N_("Write direct/preparation/write-up in minutes, for example 40/10/10.")


class FlagUnclear(KpError):
    """Yes or no, in either language."""

    message = N_("Write yes or no.")


class CodeUnknown(KpError):
    """None of the words that can stand here."""

    message = N_("Only these can stand here: {codes}.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a clock showed, with the offset from UTC where that was written down too."""

    since_midnight: timedelta
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """One worker's minutes as lengths."""

    direct: timedelta
    preparation: timedelta
    write_up: timedelta


def required(text: str) -> str:
    """A text that must be there."""
    if not text:
        raise ValueMissing
    return text


def day(text: str) -> date:
    """`2026-03-29`, `29. 3. 2026` or `29.3.2026`."""
    match = _DAY.fullmatch(required(text))
    if match is None:
        raise DayUnclear
    year, month, number = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        raise DayUnclear from None
    if found.year not in _YEARS:
        raise DayUnclear
    return found


def optional_day(text: str) -> date | None:
    """The same, or nothing."""
    return day(text) if text else None


def clock(text: str) -> Shown:
    """`9:15`, `09:15:30`, `24:00`, and `02:30+02:00` where autumn shows a time twice."""
    match = _CLOCK.fullmatch(required(text))
    if match is None:
        raise ClockUnclear
    since = timedelta(
        hours=int(match["hours"]), minutes=int(match["minutes"]), seconds=int(match["seconds"] or 0)
    )
    if since > _DAY_LONG:
        raise ClockUnclear
    return Shown(since, _offset(match) if match["offset"] else None)


def _offset(match: re.Match[str]) -> timedelta:
    ahead = timedelta(hours=int(match["ahead"]), minutes=int(match["over"]))
    return -ahead if match["sign"] == "-" else ahead


def started(on: date, shown: Shown) -> datetime:
    """The UTC instant at which the clock first showed this on that day."""
    if shown.since_midnight == _DAY_LONG:
        raise ClockUnclear
    if shown.offset is not None:
        return _checked(_by_offset(on, shown))
    try:
        return start_at(on, Clock(shown.since_midnight), PRAGUE)
    except SkippedTime:
        raise ClockSkipped from None


def ended(start: datetime, shown: Shown) -> datetime:
    """The first UTC instant from `start` on at which the clock showed this: that day or the next."""
    if shown.offset is None:
        try:
            return end_after(start, Clock(shown.since_midnight), PRAGUE)
        except SkippedTime:
            raise ClockSkipped from None
    first = start.astimezone(PRAGUE).date()
    found = (_by_offset(on, shown) for on in (first, first + _DAY_LONG))
    return _checked(next((instant for instant in found if instant and instant >= start), None))


def _by_offset(on: date, shown: Shown) -> datetime | None:
    """The instant that the wall clock and the offset name together, if Prague's clocks ever agreed."""
    wall = datetime.combine(on, time(), UTC) + shown.since_midnight
    instant = wall - (shown.offset or timedelta())
    return instant if instant.astimezone(PRAGUE).utcoffset() == shown.offset else None


def _checked(instant: datetime | None) -> datetime:
    if instant is None:
        raise OffsetWrong
    return instant


def minutes(text: str) -> timedelta:
    """`40`, `7.5`, `7,5` or `10:01` (ten minutes and a second); empty is none. To the nearest second."""
    match = _MINUTES.fullmatch(text or "0")
    if match is None:
        raise MinutesUnclear
    if match["seconds"]:
        length = timedelta(minutes=int(match["minutes"]), seconds=int(match["seconds"]))
    else:
        seconds = Decimal(f"{match['minutes']}.{match['part'] or 0}") * 60
        length = timedelta(seconds=int(seconds.quantize(Decimal(1), ROUND_HALF_UP)))
    if length > _DAY_LONG:
        raise MinutesUnclear
    return length


def times(text: str) -> tuple[Times, ...]:
    """`40/10/10` for each worker, separated by spaces."""
    return tuple(map(_times, text.split()))


def _times(entry: str) -> Times:
    parts = entry.split("/")
    if len(parts) != 3 or not all(parts):  # noqa: PLR2004 -- direct, preparation, write-up
        raise TimesUnclear
    return Times(*map(minutes, parts))


def flag(text: str) -> bool:
    """Yes or no; empty is no."""
    try:
        return _FLAGS[text.lower()]
    except KeyError:
        raise FlagUnclear from None


def code(codes: type[C], text: str) -> C:
    """One of the words of a list."""
    try:
        return codes(required(text))
    except ValueError:
        raise CodeUnknown(codes=", ".join(codes)) from None
