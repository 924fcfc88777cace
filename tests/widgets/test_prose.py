"""A page of the manual is wrapped by words, its lists hang, and nothing in it acts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from kp_tui.domain.text import shown
from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Prose, blocks, wrapped

PAGE = """# Title

A paragraph on
two lines with **strong words** and `typed text`.

- first item that is long enough to need a second line
- second

## Part"""


def lines(markdown: str, width: int) -> list[str]:
    return [line.plain for block in blocks(markdown) for line in block.lines(width)][1:]


def test_paragraphs_are_joined_and_wrapped_and_lists_hang() -> None:
    assert lines(PAGE, 34) == [
        "Title",
        "",
        "A paragraph on two lines with",
        "strong words and typed text.",
        "",
        "• first item that is long enough",
        "  to need a second line",
        "• second",
        "",
        "Part",
    ]


def test_what_is_strong_or_to_be_typed_is_bold() -> None:
    (block,) = blocks("with **strong words** and `typed text`.")
    assert {block.text.plain[span.start : span.end] for span in block.text.spans} == {
        "strong words",
        "typed text",
    }


@pytest.mark.parametrize("text", ["[bold]x[/]", "[a](http://x)", "a\x1b]0;t\x07b", "**", "`", "-", "#"])
def test_odd_text_is_shown_as_letters(text: str) -> None:
    shown = " ".join(lines(text, 40))
    assert "\x1b" not in shown
    assert shown.replace("·", "") in text.replace("\x1b", "").replace("\x07", "") or text in ("**", "#")


async def test_a_page_is_as_high_as_its_lines() -> None:
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield Prose()

    app = Page()
    async with app.run_test(size=(34, 30)) as pilot:
        prose = app.query_one(Prose)
        prose.show(blocks(PAGE))
        await pilot.pause()
        assert prose.size.height == 10
        assert "".join(segment.text for segment in prose.render_line(6)).rstrip() == "  to need a second line"


@dataclass
class Counted:
    """A block of many lines that counts how often it was laid out, by width."""

    asked: Counter[int] = field(default_factory=Counter)

    def lines(self, width: int) -> Iterator[Content]:
        """In very many lines."""
        self.asked[width] += 1
        return (Content(f"line {number}") for number in range(20_000))


async def test_a_page_is_laid_out_once_for_each_width_however_it_is_scrolled() -> None:
    class Reading(App[None]):
        def compose(self) -> ComposeResult:
            yield Page()

    app, block = Reading(), Counted()
    async with app.run_test(size=(34, 10)) as pilot:
        app.query_one(Page).show([block])
        for _ in range(9):
            app.query_one(Page).action_turn(1)
            await pilot.pause()
        prose = app.query_one(Prose)
        assert prose.size.height == 19_999
        await pilot.resize_terminal(50, 10)
        await pilot.pause()
    assert max(block.asked.values()) == 1
    assert len(block.asked) == 2


@given(st.text(max_size=60), st.integers(1, 20))
def test_what_needs_no_wrapping_looks_as_if_it_were_wrapped(text: str, width: int) -> None:
    content = Content(shown(text))
    assert [line.plain for line in wrapped(content, width)] == [line.plain for line in content.wrap(width)]
