"""What was done for a goal: every event that served it, when, by whom; Enter reads the event (004)."""

from collections.abc import Iterable, Sequence

from textual import on

from kp_tui.domain.plans import Goal
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text
from kp_tui.screens.listing import ListingScreen
from kp_tui.screens.plan_fields import step_text
from kp_tui.usecases.plan_ties import GoalWork, list_goal_work
from kp_tui.widgets.rows import Align, Column
from kp_tui.widgets.rows_messages import Chosen


class GoalWorkScreen(ListingScreen[int, GoalWork]):
    """The latest on top; reading it is a reading of the plan."""

    def __init__(self, plan_id: int, goal: Goal) -> None:
        super().__init__()
        self._plan_id = plan_id
        self._goal = goal
        self._steps = {step.number: step_text(step) for step in goal.steps}

    def title_text(self) -> str:
        """Whose events these are."""
        return self._goal.text or _("Steps without a goal")

    def columns(self) -> Sequence[Column[GoalWork]]:
        """When, how much, by whom, for which step."""
        return [
            Column(_("Day"), lambda one: short_day_text(one.day), 12),
            Column(_("Units"), lambda one: str(one.units), 8, align=Align.RIGHT),
            Column(_("Worker"), lambda one: ", ".join(one.workers), 20, grow=1),
            Column(_("Step"), self._steps_of, 24, grow=2, optional=True),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nothing was done for it yet: ^O in an event's form ties the event to it.")

    async def listed(self) -> Iterable[tuple[int, GoalWork]]:
        """The events of this goal and its steps."""
        work = await self.desk.perform(list_goal_work, self._plan_id)
        return [(one.event_id, one) for one in work if one.goal == self._goal.number]

    def _steps_of(self, work: GoalWork) -> str:
        return " · ".join(self._steps[step] for step in work.steps if step in self._steps)

    @on(Chosen)
    async def read(self, event: Chosen[int, GoalWork]) -> None:
        """Read the event."""
        await self.ways.to_event(event.row.event_id)
