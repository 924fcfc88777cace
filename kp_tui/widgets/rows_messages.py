"""What a list tells its screen. No `repr` of these shows a row: they may end up in a log."""

from typing import Generic, TypeVar

from textual.message import Message
from textual.widget import Widget

from kp_tui.domain.errors import KpError

K = TypeVar("K")
R = TypeVar("R")


class Happened(Message, Generic[K, R]):
    """Something has happened to one row."""

    def __init__(self, rows: Widget, key: K, row: R) -> None:
        super().__init__()
        self.rows = rows
        self.key = key
        self.row = row

    @property
    def control(self) -> Widget:
        """The list it happened in, for `@on(Rows.Chosen, "#clients")`."""
        return self.rows


class Chosen(Happened[K, R], namespace="rows"):
    """The person has chosen a row, by Enter or by its number."""


class Moved(Happened[K, R], namespace="rows"):
    """The cursor stands on another row, or its row was read anew."""

    def can_replace(self, message: Message) -> bool:
        """Of several moves only the last one matters to who shows the row's details."""
        return isinstance(message, Moved) and message.rows is self.rows


class Failed(Message, namespace="rows"):
    """A page could not be read while the person moved; the cursor stays where it was."""

    def __init__(self, error: KpError) -> None:
        super().__init__()
        self.error = error
