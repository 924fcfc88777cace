"""In which areas people ask for help, and what was done for them this year (004)."""

from collections.abc import Iterable, Sequence
from datetime import date

from kp_tui.locale import _
from kp_tui.screens.listing import ListingScreen
from kp_tui.store.goal_areas import AreaFigures
from kp_tui.usecases.goal_areas import goal_area_figures
from kp_tui.widgets.rows import Align, Column


class GoalAreaFiguresScreen(ListingScreen[str, AreaFigures]):
    """An area under the name that it had when a goal was put there: renaming rewrites no past."""

    def title_text(self) -> str:
        """What is listed, of which year the work is."""
        return _("What people ask for: clients and goals now, events and units of {year}").format(
            year=self.desk.today().year
        )

    def columns(self) -> Sequence[Column[AreaFigures]]:
        """The area, how many ask for it, how much was done."""
        return [
            Column(_("Area"), lambda one: one.area, 30, grow=1),
            Column(_("Clients"), lambda one: str(one.clients), 8, align=Align.RIGHT),
            Column(_("Goals"), lambda one: str(one.goals), 8, align=Align.RIGHT),
            Column(_("Events"), lambda one: str(one.events), 8, align=Align.RIGHT),
            Column(_("Units"), lambda one: str(one.units), 8, align=Align.RIGHT),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("No goal belongs to an area yet: o in a plan puts it there.")

    async def listed(self) -> Iterable[tuple[str, AreaFigures]]:
        """The areas, the one with most goals first."""
        today = self.desk.today()
        found = await self.desk.perform(goal_area_figures, date(today.year, 1, 1), today)
        return [(one.area, one) for one in found]
