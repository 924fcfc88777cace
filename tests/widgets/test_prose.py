"""A page of the manual is wrapped by words, its lists hang, and nothing in it acts."""

import pytest
from textual.app import App, ComposeResult

from kp_tui.widgets.prose import Prose, blocks

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
