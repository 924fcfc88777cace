"""What has changed between two versions of a plan: part by part, line by line, word by word (P4)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from kp_tui.domain.goal_lines import step_line
from kp_tui.domain.plans import Plan

_WORD = re.compile(r"\s+|\w+|[^\w\s]+")
_ALIKE = 0.4  # of two lines' letters: below that one went and another came


class Passage(StrEnum):
    """The parts of a plan, in the order they are read."""

    SITUATION = "situation"
    WISHES = "wishes"
    ABILITIES = "abilities"
    GOALS = "goals"
    PARTICIPANTS = "participants"
    FORM = "form"
    HORIZON = "horizon"
    MEETING = "event_id"  # by its number, of an oral plan


class Sign(StrEnum):
    """What became of a line; the value is the sign that stands before it."""

    SAME = " "
    ADDED = "+"
    REMOVED = "–"
    CHANGED = "~"


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a line, and whether the other version says it otherwise."""

    text: str = field(repr=False)
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line of two versions; the side that has no such line is empty."""

    passage: Passage
    sign: Sign
    older: tuple[Words, ...] = field(default=(), repr=False)
    newer: tuple[Words, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and what tells that it is the same one: its own words, or the number it keeps."""

    text: str = field(repr=False)
    number: int | None = None

    @property
    def identity(self) -> int | str:
        return self.text if self.number is None else self.number


def changes(older: Plan, newer: Plan) -> Iterator[Change]:
    """Every line of both versions, those that are the same included."""
    for passage in Passage:
        yield from _passage(passage, _lines(older, passage), _lines(newer, passage))


def _lines(plan: Plan, passage: Passage) -> Sequence[_Line]:
    if passage is Passage.GOALS:
        return list(_goal_lines(plan))
    return [_Line(line) for line in str(getattr(plan, passage.value) or "").splitlines() if line.strip()]


def _goal_lines(plan: Plan) -> Iterator[_Line]:
    for goal in plan.goals:
        yield _Line(goal.text, goal.number)
        yield from (_Line(f"- {step_line(step)}", step.number) for step in goal.steps)


def _passage(passage: Passage, older: Sequence[_Line], newer: Sequence[_Line]) -> Iterator[Change]:
    ours, theirs = [line.identity for line in older], [line.identity for line in newer]
    same = SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, from_older, to_older, from_newer, to_newer in same.get_opcodes():
        before, after = older[from_older:to_older], newer[from_newer:to_newer]
        if what == "equal":
            yield from (_pair(passage, *pair) for pair in zip(before, after, strict=True))
        else:
            yield from _replaced(passage, before, after)


def _replaced(passage: Passage, older: Sequence[_Line], newer: Sequence[_Line]) -> Iterator[Change]:
    """Lines that stand for one another and are alike have changed; the others went or came."""
    for before, after in zip_longest(older, newer):
        if before and after and before.number is None and _alike(before.text, after.text):
            yield _pair(passage, before, after)
            continue
        if before:
            yield Change(passage, Sign.REMOVED, (Words(before.text, changed=True),))
        if after:
            yield Change(passage, Sign.ADDED, newer=(Words(after.text, changed=True),))


def _alike(before: str, after: str) -> bool:
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= _ALIKE


def _pair(passage: Passage, before: _Line, after: _Line) -> Change:
    if before.text == after.text:
        return Change(passage, Sign.SAME, (Words(before.text),), (Words(after.text),))
    return Change(passage, Sign.CHANGED, *_words(before.text, after.text))


def _words(before: str, after: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    ours, theirs = _WORD.findall(before), _WORD.findall(after)
    older: list[Words] = []
    newer: list[Words] = []
    same = SequenceMatcher(None, ours, theirs, autojunk=False)
    for what, from_older, to_older, from_newer, to_newer in same.get_opcodes():
        older.append(Words("".join(ours[from_older:to_older]), changed=what != "equal"))
        newer.append(Words("".join(theirs[from_newer:to_newer]), changed=what != "equal"))
    return tuple(filter(_says_something, older)), tuple(filter(_says_something, newer))


def _says_something(words: Words) -> bool:
    return bool(words.text)
