"""How a list looks: its heading, its lines, and the repainting of no more than a key has touched."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from kp_tui.widgets.more_sign import signs
from kp_tui.widgets.rows_columns import Column, cell, fit, line_of, sized
from kp_tui.widgets.rows_paint import Patch, Scroll, paints_itself, scrolls_itself, touched
from kp_tui.widgets.rows_source import K, R
from kp_tui.widgets.rows_window import View, Window

HERE, HERE_UNFOCUSED, ELSEWHERE = "► ", "> ", "  "
NUMBERS = 9


class RowsCanvas(Widget, Generic[K, R]):
    """Draws a window of rows. It has neither border nor padding: put it into a container that has."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowsCanvas {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .rows--header { color: $text-muted; text-style: bold; }
        & > .rows--empty { color: $text-muted; }
        & > .rows--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
        &:focus > .rows--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--header", "rows--row", "rows--cursor", "rows--empty"}

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        empty: str = "",
        header: bool = True,
        numbered: bool = False,
        id: str | None = None,  # noqa: A002 -- the name every Textual widget gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._empty = empty
        self._header = int(header)
        self._numbered = numbered
        self._window: Window[K, R] | None = None
        self._looks: dict[str, Style] = {}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The header and a line for every row held, where the style says `height: auto`."""
        return self._header + max(len(self._window.rows) if self._window else 0, 1)

    def notify_style_update(self) -> None:
        """Forget the colours that a theme or the focus has changed."""
        super().notify_style_update()
        self._looks.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are now; Textual's own cache would keep every text it was ever given."""
        lines = [self._line(y) for y in crop.line_range]
        return lines if crop.width == self.size.width else [line.crop(*crop.column_span) for line in lines]

    @property
    def _height(self) -> int:
        return max(self.size.height - self._header, 1)

    def _paint(self, before: View, after: View) -> None:
        """Bring the screen from one view to the other: at once where that is safe, or by the compositor."""
        lines, shift = touched(before, after, self._height)
        at_once = paints_itself(self)
        ys = {y + self._header for y in lines}
        if self._header and (before.above, before.below) != (after.above, after.below):
            ys.add(0)
        if shift and not (at_once and scrolls_itself(self)):
            ys, shift = set(range(self.size.height)), 0
            self._repaint_regions.clear()
        if at_once:
            patch = self._patch(sorted(ys), shift)
            self.app._display(self.screen, patch)  # type: ignore[arg-type]  # as any CompositorUpdate
        else:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in ys))

    def _patch(self, ys: Iterable[int], shift: int) -> Patch:
        x, top, _, height = self.region
        scroll = Scroll(top + self._header, top + height - 1, shift) if shift else None
        return Patch(x, {top + y: self._line(y) for y in ys}, scroll)

    def _line(self, y: int) -> Strip:
        window = self._window
        if window is not None and y < self._header:
            return self._strip(self._heading(window), "rows--header")
        index = y - self._header + (window.top if window else 0)
        if window is not None and index < len(window.rows):
            look = "rows--cursor" if index == window.cursor else "rows--row"
            return self._strip(self._margin(window, index) + self._cells(window.rows[index][1]), look)
        first = window is not None and index == 0
        mark = HERE if first and self.has_focus else ELSEWHERE
        return self._strip(
            mark + cell(self._empty if first else "", self.size.width - len(mark)), "rows--empty"
        )

    def _heading(self, window: Window[K, R]) -> str:
        view = window.view
        arrows = "".join(signs(above=view.above, below=view.below))
        numbers = "  " if self._numbered else ""
        titles = [(column.title, column.align, width) for column, width in self._fitted]
        return arrows + numbers + line_of(titles)

    def _margin(self, window: Window[K, R], index: int) -> str:
        mark = (HERE if self.has_focus else HERE_UNFOCUSED) if index == window.cursor else ELSEWHERE
        number = window.number(index) if self._numbered else None
        return mark + (f"{number} " if number and number <= NUMBERS else "  ") * self._numbered

    def _cells(self, row: R) -> str:
        return line_of([(column.cell(row), column.align, width) for column, width in self._fitted])

    @property
    def _fitted(self) -> list[tuple[Column[R], int]]:
        margin = len(ELSEWHERE) * (1 + self._numbered)
        return fit(self._columns, self.size.width - margin)

    def _strip(self, text: str, look: str) -> Strip:
        width = self.size.width
        return Strip([Segment(sized(text, width), self._look(look))], width)

    def _look(self, name: str) -> Style:
        """A component's style as the terminal gets it, without colours where those are switched off."""
        if name not in self._looks:
            strip = Strip([Segment(" ", self.get_component_rich_style(name))], 1)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
            (segment,) = strip
            self._looks[name] = segment.style or Style()
        return self._looks[name]
