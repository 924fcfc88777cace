"""The first screen, and the one of a locked desk: who is it, and the password."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.domain.text import clean_line
from kp_tui.locale import _, ngettext
from kp_tui.screens.calm import CalmScreen
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.widgets.field import Field

if TYPE_CHECKING:
    from kp_tui.usecases.session import Welcome

DEMO_LOGINS = "novakova, svoboda, dvorakova, cerna, prochazka, spravce"


class SignInScreen(CalmScreen):
    """Asks for the login and the password; a known login goes straight to the password."""

    def __init__(self, login: str, *, locked: bool = False) -> None:
        super().__init__()
        self._login = login
        self._locked = locked

    def heading(self) -> str:
        """Which of the two it is."""
        return _("The desk is locked") if self._locked else _("The key worker's desk")

    def body(self) -> ComposeResult:
        """The two fields, and what a person has to know here."""
        if self._locked:
            yield Static(_("What was typed is kept. The password brings it back."), markup=False)
        yield Field(_("Login"), LineInput(self._login, id="login", max_length=100))
        yield Field(_("Password"), PasswordInput(id="password"))
        if self._locked:
            yield Static(_("Somebody else signs in with their own login: ↑"), classes="aside", markup=False)
        if self.kp.demo_password:
            yield Static(self._about_demo(), classes="aside", markup=False)

    def on_mount(self) -> None:
        """Straight to what is still to be typed."""
        self.query_one("#password" if self._login else "#login").focus()

    async def finished(self) -> None:
        """Try the password; the field is empty from here on, so a second Enter tries nothing."""
        login = self.chosen_login()
        if not login:
            self.query_one("#login").focus()
            return
        password = self.query_one("#password", PasswordInput).take()
        if password:
            self.work(_("Checking the password …"), lambda: self._sign_in(login, password))

    def chosen_login(self) -> str:
        """Whose password it is to be."""
        return clean_line(self.typed("login"))

    async def _sign_in(self, login: str, password: str) -> None:
        welcome = await self.kp.desk.sign_in(login, password)
        await self.kp.signed_in(welcome)

    def _about_demo(self) -> str:
        return _("Demo with made-up people. Logins: {logins}\nPassword of all: {password}").format(
            logins=DEMO_LOGINS, password=self.kp.demo_password
        )


def greeting(welcome: "Welcome") -> str:
    """When the person was last here and how often somebody failed since: they see if it was not them."""
    from kp_tui.locale.words import moment_text

    n = welcome.failures
    failures = ngettext("{n} failed attempt", "{n} failed attempts", n).format(n=n)
    if welcome.last_sign_in is None:
        before = _("Welcome. Before you: {failures}.").format(failures=failures)
        return before if n else _("Welcome. F1 helps at any time.")
    last = moment_text(welcome.last_sign_in)
    since = _("Last sign-in {moment}, {failures} since.").format(moment=last, failures=failures)
    return since if n else _("Last sign-in {moment}.").format(moment=last)
