"""One line of a form: what is asked on the left, the place to answer on the right."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from kp_tui.domain.errors import N_
from kp_tui.widgets.keys import key

HERE, ELSEWHERE = "► ", "  "


class Field(Horizontal):
    """A label beside any one-line widget; Enter and ↓ go on to the next field, ↑ back to the one before.

    The screen finds the answer by the widget's own id: that is the name `InvalidInput.field` gives it.
    """

    DEFAULT_CSS = """
    Field {
        height: 1;
        & > .field--label { width: 24; color: $text-muted; }
        &:focus-within > .field--label { color: $foreground; text-style: bold; }
        & > Input, & > Choice { width: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "go_on", N_("Next field"), "field.next"),
        key("down", "app.focus_next", N_("Next field"), "field.down"),
        key("up", "app.focus_previous", N_("Previous field"), "field.up"),
    ]

    class Finished(Message):
        """Enter in the last field: the form is filled in."""

    def __init__(self, label: str, control: Widget, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._label = label
        self.control = control
        if isinstance(control, Input):
            control.compact = True

    def compose(self) -> ComposeResult:
        """The label, then the widget."""
        yield Static(ELSEWHERE + self._label, classes="field--label", markup=False)
        yield self.control

    def on_descendant_focus(self) -> None:
        """Mark the field that is being filled in, for terminals where colours tell little."""
        self._mark(HERE)

    def on_descendant_blur(self) -> None:
        """Take the mark away."""
        self._mark(ELSEWHERE)

    def on_input_submitted(self) -> None:
        """Enter in a line of text does what it does in every field; the screen hears of it as well."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """To the next field; after the last one tell the screen."""
        if self.screen.focus_chain[-1:] == [self.control]:  # empty while the screen is going
            self.post_message(self.Finished())
        else:
            self.screen.focus_next()

    def _mark(self, mark: str) -> None:
        self.query_one(".field--label", Static).update(mark + self._label)
