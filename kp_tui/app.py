"""The program: one desk, who sits at it, and when it locks itself."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import CSSPathType
from textual.screen import Screen

from kp_tui.desk import Desk
from kp_tui.domain.errors import KpError
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.signin import SignInScreen
from kp_tui.terminal.app import TerminalApp
from kp_tui.vault import presence
from kp_tui.widgets import themes

if TYPE_CHECKING:
    from kp_tui.screens.ways import Ways
    from kp_tui.store.drafts import Draft

LOCK_AFTER = timedelta(minutes=5)
END_AFTER = timedelta(minutes=30)


def lock_after(environment: os._Environ[str]) -> timedelta:
    """How long nobody may type before the desk locks itself; `KP_LOCK_MINUTES` sets it for a whole server."""
    minutes = environment.get("KP_LOCK_MINUTES", "")
    return timedelta(minutes=int(minutes)) if minutes.isdecimal() and int(minutes) else LOCK_AFTER


class KpApp(TerminalApp[int]):
    """Signs in, locks and quits; the screens find their ways through `ways`."""

    CSS_PATH: ClassVar[CSSPathType | None] = [style("app"), style("base")]
    ways: "Ways"

    def __init__(self, home: Path, *, login: str = "", demo_password: str = "") -> None:
        super().__init__()
        self.desk = Desk(home)
        self.demo_password = demo_password
        self.login = login or os.environ.get("KP_LOGIN", "")
        self._client_before_lock: tuple[str, int] | None = None
        self._lock_after = lock_after(os.environ)
        self._last_key = _seconds()
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.chosen(os.environ)

    def translated(self, message: str) -> str:
        """In the reader's language."""
        return _(message)

    async def on_mount(self) -> None:
        """Begin; let the store's libraries be imported while the password is typed; watch for an empty chair."""
        await self.push_screen(self._first_screen())
        self.call_after_refresh(self.desk.warm_up)
        await self._watch_chair()

    def _first_screen(self) -> Screen[None]:
        """The sign-in; the first run where there is no store yet."""
        if presence.exists(self.desk.home):
            return SignInScreen(self.login)
        from kp_tui.screens.setup import SetupScreen

        return SetupScreen()

    async def signed_in(self) -> None:
        """Lay the desk for whoever has just signed in."""
        from kp_tui.screens.ways import Ways

        self.login = self.desk.person.login
        self.ways = Ways(self)
        await self.ways.arrive()
        before, self._client_before_lock = self._client_before_lock, None
        if before is not None and before[0] == self.login and self.desk.client is None:
            await self.ways.choose(before[1])

    async def lock(self) -> None:
        """Hide everything at once, keep what was typed, then close the store and forget its keys."""
        if self.desk.client is not None:
            self._client_before_lock = (self.login, self.desk.client.id)
        await self._clear_desk(locked=True)

    async def sign_out(self) -> None:
        """The same for good: the next person finds an empty sign-in."""
        self._client_before_lock, self.login = None, ""
        await self._clear_desk(locked=False)

    async def quit_desk(self) -> None:
        """Leave the program; what is half typed stays as a draft."""
        await self.sign_out()
        self.exit(return_code=0)

    def show_only(self, screen: Screen[None]) -> None:
        """Replace every screen by one; nothing of the others stays in memory.

        Nothing is awaited: the screen that asks for it is itself among those that go.
        """
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.push_screen(screen)

    def desk_changed(self) -> None:
        """Let the screen show the client and the timer that lie on the desk now."""
        from kp_tui.widgets.desk_bar import DeskBar

        for bar in self.screen.query(DeskBar):
            bar.look()

    def save_everything(self) -> None:
        """Keep half-typed forms: the line or the machine is going."""
        with suppress(KpError, TimeoutError):
            for draft in self._half_typed():
                from kp_tui.usecases.drafts import keep_draft

                self.desk.perform_last(keep_draft, draft)
        self.desk.leave()

    async def _clear_desk(self, *, locked: bool) -> None:
        half_typed = list(self._half_typed())
        self.show_only(SignInScreen(self.login, locked=locked))
        self.forget_clipboard()
        self.forget_rendered()
        with suppress(KpError):
            for draft in half_typed:
                from kp_tui.usecases.drafts import keep_draft

                await self.desk.perform(keep_draft, draft)
        await self.desk.sign_out()

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
            if self.desk.open and self._empty_for() >= self._lock_after:
                await self.lock()
                return
            self._last_key = _seconds()
        await super().on_event(event)

    async def _watch_chair(self) -> None:
        """Look again when the lock or the end would be due, not before: an idle desk sleeps."""
        empty = self._empty_for()
        if empty >= END_AFTER:
            self.exit(return_code=0)
        elif empty >= self._lock_after and self.desk.open:
            await self.lock()
        due = END_AFTER if not self.desk.open or empty >= self._lock_after else self._lock_after
        self.set_timer(max((due - empty).total_seconds(), 1.0), self._watch_chair)

    def _empty_for(self) -> timedelta:
        return timedelta(seconds=_seconds() - self._last_key)


def _seconds() -> float:
    """A clock that goes on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
