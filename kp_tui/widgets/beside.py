"""Two versions of a text: side by side where there is room, one below the other where there is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.content import Content

BETWEEN = " │ "
ROOMY = 76  # cells from which two columns are still readable


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of two versions under the sign and the word that say what became of it."""

    told: str
    older: Content
    newer: Content
    differs: bool = True
    space_before: bool = False

    def lines(self, width: int) -> Iterator[Content]:
        """In lines of at most `width` cells."""
        if self.space_before:
            yield Content("")
        if self.differs:
            yield Content.styled(self.told, "bold")
        yield from self._in_columns(width) if width >= ROOMY else self._below_each_other(width)

    def _in_columns(self, width: int) -> Iterator[Content]:
        column = (width - len(BETWEEN)) // 2
        older, newer = self.older.wrap(column), self.newer.wrap(column)
        for place in range(max(len(older), len(newer))):
            left = older[place] if place < len(older) else Content("")
            right = newer[place] if place < len(newer) else Content("")
            gap = " " * max(column - left.cell_length, 0)
            yield Content.assemble(left, f"{gap}{BETWEEN}", right)

    def _below_each_other(self, width: int) -> Iterator[Content]:
        for text in (self.older, self.newer) if self.differs else (self.newer,):
            if text:
                yield from text.wrap(width)
