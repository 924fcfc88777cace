"""Sitting at the desk in a test: typing, waiting for what must come, reading what stands on the screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from kp_tui.app import KpApp
from kp_tui.widgets.message_line import MessageLine
from tests.support.stores import PASSWORD

PATIENCE = 20.0
"""Seconds after which waiting for a loaded machine becomes a failure."""

LOW = (60, 20)
"""The smallest terminal that is not too small."""


class Sitter:
    """Somebody at the keyboard of one program."""

    def __init__(self, app: KpApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    @property
    def message(self) -> str:
        """What the program has to say."""
        return str(self.screen.query_one(MessageLine).content)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The same as one text, its spaces and line ends joined."""
        return " ".join(" ".join(self.lines).split())

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self._pilot.press(*keys)

    async def write(self, text: str) -> None:
        """Bring a text into the field with the focus, as a paste does."""
        self.app.post_message(events.Paste(text))
        await self._pilot.pause()

    async def fill_in(self, *answers: str) -> None:
        """Type answers into one field after the other."""
        for answer in answers:
            await self.write(answer)
            await self.press("enter")

    async def wait(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds; fails with the screen."""
        waited = 0.0
        while not holds():
            assert self.app._exception is None, f"the program stopped before {what or holds}"
            assert waited < PATIENCE, f"waited for {what or holds}; the screen:\n" + "\n".join(self.lines)
            await self._pilot.pause(0.02)
            waited += 0.02

    async def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        await self.wait(lambda: text in self.text, repr(text))

    async def wait_message(self, text: str) -> None:
        """Wait until the program says that."""
        await self.wait(lambda: text in self.message, repr(text))

    async def wait_screen(self, kind: type[Screen[Any]]) -> None:
        """Wait until a screen of that kind is on top and has the focus where it wants it."""
        await self.wait(lambda: isinstance(self.screen, kind) and self.screen.is_mounted, kind.__name__)
        await self._pilot.pause()

    async def sign_in(self, login: str = "novakova", password: str = PASSWORD) -> None:
        """Sign in, from an empty sign-in screen or with the login already there."""
        await self.wait(lambda: self.app.focused, "a field to type into")
        if self.focused.id == "login":
            await self.fill_in(login)
        await self.fill_in(password)
        await self.wait(lambda: self.app.desk.open and not self._signing_in, "the desk")
        await self._pilot.pause()

    @property
    def focused(self) -> Widget:
        """What has the focus."""
        assert self.app.focused is not None
        return self.app.focused

    @property
    def _signing_in(self) -> bool:
        from kp_tui.screens.signin import SignInScreen

        return isinstance(self.screen, SignInScreen)


@asynccontextmanager
async def seated(
    home: Path, *, size: tuple[int, int] = (80, 24), login: str = "", demo_password: str = ""
) -> AsyncIterator[Sitter]:
    """The program on the store in `home`, ready for its first key."""
    app = KpApp(home, login=login, demo_password=demo_password)
    async with app.run_test(size=size) as pilot:
        sitter = Sitter(app, pilot)
        await sitter.wait(lambda: len(app.screen_stack) > 1 and app.focused, "the first screen")
        yield sitter
        app.desk.leave()
