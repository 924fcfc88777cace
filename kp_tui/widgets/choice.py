"""A choice among a few named values, on one line."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from kp_tui.domain.czech import fold, matches
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows_columns import cell

T = TypeVar("T")
V = TypeVar("V")

FOCUSED, BLURRED = ("◄ ", " ►"), ("  ", "  ")


class Choice(Widget, Generic[T], can_focus=True):
    """One of `values`, each a value and its label; `(None, "–")` among them makes it optional.

    It begins with the first one where `value` is none of them, as what was chosen can be gone since.

    ←, → and Space change it. Typed letters look a value up, and whoever goes on with Enter or Tab takes it; a
    sentence finds nothing, so whoever thought to be in a line of text has changed nothing, and `typed` still
    shows what they wrote. `Choice.Changed` is posted when
    the person changes the value, not when the program sets `value`.
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
        self._typed = ""

    @property
    def typed(self) -> str:
        """The letters by which a value is looked up, until one goes on."""
        return self._typed

    @property
    def value(self) -> T:
        """The chosen value; setting one that is not among the values raises `ValueError`."""
        return self._values[self._place][0]

    @value.setter
    def value(self, value: T) -> None:
        self._place = self._known.index(value)
        self._look_up("")

    def render(self) -> Content:
        """The label, between arrows while it can be changed; behind typed letters, what they have found."""
        before, after = FOCUSED if self.has_focus else BLURRED
        width = max(self.size.width - len(before) - len(after), 0)
        return Content(before + cell(self._told(), width).rstrip() + after)

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
        """Letters look a value up; Enter and Tab take it and go on, Backspace and Esc take letters back."""
        if event.is_printable and event.character and (self._typed or event.character.isalnum()):
            self._look_up(self._typed + event.character)
        elif self._typed and event.key == "backspace":
            self._look_up(self._typed[:-1])
        elif self._typed and event.key == "escape":
            self._look_up("")
        elif not (self._typed and event.key in {"enter", "tab"}) or self._take() or event.key == "tab":
            return
        event.stop()
        event.prevent_default()

    def _look_up(self, typed: str) -> None:
        self._typed = typed
        self.refresh()

    def _take(self) -> bool:
        """Choose what the typed letters have found, if there is anything."""
        place = self._found()
        if place is not None:
            self._choose(place)
        return place is not None

    def _found(self) -> int | None:
        """The first value whose label begins as typed, else the first with words that do."""
        typed = fold(self._typed)
        labels = [label for _value, label in self._values]
        begin = (place for place, label in enumerate(labels) if fold(label).startswith(typed))
        words = (place for place, label in enumerate(labels) if matches(typed, label))
        return next(begin, next(words, None))

    def _told(self) -> str:
        if not self._typed:
            return self._values[self._place][1]
        place = self._found()
        found = _("Nothing found.") if place is None else self._values[place][1]
        return f"{self._typed}? {found}"

    def _choose(self, place: int) -> None:
        self._look_up("")
        if place != self._place:
            self._place = place
            self.post_message(self.Changed(self, self.value))

    @property
    def _known(self) -> list[T | None]:
        return [value for value, _label in self._values]
