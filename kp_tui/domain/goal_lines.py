"""Goals and steps as one text, so that they are typed as fast as people talk.

A line is a goal; a line that begins with a hyphen is a step of the goal above it:

    Chce bydlet sám
    - klient: zajít na úřad do 5. 12.
    - Jana: volat realitkám 2x týdně do 30. 6.

Before the colon stands who, at the end until when or how often.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from kp_tui.domain.deadlines import without_deadline, without_frequency
from kp_tui.domain.likeness import Line, same_lines
from kp_tui.domain.plans import Goal, Step
from kp_tui.domain.sheets import day_typed
from kp_tui.domain.text import clean

_STEP = re.compile(r"\s*[-–•]\s*")
_WHO = re.compile(r"([^:]{1,40}):(?:\s+|(?=[^\s\d/]))(?=\S)")  # but neither 9:30 nor an address


def parsed(text: str, before: Sequence[Goal], today: date, *, above: int = 0) -> tuple[Goal, ...]:
    """The goals of a text; lines that were there keep their numbers, changed ones too where they are alike.

    New ones get numbers `above` the highest that any version ever had.
    Steps above the first goal belong to a goal without words, so that no line is ever lost.
    """
    goals = _typed(text, today)
    stood = [(0, goal.text, goal.number) for goal in before]
    goal_numbers = _kept([(0, goal.text) for goal in goals], stood)
    steps = [
        (number or 0, step_line(step))
        for goal, number in zip(goals, goal_numbers, strict=True)
        for step in goal.steps
    ]
    stood_steps = [(goal.number, step_line(step), step.number) for goal in before for step in goal.steps]
    step_numbers = iter(_kept(steps, stood_steps))
    free = count(max([above, *(number for _, _, number in (*stood, *stood_steps))]) + 1)
    return tuple(
        Goal(
            number or next(free),
            goal.text,
            tuple(replace(step, number=next(step_numbers) or next(free)) for step in goal.steps),
        )
        for goal, number in zip(goals, goal_numbers, strict=True)
    )


def rendered(goals: Sequence[Goal]) -> str:
    """The text that `parsed` reads again as the same goals."""
    return "\n".join(line for goal in goals for line in _lines(goal))


def step_of(line: str, today: date) -> Step:
    """What a line without its hyphen says; a day without a year is the next such one, or one just past."""
    step = _read(line, today)
    typed = step_line(step)
    return step if _read(typed, today) == step else step_of(typed, today)


def step_line(step: Step) -> str:
    """A step as it is typed, without its hyphen."""
    who = f"{step.who}: " if step.who else ""
    often = f" {step.frequency}" if step.frequency else ""
    until = f" do {day_typed(step.due)}" if step.due else ""
    return f"{who}{step.what}{often}{until}"


def _lines(goal: Goal) -> Iterator[str]:
    if goal.text:
        yield goal.text
    yield from (f"- {step_line(step)}" for step in goal.steps)


def _read(line: str, today: date) -> Step:
    """What stands before the colon and, in either order, at the end."""
    who, what = _without_who(line)
    what, often = without_frequency(what)
    what, due = without_deadline(what, today)
    if due and not often:
        what, often = without_frequency(what)
    return Step(0, what.strip(), who, due, often)


def _without_who(line: str) -> tuple[str, str]:
    match = _WHO.match(line)
    return (match[1].strip(), line[match.end() :]) if match else ("", line)


def _typed(text: str, today: date) -> list[Goal]:
    """The goals of a text, before any of them has a number."""
    goals: list[Goal] = []
    for line in filter(None, map(str.strip, clean(text).splitlines())):
        match = _STEP.match(line)
        if match is None:
            goals.append(Goal(0, line))
        elif line[match.end() :]:
            last = goals.pop() if goals else Goal(0, "")
            goals.append(replace(last, steps=(*last.steps, step_of(line[match.end() :], today))))
    return goals


def _kept(lines: Sequence[Line], before: Sequence[tuple[int, str, int]]) -> list[int | None]:
    """The number that each line had `before`, where each stands with its own; none for a new one."""
    same = same_lines(lines, [(under, words) for under, words, _ in before])
    return [before[same[place]][2] if place in same else None for place in range(len(lines))]
