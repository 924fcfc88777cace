"""A plan as a person types it, and the plan it comes to: nothing in it is demanded (P1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.goal_lines import parsed, rendered
from kp_tui.domain.plans import Goal, Horizon, Plan, PlanForm
from kp_tui.domain.text import clean

LONGEST_TEXT = 50_000
_TEXTS = ("situation", "wishes", "abilities", "goals", "participants")


class PlanTextTooLong(InvalidInput):
    """Every version of a plan keeps all of its text."""

    message = N_("A text of the plan may have up to {maximum} characters: shorten it.")


@dataclass(frozen=True, slots=True)
class PlanAnswers:
    """The fields of the form as they stand, finished or not; a draft keeps exactly this.

    `goals` are goals and steps as one text; `event_id` is the meeting in whose record an oral plan's words
    stand (P2). `focus` names the field the cursor is in, `cursor` its row and column there.
    """

    situation: str = field(default="", repr=False)
    wishes: str = field(default="", repr=False)
    abilities: str = field(default="", repr=False)
    goals: str = field(default="", repr=False)
    participants: str = field(default="", repr=False)
    form: PlanForm = PlanForm.WRITTEN
    horizon: Horizon = Horizon.LONG
    event_id: int | None = None
    focus: str = ""
    cursor: tuple[int, int] = (0, 0)

    def plan(self, before: Sequence[Goal], today: date, *, above: int = 0) -> Plan:
        """The plan it comes to; goals and steps that stood `before` keep their numbers.

        New ones get numbers `above` all that the plan ever had.
        """
        for name in _TEXTS:
            if len(getattr(self, name)) > LONGEST_TEXT:
                raise PlanTextTooLong(maximum=LONGEST_TEXT).at(name)
        return Plan(
            clean(self.situation).strip(),
            clean(self.wishes).strip(),
            clean(self.abilities).strip(),
            parsed(self.goals, before, today, above=above),
            clean(self.participants).strip(),
            self.form,
            self.horizon,
            self.event_id if self.form is PlanForm.ORAL else None,
        )


def answers_of(plan: Plan) -> PlanAnswers:
    """The form that comes to this plan."""
    return PlanAnswers(
        plan.situation,
        plan.wishes,
        plan.abilities,
        rendered(plan.goals),
        plan.participants,
        plan.form,
        plan.horizon,
        plan.event_id,
    )
