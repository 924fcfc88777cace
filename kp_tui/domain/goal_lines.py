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

from kp_tui.domain.likeness import Line, same_lines
from kp_tui.domain.plans import Goal, Step
from kp_tui.domain.sheets import day_typed
from kp_tui.domain.text import clean

_STEP = re.compile(r"\s*[-–•]\s*")
_WHO = re.compile(r"([^:]{1,40}):\s+(?=\S)")
_UNTIL = re.compile(
    r"[,\s]*(?:\bdo\s+)?(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.(?:\s?(?P<year>20\d\d))?\s*$", re.IGNORECASE
)
_OFTEN = re.compile(
    r"[,\s]*(?P<often>(?:(?:\d\d?|jednou|dvakrát|třikrát|čtyřikrát|pětkrát)\s*[x×]?\s*(?:denně|týdně|měsíčně"
    r"|ročně|za\s+(?:den|týden|měsíc|čtvrt\s?roku|rok)))|(?:každý|každé|každou)\s+\w+|denně|týdně|měsíčně)\s*$",
    re.IGNORECASE,
)


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
    """What a line without its hyphen says; a day without a year is the next such one."""
    who, what = _without_who(line)
    what, due = _without_day(what, today)
    often = _OFTEN.search(what)
    if often and often.start() > 0:
        return Step(0, what[: often.start()].strip(), who, due, " ".join(often["often"].split()))
    return Step(0, what.strip(), who, due)


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


def _without_who(line: str) -> tuple[str, str]:
    match = _WHO.match(line)
    return (match[1].strip(), line[match.end() :]) if match else ("", line)


def _without_day(what: str, today: date) -> tuple[str, date | None]:
    match = _UNTIL.search(what)
    if match is None or match.start() == 0:
        return what, None
    day = _next_day(int(match["day"]), int(match["month"]), match["year"], today)
    return (what, None) if day is None else (what[: match.start()], day)


def _next_day(day: int, month: int, year: str | None, today: date) -> date | None:
    for candidate in (
        [int(year)] if year else range(today.year, today.year + 9)
    ):  # 29 February can be 8 years off
        try:
            due = date(candidate, month, day)
        except ValueError:
            continue
        if year or due >= today:
            return due
    return None


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
