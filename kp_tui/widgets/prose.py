"""Text to read: the few signs of Markdown that our manual uses, wrapped to the width of the terminal.

Textual's own Markdown widget makes a hundred widgets of a page, which takes long, and follows links.
Here a page is one widget, and a link is nothing but its letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from kp_tui.domain.text import shown

_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<typed>.+?)`")
_PARAGRAPH = re.compile(r"\n{2,}")
BULLET = "• "
EMPTY = Content("")


class Laid(Protocol):
    """Whatever lays itself out in lines of a width: a paragraph, two texts side by side."""

    def lines(self, width: int) -> Iterator[Content]:
        """In lines of at most `width` cells."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its first line begins with `first`, the others stand as far to the right."""

    text: Content
    first: str = ""
    space_before: bool = True

    def lines(self, width: int) -> Iterator[Content]:
        """The block in lines of at most `width` cells."""
        if self.space_before:
            yield EMPTY
        for number, line in enumerate(wrapped(self.text, max(width - len(self.first), 1))):
            before = self.first if number == 0 else " " * len(self.first)
            yield Content.assemble((before, "bold"), line) if before else line


def wrapped(text: Content, width: int) -> Sequence[Content]:
    """A text in lines of at most `width` cells; most lines of what people write need no wrapping."""
    return [text] if "\n" not in text.plain and text.cell_length <= width else text.wrap(width)


def title_line(text: str) -> Block:
    """What stands over a part of a page."""
    return Block(Content.styled(shown(text), "bold underline"))


def one_line(text: str, first: str = "", *, bold: bool = False, space_before: bool = False) -> Block:
    """A line close under the one before."""
    content = Content.styled(shown(text), "bold") if bold else Content(shown(text))
    return Block(content, first, space_before=space_before)


def lines_as_typed(text: str) -> Iterator[Block]:
    """A text that people have written, line by line."""
    for number, line in enumerate(text.splitlines()):
        yield one_line(line, space_before=number == 0)


def blocks(markdown: str) -> list[Block]:
    """The paragraphs, headings and lists of a page."""
    return [block for part in _PARAGRAPH.split(markdown.strip()) for block in _part(part)]


def _part(part: str) -> Iterator[Block]:
    if part.startswith("#"):
        yield title_line(part.lstrip("# "))
    elif part.startswith("- "):
        for number, item in enumerate(re.split(r"\n- ", part.removeprefix("- "))):
            yield Block(_inline(item), BULLET, space_before=number == 0)
    else:
        yield Block(_inline(part))


def _inline(text: str) -> Content:
    """A paragraph on one line, with what is strong and what is to be typed in bold."""
    text, parts, end = shown(" ".join(text.split())), [], 0
    for found in _INLINE.finditer(text):
        parts += [Content(text[end : found.start()]), Content.styled(found[found.lastgroup or 0], "bold")]
        end = found.end()
    return Content.assemble(*parts, Content(text[end:]))


class Prose(Widget):
    """Shows blocks one under the other; whoever holds it scrolls. Lays a page out once for each width."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Prose { height: auto; }"
    _blocks: Sequence[Laid] = ()
    _width = 0
    _laid: Sequence[Content] | None = None

    def show(self, page: Sequence[Laid]) -> None:
        """Show another page."""
        self._blocks, self._laid = page, None
        self.refresh(layout=True)

    def line_of(self, place: int) -> int:
        """The line at which the block at that place begins, its space included."""
        before = [line for block in self._blocks[:place] for line in block.lines(self.size.width)]
        return max(len(before) - 1, 0)

    def render_line(self, y: int) -> Strip:
        """One line of the page: what is out of sight is not painted."""
        width, style = self.size.width, self.visual_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, style.rich_style)
        return Visual.to_strips(self, lines[y], width, 1, style)[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the page takes at that width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> Sequence[Content]:
        if self._laid is None or width != self._width:
            self._width = width
            self._laid = [line for block in self._blocks for line in block.lines(width)][1:]
        return self._laid
