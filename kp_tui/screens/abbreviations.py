"""One's own abbreviations: written down once, written out in every note."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.abbreviations import Abbreviation
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.usecases.abbreviations import (
    keep_abbreviation,
    list_abbreviations,
    remove_abbreviation,
    restore_abbreviation,
)
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen


class AbbreviationsScreen(DeskScreen):
    """The list; what is changed here holds in the next form."""

    CSS_PATH = style("abbreviations")
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

    def __init__(self) -> None:
        super().__init__()
        self._removed: list[int] = []

    def body(self) -> ComposeResult:
        """What they are for, and the list."""
        about = _("Type an abbreviation and a space in any note: it is written out.")
        yield Static(about, classes="aside", markup=False)
        yield Rows[int, Abbreviation](
            _columns(), empty=_("No abbreviations yet: n writes one down."), numbered=True
        )

    async def on_screen_resume(self) -> None:
        """Show what there is now."""
        self.set_focus(self.query_one(Rows))
        await self._look()

    async def _look(self) -> None:
        kept = await self.desk.perform(list_abbreviations)
        self.desk.abbreviations = {one.short: one.long for one in kept.values()}
        await self.query_one(Rows).show(ListSource(list(kept.items())))

    @on(Chosen)
    async def change(self, event: Chosen[int, Abbreviation]) -> None:
        """Change what it stands for."""
        await self.ways.to_sheet(keep_abbreviation.name, event.key)

    async def action_new(self) -> None:
        """Write one down."""
        await self.ways.to_sheet(keep_abbreviation.name)

    async def action_remove(self) -> None:
        """Remove the one under the cursor; `u` puts it back."""
        number: int | None = self.query_one(Rows).key
        if number is not None:
            await self.desk.perform(remove_abbreviation, number)
            self._removed.append(number)
            await self._look()
            self.say(_("The abbreviation is removed: u puts it back."))

    async def action_undo(self) -> None:
        """Put the one back that was removed last."""
        if not self._removed:
            self.say(_("There is nothing to put back."))
            return
        await self.desk.perform(restore_abbreviation, self._removed.pop())
        await self._look()


def _columns() -> list[Column[Abbreviation]]:
    return [
        Column(_("Abbreviation"), lambda row: row.short, 14),
        Column(_("Stands for"), lambda row: " ".join(row.long.split()), 40, grow=1),
    ]
