"""Answers: what a form asks for them with, and how people read them."""

from collections.abc import Iterator, Mapping

from kp_tui.domain.sheets import Ask, Question, questions
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.terminal.fields import LineInput
from kp_tui.widgets.prose import Block, one_line

NOBODY = "–"
TYPED = (Ask.LINE, Ask.DAY, Ask.TEXT)
Names = Mapping[int, str]


def typed_line(name: str, text: str, example: str = "") -> LineInput:
    """A field for one line, which is continued where it was left."""
    return LineInput(text, id=name, placeholder=example, select_on_focus=False)


def no_yes() -> list[tuple[bool, str]]:
    """What a question for yes or no is answered with."""
    return [(False, _("no")), (True, _("yes"))]


def on_behalf(by: str, absent: str) -> str:
    """Who did something, and for whom where a deputy did."""
    return _("{by} for {name}").format(by=by, name=absent) if absent else by


def answer_blocks(answered: object, workers: Names, picked: Mapping[str, Names]) -> Iterator[Block]:
    """The answers to a sheet's questions, but for its day; `picked` names what is no worker."""
    for one in questions(type(answered)):
        text = _read(one, getattr(answered, one.name), picked.get(one.name, workers))
        if text and one.name != "day":
            yield from _answer(one, text)


def _read(one: Question, value: object, picks: Names) -> str:
    """An answer as people read it."""
    if value is None:
        return ""
    match one.ask:
        case Ask.YES_NO:
            return _("yes") if value else _("no")
        case Ask.PICK:
            return picks.get(int(str(value)), "")
        case Ask.CHOICE:
            return word(value)  # type: ignore[arg-type]  # a choice is a code
        case Ask.DAY:
            return short_day_text(value)  # type: ignore[arg-type]  # a day is a date
        case _:
            return str(value)


def _answer(one: Question, text: str) -> Iterator[Block]:
    """A question with its answer; a long one below, line by line."""
    label = _(one.label)
    if one.ask is not Ask.TEXT:
        yield one_line(f"{label}: {text}")
        return
    yield one_line(label, bold=True, space_before=True)
    yield from map(one_line, text.splitlines())
