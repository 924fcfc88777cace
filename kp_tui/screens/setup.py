"""The first run, where there is no store yet: make one, or look at the demo."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from kp_tui.domain.czech import words
from kp_tui.domain.errors import N_
from kp_tui.domain.people import Profession, Role
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens import style
from kp_tui.screens.answers import no_yes
from kp_tui.screens.calm import CalmScreen
from kp_tui.screens.password import password_rules, typed_twice
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

OTHER_ROLES = tuple(role for role in Role if role is not Role.ADMINISTRATOR)


class SetupScreen(CalmScreen):
    """Chooses between a store of one's own and the demo."""

    CSS_PATH = style("setup")

    def heading(self) -> str:
        """What this program is."""
        return _("The key worker's desk")

    def body(self) -> ComposeResult:
        """The two ways."""
        yield Static(_("There is no store here yet."), markup=False)
        yield Rows[str, str]([Column("", str, 20, grow=1)], header=False, numbered=True)

    async def on_mount(self) -> None:
        """List the two ways."""
        ways = (
            ("make", _("Make a store for your organisation")),
            ("demo", _("Look at a demo with made-up people")),
        )
        await self.query_one(Rows).show(ListSource(ways))
        self.query_one(Rows).focus()

    @on(Chosen)
    async def go(self, event: Chosen[str, str]) -> None:
        """Go the chosen way."""
        if event.key == "make":
            await self.app.push_screen(NewStoreScreen())
        else:
            self.kp.open_demo()


class NewStoreScreen(CalmScreen):
    """Asks for the organisation and its first administrator, who often works with clients as well."""

    CSS_PATH = style("setup")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "save", N_("Make the store"), "form.save", shown=True, first=True),
        key("escape", "back", N_("Back"), "back", shown=True),
    ]

    def heading(self) -> str:
        """What is made."""
        return _("A new store")

    def body(self) -> ComposeResult:
        """The organisation, the person, what they do, their password."""
        yield Field(_("Organisation"), LineInput(id="organisation"))
        yield Field(_("Administrator's name"), LineInput(id="name"))
        yield Field(_("Surname"), LineInput(id="surname"))
        yield Field(_("Login"), LineInput(id="login", max_length=40))
        professions = [(profession, word(profession)) for profession in Profession]
        yield Field(_("Profession"), Choice(professions, id="profession"))
        yield Static(_("The administrator may do other work, too:"), classes="aside", markup=False)
        for role in OTHER_ROLES:
            yield Field(word(role), Choice(no_yes(), id=role.value))
        yield Static(password_rules(), classes="aside", markup=False)
        yield Field(_("Password"), PasswordInput(id="password"))
        yield Field(_("Password again"), PasswordInput(id="again"))

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one("#organisation").focus()

    @on(Input.Submitted, "#surname")
    def offer_login(self, event: Input.Submitted) -> None:
        """Most logins are the surname without accents."""
        login = self.query_one("#login", LineInput)
        login.value = login.value or "".join(words(event.value))

    async def finished(self) -> None:
        """Make the store; what is wrong is said, and what was typed stays."""
        typed_twice(*self.query(PasswordInput))
        self.work(_("Making the store …"), self._make)

    async def _make(self) -> None:
        from kp_tui.usecases.setup import NewStore
        from kp_tui.usecases.workers import NewWorker

        administrator = NewWorker(
            self.typed("login"),
            self.typed("name"),
            self.typed("surname"),
            self.query_one("#profession", Choice).value,
            self._roles(),
        )
        wanted = NewStore(self.typed("organisation"), administrator, self.typed("password"))
        self.kp.show_paper_key(await self.kp.desk.create_store(wanted))

    def _roles(self) -> frozenset[Role]:
        ticked = (role for role in OTHER_ROLES if self.query_one(f"#{role}", Choice).value)
        return frozenset({Role.ADMINISTRATOR, *ticked})

    async def action_save(self) -> None:
        """Make the store from any field."""
        await self.finished()
