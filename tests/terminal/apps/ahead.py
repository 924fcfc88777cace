"""Opens a dialog with a field, whose Enter closes it: for keys that arrive before the dialog does."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Label

from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.fields import LineInput


class Ask(ModalScreen[str]):
    def compose(self) -> ComposeResult:
        yield LineInput()

    def on_input_submitted(self, message: LineInput.Submitted) -> None:
        self.dismiss(message.value)


class Program(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "ask"),
        Binding("n", "add('n pressed')"),
    ]

    def compose(self) -> ComposeResult:
        yield Label("ready", id="state")

    def action_ask(self) -> None:
        self.push_screen(Ask(), self.action_add)

    def action_add(self, what: str | None) -> None:
        state = self.query_one("#state", Label)
        state.update(f"{state.content}, {what}")
