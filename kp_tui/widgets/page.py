"""Text to read that may be longer than the screen: the keys scroll it, a sign says that it goes on."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from kp_tui.domain.errors import N_
from kp_tui.widgets.keys import key
from kp_tui.widgets.prose import Laid, Prose

ABOVE, BELOW, NO_MORE = "▲", "▼", " "


class Page(Widget, can_focus=True):
    """Blocks of text under each other."""

    DEFAULT_CSS = """
    Page {
        height: 1fr;
        layout: horizontal;
        & > VerticalScroll { width: 1fr; scrollbar-size: 0 0; }
        & > Static { width: 2; }
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
        with VerticalScroll(can_focus=False):
            yield Prose()
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Say where the text goes on, whenever that changes."""
        self.watch(self._text, "scroll_y", self._show_more)
        for changing in ("virtual_size", "size"):
            self.watch(self._text, changing, self._look_again)

    def show(self, page: Sequence[Laid]) -> None:
        """Show another text from its beginning."""
        self.query_one(Prose).show(page)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._text.scroll_relative(y=lines, animate=False, immediate=True)

    def action_turn(self, pages: int) -> None:
        """Scroll by nearly a screen: a line stays in sight."""
        self._text.scroll_relative(y=pages * (self.size.height - 1), animate=False, immediate=True)

    def show_line(self, line: int) -> None:
        """Scroll no further than it takes for a line to stand on the screen, with one after it."""
        top, height = int(self._text.scroll_y), self.size.height
        if not top <= line < top + height - 1:
            self._text.scroll_to(y=max(line - height // 2, 0), animate=False, immediate=True)

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one(VerticalScroll)

    def _look_again(self) -> None:
        """Once the text is laid out."""
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        if not self.query(VerticalScroll):  # a signal that came after the page had gone
            return
        above = ABOVE if self._text.scroll_y > 0 else NO_MORE
        below = BELOW if self._text.scroll_y < self._text.max_scroll_y else NO_MORE
        gap = "\n" * max(self.size.height - 1, 1)
        self.query_one(Static).update(f"{above}{gap}{below}")
