"""What can be typed into the time field: its forms, and the Czech number row without Shift."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from kp_tui.domain.czech import CZECH_ROW
from kp_tui.domain.daywords import without_day, without_word
from kp_tui.domain.timeerrors import BareNumber, MissingEnd, NotUnderstood
from kp_tui.domain.walltime import Clock

_LONGEST_BARE = timedelta(hours=4)  # beyond it a bare number is a start rather than a length
_LONGEST_TEXT = 64
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_ROW = {ord(key): str(digit % 10) for digit, key in enumerate(CZECH_ROW, 1) if key != "+"}

_TIME = r"(?:(?:[01]?\d|2[0-3])(?:[:.]?[0-5]\d(?::[0-5]\d)?)?|24(?:[:.]?00)?)b?"
_DECIMAL_HOURS = r"\d\d?[.,]\d\d?\s?h"
_HOURS = r"\d\d?\s?h(?:\s?[0-5]?\d(?:\s?m(?:in)?)?)?"
_MINUTES = r"\d{1,6}\s?m(?:in)?(?:\s?[0-5]?\ds)?"
_LENGTH = f"(?:{_DECIMAL_HOURS}|{_HOURS}|{_MINUTES})"
_PARTS = "/".join([r"\d{1,4}(?::[0-5]\d)?"] * 3)
_THEN = r"(?:^|(?<=\S)\s?\+\s?|\s)"
_FORM = re.compile(
    rf"(?:(?P<start>{_TIME})|-\s?(?P<ago>{_LENGTH}))?"
    rf"(?:(?<=\S)\s?-\s?(?P<end>{_TIME})|{_THEN}(?P<length>{_LENGTH}))?"
    rf"(?:{_THEN}(?P<parts>{_PARTS}))?",
    re.ASCII,
)
_SECONDS = {"h": 3600, "m": 60, "": 60, "s": 1}


@dataclass(frozen=True, slots=True)
class Typed:
    """One understood text: what was not typed is empty or None; `days` are those it can mean, best first."""

    days: tuple[date, ...]
    start: Clock | None
    ago: timedelta | None
    end: Clock | None
    length: timedelta | None
    parts: tuple[timedelta, ...]

    @property
    def total(self) -> timedelta | None:
        """How long it lasted, as far as that was typed."""
        return sum(self.parts, timedelta()) if self.parts and self.length is None else self.length

    @property
    def is_open(self) -> bool:
        """Whether nothing says how long it lasted."""
        return self.ago is None and self.end is None and self.total is None


def readings(text: str) -> list[str]:
    """The ways to read `text` in digits, the plain one first; several only where `+` was typed without Shift.

    A text without any digit came from the Czech number row, where `+` is the key 1 and the plus sign at once.
    It is read as a 1, and each in turn as a plus, unless it only starts a word (`í +ěém` is `9 120m` alone).
    """
    if len(text) > _LONGEST_TEXT:
        raise NotUnderstood
    word, rest = without_word(_line(text))
    typed = rest.translate(_ROW)
    if re.search("[0-9]", rest):
        return [f"{word} {typed}".strip()]
    ones = typed.replace("+", "1")
    pluses = [match.start() for match in re.finditer(r"(?<=\S)\+|(?<=\s)\+(?=\s)", typed)]
    rests = [ones, *(f"{ones[:place]}+{ones[place + 1 :]}" for place in pluses)]
    return [f"{word} {rest}".strip() for rest in rests]


def understood(reading: str, today: date) -> Typed:
    """What one reading says; an error asks for the rest where it says too little."""
    typed = _typed(reading, today)
    if typed and not typed.is_open:
        return typed
    meant = _typed(f"{reading}m", today)
    minutes = meant and (meant.length or meant.ago)
    if meant and minutes and minutes <= _LONGEST_BARE and (meant.start or not meant.days):
        raise BareNumber(minutes=minutes // timedelta(minutes=1), suggestion=f"{reading}m")
    raise MissingEnd if typed and typed.start else NotUnderstood


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_DASHES).lower().split())


def _typed(reading: str, today: date) -> Typed | None:
    days, rest = without_day(reading, today)
    form = _FORM.fullmatch(rest)
    if not form:
        return None
    start, ago, end, length, parts = form.groups()
    return Typed(
        days=days,
        start=_clock(start) if start else None,
        ago=_length(ago) if ago else None,
        end=_clock(end) if end else None,
        length=_length(length) if length else None,
        parts=tuple(map(_part, parts.split("/"))) if parts else (),
    )


def _clock(text: str) -> Clock:
    """`9`, `915` and `9:15:30`: hours, then minutes and seconds in pairs of digits."""
    digits = re.sub("[^0-9]", "", text)
    number = int(digits) * 100 ** (2 - (len(digits) - 1) // 2)
    shown = timedelta(hours=number // 10_000, minutes=number // 100 % 100, seconds=number % 100)
    return Clock(shown, again=text.endswith("b"))


def _length(text: str) -> timedelta:
    amounts = re.findall(r"(\d[\d.,]*)\s?([hms]?)", text)
    return timedelta(
        seconds=sum(float(number.replace(",", ".")) * _SECONDS[unit] for number, unit in amounts)
    )


def _part(text: str) -> timedelta:
    minutes, _, seconds = text.partition(":")
    return timedelta(minutes=int(minutes), seconds=int(seconds or 0))
