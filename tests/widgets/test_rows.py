"""The list as a screen uses it: keys, messages, and what stands on its lines."""

import asyncio
import os
from collections.abc import Sequence

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Input

from kp_tui.domain.errors import NotFound
from kp_tui.widgets.rows import Align, Column, ListSource, Rows, Source

NAMES = [(number, f"Client {number}") for number in range(300)]


class Gated:
    """A source whose pages come when the gate is open; a shut one stands for a slow store."""

    def __init__(self, rows: Sequence[tuple[int, str]] = NAMES) -> None:
        self.pages = ListSource(rows)
        self.gate = asyncio.Event()
        self.gate.set()
        self.error: type[NotFound] | None = None

    async def page(self, key: int | None, limit: int, *, back: bool) -> Sequence[tuple[int, str]]:
        await self.gate.wait()
        if self.error:
            raise self.error
        return await self.pages.page(key, limit, back=back)


class ListApp(App[None]):
    """A field over a list, and a note of all that the list tells."""

    CSS = "Input { height: 1; border: none; }"

    def __init__(self, source: Source[int, str], *, numbered: bool = False) -> None:
        super().__init__()
        self.source = source
        self.numbered = numbered
        self.chosen: list[tuple[int, str]] = []
        self.moved: list[int] = []
        self.errors: list[Exception] = []

    def compose(self) -> ComposeResult:
        yield Input()
        columns = [
            Column[str]("Name", lambda row: row, 20, grow=1),
            Column[str]("Size", lambda row: str(len(row)), 4, align=Align.RIGHT, optional=True),
        ]
        yield Rows[int, str](columns, empty="Nobody here.", numbered=self.numbered)

    async def on_mount(self) -> None:
        self.rows.focus()
        await self.rows.show(self.source)

    @property
    def rows(self) -> Rows[int, str]:
        return self.query_one(Rows)

    @property
    def lines(self) -> list[str]:
        """The list as it stands on the screen."""
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips[self.rows.region.y : self.rows.region.bottom]]

    @on(Rows.Chosen)
    def note_choice(self, event: Rows.Chosen[int, str]) -> None:
        self.chosen.append((event.key, event.row))

    @on(Rows.Moved)
    def note_move(self, event: Rows.Moved[int, str]) -> None:
        self.moved.append(event.key)

    @on(Rows.Failed)
    def note_failure(self, event: Rows.Failed) -> None:
        self.errors.append(event.error)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "lands_on"),
    [
        (["down"] * 3, 3),
        (["j", "j", "k"], 1),
        (["up"], 0),
        (["pagedown"], 21),
        (["pagedown", "pageup"], 0),
        (["end"], 299),
        (["G", "up"], 298),
        (["G", "g"], 0),
        (["end", "home", "down"], 1),
        (["end", "down"], 299),
    ],
)
async def test_keys_move_the_cursor(keys: list[str], lands_on: int) -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        await press(pilot, *keys)
        assert app.rows.key == lands_on
        assert app.moved[-1] == lands_on


async def test_ten_downs_typed_while_a_page_is_read_land_ten_rows_below() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test() as pilot:
        await app.rows.move(60)
        source.gate.clear()
        for _key in range(10):
            app.simulate_key("down")
        app.simulate_key("enter")
        source.gate.set()
        await press(pilot, "f12")
        assert app.chosen == [(70, "Client 70")]


async def test_moves_wait_for_each_other() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test():
        source.gate.clear()
        moves = asyncio.gather(app.rows.move(100), app.rows.move(100))
        await asyncio.sleep(0)
        source.gate.set()
        await moves
        assert app.rows.row == "Client 200"


async def test_while_a_page_is_read_the_rest_of_the_screen_answers() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test() as pilot:
        source.gate.clear()
        app.simulate_key("G")
        app.simulate_key("tab")
        app.query_one(Input).focus()
        await pilot.pause()
        assert app.focused is app.query_one(Input)
        source.gate.set()


async def test_enter_chooses_the_row_under_the_cursor() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        await press(pilot, "down", "enter")
        assert app.chosen == [(1, "Client 1")]


async def test_enter_in_an_empty_list_chooses_nothing() -> None:
    app = ListApp(ListSource([]))
    async with app.run_test() as pilot:
        await press(pilot, "enter", "down", "G")
        assert (app.chosen, app.moved, app.rows.row, app.rows.key) == ([], [], None, None)


@pytest.mark.parametrize(("key", "chosen"), [("3", 2), ("9", 8), ("+", 0), ("š", 2), ("í", 8)])
async def test_a_number_chooses_its_row_with_shift_or_without(key: str, chosen: int) -> None:
    app = ListApp(ListSource(NAMES), numbered=True)
    async with app.run_test() as pilot:
        await press(pilot, "down", key)
        assert app.chosen == [(chosen, f"Client {chosen}")]


async def test_a_number_that_is_not_on_the_screen_chooses_nothing() -> None:
    app = ListApp(ListSource(NAMES), numbered=True)
    async with app.run_test() as pilot:
        await press(pilot, "G", "1")
        assert (app.chosen, app.rows.key) == ([], 299)


