"""What the short lists share: a title, rows that are all at hand, read anew whenever one comes back."""

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from kp_tui.screens.looking import LookingScreen, Screens
from kp_tui.widgets.rows import Column, ListSource, Rows

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class ListingScreen(LookingScreen, Generic[K, R]):
    """A list: `title_text`, `columns` and `empty` say how it looks, `listed` reads it."""

    CHANGED_BY: ClassVar[Screens] = (Screen,)
    NUMBERED: ClassVar[bool] = False

    def title_text(self) -> str:
        """What is listed."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column[R]]:
        """What a line says."""
        raise NotImplementedError

    def empty(self) -> str:
        """What stands there instead of no lines."""
        raise NotImplementedError

    async def listed(self) -> Iterable[tuple[K, R]]:
        """The rows with their keys."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The title over the list."""
        yield Static(self.title_text(), classes="heading", markup=False)
        yield Rows[K, R](self.columns(), empty=self.empty(), numbered=self.NUMBERED)

    async def look(self) -> None:
        """Read the list, the cursor where it was."""
        rows = self.query_one(Rows)
        await rows.show(ListSource(await self.listed()), keep=rows.key)

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        found: R | None = self.query_one(Rows).row
        return found
