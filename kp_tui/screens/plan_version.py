"""One older version of a plan, whole, to read (P4)."""

from textual.app import ComposeResult

from kp_tui.screens.base import DeskScreen
from kp_tui.screens.plan_texts import version_page
from kp_tui.usecases.plans import open_plan_version
from kp_tui.widgets.page import Page


class PlanVersionScreen(DeskScreen):
    """Reading a version is logged as every reading of a plan."""

    def __init__(self, plan_id: int, number: int) -> None:
        super().__init__()
        self._plan_id = plan_id
        self._number = number

    def body(self) -> ComposeResult:
        """The version, scrolled by keys."""
        yield Page()

    async def on_mount(self) -> None:
        """Read it."""
        page = self.query_one(Page)
        self.set_focus(page)
        version = await self.desk.perform(open_plan_version, self._plan_id, self._number)
        page.show(list(version_page(version)))
