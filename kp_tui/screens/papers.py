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
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

KIB = 1 << 10


class PapersScreen(ListingScreen[int, Paper]):
    """Reading the list is a reading of the file: it is logged, again only where it may have changed."""

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
        self._removed: list[int] = []

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

    async def listed(self) -> Iterable[tuple[int, Paper]]:
        """The papers, read anew where that is needed."""
        if self._stale:
            self._stale = False
            self._opened = await self.desk.perform(list_papers, self._opened.client.id)
        return [(one.id, one) for one in self._opened.papers]

    def on_screen_suspend(self) -> None:
        """Whatever a form saves may belong here."""
        self._stale = self._stale or isinstance(self.app.screen, FormScreen)

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

    async def action_remove(self) -> None:
        """Take the paper under the cursor out of the list; `u` puts it back."""
        if self.row is not None:
            number = self.row.id
            await self.desk.perform(remove_paper, number)
            self._removed.append(number)
            await self._read_anew()
            self.say(_("The paper is removed: u puts it back."))

    async def action_undo(self) -> None:
        """Put the paper back that was removed last."""
        if not self._removed:
            self.say(_("There is nothing to put back."))
            return
        await self.desk.perform(restore_paper, self._removed.pop())
        await self._read_anew()

    async def _read_anew(self) -> None:
        self._stale = True
        await self.query_one(Rows).show(ListSource(await self.listed()))
