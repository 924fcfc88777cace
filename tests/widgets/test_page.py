"""A page of text: the keys scroll it, a sign says that it goes on."""

from textual.app import App, ComposeResult
from textual.content import Content

from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Block


class Reader(App[None]):
    def __init__(self, lines: int) -> None:
        super().__init__()
        self.blocks = [Block(Content(f"line {number}"), space_before=number == 0) for number in range(lines)]

    def compose(self) -> ComposeResult:
        yield Page()

    def on_mount(self) -> None:
        self.query_one(Page).show(self.blocks)
        self.query_one(Page).focus()

    @property
    def text(self) -> str:
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def test_a_page_that_fits_has_no_signs() -> None:
    app = Reader(5)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "line 4" in app.text
        assert "▲" not in app.text
        assert "▼" not in app.text


async def test_a_long_page_says_where_it_goes_on_and_keeps_a_line_in_sight() -> None:
    app = Reader(60)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert ("▲" in app.text, "▼" in app.text) == (False, True)
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.text.startswith("line 19")
        assert ("▲" in app.text, "▼" in app.text) == (True, True)
        await pilot.press("up")
        await pilot.pause()
        assert app.text.startswith("line 18")
        await pilot.press(*["pagedown"] * 5)
        await pilot.pause()
        assert "line 59" in app.text
        assert ("▲" in app.text, "▼" in app.text) == (True, False)


async def test_a_bigger_window_shows_more_and_says_so() -> None:
    app = Reader(30)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.resize_terminal(60, 40)
        await pilot.pause()
        await pilot.pause()
        assert "line 29" in app.text
        assert "▼" not in app.text
