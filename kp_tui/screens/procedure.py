"""The service's own procedure on suspected child abuse and neglect (L6)."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Block


class ProcedureScreen(DeskScreen):
    """To read only; the manager writes it with the service."""

    CSS_PATH = style("procedure")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def body(self) -> ComposeResult:
        """The text, scrolled by keys."""
        title = _("Internal procedure for suspected child abuse and neglect")
        yield Static(title, classes="heading", markup=False)
        yield Page()

    def on_mount(self) -> None:
        """Show it, ready to scroll."""
        text = self._text or _("The service has not written its procedure down yet: the manager does (F9).")
        page = self.query_one(Page)
        lines = enumerate(text.splitlines())
        page.show([Block(Content(shown(line)), space_before=number == 0) for number, line in lines])
        self.set_focus(page)
