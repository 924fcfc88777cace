"""The plan in large, calm pages: the whole of it, then its parts one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from kp_tui.domain.plans import Goal, GoalState
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens.plan_fields import step_text
from kp_tui.usecases.client_view import ShownPlan

OPEN, DONE = "□", "√"
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Calm:
    """A paragraph with a free line after each of its lines, so that two people read it from one screen."""

    text: Content
    first: str = ""
    space: int = 0

    def lines(self, width: int) -> Iterator[Content]:
        """In lines of at most `width` cells."""
        yield from [Content("")] * self.space
        for place, line in enumerate(self.text.wrap(width - len(self.first))):
            yield Content("")
            yield Content.assemble(self.first if place == 0 else " " * len(self.first), line)


Page = Sequence[Calm]


def pages(plan: ShownPlan) -> Iterator[Page]:
    """The whole plan first; then how things stand, then each goal on a page of its own."""
    told, goals = list(_told(plan)), [list(_goal(plan, goal)) for goal in plan.plan.goals]
    title = _title(_("My plan · {day}").format(day=short_day_text(plan.day)))
    yield [title, *told, *(line for goal in goals for line in goal)]
    if told:
        yield [title, *told]
    yield from goals


def _told(plan: ShownPlan) -> Iterator[Calm]:
    for title, text in (
        (_("How things stand"), plan.plan.situation),
        (_("What I wish"), plan.plan.wishes),
        (_("What I am good at"), plan.plan.abilities),
    ):
        if text:
            yield _title(title)
            yield from (Calm(Content(shown(line))) for line in text.splitlines() if line.strip())


def _goal(plan: ShownPlan, goal: Goal) -> Iterator[Calm]:
    state = plan.states.get(goal.number, GoalState.OPEN)
    how_far = "" if state is GoalState.OPEN else f" ({word(state)})"
    title = goal.text or _("Steps")
    yield _title(f"{title}{how_far}")
    for step in goal.steps:
        sign = DONE if step.number in plan.done else OPEN
        yield Calm(Content(shown(step_text(step))), f"{sign}{INDENT}")


def _title(text: str) -> Calm:
    return Calm(Content.styled(shown(text), "bold"), space=1)
