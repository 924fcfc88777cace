"""A text from a client's file, to read inside the program."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kp_tui.domain.text import shown
from kp_tui.locale.words import short_day_text
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.usecases.papers import OpenedPaper
from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Block


class PaperScreen(DeskScreen):
    """To read only: a paper stays as it was made."""

    CSS_PATH = style("listing")

    def __init__(self, opened: OpenedPaper) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> ComposeResult:
        """The text under its title, scrolled by keys."""
        paper = self._opened.paper
        title = f"{short_day_text(paper.made_on)} · {shown(paper.title)}"
        yield Static(title, id="title", classes="heading", markup=False)
        yield Page()

    def on_mount(self) -> None:
        """Show it, ready to scroll."""
        page = self.query_one(Page)
        page.show([Block(Content(shown(line))) for line in self._opened.text.splitlines()])
        self.set_focus(page)
