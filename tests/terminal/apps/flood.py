"""Paints a full screen as fast as it can: soon nobody reads, and the event loop waits for the terminal."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from kp_tui.terminal.app import TerminalApp


class Program(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "flood")]

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def action_flood(self) -> None:
        Path("flooding").touch()
        for turn in range(1_000):
            if self._driver is not None:
                self._driver.write(f"{turn:08}" * 2_000)

    def save_everything(self) -> None:
        Path("saved").write_text("all")
