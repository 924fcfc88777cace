"""Changing one's own password: from the menu, or at once where somebody else has made it up."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_, InvalidInput, KpError
from kp_tui.locale import _
from kp_tui.screens.calm import CalmScreen
from kp_tui.terminal.fields import PasswordInput
from kp_tui.widgets.field import Field
from kp_tui.widgets.keys import key


class PasswordsDiffer(InvalidInput):
    """What was typed twice is not the same; nobody sees what was typed."""

    message = N_("The two new passwords differ: type the second one again.")
    field = "again"


def password_rules() -> str:
    """What a password must be, said before one is typed."""
    return _("At least 12 characters; best four words that do not belong together.")


def typed_twice(first: PasswordInput, again: PasswordInput) -> str:
    """The new password; raises `PasswordsDiffer` and empties the second field."""
    if first.value != again.value:
        again.take()
        raise PasswordsDiffer
    return first.value


class PasswordScreen(CalmScreen):
    """Asks for the old password, and twice for the new one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "save", N_("Save"), "form.save", N_("Save and close"), shown=True, first=True),
        key("escape", "leave", N_("Back"), "back", shown=True),
    ]

    def __init__(self, *, temporary: bool = False) -> None:
        super().__init__()
        self._temporary = temporary

    def heading(self) -> str:
        """What is changed."""
        return _("Change of password")

    def body(self) -> ComposeResult:
        """Why, by what rules, and the three fields."""
        if self._temporary:
            yield Static(_("Your password is temporary. Make up one that only you know."), markup=False)
        yield Field(_("Present password"), PasswordInput(id="old"))
        yield Static(password_rules(), classes="aside", markup=False)
        yield Field(_("New password"), PasswordInput(id="password"))
        yield Field(_("New password again"), PasswordInput(id="again"))

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one("#old").focus()

    async def finished(self) -> None:
        """Change it; where the old one is wrong, only that is typed again."""
        old, new, again = self.query(PasswordInput)
        if not old.value:
            old.focus()
            return
        password = typed_twice(new, again)
        typed = old.take()
        self.work(_("Changing the password …"), lambda: self._change(typed, password))

    async def _change(self, old: str, new: str) -> None:
        field = self.query_one("#old", PasswordInput)
        try:
            await self.kp.desk.change_password(old, new)
        except InvalidInput:
            field.value = old  # the new one was refused; the old one need not be typed again
            raise
        except KpError:
            field.focus()
            raise
        await self._leave(_("The password is changed."))

    async def action_save(self) -> None:
        """Save from any field."""
        await self.finished()

    async def action_leave(self) -> None:
        """Leave the password as it is; whose is temporary cannot go on, and signs out."""
        if self._temporary:
            await self.kp.sign_out()
        else:
            self.action_back()

    async def _leave(self, word: str) -> None:
        if self._temporary:
            await self.kp.arrive(word)
        else:
            self.action_back()
            self.kp.say(word)
