"""One's own abbreviations: written down once, written out in every note."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.abbreviations import Abbreviation
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens.listing import ListingScreen
from kp_tui.screens.removing import RemovingScreen
from kp_tui.usecases.abbreviations import (
    keep_abbreviation,
    remove_abbreviation,
    restore_abbreviation,
)
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen


class AbbreviationsScreen(RemovingScreen, ListingScreen[int, Abbreviation]):
    """The list; what is changed here holds in the next form."""

    NUMBERED = True
    REMOVES, RESTORES = remove_abbreviation, restore_abbreviation
    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "new", N_("New abbreviation"), "abbreviation.new", N_("Write one down"), shown=True),
        key(
            "delete",
            "remove",
            N_("Remove"),
            "abbreviation.remove",
            N_("Remove the abbreviation under the cursor"),
        ),
        key(
            "u",
            "undo",
            N_("Put it back"),
            "abbreviation.undo",
            N_("Put back the abbreviation that you removed last"),
        ),
    ]

    def title_text(self) -> str:
        """What they are for."""
        return _("Type an abbreviation and a space in any note: it is written out.")

    def columns(self) -> Sequence[Column[Abbreviation]]:
        """The short and the long."""
        return [
            Column(_("Abbreviation"), lambda row: row.short, 14),
            Column(_("Stands for"), lambda row: " ".join(row.long.split()), 40, grow=1),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("No abbreviations yet: n writes one down.")

    async def listed(self) -> Iterable[tuple[int, Abbreviation]]:
        """All of them, also for the next form."""
        return (await self.desk.learn_abbreviations()).items()

    def removed_text(self) -> str:
        """That the abbreviation has gone."""
        return _("The abbreviation is removed: u puts it back.")

    @on(Chosen)
    async def change(self, event: Chosen[int, Abbreviation]) -> None:
        """Change what it stands for."""
        await self.ways.to_sheet(keep_abbreviation.name, event.key)

    async def action_new(self) -> None:
        """Write one down."""
        await self.ways.to_sheet(keep_abbreviation.name)
