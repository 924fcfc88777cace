"""The window of a list: wherever the cursor goes, it shows what the whole list would show there."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.errors import NotFound
from kp_tui.widgets.rows_source import ListSource, Source
from kp_tui.widgets.rows_window import SMALLEST_PAGE, Window
from tests.support.examples import examples

Step = tuple[str, int]
steps = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-500, 500)),
        st.tuples(st.just("resize"), st.integers(1, 70)),
        st.tuples(st.sampled_from(["first", "last", "open"]), st.just(0)),
    ),
    max_size=12,
)


class Numbers:
    """Numbers in order, some of which may vanish: a key keeps its place even then."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = sorted(numbers)
        self.asked = 0

    async def page(self, key: int | None, limit: int, *, back: bool) -> list[tuple[int, str]]:
        self.asked += 1
        if back:
            found = [number for number in self.numbers if key is None or number < key][-limit:]
        else:
            found = [number for number in self.numbers if key is None or number > key][:limit]
        return [(number, f"row {number}") for number in found]


def visible(window: Window[int, str]) -> list[int]:
    return [key for key, _row in window.rows[window.top : window.top + window.height]]


async def opened(source: Source[int, str], height: int = 10, keep: int | None = None) -> Window[int, str]:
    window: Window[int, str] = Window(source, height)
    await window.open(keep)
    return window


class Model:
    """The same list, all of it at hand."""

    def __init__(self, length: int, height: int) -> None:
        self.length, self.height, self.top, self.cursor = length, height, 0, 0

    def go(self, cursor: int) -> None:
        self.cursor = max(min(cursor, self.length - 1), 0)
        self.settle()

    def settle(self) -> None:
        self.top = min(max(self.top, self.cursor - self.height + 1), self.cursor)
        self.top = max(min(self.top, self.length - self.height), 0)

    def take(self, name: str, argument: int) -> None:
        if name == "resize":
            self.height = argument
            self.settle()
        elif name != "open":
            self.go({"move": self.cursor + argument, "first": 0, "last": self.length}[name])


async def take(window: Window[int, str], name: str, argument: int) -> None:
    if name in {"move", "resize"}:
        await getattr(window, name)(argument)
    elif name == "open":
        await window.open(window.current[0] if window.current else None)
    else:
        await getattr(window, name)()


@examples(150)
@given(st.integers(0, 3000), st.integers(1, 70), steps)
def test_a_window_shows_what_the_whole_list_would_show(length: int, height: int, taken: list[Step]) -> None:
    async def walk() -> None:
        window, model = await opened(Numbers(range(length)), height), Model(length, height)
        for name, argument in taken:
            await take(window, name, argument)
            model.take(name, argument)
            assert (window.current[0] if window.current else 0) == model.cursor
            assert visible(window) == list(range(model.top, min(model.top + model.height, length)))
            assert window.number(window.cursor) in {model.cursor + 1, None}
            view = window.view
            assert (view.above, view.below) == (model.top > 0, model.top + model.height < length)

    asyncio.run(walk())


async def test_a_walk_through_a_long_list_holds_a_few_pages() -> None:
    window = await opened(Numbers(range(20_000)))
    held = 0
    for _step in range(1_000):
        await window.move(15)
        held = max(held, len(window.rows))
    assert window.current == (15_000, "row 15000")
    assert held <= 1_000


async def test_the_way_back_to_the_start_finds_the_same_numbers() -> None:
    window = await opened(Numbers(range(20_000)))
    await window.move(5_000)
    await window.move(-4_998)
    assert (window.current, window.number(window.cursor)) == ((2, "row 2"), 3)


async def test_moving_by_a_row_asks_for_a_page_only_once_in_a_while() -> None:
    source = Numbers(range(10_000))
    window = await opened(source)
    for _step in range(1_000):
        await window.move(1)
    assert source.asked <= 1_000 / SMALLEST_PAGE + 3


async def test_the_end_of_a_long_list_is_one_page_away() -> None:
    source = Numbers(range(100_000))
    window = await opened(source)
    before = source.asked
    await window.last()
    assert visible(window)[-1] == 99_999
    assert source.asked == before + 1


async def test_reading_anew_keeps_the_row_on_its_line() -> None:
    source = Numbers(range(1_000))
    window = await opened(source)
    await window.move(500)
    await window.move(-3)
    line = window.cursor - window.top
    source.numbers.remove(10)
    await window.open(497)
    assert window.current == (497, "row 497")
    assert window.cursor - window.top == line


async def test_where_the_row_has_gone_the_next_one_takes_its_place() -> None:
    source = Numbers(range(300))
    window = await opened(source)
    await window.move(150)
    source.numbers.remove(150)
    await window.open(150)
    assert window.current == (151, "row 151")


async def test_where_the_last_row_has_gone_the_one_before_takes_its_place() -> None:
    source = Numbers(range(300))
    window = await opened(source)
    await window.last()
    source.numbers.remove(299)
    await window.open(299)
    assert window.current == (298, "row 298")


async def test_a_list_that_has_become_empty_has_no_current_row() -> None:
    source = Numbers(range(3))
    window = await opened(source)
    source.numbers.clear()
    await window.open(2)
    assert window.current is None
    assert (window.view.above, window.view.below) == (False, False)


async def test_a_page_that_cannot_be_read_leaves_the_cursor_where_it_was() -> None:
    class Failing(Numbers):
        async def page(self, key: int | None, limit: int, *, back: bool) -> list[tuple[int, str]]:
            if key is not None:
                raise NotFound
            return await super().page(key, limit, back=back)

    window = await opened(Failing(range(200)), height=10)
    before = window.view
    with pytest.raises(NotFound):
        await window.move(100)
    assert window.view == before


async def test_rows_are_numbered_from_the_first_one_while_they_are_on_the_screen() -> None:
    window = await opened(Numbers(range(100, 200)))
    assert (window.number(0), window.numbered(3)) == (1, 2)
    await window.move(11)
    assert window.numbered(2) is None


async def test_rows_opened_in_the_middle_of_a_long_list_have_no_numbers() -> None:
    window = await opened(Numbers(range(1_000)), keep=500)
    assert window.number(window.top) is None


@given(st.integers(0, 30), st.integers(-3, 33), st.integers(1, 40))
def test_pages_of_a_list_continue_each_other(length: int, key: int, limit: int) -> None:
    async def read() -> None:
        source = ListSource((number, str(number)) for number in range(length))
        ahead, behind = await source.page(key, limit, back=False), await source.page(key, limit, back=True)
        place = key if 0 <= key < length else -1
        assert [number for number, _row in ahead] == list(range(place + 1, min(place + 1 + limit, length)))
        assert [number for number, _row in behind] == list(range(max(place - limit, 0), max(place, 0)))

    asyncio.run(read())


async def test_beyond_both_ends_of_a_list_lie_its_first_and_its_last_rows() -> None:
    source = ListSource((number, str(number)) for number in range(10))
    assert await source.page(None, 2, back=False) == [(0, "0"), (1, "1")]
    assert await source.page(None, 2, back=True) == [(8, "8"), (9, "9")]
