"""A page some of whose lines are picked: by a number, or by going from one to the next."""

from collections.abc import Hashable

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content

from kp_tui.widgets.pick_page import Item, PickPage
from kp_tui.widgets.prose import Block

FEW = 3


class Plan(App[None]):
    def __init__(self, between: int = 1) -> None:
        super().__init__()
        self.between = between
        self.ticked: list[Hashable] = []

    def compose(self) -> ComposeResult:
        yield PickPage()

    def on_mount(self) -> None:
        page: list[Block | Item] = []
        for number in range(1, FEW + 1):
            page += [Block(Content(f"text {line}"), space_before=False) for line in range(self.between)]
            page.append(Item(("step", number), Content(f"step {number}"), "○ ", number))
        self.query_one(PickPage).show_items(page, ("step", 1))
        self.query_one(PickPage).focus()

    @on(PickPage.Ticked)
    def note(self, event: PickPage.Ticked) -> None:
        self.ticked.append(event.key)

    @property
    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def cursor(self) -> list[str]:
        """The lines the cursor stands on: one, where it is on the screen."""
        return [line for line in self.lines if line.startswith("►")]


async def test_a_number_goes_to_its_line_and_x_ticks_it() -> None:
    app = Plan()
    async with app.run_test() as pilot:
        await pilot.press("2", "x", "š", "space")
        assert app.ticked == [("step", 2), ("step", 3)]
        await pilot.pause()
        assert app.cursor == ["► 3 ○ step 3"]


async def test_a_number_that_no_line_has_does_nothing() -> None:
    app = Plan()
    async with app.run_test() as pilot:
        await pilot.press("9", "x")
        assert app.ticked == [("step", 1)]


async def test_tab_goes_from_line_to_line_and_stops_at_the_ends() -> None:
    app = Plan()
    async with app.run_test() as pilot:
        await pilot.press("shift+tab", "x", "tab", "x", "tab", "tab", "tab", "x")
        assert app.ticked == [("step", 1), ("step", 2), ("step", 3)]


async def test_the_line_that_was_gone_to_comes_into_sight() -> None:
    app = Plan(between=30)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert app.cursor == ["► 3 ○ step 3"]
        await pilot.press("shift+tab", "shift+tab")
        await pilot.pause()
        assert app.cursor == ["► 1 ○ step 1"]


async def test_a_line_that_is_out_of_sight_is_shown_before_it_is_ticked() -> None:
    app = Plan(between=30)
    async with app.run_test() as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown", "x")
        assert app.ticked == []
        assert app.cursor == ["► 1 ○ step 1"]
        await pilot.press("x")
        await pilot.pause()
        assert app.ticked == [("step", 1)]
