"""Until when and how often, as people say it at the end of a step: a day that lies ahead, a frequency."""

import re
from calendar import monthrange
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from kp_tui.domain.czech import fold

JUST_PAST = timedelta(days=31)
"""A step without a year whose day is no further back is overdue, not due in a year."""

_MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_WEEKDAYS: Mapping[str, int] = {
    name: number
    for names in (
        "pondeli utery stredy ctvrtka patku soboty nedele",
        "po ut st ct pa so ne",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
_DAYS_ON: Mapping[str, int] = {"dnes": 0, "dneska": 0, "today": 0, "zitra": 1, "tomorrow": 1, "pozitri": 2}
_SPANS: Mapping[str, int] = {"dne": 1, "dni": 1, "dny": 1, "dnu": 1, "tydne": 7, "tydnu": 7}
_MONTH, _WEEKDAY, _WORD, _SPAN = map("|".join, (_MONTHS, _WEEKDAYS, _DAYS_ON, _SPANS))
_BY = r"(?:do|(?:until|till|by)(?:\s+the)?)\s+"
_DAY = (
    rf"(?:{_BY})?(?:(?P<day>\d\d?)(?:\.\s?(?P<month>\d\d?)\.|(?:\.|st|nd|rd|th)?\s?(?P<name>{_MONTH})\b)"
    rf"(?:,?\s?(?P<year>20\d\d))?|(?P<word>{_WORD}))"
    rf"|{_BY}(?:(?P<by_day>\d\d?)\.\s?(?P<by_month>\d\d?)|(?P<weekday>{_WEEKDAY})"
    rf"|(?:konce|end\s+of(?:\s+the)?)\s+(?P<end>{_MONTH}|roku|mesice|tydne|year|month|week)"
    rf"|(?P<many>\d\d?\s+)?(?P<span>{_SPAN}))"
)
_ALONE = re.compile(rf"(?:{_DAY}|(?P<weekday_alone>{_WEEKDAY}))\.?", re.ASCII)
_UNTIL = re.compile(rf"(?:^|[\s,;]+)(?:{_DAY})[\s.,;]*$", re.ASCII)

_OF_TIME = r"den|dny|dni|dnu|tyden|tydny|tydnu|mesic|mesice|mesicu|ctvrtleti|ctvrtroku|pulroku|rok|roku"
_ADVERB = r"denne|tydne|mesicne|ctvrtletne|rocne|daily|weekly|monthly|yearly"
_OFTEN = re.compile(
    r"(?:^|[\s,;]+)(?P<often>"
    r"(?:\d\d?\s*(?:x|×|krat)|jednou|\w+krat|once|twice|(?:\d\d?|three|four|five)\s+times)\s*"
    rf"(?:{_ADVERB}|za\s+(?:\w+\s+)?(?:{_OF_TIME})|do\s+(?:dne|tydne|mesice|roka|roku)"
    r"|(?:a|per|each|every)\s+(?:day|week|month|year))"
    rf"|\d\d?\s*(?:{_ADVERB})"
    r"|(?:(?:na|pri|po|pred|v|ve|o|at|on|after|before)\s+)?(?:kazd(?:y|e|ou|a|eho|em|ych)|each|every)\s+"
    r"(?:(?:\d\d?|druh\w+|treti|dva|dve|tri|ctyri|lich\w+|sud\w+|vsedni|pracovni|other|second|two|three)\s+)?"
    rf"\w+|{_ADVERB}|kazdodenne|obden|ob\s+(?:den|tyden)|fortnightly|prubezne|pravidelne"
    r"|(?:po)?dle\s+potreby|as\s+needed)[\s.,;]*$",
    re.ASCII,
)


def without_frequency(text: str) -> tuple[str, str]:
    """A text and how often its end says; the whole text where it says nothing else, or nothing of it."""
    match = _OFTEN.search(_folded(text))
    if match is None or not text[: match.start()].strip():
        return text, ""
    start, end = match.span("often")
    return text[: match.start()], " ".join(text[start:end].split())


def without_deadline(text: str, today: date) -> tuple[str, date | None]:
    """A text and until when its end says; the whole text where it says nothing else, or nothing of it."""
    match = _UNTIL.search(_folded(text))
    if match is None or not text[: match.start()].strip():
        return text, None
    due = _day(match, today, today - JUST_PAST)
    return (text, None) if due is None else (text[: match.start()], due)


def day_ahead(answer: str, today: date) -> date | None:
    """The next day that an answer of its own names; none where it names no day."""
    match = _ALONE.fullmatch(_folded(" ".join(answer.split())))
    return _day(match, today, today) if match else None


def _folded(text: str) -> str:
    """Every letter without accent and case, in its place."""
    folded = ((letter, fold(letter)) for letter in text)
    return "".join(plain if len(plain) == 1 else letter for letter, plain in folded)


def _day(match: re.Match[str], today: date, earliest: date) -> date | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    if word := said.get("word"):
        return today + timedelta(days=_DAYS_ON[word])
    if weekday := said.get("weekday") or said.get("weekday_alone"):
        return today + timedelta(days=(_WEEKDAYS[weekday] - today.weekday() - 1) % 7 + 1)
    if end := said.get("end"):
        return _end_of(end, today)
    if span := said.get("span"):
        return today + timedelta(days=_SPANS[span] * int(said.get("many", "1")))
    month = _MONTHS[said["name"]] if "name" in said else int(said.get("month") or said["by_month"])
    return _dated(int(said.get("day") or said["by_day"]), month, said.get("year"), earliest)


def _end_of(what: str, today: date) -> date:
    if what in ("roku", "year"):
        return date(today.year, 12, 31)
    if what in ("tydne", "week"):
        return today + timedelta(days=6 - today.weekday())
    month = _MONTHS.get(what, today.month)
    year = today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])


def _dated(day: int, month: int, year: str | None, earliest: date) -> date | None:
    """The day in its year, or the first such day from `earliest` on; to a 29 February it can be 8 years."""
    for candidate in [int(year)] if year else range(earliest.year, earliest.year + 9):
        with suppress(ValueError):
            due = date(candidate, month, day)
            if year or due >= earliest:
                return due
    return None
