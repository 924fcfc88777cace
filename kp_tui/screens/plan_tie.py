"""Which goals and steps an event served: picked by their numbers, over the event's form (004)."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_
from kp_tui.domain.plans import Goal
from kp_tui.locale import _
from kp_tui.screens.calm import CalmScreen
from kp_tui.screens.plan_fields import step_text
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

TICKED, FREE = "■", "□"
Tie = tuple[int, int]
Line = tuple[Tie, str]


class PlanTieScreen(CalmScreen):
    """A digit ticks a line or takes that back, so does `x` where the cursor stands; Enter goes back.

    `changed` hears of every tick at once: whatever happens then, nothing of it is lost.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,enter,ctrl+o", "back", N_("Back"), "back", shown=True, first=True),
        key("x,space", "tick", N_("Tick"), "tie.tick", N_("And take it back")),
    ]

    def __init__(
        self, goals: Sequence[Goal], ticked: Sequence[Tie], changed: Callable[[Sequence[Tie]], None]
    ) -> None:
        super().__init__()
        self._lines = list(tie_lines(goals))
        self._ticked = list(ticked)
        self._changed = changed

    def column(self) -> ComposeResult:
        """What is asked, and the goals with their steps."""
        yield Static(
            _("What did this serve? A number ticks, Enter goes back."), classes="heading", markup=False
        )
        yield Rows[Tie, Line](
            [
                Column("", lambda line: TICKED if line[0] in self._ticked else FREE, 1),
                Column("", lambda line: line[1], 30, grow=1),
            ],
            header=False,
            numbered=True,
            empty=_("The plan has no goals yet."),
        )

    async def on_mount(self) -> None:
        """Begin with the first line."""
        self.query_one(Rows).focus()
        await self._lay_out()

    @on(Chosen)
    async def tick(self, event: Chosen[Tie, Line]) -> None:
        """Tick the line of that number, or take that back."""
        await self._turn(event.key)

    async def action_tick(self) -> None:
        """Tick the line under the cursor, or take that back."""
        key = self.query_one(Rows).key
        if key is not None:
            await self._turn(key)

    async def _turn(self, tie: Tie) -> None:
        if tie in self._ticked:
            self._ticked.remove(tie)
        else:
            self._ticked.append(tie)
        self._changed(tuple(sorted(self._ticked)))
        await self._lay_out()

    async def _lay_out(self) -> None:
        rows = self.query_one(Rows)
        await rows.show(ListSource((line[0], line) for line in self._lines), keep=rows.key)


def tie_lines(goals: Sequence[Goal]) -> Iterator[Line]:
    """Each goal, then its steps further in."""
    for goal in goals:
        yield (goal.number, 0), goal.text or _("Steps without a goal")
        yield from (((goal.number, step.number), f"– {step_text(step)}") for step in goal.steps)
