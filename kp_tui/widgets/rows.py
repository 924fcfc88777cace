"""The one list of the program: clients, timelines, menus and pickers, whatever their length."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import ClassVar, Generic, TypeAlias

from textual import events
from textual.binding import BindingType

from kp_tui.domain.czech import pick_digit
from kp_tui.domain.errors import N_, KpError
from kp_tui.widgets import rows_messages
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows_canvas import RowsCanvas
from kp_tui.widgets.rows_columns import Align, Column
from kp_tui.widgets.rows_source import K, ListSource, R, Source
from kp_tui.widgets.rows_window import Window

__all__ = ["Align", "Column", "ListSource", "Rows", "Source"]


class Rows(RowsCanvas[K, R], Generic[K, R], can_focus=True):
    """Rows of a source under a cursor; the screen awaits `show` and hears of `Chosen` and `Moved`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("up,k", "step(-1)", N_("Row up"), "rows.up"),
        key("down,j", "step(1)", N_("Row down"), "rows.down"),
        key("pageup", "page(-1)", N_("Page up"), "rows.page_up"),
        key("pagedown", "page(1)", N_("Page down"), "rows.page_down"),
        key("home,g", "first", N_("First row"), "rows.first"),
        key("end,G", "last", N_("Last row"), "rows.last"),
        key("enter", "choose", N_("Choose"), "rows.choose"),
    ]

    Chosen: TypeAlias = rows_messages.Chosen
    Moved: TypeAlias = rows_messages.Moved
    Failed: TypeAlias = rows_messages.Failed

    @property
    def key(self) -> K | None:
        """The key of the row under the cursor."""
        current = self._window.current if self._window else None
        return current[0] if current else None

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        current = self._window.current if self._window else None
        return current[1] if current else None

    async def show(self, source: Source[K, R], *, keep: K | None = None) -> None:
        """List the rows of `source` from the top, or with the cursor on the row `keep`."""
        async with self._turn:
            window = Window(source, self._height)
            await window.open(keep)
            self._window = window
            self._read_anew()

    async def reload(self, keep: K | None = None) -> None:
        """Read the rows anew; the cursor stays on its row, or goes to `keep`, on the same line."""
        async with self._turn:
            if self._window is not None:
                await self._window.open(self.key if keep is None else keep)
                self._read_anew()

    async def move(self, steps: int) -> None:
        """Move the cursor by `steps` rows, down when positive; a search field steers its list so."""
        await self._move(lambda window: window.move(steps))

    async def choose(self) -> None:
        """Post `Chosen` for the row under the cursor."""
        async with self._turn:
            if self._window is not None and self._window.current:
                self.post_message(self.Chosen(self, *self._window.current))

    async def action_step(self, steps: int) -> None:
        """Go a row up or down."""
        await self.move(steps)

    async def action_page(self, pages: int) -> None:
        """Go a screen up or down; one row stays in sight."""
        await self.move(pages * max(self._height - 1, 1))

    async def action_first(self) -> None:
        """Go to the list's first row."""
        await self._move(lambda window: window.first())

    async def action_last(self) -> None:
        """Go to the list's last row."""
        await self._move(lambda window: window.last())

    async def action_choose(self) -> None:
        """Choose the row under the cursor."""
        await self.choose()

    async def action_pick(self, number: int) -> None:
        """Choose the row that shows `number`; nothing happens while no row on the screen does."""
        window = self._window
        index = window.numbered(number) if window else None
        if window is not None and index is not None:
            await self.move(index - window.cursor)
            await self.choose()

    async def _on_key(self, event: events.Key) -> None:
        """Answer keys here, one after the other: what is typed while a page is read waits its turn."""
        action = self._action(event.key)
        if action is None and self._numbered and (number := pick_digit(event.character or "")):
            action = f"pick({number})"
        if action is None:
            return
        event.stop()
        event.prevent_default()
        with self._failures_told():
            await self.run_action(action)

    def _action(self, key: str) -> str | None:
        """What a key does here, as the person has remapped it."""
        bindings = self._bindings
        if self.app._keymap:
            bindings = bindings.copy()
            bindings.apply_keymap(self.app._keymap)
        found = bindings.key_to_bindings.get(key)
        return found[0].action if found else None

    async def _on_resize(self, event: events.Resize) -> None:
        with self._failures_told():
            async with self._turn:
                if self._window is not None:
                    await self._window.resize(self._height)
                    self.refresh()

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        """Nobody awaits a key or a resize: what a source refuses then goes to the screen as a message."""
        try:
            yield
        except KpError as error:
            self.post_message(self.Failed(error))

    @cached_property
    def _turn(self) -> asyncio.Lock:
        """Whoever reads or moves the window waits for its turn: keys, the screen, a resize."""
        return asyncio.Lock()

    async def _move(self, step: Callable[[Window[K, R]], Awaitable[None]]) -> None:
        async with self._turn:
            window = self._window
            if window is None:
                return
            before = window.view
            try:
                await step(window)
            finally:
                if window.view != before:
                    self._paint(before, window.view)
                    self._tell()

    def _read_anew(self) -> None:
        height = self.styles.height
        self.refresh(layout=height is not None and height.is_auto)
        self._tell()

    def _tell(self) -> None:
        if self._window is not None and self._window.current:
            self.post_message(self.Moved(self, *self._window.current))
