"""The versions of a plan: who wrote them, when, who took part; any two of them compared (P4)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.locale.words import moment_text
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.plan_compare import PlanCompareScreen
from kp_tui.screens.plan_texts import by_text
from kp_tui.screens.plan_version import PlanVersionScreen
from kp_tui.usecases.plan_texts import PlanVersion
from kp_tui.usecases.plans import list_plan_versions
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

MARKED = "■"


class NothingBefore(KpError):
    """The first version has none before it."""

    message = N_("There is no older version: mark another one with x.")


class PlanVersionsScreen(DeskScreen):
    """The latest on top; one is marked, and compared with the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("x,space", "mark", N_("Mark the version"), "plan.mark", N_("To compare it with another one")),
        key(
            "p",
            "compare",
            N_("Compare"),
            "plan.compare",
            N_("With the marked version, or with the one before"),
        ),
    ]

    def __init__(self, plan_id: int) -> None:
        super().__init__()
        self._plan_id = plan_id
        self._versions: list[PlanVersion] = []
        self._marked: int | None = None

    def body(self) -> ComposeResult:
        """The list."""
        yield Rows[int, PlanVersion](
            [
                Column("", lambda one: MARKED if one.number == self._marked else "", 1),
                Column(_("Version"), lambda one: str(one.number), 7),
                Column(_("Saved"), lambda one: moment_text(one.saved_at), 22),
                Column(_("By"), by_text, 16, grow=1),
                Column(_("Took part"), lambda one: one.plan.participants, 14, grow=1, optional=True),
            ],
            empty=_("Nothing is written down yet."),
        )

    async def on_mount(self) -> None:
        """Read them once: every reading is logged."""
        self.set_focus(self.query_one(Rows))
        self._versions = await self.desk.perform(list_plan_versions, self._plan_id)
        await self._show()

    def on_screen_resume(self) -> None:
        """Back from a comparison."""
        self.set_focus(self.query_one(Rows))

    @on(Chosen)
    async def read(self, event: Chosen[int, PlanVersion]) -> None:
        """Read the version."""
        await self.ways.push(PlanVersionScreen(self._plan_id, event.row.number))

    async def action_mark(self) -> None:
        """Mark the version under the cursor, or take the mark away."""
        number = self.query_one(Rows).key
        self._marked = None if number == self._marked else number
        await self._show()
        self.say(_("p compares with the marked version.") if self._marked else "")

    async def action_compare(self) -> None:
        """Show what differs, the older one on the left."""
        here: PlanVersion | None = self.query_one(Rows).row
        if here is not None:
            older, newer = sorted((here, self._other(here)), key=lambda one: one.number)
            await self.ways.push(PlanCompareScreen(older, newer))
            if self._marked == here.number:
                self.ways.say(_("The marked version is compared with the one before it."))

    def _other(self, here: PlanVersion) -> PlanVersion:
        wanted = self._marked if self._marked not in (None, here.number) else here.number - 1
        for one in self._versions:
            if one.number == wanted:
                return one
        raise NothingBefore

    async def _show(self) -> None:
        rows = self.query_one(Rows)
        await rows.show(ListSource((one.number, one) for one in self._versions), keep=rows.key)
