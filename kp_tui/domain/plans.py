"""The individual plan: made with the client, a draft while something is missing, never refused (P1, P2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

LONGEST_WITHOUT_PLAN = 6  # visits; from the next one on the program reminds (P3)


class PlanForm(StrEnum):
    """How the plan is kept; the words of an oral one stand in the meeting's record (P2)."""

    WRITTEN = "written"
    ORAL = "oral"


class Horizon(StrEnum):
    """What the plan is for: here and now, or longer (P2)."""

    LONG = "long"
    SHORT = "short"


class GoalState(StrEnum):
    """How far a goal is."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class Part(StrEnum):
    """What a plan has when it is complete (P1)."""

    SITUATION = "situation"
    GOAL = "goal"
    STEP = "step"
    WHO = "who"
    WHEN = "when"
    MEETING = "meeting"  # of an oral plan (P2)


class NoteKind(StrEnum):
    """What is written beside a plan: with the client, in the team, by the planning coordinator (P5, P6)."""

    EVALUATION = "evaluation"
    DISCUSSION = "discussion"
    COMMENT = "comment"


class PaperKind(StrEnum):
    """What a paper in the file is (P2)."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Step:
    """Who does what until when, or how often; `number` stays the step's own through all versions."""

    number: int
    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    due: date | None = None
    frequency: str = field(default="", repr=False)

    @property
    def timed(self) -> bool:
        """Whether it says when: a date or a frequency (P1)."""
        return self.due is not None or bool(self.frequency)


@dataclass(frozen=True, slots=True)
class Goal:
    """What the client wants to change, in their own words, and the steps there."""

    number: int
    text: str = field(repr=False)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan: all that is said in it; `event_id` is the meeting of an oral one (P2)."""

    situation: str = field(default="", repr=False)
    wishes: str = field(default="", repr=False)
    abilities: str = field(default="", repr=False)
    goals: tuple[Goal, ...] = ()
    participants: str = field(default="", repr=False)
    form: PlanForm = PlanForm.WRITTEN
    horizon: Horizon = Horizon.LONG
    event_id: int | None = None

    @property
    def steps(self) -> Iterator[tuple[Goal, Step]]:
        """Every step with its goal, in their order."""
        return ((goal, step) for goal in self.goals for step in goal.steps)

    def missing(self, meeting: int | None) -> Sequence[Part]:
        """What makes it a draft still (P1): of an oral one the `meeting` whose record says it (P2)."""
        if self.form is PlanForm.ORAL:
            return [] if meeting else [Part.MEETING]
        steps = [step for _, step in self.steps]
        has = {
            Part.SITUATION: bool(self.situation),
            Part.GOAL: bool(self.goals),
            Part.STEP: bool(steps),
            Part.WHO: all(step.who for step in steps),
            Part.WHEN: all(step.timed for step in steps),
        }
        return [part for part, there in has.items() if not there]
