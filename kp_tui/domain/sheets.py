"""Sheets: forms whose questions are the fields of what they come to, so that each is written down once."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from kp_tui.domain.daywords import without_day
from kp_tui.domain.deadlines import day_ahead
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.text import clean, clean_line

T = TypeVar("T")

LONGEST_LINE, LONGEST_TEXT = 200, 50_000
YES = "yes"
Pick = NewType("Pick", int)
"""The number of one of those that the store offers for the question: a worker, a district."""


class Answerless(InvalidInput):
    """A question that has to be answered."""

    message = N_("Fill in this field.")


class AnswerTooLong(InvalidInput):
    """A line stands in a list, a text on a screen."""

    message = N_("This field may have up to {maximum} characters.")


class DayUnclear(InvalidInput):
    """A day is typed as in a diary."""

    message = N_("Write the day as 5. 11. 2026, 5.11., dnes, včera or po.")


class Ask(StrEnum):
    """How a question is answered."""

    DAY = "day"
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    PICK = "pick"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a sheet: its name and label, how it is answered, and whether it may stay empty.

    Of a choice `unset` says that it begins with nothing chosen, although it has to be answered, of a day
    `ahead` that it is the next such one.
    """

    name: str
    label: str
    ask: Ask
    optional: bool
    codes: type[StrEnum] | None = None
    unset: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The answers as they stand, finished or not; a draft keeps exactly this.

    `sheet` names the use case that saves it, `subject` what it is about: a client, a worker, a period.
    """

    sheet: str
    subject: int = 0
    client_id: int | None = None
    answers: dict[str, str] = field(default_factory=dict, repr=False)
    focus: str = ""
    cursor: tuple[int, int] = (0, 0)


def asked(
    label: str, default: Any = MISSING, *, text: bool = False, unset: bool = False, ahead: bool = False
) -> Any:
    """A field of a sheet with its label: without a default it has to be answered, a word or a text too.

    `text` has several lines. An `unset` choice says what only a person can: it begins with none of its codes.
    A day `ahead` is the next such one, another the latest.
    Never shown in a repr.
    """
    said = {"label": label, "text": text, "unset": unset, "ahead": ahead}
    return field(default=default, repr=False, metadata=said)


def questions(sheet: type[object]) -> Sequence[Question]:
    """What a sheet asks, in its order."""
    types = get_type_hints(sheet)
    return [
        _question(one, types[one.name])
        for one in fields(sheet)  # type: ignore[arg-type]  # sheets are dataclasses
        if "label" in one.metadata
    ]


def understood(sheet: type[T], answers: Mapping[str, str], today: date) -> T:
    """What the answers come to; raises the `InvalidInput` of the first one that is missing or unclear."""
    return sheet(**{one.name: _value(one, answers.get(one.name, ""), today) for one in questions(sheet)})


def typed(what: object) -> dict[str, str]:
    """The answers that come to `what`: to change it, or to begin a sheet with what is likely."""
    return {one.name: _typed(getattr(what, one.name)) for one in questions(type(what))}


def day_typed(day: date) -> str:
    """A day as people type it."""
    return f"{day.day}. {day.month}. {day.year}"


def day_of(answer: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that is typed, the latest such one or the next; None where nothing is. Raises `DayUnclear`."""
    line = clean_line(answer).lower()
    if not line:
        return None
    if ahead and (day := day_ahead(line, today)):
        return day
    for closed in (f"{line} ", f"{line}. "):
        days, rest = without_day(closed, today)
        if days and not rest.strip():
            return days[0]
    raise DayUnclear


def _question(one: Field[Any], answer: Any) -> Question:
    label, optional = one.metadata["label"], get_origin(answer) in (Union, UnionType)
    kind = next(some for some in get_args(answer) if some is not NoneType) if optional else answer
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Question(one.name, label, Ask.CHOICE, optional, kind, one.metadata["unset"])
    ask = Ask.TEXT if one.metadata["text"] else _ASKED[kind]
    empty = optional or (kind is str and one.default == "")
    return Question(one.name, label, ask, empty, ahead=one.metadata["ahead"])


_ASKED: dict[Any, Ask] = {date: Ask.DAY, str: Ask.LINE, Pick: Ask.PICK, bool: Ask.YES_NO}


def _value(question: Question, answer: str, today: date) -> Any:
    try:
        value = _understood(question, answer, today)
        if value in (None, "") and not question.optional:
            raise Answerless
    except InvalidInput as error:
        error.at(question.name)
        raise
    return value


def _understood(question: Question, answer: str, today: date) -> Any:
    match question.ask:
        case Ask.DAY:
            return day_of(answer, today, ahead=question.ahead)
        case Ask.LINE | Ask.TEXT:
            return _text(question, answer)
        case Ask.YES_NO:
            return answer == YES
        case Ask.PICK:
            return Pick(int(answer)) if answer else None
        case Ask.CHOICE:
            assert question.codes is not None  # noqa: S101 -- a choice has its codes
            return question.codes(answer) if answer else None


def _text(question: Question, answer: str) -> str:
    line = question.ask is Ask.LINE
    text = clean_line(answer) if line else clean(answer).strip()
    longest = LONGEST_LINE if line else LONGEST_TEXT
    if len(text) > longest:
        raise AnswerTooLong(maximum=longest)
    return text


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, date):
        return day_typed(value)
    return "" if value is None else str(value)
