"""The part of a list that is held: a few pages around the cursor, whatever the list's length."""

from dataclasses import dataclass
from typing import Generic

from kp_tui.widgets.rows_source import K, R, Source

SMALLEST_PAGE = 64
PAGES_KEPT = 3


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows of a window; places are comparable while the `opening` is the same."""

    opening: int
    top: int
    cursor: int
    above: bool
    below: bool


class Window(Generic[K, R]):
    """Rows `top`, `top + 1`, ... of what is held are on the screen, the cursor among them."""

    def __init__(self, source: Source[K, R], height: int = 1) -> None:
        self.source = source
        self.rows: list[tuple[K, R]] = []
        self.height = height
        self.top = 0
        self.cursor = 0
        self.at_start = True
        self.at_end = True
        self._base = 0
        self._opening = 0
        self._from_first = True

    @property
    def current(self) -> tuple[K, R] | None:
        """The row under the cursor; None in an empty list."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def view(self) -> View:
        """What is on the screen now."""
        above = self.top > 0 or not self.at_start
        below = self.top + self.height < len(self.rows) or not self.at_end
        return View(self._opening, self._base + self.top, self._base + self.cursor, above, below)

    def number(self, index: int) -> int | None:
        """The number of the row at `index`, from 1; None where the list was not read from its start."""
        return self._base + index + 1 if self._from_first else None

    def numbered(self, number: int) -> int | None:
        """The index of the row with `number`, while it is on the screen."""
        index = number - 1 - self._base
        on_screen = self.top <= index < min(self.top + self.height, len(self.rows))
        return index if self._from_first and on_screen else None

    async def open(self, keep: K | None = None) -> None:
        """Read anew around the row `keep`, or the one that took its place; from the top without it."""
        page, line = self._page, self.cursor - self.top if self.rows else self.height // 2
        above = await self.source.page(keep, page, back=True) if keep is not None else ()
        rest = await self.source.page(above[-1][0] if above else None, page, back=False)
        self._replace([*above, *rest], at_start=len(above) < page, at_end=len(rest) < page)
        self.cursor = min(len(above), max(len(self.rows) - 1, 0))
        self.top = self.cursor - line if keep is not None else 0
        await self._settle()

    async def first(self) -> None:
        """Put the cursor on the list's first row."""
        if self.at_start:
            await self.move(-self.cursor)
        else:
            await self.open()

    async def last(self) -> None:
        """Put the cursor on the list's last row."""
        if not self.at_end:
            page = self._page
            rows = await self.source.page(None, page, back=True)
            self._replace([*rows], at_start=len(rows) < page, at_end=True)
        await self.move(len(self.rows))

    async def move(self, steps: int) -> None:
        """Move the cursor by `steps` rows, down when positive; it stops at the list's ends."""
        while self.cursor + steps < 0 and not self.at_start:
            await self._read_above()
        while self.cursor + steps >= len(self.rows) and not self.at_end:
            await self._read_below()
        self.cursor = max(min(self.cursor + steps, len(self.rows) - 1), 0)
        await self._settle()

    async def resize(self, height: int) -> None:
        """Show `height` rows from now on."""
        self.height = max(height, 1)
        await self._settle()

    @property
    def _page(self) -> int:
        return max(SMALLEST_PAGE, 2 * self.height)

    def _replace(self, rows: list[tuple[K, R]], *, at_start: bool, at_end: bool) -> None:
        self.rows, self.at_start, self.at_end = rows, at_start, at_end
        self.top = self.cursor = self._base = 0
        self._from_first = at_start
        self._opening += 1

    async def _read_above(self) -> None:
        page = self._page
        rows = await self.source.page(self.rows[0][0], page, back=True)
        self.rows[:0] = rows
        self.at_start = len(rows) < page
        self._shift(len(rows))

    async def _read_below(self) -> None:
        page = self._page
        rows = await self.source.page(self.rows[-1][0], page, back=False)
        self.rows += rows
        self.at_end = len(rows) < page

    def _shift(self, rows: int) -> None:
        self.top += rows
        self.cursor += rows
        self._base -= rows

    async def _settle(self) -> None:
        """Scroll no further than the cursor needs, leave no empty line that a row could fill.

        One row beyond the screen is read as well: `View.above` and `View.below` are then never a guess.
        """
        self.top = min(max(self.top, self.cursor - self.height + 1), self.cursor)
        while self.top + self.height >= len(self.rows) and not self.at_end:
            await self._read_below()
        self.top = min(self.top, len(self.rows) - self.height)
        while self.top <= 0 and not self.at_start:
            await self._read_above()
        self.top = max(self.top, 0)
        self._forget()

    def _forget(self) -> None:
        """Drop what lies more than a few pages from the cursor."""
        reach = PAGES_KEPT * self._page
        if self.cursor + 2 * reach < len(self.rows):
            del self.rows[self.cursor + reach :]
            self.at_end = False
        if self.cursor > 2 * reach:
            surplus = self.cursor - reach
            del self.rows[:surplus]
            self.at_start = False
            self._shift(-surplus)
