"""A text from a client's file, to read inside the program."""

from collections.abc import Iterable

from kp_tui.domain.text import shown
from kp_tui.locale.words import short_day_text
from kp_tui.screens.reading import ReadingScreen
from kp_tui.usecases.papers import OpenedPaper
from kp_tui.widgets.prose import Block, lines_as_typed


class PaperScreen(ReadingScreen):
    """To read only: a paper stays as it was made."""

    def __init__(self, opened: OpenedPaper) -> None:
        super().__init__()
        self._opened = opened

    def title_text(self) -> str:
        """When it was made, and what it is."""
        paper = self._opened.paper
        return f"{short_day_text(paper.made_on)} · {shown(paper.title)}"

    async def blocks(self) -> Iterable[Block]:
        """The text."""
        return lines_as_typed(self._opened.text)
