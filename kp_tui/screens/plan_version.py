"""One older version of a plan, whole, to read (P4)."""

from collections.abc import Iterable

from kp_tui.screens.plan_texts import version_page
from kp_tui.screens.reading import ReadingScreen
from kp_tui.usecases.plans import open_plan_version
from kp_tui.widgets.prose import Block


class PlanVersionScreen(ReadingScreen):
    """Reading a version is logged as every reading of a plan."""

    def __init__(self, plan_id: int, number: int) -> None:
        super().__init__()
        self._plan_id = plan_id
        self._number = number

    async def blocks(self) -> Iterable[Block]:
        """The version."""
        return version_page(await self.desk.perform(open_plan_version, self._plan_id, self._number))
