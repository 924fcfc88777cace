"""What the choosers share: a word finds, a number picks, Enter does it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from kp_tui.domain import czech
from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.calm import CalmScreen
from kp_tui.terminal.fields import LineInput
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

NUMBERS = frozenset("123456789")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done."""

    label: str
    run: Callable[[], Awaitable[object]] = field(repr=False)
    keys: str = ""
    tooltip: str = ""

    def found_by(self, typed: str) -> bool:
        """Whether every typed word starts some word of it."""
        return czech.matches(typed, self.label, self.tooltip)


class PickScreen(CalmScreen):
    """`heading` and `entries` say what is chosen from, `about` lies below (None: nothing does)."""

    CSS_PATH = style("pick")
    NUMBERED: ClassVar[bool] = True
    """A digit picks at once; it searches nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,f9", "back", N_("Back"), "back", shown=True, first=True),
        key("down", "move(1)", N_("Row down"), "menu.down"),
        key("up", "move(-1)", N_("Row up"), "menu.up"),
        key("pagedown", "move(15)", N_("Page down"), "menu.page_down"),
        key("pageup", "move(-15)", N_("Page up"), "menu.page_up"),
    ]

    def __init__(self, about: Screen[Any] | None = None) -> None:
        super().__init__()
        self._about = about
        self._entries: list[Entry] = []

    def entries(self) -> list[Entry]:
        """What is offered."""
        raise NotImplementedError

    def asked(self) -> str:
        """What is asked until a letter is typed."""
        return _("what do you want to do?")

    def columns(self) -> list[Column[Entry]]:
        """What a line says."""
        return [Column("", lambda entry: entry.label, 24, grow=1)]

    def column(self) -> ComposeResult:
        """What to search, and the list."""
        with Horizontal(classes="search-line"):
            yield Static(self.heading(), markup=False)
            yield LineInput(id="search", placeholder=self.asked(), compact=True)
        yield Rows[int, Entry](
            self.columns(), empty=_("Nothing found."), header=False, numbered=self.NUMBERED
        )

    async def on_mount(self) -> None:
        """Everything, until a letter is typed."""
        self.query_one("#search").focus()
        self._entries = self.entries()
        await self._show("")

    @on(Input.Changed, "#search")
    async def search(self, event: Input.Changed) -> None:
        """Leave what the typed words find; a digit picks what has that number."""
        if self.NUMBERED and event.value in NUMBERS:
            await self.query_one(Rows).action_pick(int(event.value))
        else:
            await self._show(event.value)

    @on(Input.Submitted, "#search")
    async def choose_found(self) -> None:
        """Enter in the search field does what the cursor stands on."""
        await self.query_one(Rows).choose()

    @on(Chosen)
    def choose(self, event: Chosen[int, Entry]) -> None:
        """Close the list, then do it: from the app, as a key would."""
        if self._about is not None:
            self.app.pop_screen()
        self.app.call_later(self._run, event.row)

    async def action_move(self, steps: int) -> None:
        """Move in the list while the search line has the focus."""
        await self.query_one(Rows).move(steps)

    async def _run(self, entry: Entry) -> None:
        try:
            await entry.run()
        except KpError as error:
            self.kp.complain(error)

    async def _show(self, typed: str) -> None:
        found = [(place, entry) for place, entry in enumerate(self._entries) if entry.found_by(typed)]
        found.sort(key=lambda numbered: not czech.matches(typed, numbered[1].label))
        await self.query_one(Rows).show(ListSource(found))
