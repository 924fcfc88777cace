"""A choice among a few named values, on one line."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kp_tui.domain.czech import fold
from kp_tui.domain.errors import N_
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows_columns import cell

T = TypeVar("T")
V = TypeVar("V")

FOCUSED, BLURRED = ("◄ ", " ►"), ("  ", "  ")


class Choice(Widget, Generic[T], can_focus=True):
    """One of `values`, each a value and its label; `(None, "–")` among them makes it optional.

    It begins with the first one where `value` is none of them, as what was chosen can be gone since.

    ←, → and Space change it, a letter goes to the next label that begins with it. `Choice.Changed` is posted
    when the person changes it, not when the program sets `value`.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Choice {
        height: 1;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left", "step(-1)", N_("Previous value"), "choice.previous"),
        key("right,space", "step(1)", N_("Next value"), "choice.next"),
        key("home", "first", N_("First value"), "choice.first"),
        key("end", "last", N_("Last value"), "choice.last"),
    ]

    class Changed(Message, Generic[V]):
        """The person has chosen another value; no repr shows it."""

        def __init__(self, choice: "Choice[V]", value: V) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> "Choice[V]":
            """The choice, for `@on(Choice.Changed, "#kind")`."""
            return self.choice

    def __init__(
        self,
        values: Sequence[tuple[T, str]],
        value: T | None = None,
        *,
        id: str | None = None,  # noqa: A002 -- the name every Textual widget gives it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._values = list(values)
        self._place = self._known.index(value) if value in self._known else 0

    @property
    def value(self) -> T:
        """The chosen value; setting one that is not among the values raises `ValueError`."""
        return self._values[self._place][0]

    @value.setter
    def value(self, value: T) -> None:
        self._place = self._known.index(value)
        self.refresh()

    def render(self) -> Content:
        """The label, between arrows while it can be changed."""
        before, after = FOCUSED if self.has_focus else BLURRED
        width = max(self.size.width - len(before) - len(after), 0)
        return Content(before + cell(self._values[self._place][1], width).rstrip() + after)

    def action_step(self, steps: int) -> None:
        """Go to a neighbour; after the last value comes the first."""
        self._choose((self._place + steps) % len(self._values))

    def action_first(self) -> None:
        """Go to the first value."""
        self._choose(0)

    def action_last(self) -> None:
        """Go to the last value."""
        self._choose(len(self._values) - 1)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next value that begins with it."""
        if event.is_printable and event.character and event.character.isalnum():
            event.stop()
            self._go_to(fold(event.character))

    def _go_to(self, letter: str) -> None:
        count = len(self._values)
        for place in (*range(self._place + 1, count), *range(self._place)):
            if letter and fold(self._values[place][1]).startswith(letter):
                self._choose(place)
                return

    def _choose(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    @property
    def _known(self) -> list[T | None]:
        return [value for value, _label in self._values]
