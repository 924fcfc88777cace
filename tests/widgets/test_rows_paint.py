"""Painting only what a key touched: the lines left alone are those the terminal already shows."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_paint import Patch, Scroll, paints_itself, scrolls_itself, touched
from kp_tui.widgets.rows_window import View

HEIGHT, ABOVE, BELOW = 10, 3, 2


def view_of(top: int, line: int, opening: int = 1) -> View:
    return View(opening, top, top + line, above=True, below=True)


views = st.builds(
    view_of, st.integers(0, 40), st.integers(0, HEIGHT - 1), opening=st.sampled_from([1, 1, 1, 2])
)


def lines_of(view: View) -> list[str]:
    """What the list's lines show in a view: the row, and whether the cursor is on it."""
    places = range(view.top, view.top + HEIGHT)
    return [f"{'>' if place == view.cursor else ' '} row {place} of {view.opening}" for place in places]


def terminal_showing(view: View) -> pyte.Screen:
    screen = pyte.Screen(30, ABOVE + HEIGHT + BELOW)
    around = [f"above {number}" for number in range(ABOVE)], [f"below {number}" for number in range(BELOW)]
    pyte.Stream(screen).feed("\r\n".join((*around[0], *lines_of(view), *around[1])))
    return screen


@given(views, views)
def test_a_patch_turns_the_screen_of_one_view_into_that_of_the_other(before: View, after: View) -> None:
    screen, (lines, shift) = terminal_showing(before), touched(before, after, HEIGHT)
    scroll = Scroll(ABOVE, ABOVE + HEIGHT - 1, shift) if shift else None
    strips = {ABOVE + y: Strip([Segment(lines_of(after)[y].ljust(30))]) for y in sorted(lines)}
    pyte.Stream(screen).feed(Patch(0, strips, scroll).render_segments(Console()))
    assert screen.display == terminal_showing(after).display


def test_within_the_screen_a_key_touches_two_lines() -> None:
    assert touched(view_of(5, 3), view_of(5, 4), HEIGHT) == ({3, 4}, 0)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (view_of(5, HEIGHT - 1), view_of(6, HEIGHT - 1), ({HEIGHT - 2, HEIGHT - 1}, 1)),
        (view_of(5, 0), view_of(4, 0), ({0, 1}, -1)),
    ],
)
def test_at_the_edge_the_terminal_scrolls_and_a_key_touches_two_lines(
    before: View, after: View, expected: tuple[set[int], int]
) -> None:
    assert touched(before, after, HEIGHT) == expected


def test_the_margins_are_the_whole_screen_again_after_a_scroll() -> None:
    screen = pyte.Screen(30, 20)
    pyte.Stream(screen).feed(Scroll(3, 12, 1).sequence())
    assert screen.margins is None


class ListApp(App[None]):
    """A list, and something that may lie over it."""

    CSS = """
    Screen { layers: below above; }
    #cover { layer: above; width: 5; height: 2; offset: 3 3; display: none; }
    #side { dock: right; width: 5; display: none; }
    """

    def compose(self) -> ComposeResult:
        yield Rows[int, str]([Column("Name", str, 10)])
        yield Static("cover", id="cover")
        yield Static("side", id="side")

    async def on_mount(self) -> None:
        await self.query_one(Rows).show(ListSource((number, str(number)) for number in range(50)))

    @property
    def is_headless(self) -> bool:
        """A headless program never paints; here the question is when it would."""
        return False


async def test_an_uncovered_list_as_wide_as_the_screen_paints_and_scrolls_itself() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = app.query_one(Rows)
        assert (paints_itself(rows), scrolls_itself(rows)) == (True, True)


async def test_a_covered_list_leaves_painting_to_the_compositor() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        app.query_one("#cover").display = True
        await pilot.pause()
        assert not paints_itself(app.query_one(Rows))


async def test_a_list_beside_something_never_scrolls_the_whole_width() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        app.query_one("#side").display = True
        await pilot.pause()
        rows = app.query_one(Rows)
        assert (paints_itself(rows), scrolls_itself(rows)) == (True, False)


async def test_a_list_that_waits_for_a_repaint_does_not_scroll_what_is_stale() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = app.query_one(Rows)
        rows.refresh()
        assert not scrolls_itself(rows)


async def test_a_list_under_another_screen_leaves_painting_to_the_compositor() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        rows = app.query_one(Rows)
        await app.push_screen(Screen())
        await pilot.pause()
        assert not paints_itself(rows)


async def test_textual_still_has_what_the_painting_looks_at() -> None:
    app = ListApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        screen, rows = app.screen, app.query_one(Rows)
        for owner, names in (
            (app, ["_batch_count", "_display", "_keymap"]),
            (screen, ["_layout_required", "_scroll_required", "_recompose_required", "_repaint_required"]),
            (screen, ["_dirty_widgets", "_compositor"]),
            (screen._compositor, ["_dirty_regions", "visible_widgets"]),
            (rows, ["_repaint_regions", "_bindings"]),
        ):
            assert all(hasattr(owner, name) for name in names)
        assert rows in screen._compositor.visible_widgets
