"""A field, a password and a note; saves the field when told to go, slowly if asked to."""

import os
import time
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.terminal.notes import NoteArea


class Program(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "leave", priority=True),
        Binding("ctrl+l", "tell('locked')", priority=True),
        Binding("escape", "tell('escaped')"),
        Binding("f2", "tell('F2')"),
        Binding("f3", "name_it"),
    ]

    def compose(self) -> ComposeResult:
        yield Label("ready", id="state")
        yield LineInput(id="line")
        yield PasswordInput()
        yield NoteArea(id="note")

    def action_leave(self) -> None:
        self.exit()

    def action_tell(self, what: str) -> None:
        self.query_one("#state", Label).update(what)

    def action_name_it(self) -> None:
        self.title = "Žofie Nováková"
        self.sub_title = "her file"
        self.action_tell("named")

    def save_everything(self) -> None:
        with Path("saved").open("a") as saved:
            saved.write("saving ")
            saved.flush()
            time.sleep(float(os.environ.get("KP_SAVING_TAKES", "0")))
            saved.write(self.query_one(LineInput).value)
