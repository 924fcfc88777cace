"""Ending a case: what is still open is shown before the day, the reason and the evaluation (L7)."""

from typing import ClassVar

from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.case_texts import duty_text
from kp_tui.screens.sheet import SheetScreen
from kp_tui.usecases.case_around import Around
from kp_tui.usecases.sheets import OpenedSheet


class EndingScreen(SheetScreen):
    """The sheet under the duties of the case."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("sheet"), style("ending")]

    def __init__(self, opened: OpenedSheet, around: Around) -> None:
        super().__init__(opened)
        self._around = around

    def body(self) -> ComposeResult:
        """What is open, then the sheet."""
        yield Static(still_open(self._around), id="open", markup=False)
        yield from super().body()


def still_open(around: Around) -> Content:
    """The duties of the case, or that there are none."""
    if not around.duties:
        return Content(_("Nothing is owed in this case any more."))
    lines = [_("Still open in this case:"), *map(duty_text, around.duties)]
    return Content("\n".join(map(shown, lines)))
