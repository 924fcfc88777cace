"""The signs that a text goes on above and below what the screen shows of it."""

from textual.containers import VerticalScroll
from textual.widget import Widget

ABOVE, BELOW, NO_MORE = "▲", "▼", " "


def signs(*, above: bool, below: bool) -> tuple[str, str]:
    """What tells whether there is more on either side."""
    return ABOVE if above else NO_MORE, BELOW if below else NO_MORE


class MoreSign(Widget):
    """Beside a text on its first and its last line; on a line of its own both next to each other."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "MoreSign { width: 2; height: 1fr; }"

    def __init__(self, text: VerticalScroll) -> None:
        super().__init__()
        self._text = text

    def on_mount(self) -> None:
        """Look whenever the text moves, grows or gets another place."""
        for changing in ("scroll_y", "virtual_size", "size"):
            self.watch(self._text, changing, self._look)

    def render(self) -> str:
        """As the text lies now."""
        text = self._text
        above, below = signs(above=text.scroll_y > 0, below=text.scroll_y < text.max_scroll_y)
        return above + "\n" * (self.size.height - 1) + below

    def _look(self) -> None:
        self.refresh()