async def test_numbers_choose_nothing_where_none_are_shown() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        await press(pilot, "3", "š")
        assert app.chosen == []


async def test_a_page_that_cannot_be_read_is_told_and_the_cursor_stays() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test() as pilot:
        source.error = NotFound
        await press(pilot, "down", "G")
        assert [type(error) for error in app.errors] == [NotFound]
        assert app.rows.key == 1


async def test_a_page_that_cannot_be_read_when_the_screen_grows_is_told() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        source.error = NotFound
        await pilot.resize_terminal(80, 90)
        await pilot.pause()
        assert [type(error) for error in app.errors] == [NotFound]


async def test_what_the_screen_asks_for_fails_where_it_was_asked() -> None:
    source = Gated()
    app = ListApp(source)
    async with app.run_test():
        source.error = NotFound
        with pytest.raises(NotFound):
            await app.rows.reload()


async def test_a_search_field_steers_the_list_and_keeps_the_focus() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        app.query_one(Input).focus()
        await app.rows.show(ListSource(NAMES[100:]))
        await app.rows.move(2)
        await app.rows.choose()
        await pilot.pause()
        assert app.chosen == [(102, "Client 102")]
        assert app.focused is app.query_one(Input)


async def test_remapped_keys_move_and_the_old_ones_do_not() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        app.set_keymap({"rows.down": "n"})
        await press(pilot, "n", "n", "down", "j")
        assert app.rows.key == 2


async def test_reading_anew_keeps_the_row_and_tells_of_it() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        await press(pilot, *["down"] * 30)
        before = app.lines
        await app.rows.reload()
        await pilot.pause()
        assert app.rows.row == "Client 30"
        assert app.lines == before


async def test_a_list_can_open_on_a_row() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test():
        await app.rows.show(ListSource(NAMES), keep=150)
        assert app.rows.row == "Client 150"
        assert any(line.startswith("  Client 149") for line in app.lines)


async def test_heading_cursor_and_arrows_are_marks() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        assert app.lines[:2] == [" ▼Name".ljust(76) + "Size", "► Client 0".ljust(79) + "8"]
        await press(pilot, "G")
        assert app.lines[0].startswith("▲ Name")
        app.query_one(Input).focus()
        await pilot.pause()
        assert app.lines[-1].startswith("> Client 299")


async def test_the_first_nine_rows_show_their_numbers() -> None:
    app = ListApp(ListSource(NAMES), numbered=True)
    async with app.run_test():
        assert [line[:12].strip() for line in app.lines[1:11]] == [
            "► 1 Client 0", *(f"{number + 1} Client {number}" for number in range(1, 9)), "Client 9",
        ]  # fmt: skip


async def test_an_empty_list_says_so() -> None:
    app = ListApp(ListSource([]))
    async with app.run_test():
        assert app.lines[1] == "► Nobody here."


async def test_text_from_people_does_nothing_but_stand_there() -> None:
    app = ListApp(ListSource([(1, "[red]Eva[/]\x1b]0;owned\x07\x9b31m\u202eavE\nNext")]))
    async with app.run_test():
        assert app.lines[1].startswith("► [red]Eva[/]·]0;owned··31m·avE Next")


@pytest.mark.parametrize("colours", [{"NO_COLOR": "1"}, {}])
async def test_the_cursor_is_marked_with_colours_and_without(
    colours: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in colours.items():
        monkeypatch.setitem(os.environ, name, value)
    app = ListApp(ListSource(NAMES))
    async with app.run_test():
        strip = app.screen._compositor.render_strips()[app.rows.region.y + 1]
        (segment,) = strip
        assert segment.text.startswith("►")
        assert segment.style is not None
        assert segment.style.bold


async def test_no_cache_keeps_what_stood_on_the_lines() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test() as pilot:
        await press(pilot, "G")
        assert not app.rows._styles_cache._cache
        assert not app.rows._render_cache.lines


async def test_messages_show_no_row_in_their_repr() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test():
        for message in (Rows.Chosen(app.rows, 1, "Eva"), Rows.Moved(app.rows, 1, "Eva")):
            assert "Eva" not in repr(message)


async def test_a_list_may_be_as_high_as_its_rows() -> None:
    class ShortApp(App[None]):
        CSS = "Rows { height: auto; }"

        def compose(self) -> ComposeResult:
            with VerticalScroll():
                yield Rows[int, str]([Column("Name", str, 10)], id="one")
                yield Rows[int, str]([Column("Name", str, 10)], id="two", header=False)

    app = ShortApp()
    async with app.run_test() as pilot:
        one, two = app.query(Rows)
        await one.show(ListSource(NAMES[:4]))
        await two.show(ListSource([]))
        await pilot.pause()
        assert (one.size.height, two.size.height) == (5, 1)


async def test_a_smaller_screen_keeps_the_cursor_in_sight() -> None:
    app = ListApp(ListSource(NAMES))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *["down"] * 20)
        await pilot.resize_terminal(60, 12)
        await pilot.pause()
        assert any(line.startswith("► Client 20") for line in app.lines)
