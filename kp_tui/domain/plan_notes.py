"""What is written beside a plan: evaluated with the client, discussed in the team, commented (P5, P6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.plans import Goal
from kp_tui.domain.sheets import asked


class Satisfaction(StrEnum):
    """What the client says to how it goes (P5)."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    DISSATISFIED = "dissatisfied"
    UNKNOWN = "unknown"  # the client did not say


class NextInPast(InvalidInput):
    """A plan is looked at again later, not before."""

    message = N_("Write a day after the evaluation, with its year: 5. 11. 2026.")
    field = "next_on"


class NothingNext(InvalidInput):
    """Where the client is not satisfied, something follows (P5)."""

    message = N_("The client is not satisfied: write what will be done next.")
    field = "next_action"


class NothingSaid(InvalidInput):
    """The lines that an evaluation begins with are the plan's own: they say nothing of how it went (P5)."""

    message = N_("Write behind the goals and steps how they went.")
    field = "course"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How goals and steps went, in the client's own words; it begins with the lines of the plan."""

    day: date = asked(N_("Day of the evaluation"))
    course: str = asked(N_("Goals and steps: how they went"), text=True)
    satisfaction: Satisfaction = asked(N_("The client's satisfaction"), unset=True)
    words: str = asked(N_("The client's words"), "", text=True)
    next_on: date | None = asked(N_("Evaluated again on"), None, ahead=True)
    next_action: str = asked(N_("What is done next"), "", text=True)

    def check(self, goals: tuple[Goal, ...]) -> None:
        """Raise the `InvalidInput` of the first rule that is broken (P5); `goals` are those of the plan."""
        if self.course.split() == lines_of(goals).split():
            raise NothingSaid
        if self.satisfaction in (Satisfaction.PARTLY, Satisfaction.DISSATISFIED) and not self.next_action:
            raise NothingNext
        if self.next_on is not None and self.next_on <= self.day:
            raise NextInPast


@dataclass(frozen=True, slots=True)
class Discussion:
    """The plan was discussed in the team: when, who was there, what came out of it (P6)."""

    day: date = asked(N_("Day of the discussion"))
    who: str = asked(N_("Who took part"))
    outcome: str = asked(N_("Outcome"), text=True)


@dataclass(frozen=True, slots=True)
class Comment:
    """What the planning coordinator says to a plan (P6)."""

    text: str = asked(N_("Comment"), text=True)


Note = Evaluation | Discussion | Comment


def lines_of(goals: tuple[Goal, ...]) -> str:
    """Every goal and step of a plan on a line of its own, to write behind how it went."""
    lines = []
    for goal in goals:
        lines += [f"{goal.text}: ", *(f"- {step.what}: " for step in goal.steps)]
    return "\n".join(lines)
