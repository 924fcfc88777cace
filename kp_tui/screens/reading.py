"""What the screens share that show a text to read: a title where it needs one, and the text."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.screens.looking import LookingScreen
from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Laid


class ReadingScreen(LookingScreen):
    """A text scrolled by keys: `title_text` says what it is, `blocks` reads it."""

    def title_text(self) -> str:
        """What it is; empty where the text begins with that."""
        return ""

    async def blocks(self) -> Iterable[Laid]:
        """The text."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The title over the text."""
        if title := self.title_text():
            yield Static(title, classes="heading", markup=False)
        yield Page()

    async def look(self) -> None:
        """Read and show the text."""
        self.query_one(Page).show(list(await self.blocks()))
