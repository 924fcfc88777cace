"""A name comes to the service: a sheet that shows who may be the same person, and opens the new case."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.widgets import Input, Static

from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens import style
from kp_tui.screens.sheet import SheetScreen
from kp_tui.store.clients import ClientRow
from kp_tui.usecases.intake import similar_clients
from kp_tui.usecases.sheets import OpenedSheet

NAMING = ("surname", "name")


class IntakeScreen(SheetScreen):
    """Shows possible duplicates while the name is typed; asks nobody who stays anonymous for it (L2)."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("sheet"), style("intake")]

    def __init__(self, opened: OpenedSheet) -> None:
        super().__init__(opened)
        self._looked_for = ("", "")

    def body(self) -> ComposeResult:
        """The sheet, and under it who may be the same person."""
        yield from super().body()
        yield Static(id="similar", markup=False)

    @on(Input.Changed, "#surname")
    @on(Input.Changed, "#name")
    async def look_for_similar(self) -> None:
        """Show who may be the same person; letters that newer ones have overtaken look for nobody."""
        names = self.typed("surname"), self.typed("name")
        if names == self._looked_for:
            return
        self._looked_for = names
        found = await self.desk.perform(similar_clients, *names) if any(names) else []
        if names == self._looked_for and self.is_attached:
            self.query_one("#similar", Static).update(similar_text(found))

    def changed(self) -> None:
        """Nobody who stays anonymous is asked for a name."""
        anonymous = bool(self.query("#anonymous")) and bool(self.chosen("anonymous"))
        for name in NAMING:
            field = self.query_one(f"#{name}")
            field.disabled = anonymous and not (field.has_focus or self.typed(name))

    async def save(self) -> None:
        """Take the person in, and show their case."""
        client_id = await self.desk.perform(self._opened.sheet.saves, self.form(), self._opened.draft_id)
        await self.ways.to_new_case(client_id)
        self.ways.say(_("Saved."))


def similar_text(found: Sequence[ClientRow]) -> str:
    """Who may be the same person; F3 goes there."""
    lines = [
        " · ".join(part for part in (one.mark, one.full_name, word(one.state), one.key_worker) if part)
        for one in found
    ]
    return "\n".join([_("May be the same person:"), *map(shown, lines)]) if lines else ""
