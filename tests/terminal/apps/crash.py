"""Ends badly in many ways, with a name in the message, in a local and in the cause."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from kp_tui.terminal.app import TerminalApp


class NamesPeople(Exception):
    """An error that knows how to show itself, as Textual lets errors do."""

    def __rich__(self) -> str:
        return f"shown: {self}"


def fail(kind: type[Exception] = RuntimeError) -> None:
    client = "Žofie Nováková"
    raise kind(f"cannot save {client}") from ValueError(client)


class Program(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "fail"),
        Binding("f3", "show"),
        Binding("f4", "work"),
        Binding("f5", "input_thread"),
    ]

    def compose(self) -> ComposeResult:
        yield Label("ready")

    def action_fail(self) -> None:
        fail()

    def action_show(self) -> None:
        fail(NamesPeople)

    def action_work(self) -> None:
        async def work() -> None:
            fail()

        self.run_worker(work())

    def action_input_thread(self) -> None:
        assert self._driver is not None
        self._driver.process_message = lambda _message: fail()  # type: ignore[method-assign, assignment]
