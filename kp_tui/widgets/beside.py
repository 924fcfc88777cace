"""Two versions of a text: side by side where there is room, one below the other where there is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

BETWEEN = " │ "
ROOMY = 72  # cells from which two columns are still readable
OLDER, NEWER, SAME = "– ", "+ ", "  "


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of two versions, under the sign and the word that say what became of it."""

    told: str
    older: Content
    newer: Content
    differs: bool = True
    space_before: bool = False

    def lines(self, width: int) -> Iterator[Content]:
        """In lines of at most `width` cells."""
        if self.space_before:
            yield Content("")
        if self.told:
            yield Content.styled(self.told, "bold")
        yield from self._in_columns(width) if width >= ROOMY else self._below_each_other(width)

    def _in_columns(self, width: int) -> Iterator[Content]:
        column = (width - len(BETWEEN)) // 2
        older, newer = self._signed(self.older, OLDER, column), self._signed(self.newer, NEWER, column)
        for left, right in zip_longest(older, newer, fillvalue=Content("")):
            gap = " " * (column - left.cell_length)
            yield Content.assemble(left, f"{gap}{BETWEEN}", right)

    def _below_each_other(self, width: int) -> Iterator[Content]:
        if self.differs:
            yield from self._signed(self.older, OLDER, width)
        yield from self._signed(self.newer, NEWER, width)

    def _signed(self, text: Content, sign: str, width: int) -> Sequence[Content]:
        """The text in lines, its sign before the first; nothing where this version has no such line."""
        if not text:
            return []
        first = sign if self.differs else SAME
        lines = (line.rstrip() for line in text.wrap(width - len(first)))
        return [Content.assemble(SAME if place else first, line) for place, line in enumerate(lines)]
