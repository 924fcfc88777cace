"""The paper key: shown once to be copied by hand, and left only when two of its groups were typed back."""

import secrets
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.calm import CalmScreen
from kp_tui.terminal.fields import LineInput
from kp_tui.vault import paper
from kp_tui.widgets.field import Field
from kp_tui.widgets.keys import key

ASKED_BACK = 2
IN_A_LINE = 4


class GroupWrong(InvalidInput):
    """The paper says something else than the screen did."""

    message = N_("Group {group} is not right. Look at your paper; Esc shows the key again.")


class PaperKeyScreen(CalmScreen):
    """First the key, then the two groups that prove it was copied; Esc goes back to the key.

    Space turns it over, not Enter: a second Enter in the form before must not hide the key unseen.
    """

    CSS_PATH = style("paper_key")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "copied", N_("I have copied it"), "paper.copied", shown=True),
        key("escape", "look_again", N_("The key again"), "paper.again", shown=True),
    ]

    def __init__(self, paper_key: str) -> None:
        super().__init__()
        self._groups = paper_key.split("-")
        self._asked = sorted(secrets.SystemRandom().sample(range(len(self._groups)), ASKED_BACK))

    def heading(self) -> str:
        """What it is."""
        return _("The paper key")

    def body(self) -> ComposeResult:
        """The key to copy; after that the fields to type it back."""
        with Vertical(id="key"):
            yield Static(
                _(
                    "It opens the store when every password is lost, and nothing else does. "
                    "Copy it by hand and keep the paper in a safe. It is never shown again."
                ),
                markup=False,
            )
            yield Static(self._written(), id="groups", markup=False)
            yield Static(_("Space when it is on paper"), classes="aside", markup=False)
        with Vertical(id="proof"):
            yield Static(_("Type these two groups from your paper:"), markup=False)
            for place in self._asked:
                label = _("Group {number}").format(number=place + 1)
                yield Field(label, LineInput(id=f"group-{place}", max_length=10))

    def on_mount(self) -> None:
        """Show the key alone."""
        self.action_look_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each of the two steps has its own keys."""
        if action in ("copied", "look_again"):
            return self._shows_key is (action == "copied")
        return super().check_action(action, parameters)

    async def finished(self) -> None:
        """Compare; the right groups open the desk."""
        for place in self._asked:
            field = self.query_one(f"#group-{place}", LineInput)
            if not self._is_right(place, field.value):
                field.focus()
                raise GroupWrong(group=place + 1)
        self.kp.paper_key = ""
        await self.kp.arrive(_("The store is ready. F9 shows everything there is."))

    def action_copied(self) -> None:
        """Hide the key and ask for two of its groups."""
        self._show(key=False)
        self.query_one(f"#group-{self._asked[0]}").focus()

    def action_look_again(self) -> None:
        """Back to the key."""
        self._show(key=True)
        self.set_focus(None)

    @property
    def _shows_key(self) -> bool:
        return not self.is_mounted or bool(self.query_one("#key").display)

    def _is_right(self, place: int, typed: str) -> bool:
        """Whether the key with this group in its place is the same key, written as people write."""
        copied = [*self._groups]
        copied[place] = typed
        try:
            return paper.read("-".join(copied)) == paper.read("-".join(self._groups))
        except InvalidInput:
            return False

    def _show(self, *, key: bool) -> None:
        self.query_one("#key").display = key
        self.query_one("#proof").display = not key
        self.say("")
        self.refresh_bindings()

    def _written(self) -> str:
        numbered = [f"{number}  {group}" for number, group in enumerate(self._groups, 1)]
        lines = (numbered[start : start + IN_A_LINE] for start in range(0, len(numbered), IN_A_LINE))
        return "\n\n".join("     ".join(line) for line in lines)
