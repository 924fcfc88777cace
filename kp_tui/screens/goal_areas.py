"""The areas that goals belong to: the manager keeps the list; renaming one rewrites no past (004)."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens.goal_area_figures import GoalAreaFiguresScreen
from kp_tui.screens.listing import ListingScreen
from kp_tui.store.goal_areas import Area
from kp_tui.usecases.goal_areas import (
    add_goal_area,
    list_goal_areas,
    rename_goal_area,
    restore_goal_area,
    retire_goal_area,
)
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen


class GoalAreasScreen(ListingScreen[int, Area]):
    """Enter renames the area under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "new_area", N_("New goal area"), "area.new", N_("Add an area that goals can belong to")),
        key("delete", "retire", N_("Offer the area no more"), "area.retire", N_("What is in it stays there")),
        key(
            "u", "restore", N_("Offer the area again"), "area.restore", N_("An area that is offered no more")
        ),
        key(
            "p",
            "figures",
            N_("What people ask for"),
            "area.figures",
            N_("Clients, goals and this year's work in every area"),
        ),
    ]

    def title_text(self) -> str:
        """What is listed."""
        return _("Goal areas: Enter renames, n adds one, Del offers it no more, p counts")

    def columns(self) -> Sequence[Column[Area]]:
        """The name, and whether it is offered."""
        return [
            Column(_("Area"), lambda area: area.name, 30, grow=1),
            Column(_("Offered"), lambda area: _("no more") if area.retired else _("yes"), 12),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("There is no goal area yet: n adds one.")

    async def listed(self) -> Iterable[tuple[int, Area]]:
        """All of them."""
        return [(area.id, area) for area in await self.desk.perform(list_goal_areas)]

    @on(Chosen)
    async def rename(self, event: Chosen[int, Area]) -> None:
        """Call it otherwise."""
        await self.ways.to_sheet(rename_goal_area.name, event.row.id)

    async def action_new_area(self) -> None:
        """Add an area."""
        await self.ways.to_sheet(add_goal_area.name)

    async def action_figures(self) -> None:
        """Show in which areas people ask for help."""
        await self.ways.push(GoalAreaFiguresScreen())

    async def action_retire(self) -> None:
        """Offer the area under the cursor no more; `u` takes that back."""
        if self.row is not None:
            await self.desk.perform(retire_goal_area, self.row.id)
            await self.look()
            self.say(_("The area is offered no more: u offers it again."))

    async def action_restore(self) -> None:
        """Offer the area under the cursor again."""
        if self.row is not None:
            await self.desk.perform(restore_goal_area, self.row.id)
            await self.look()
            self.say(_("The area is offered again."))
