"""What every screen does that talks with a person: says what was done or is refused, helps, locks, quits."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from textual._callback import invoke
from textual.message import Message
from textual.screen import Screen

from kp_tui.domain.errors import InvalidInput, KpError
from kp_tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from kp_tui.app import KpApp


Handler = Callable[[Message], Awaitable[Any]]


class Telling(Screen[None]):
    """A screen with a line for words: what its handlers are refused stands there (its actions: `KpApp`)."""

    AUTO_FOCUS = ""  # each screen goes to what it is for

    @property
    def kp(self) -> "KpApp":
        """The app, with its desk and its ways between screens."""
        return cast("KpApp", self.app)

    def say(self, text: str) -> None:
        """Show a sentence until the next one."""
        self.query_one(MessageLine).say(text)

    def complain(self, error: KpError) -> None:
        """Show what went wrong, and go to the field it is about; nobody reads it where a lock was quicker."""
        from kp_tui.locale.words import error_text  # the first screen is painted without the domain

        if not self.is_attached:
            return
        self.query_one(MessageLine).complain(error_text(error))
        if isinstance(error, InvalidInput) and error.field:
            for field in self.query(f"#{error.field}").results():
                field.focus()

    @contextmanager
    def refusals_shown(self) -> Iterator[None]:
        """Show an expected failure on this screen, where neither a key nor a message has asked for it."""
        try:
            yield
        except KpError as error:
            self.complain(error)

    def _get_dispatch_methods(self, method_name: str, message: Message) -> Iterable[tuple[type, Handler]]:
        for cls, handler in super()._get_dispatch_methods(method_name, message):
            yield cls, self._telling(handler)

    def _telling(self, handler: Handler) -> Handler:
        async def handle(message: Message) -> None:
            with self.refusals_shown():
                await invoke(handler, message)

        return handle

    async def action_help(self) -> None:
        """Open the help for what has the focus; it needs nobody to be signed in."""
        from kp_tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen(self))

    async def action_lock(self) -> None:
        """Lock the desk: one key, no question."""
        await self.kp.lock()

    async def action_quit_desk(self) -> None:
        """Quit; asks only while a timer runs or a draft waits."""
        await self.kp.quit_desk()
