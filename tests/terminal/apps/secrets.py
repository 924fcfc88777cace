"""Shows a name in many ways, goes back, and counts what still holds it; `KP_NAME` is it, spelt backwards."""

import gc
import os
from typing import Any, ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Label, OptionList, Static

from kp_tui.terminal.app import CLOSING_SECONDS, TerminalApp
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.terminal.notes import NoteArea


def name() -> str:
    return "".join(reversed(os.environ["KP_NAME"]))


def names(thing: object) -> bool:
    return (isinstance(thing, str) and name() in thing) or (
        isinstance(thing, bytes) and name().encode() in thing
    )


def holders() -> list[object]:
    """Every object that Python can reach and that refers to a text with the name in it."""
    return [holder for holder in gc.get_objects() if any(map(names, gc.get_referents(holder)))]


class Over(ModalScreen[None]):
    CSS = "Over { align: center middle; } Label { width: 7; height: 9; }"

    def compose(self) -> ComposeResult:
        yield Label("over")


class Card(Screen[None]):
    def compose(self) -> ComposeResult:
        yield LineInput(f"{name()} – typed")
        yield PasswordInput(value=name())
        yield NoteArea(f"{name()} – noted\n{name()} again")
        titled = Static(f"{name()} – titled {name()}", id="titled")
        titled.border_title = titled.tooltip = name()
        yield titled
        table = Table(name())
        table.add_row(name())
        yield Static(table)
        yield OptionList(name())
        yield Label("–" + name() * 20)


class Locked(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Label("locked", id="state")


class Home(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Label("ready", id="state")


class Program(TerminalApp[None]):
    CSS = "Card > * { height: auto; } #titled { border: round red; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "open"),
        Binding("f3", "cover", priority=True),
        Binding("f4", "back", priority=True),
        Binding("f5", "count"),
        Binding("f6", "lock"),
    ]

    def on_mount(self) -> None:
        self.push_screen(Home())

    def action_open(self) -> None:
        self.push_screen(Card())
        self.notify(name(), timeout=60)

    def action_cover(self) -> None:
        self.copy_to_clipboard(self.screen.query_one(LineInput).value)
        self.push_screen(Over())

    async def action_back(self) -> None:
        await self.pop_screen()

    def action_count(self) -> None:
        gc.collect()
        self._say(holders())

    def action_lock(self) -> None:
        self.switch_screen(Locked())
        self.forget_everything()
        self.set_timer(CLOSING_SECONDS + 0.5, lambda: self._say(holders()))

    def _say(self, found: list[Any]) -> None:
        kinds = sorted({type(holder).__name__ for holder in found})
        self.screen.query_one("#state", Label).update(f"held by {len(found)} {' '.join(kinds)}")
