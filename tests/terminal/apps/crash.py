"""Ends badly in every way there is, with a name in the message, in a local and in the cause."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from kp_tui.terminal.app import TerminalApp


class NamesPeople(Exception):
    """An error that knows how to show itself, as Textual lets errors do."""

    def __rich__(self) -> str:
        return f"shown: {self}"


def fail(kind: type[Exception]) -> None:
    client = "Žofie Nováková"
    raise kind(f"cannot save {client}") from ValueError(client)


class Program(TerminalApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "fail"),
        Binding("f3", "show"),
        Binding("f4", "work"),
        Binding("f5", "timer"),
        Binding("f6", "panic"),
        Binding("f7", "input_thread"),
        Binding("f8", "paint"),
    ]

    def compose(self) -> ComposeResult:
        yield Label("ready")

    def action_fail(self) -> None:
        fail(RuntimeError)

    def action_show(self) -> None:
        fail(NamesPeople)

    def action_work(self) -> None:
        async def work() -> None:
            fail(RuntimeError)

        self.run_worker(work())

    def action_timer(self) -> None:
        self.set_timer(0.01, lambda: fail(RuntimeError))

    def action_panic(self) -> None:
        self.panic("cannot save Žofie Nováková")

    def action_input_thread(self) -> None:
        assert self._driver is not None
        self._driver.process_message = lambda _message: fail(RuntimeError)  # type: ignore[method-assign, assignment]

    def action_paint(self) -> None:
        self.query_one(Label).render = lambda: fail(RuntimeError)  # type: ignore[method-assign, assignment, return-value]
        self.query_one(Label).refresh(layout=True)
