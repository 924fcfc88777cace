"""A question before something that is hard to undo: No is chosen until the person chooses otherwise."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from kp_tui.domain.czech import fold
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

if TYPE_CHECKING:
    from kp_tui.app import KpApp


class ConfirmScreen(ModalScreen[bool]):
    """Asks; Enter takes what is chosen, the first letter of an answer gives it at once, Esc is No."""

    CSS_PATH = style("confirm")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "answer(False)", N_("No"), "confirm.no"),
        key("ctrl+l", "lock", N_("Lock"), "lock", first=True),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        self._answers = [(False, _("No")), (True, _("Yes"))]

    def compose(self) -> ComposeResult:
        """The question over its two answers."""
        with Vertical():
            yield Static(self._question, markup=False)
            yield Rows[bool, str]([Column("", str, 8)], header=False)

    async def on_mount(self) -> None:
        """Begin on No."""
        await self.query_one(Rows).show(ListSource(self._answers))
        self.query_one(Rows).focus()

    @on(Chosen)
    def take(self, event: Chosen[bool, str]) -> None:
        """Enter: what the cursor stands on."""
        self.dismiss(event.key)

    def on_key(self, event: events.Key) -> None:
        """The first letter of an answer."""
        for answer, label in self._answers:
            if event.character and fold(event.character) == fold(label[0]):
                event.stop()
                self.dismiss(answer)
                return

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 -- an action's argument
        """Give an answer."""
        self.dismiss(answer)

    async def action_lock(self) -> None:
        """Lock the desk; the question goes."""
        await cast("KpApp", self.app).lock()
