"""A few lines straight to the terminal, moved by the terminal itself where that cannot go wrong.

The compositor repaints whole regions on its next tick. A cursor key touches two lines, so a list writes them
at once, in the same synchronized update that the compositor would use, and scrolls with the terminal's scroll
region (DECSTBM with IND and RI, which every terminal has had since the VT100).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from kp_tui.widgets.rows_window import View


@dataclass(frozen=True, slots=True)
class Scroll:
    """Screen lines `top` to `bottom` (both included) move up by `lines`, or down when negative."""

    top: int
    bottom: int
    lines: int

    def sequence(self) -> str:
        """What a terminal reads; the margins are the whole screen again afterwards."""
        edge, step = (self.bottom, "\x1bD") if self.lines > 0 else (self.top, "\x1bM")
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{edge + 1};1H{step * abs(self.lines)}\x1b[r"


@dataclass(frozen=True, slots=True)
class Patch(CompositorUpdate):
    """The lines of a screen that a key has touched, by their place on the screen."""

    x: int
    lines: Mapping[int, Strip]
    scroll: Scroll | None = None

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        scrolled = self.scroll.sequence() if self.scroll else ""
        lines = (f"\x1b[{y + 1};{self.x + 1}H{strip.render(console)}" for y, strip in self.lines.items())
        return scrolled + "".join(lines)


def touched(before: View, after: View, height: int) -> tuple[set[int], int]:
    """The lines that differ once the terminal has moved the rest up by the second figure."""
    shift = after.top - before.top
    if before.opening != after.opening or abs(shift) > height // 2:
        return set(range(height)), 0
    entered = range(height - shift, height) if shift > 0 else range(-shift)
    cursors = {before.cursor - after.top, after.cursor - after.top}
    return cursors.intersection(range(height)).union(entered), shift


def paints_itself(widget: Widget) -> bool:
    """Whether `widget` may write its own lines: it is on top, whole, uncovered, and its place is final."""
    screen, app = widget.screen, widget.app
    if app.screen is not screen or app.is_headless or app.is_inline or app._batch_count:
        return False
    return not _place_may_change(screen) and _is_bare(widget, screen)


def scrolls_itself(widget: Widget) -> bool:
    """Whether the terminal may move `widget`'s lines: as wide as the screen, none waiting for a repaint."""
    screen = widget.screen
    pending = widget._repaint_regions or screen._dirty_widgets or screen._compositor._dirty_regions
    return widget.region.width == screen.size.width and not pending and not screen._repaint_required


def _place_may_change(screen: Screen[object]) -> bool:
    return bool(screen._layout_required or screen._scroll_required or screen._recompose_required)


def _is_bare(widget: Widget, screen: Screen[object]) -> bool:
    """The compositor lists widgets from the front: only those behind, the ancestors, may share the place."""
    visible = screen._compositor.visible_widgets
    region, clip = visible.get(widget, (Region(), Region()))
    if not region or clip.intersection(region) != region:
        return False
    behind = set(widget.ancestors)
    return not any(
        other is not widget and other not in behind and where.intersection(clipped).overlaps(region)
        for other, (where, clipped) in visible.items()
    )
