"""Text to read that may be longer than the screen: the keys scroll it, a sign says that it goes on."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from kp_tui.domain.errors import N_
from kp_tui.widgets.keys import key
from kp_tui.widgets.more_sign import MoreSign
from kp_tui.widgets.prose import Laid, Prose


class Page(Widget, can_focus=True):
    """Blocks of text under each other."""

    DEFAULT_CSS = """
    Page {
        height: 1fr;
        layout: horizontal;
        & > VerticalScroll { width: 1fr; scrollbar-size: 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("down,j", "scroll(1)", N_("Line down"), "page.down"),
        key("up,k", "scroll(-1)", N_("Line up"), "page.up"),
        key("pagedown,space", "turn(1)", N_("Page down"), "page.page_down"),
        key("pageup", "turn(-1)", N_("Page up"), "page.page_up"),
    ]

    def compose(self) -> ComposeResult:
        """The text, and a margin for the signs."""
        with VerticalScroll(can_focus=False) as text:
            yield Prose()
        yield MoreSign(text)

    def show(self, page: Sequence[Laid]) -> None:
        """Show another text from its beginning."""
        self.query_one(Prose).show(page)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._text.scroll_relative(y=lines, animate=False, immediate=True)

    def action_turn(self, pages: int) -> None:
        """Scroll by nearly a screen: a line stays in sight."""
        self._text.scroll_relative(y=pages * (self.size.height - 1), animate=False, immediate=True)

    def show_line(self, line: int) -> bool:
        """Scroll no further than it takes for a line to stand on the screen, with one after it.

        Whether it stood there already.
        """
        top, height = int(self._text.scroll_y), self.size.height
        seen = top <= line < top + height - 1
        if not seen:
            self._text.scroll_to(y=max(line - height // 2, 0), animate=False, immediate=True)
        return seen

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)
