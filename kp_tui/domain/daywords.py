"""The day of a typed time: yesterday, Monday, 5.11. and 2026-11-05, in as few letters as there are."""

import re
from contextlib import suppress
from datetime import date, timedelta

from kp_tui.domain.czech import fold
from kp_tui.domain.timeerrors import NoSuchDay

_DAYS_AGO = {"d": 0, "dnes": 0, "v": 1, "včera": 1, "p": 2, "předevčírem": 2}
_WEEKDAYS = {"po": 0, "út": 1, "st": 2, "čt": 3, "pá": 4, "so": 5, "ne": 6}
_WORDS = {form: word for word in (*_DAYS_AGO, *_WEEKDAYS) for form in (word, fold(word))}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<word>{_WORD})\s*"
    r"|(?P<iso>(?:19|20)\d\d-\d\d?-\d\d?)\s+"
    r"|(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.(?:\s?(?P<year>(?:19|20)\d\d)(?=\s|$))?\s*",
    re.ASCII,
)


def without_word(line: str) -> tuple[str, str]:
    """The word for a day that `line` starts with, and the rest."""
    match = re.match(_WORD, line)
    word = match[0] if match else ""
    return word, line[len(word) :].strip()


def without_day(line: str, today: date) -> tuple[tuple[date, ...], str]:
    """The days that the start of `line` can mean, best first (none where it names no day), and the rest."""
    match = _DAY.match(line)
    return (_days(match, today), line[match.end() :]) if match else ((), line)


def _days(match: re.Match[str], today: date) -> tuple[date, ...]:
    word, iso, day, month, year = match.groups()
    if word:
        return _days_of_word(_WORDS[word], today)
    if iso:
        return (_date(*map(int, iso.split("-"))),)
    return (_date(int(year), int(month), int(day)) if year else _latest(int(month), int(day), today),)


def _days_of_word(word: str, today: date) -> tuple[date, ...]:
    """The day itself; for a weekday the latest one, today included, and the one a week before."""
    if word in _DAYS_AGO:
        return (today - timedelta(days=_DAYS_AGO[word]),)
    latest = today - timedelta(days=(today.weekday() - _WEEKDAYS[word]) % 7)
    return (latest, latest - timedelta(weeks=1))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay from None


def _latest(month: int, day: int, today: date) -> date:
    """The latest such day up to today; from one 29 February to the next it can be eight years."""
    for year in range(today.year, today.year - 9, -1):
        with suppress(ValueError):
            if (found := date(year, month, day)) <= today:
                return found
    raise NoSuchDay
