"""The program: one desk, who sits at it, and when it locks itself."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._path import CSSPathType
from textual.dom import DOMNode
from textual.screen import Screen

from kp_tui.desk import Desk, SignedOut
from kp_tui.domain.errors import KpError
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.signin import SignInScreen, greeting
from kp_tui.screens.telling import Telling
from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.chair import Chair
from kp_tui.usecases import last_login
from kp_tui.vault import presence
from kp_tui.widgets import themes
from kp_tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from kp_tui.screens.ways import Ways
    from kp_tui.store.drafts import Draft
    from kp_tui.usecases.session import Welcome


class KpApp(TerminalApp[int]):
    """Signs in, locks and quits; the screens find their ways through `ways`."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("app"), style("base")]
    ways: "Ways"

    def __init__(self, home: Path, *, login: str = "", demo_password: str = "") -> None:
        super().__init__()
        self.desk = Desk(home)
        self.demo_password = demo_password
        self.demo_wanted = False
        self.paper_key = ""  # kept until somebody has proved that it is on paper
        self._given_login = login or os.environ.get("KP_LOGIN", "")
        self.login = self._given_login or last_login.remembered(home)
        self._client_before_lock: tuple[str, int] | None = None
        self.chair = Chair()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.chosen(os.environ)

    def translated(self, message: str) -> str:
        """In the reader's language."""
        return _(message)

    async def on_mount(self) -> None:
        """Begin; import the store's libraries while the password is typed; watch for an empty chair."""
        self.desk.changed = self.desk_changed
        await self.push_screen(self._first_screen())
        self.call_after_refresh(self.desk.warm_up)
        await self.watch_chair()

    def _first_screen(self) -> Screen[None]:
        """The sign-in; the first run where there is no store yet."""
        with suppress(KpError):  # a folder that cannot be read says so when somebody signs in
            if not presence.exists(self.desk.home):
                from kp_tui.screens.setup import SetupScreen

                return SetupScreen()
        return SignInScreen(self.login)

    async def signed_in(self, welcome: "Welcome") -> None:
        """Let in who has just signed in; a temporary password and an uncopied paper key come first."""
        self.login = self.desk.person.login
        if welcome.must_change_password:
            from kp_tui.screens.password import PasswordScreen

            self.show_only(PasswordScreen(temporary=True))
        elif self.paper_key:
            self.show_paper_key(self.paper_key)
        else:
            await self.arrive(greeting(welcome))

    def show_paper_key(self, paper_key: str) -> None:
        """Show the key of a new store until it is on paper, whatever comes between."""
        from kp_tui.screens.paper_key import PaperKeyScreen

        self.login, self.paper_key = self.desk.person.login, paper_key
        self.show_only(PaperKeyScreen(paper_key))

    async def arrive(self, word: str) -> None:
        """Lay the desk for the person, and say a word."""
        from kp_tui.screens.menu import MenuScreen
        from kp_tui.screens.ways import Ways

        self.login = self.desk.person.login
        if not self._given_login:
            last_login.remember(self.desk.home, self.login)
        self.ways = Ways(self)
        before, self._client_before_lock = self._client_before_lock, None
        if self.desk.reaches_clients:
            await self.ways.arrive(before[1] if before is not None and before[0] == self.login else None)
        else:  # who only keeps the accounts has no clients to list
            self.show_only(MenuScreen())
        self.say(word)

    def say(self, text: str) -> None:
        """Show a sentence on the screen on top, as soon as it is there."""
        self.screen.call_after_refresh(self._say, text)

    def _say(self, text: str) -> None:
        for line in self.screen.query(MessageLine):  # none where a key was quicker than the screen it opens
            line.say(text)

    def complain(self, error: KpError) -> None:
        """Show what went wrong on the screen on top; one without a line for words is asked for nothing."""
        if not isinstance(self.screen, Telling):
            raise error
        self.screen.complain(error)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key stands for; an expected failure is shown, everything else crashes loudly."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except SignedOut:  # whoever has left reads nothing
            return True
        except KpError as error:
            self.complain(error)
            return True

    async def lock(self) -> None:
        """Hide everything at once, keep what was typed, then close the store and forget its keys."""
        if self.desk.client is not None:
            self._client_before_lock = (self.login, self.desk.client.id)
        await self._clear_desk(locked=True)

    async def sign_out(self) -> None:
        """The same for good: the next person finds an empty sign-in."""
        self._client_before_lock, self.login = None, self._given_login
        last_login.forget(self.desk.home)
        await self._clear_desk(locked=False)

    async def quit_desk(self) -> None:
        """Leave the program; asks first where a timer goes on or a form is half typed."""
        question = self._question_before_leaving()
        if question:
            from kp_tui.screens.confirm import ConfirmScreen

            await self.push_screen(ConfirmScreen(question), self._leave_if)
        else:
            await self._leave_if(sure=True)

    def _question_before_leaving(self) -> str:
        """What is left behind; empty where nothing is."""
        runs, typed = self.desk.timer is not None, any(True for _draft in self._half_typed())
        if runs and typed:
            return _("The timer goes on, and what you have typed stays as a draft. Quit?")
        if runs:
            return _("The timer is running and goes on. Quit?")
        return _("What you have typed stays as a draft. Quit?") if typed else ""

    async def _leave_if(self, sure: bool | None) -> None:  # noqa: FBT001 -- what a dialog gives back
        if sure:
            half_typed = list(self._half_typed())
            self._drop_screens()
            await self.desk.sign_out(half_typed)
            self.exit(return_code=0)

    def open_demo(self) -> None:
        """Leave for the demo: whoever has started this program opens it next, where `demo_wanted` says so."""
        self.demo_wanted = True
        self.exit(return_code=0)

    def show_only(self, screen: Screen[None]) -> None:
        """Replace every screen by one; nothing of the others stays in memory.

        Nothing is awaited: the screen that asks for it is itself among those that go.
        """
        self._drop_screens()
        self.push_screen(screen)

    def _drop_screens(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def desk_changed(self) -> None:
        """Let the screen show the client and the timer that lie on the desk now."""
        from kp_tui.widgets.desk_bar import DeskBar

        for bar in self.screen.query(DeskBar):
            bar.look()

    @property
    def busy(self) -> bool:
        """Whether the store still does what a key has set off: the next key waits for it."""
        return self.desk.busy

    def save_everything(self) -> None:
        """Keep half-typed forms: the line or the machine is going."""
        with suppress(KpError, TimeoutError):
            for draft in self._half_typed():
                from kp_tui.usecases.drafts import keep_draft

                self.desk.perform_last(keep_draft, draft)
        self.desk.leave()

    async def _clear_desk(self, *, locked: bool) -> None:
        half_typed = list(self._half_typed())
        self.show_only(self._locked_screen() if locked else SignInScreen(self.login))
        self.forget_everything()
        await self.desk.sign_out(half_typed)

    def _locked_screen(self) -> Screen[None]:
        """A screen that is turned to the client stays as closed as it was."""
        from kp_tui.screens.client_view import ClientLockScreen, ClientViewScreen

        if isinstance(self.screen, ClientViewScreen):
            return ClientLockScreen(self.login)
        return SignInScreen(self.login, locked=True)

    def _half_typed(self) -> "Iterator[Draft]":
        if not self.desk.open:
            return
        from kp_tui.screens.form import FormScreen

        for screen in self.screen_stack:
            if isinstance(screen, FormScreen) and (draft := screen.half_typed()) is not None:
                yield draft

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; after a long absence lock before the key does anything."""
        if isinstance(event, events.Key | events.Paste):
            if self.desk.open and self.chair.locks:
                await self.lock()
                return
            self.chair.taken()
        await super().on_event(event)

    async def watch_chair(self) -> None:
        """Look again when the lock or the end would be due, not before: an idle desk sleeps."""
        if self.chair.ends and not self.paper_key:
            await self._leave_if(sure=True)
        elif self.chair.locks and self.desk.open:
            await self.lock()
        self.set_timer(self.chair.next_look(locked=not self.desk.open), self.watch_chair)
