"""The papers in a client's file: added by their path, texts read here, all of them taken out on purpose."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.domain.papers import Paper
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens.form import FormScreen
from kp_tui.screens.listing import ListingScreen
from kp_tui.screens.paper import PaperScreen
from kp_tui.screens.removing import RemovingScreen
from kp_tui.usecases.papers import (
    OpenedPapers,
    add_paper,
    export_paper,
    list_papers,
    open_paper,
    remove_paper,
    restore_paper,
)
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen

KIB = 1 << 10


class PapersScreen(RemovingScreen, ListingScreen[int, Paper]):
    """Reading the list is a reading of the file."""

    CHANGED_BY = (FormScreen,)
    REMOVES, RESTORES = remove_paper, restore_paper
    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "new", N_("Add a paper"), "paper.new", N_("A PDF, a picture or a text, by its path")),
        key(
            "x",
            "export",
            N_("Export the paper"),
            "paper.export",
            N_("Into the folder for exports; it is logged"),
        ),
        key("delete", "remove", N_("Remove the paper"), "paper.remove"),
        key(
            "u",
            "undo",
            N_("Put the paper back"),
            "paper.undo",
            N_("Put back the paper that you removed last"),
        ),
    ]

    def __init__(self, opened: OpenedPapers) -> None:
        super().__init__()
        self._opened = opened
        self._stale = False

    def title_text(self) -> str:
        """Whose papers."""
        told = _("Papers in the file of {mark}: n adds one, Enter reads a text, x exports")
        return told.format(mark=self._opened.client.mark)

    def columns(self) -> Sequence[Column[Paper]]:
        """When it was made, what it is, how large."""
        return [
            Column(_("Made on"), lambda one: short_day_text(one.made_on), 12),
            Column(_("What it is"), lambda one: shown(one.title), 24, grow=1),
            Column(_("Kind"), lambda one: word(one.kind), 10),
            Column(_("Size"), lambda one: _("{n} KiB").format(n=-(-one.size // KIB)), 10, optional=True),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("No papers in the file yet: n adds one.")

    async def on_mount(self) -> None:
        """Show those that have been read already."""
        await super().look()

    async def listed(self) -> Iterable[tuple[int, Paper]]:
        """The papers."""
        return [(one.id, one) for one in self._opened.papers]

    async def look(self) -> None:
        """Read them again."""
        self._opened = await self.desk.perform(list_papers, self._opened.client.id)
        await super().look()

    def removed_text(self) -> str:
        """That the paper has gone."""
        return _("The paper is removed: u puts it back.")

    @on(Chosen)
    async def read(self, event: Chosen[int, Paper]) -> None:
        """Read a text here."""
        await self.ways.push(PaperScreen(await self.desk.perform(open_paper, event.key)))

    async def action_new(self) -> None:
        """Add one."""
        await self.ways.to_sheet(add_paper.name, self._opened.client.id)

    async def action_export(self) -> None:
        """Write the paper under the cursor into the folder for exports."""
        if self.row is not None:
            path = await self.desk.perform(export_paper, self.row.id)
            self.say(_("Written: {path}").format(path=path))
