"""The Textual app every screen of ours runs in: nothing leaves it but what is painted."""

import asyncio
import gc
from typing import Any, ClassVar, NoReturn, TypeVar

from rich.console import RenderableType
from rich.control import Control
from rich.text import Text
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from kp_tui.domain.errors import N_
from kp_tui.terminal.driver import ForeignBytes, TerminalDriver
from kp_tui.terminal.forgetting import forget_rendered_text
from kp_tui.terminal.plain import distrust_text
from kp_tui.terminal.process import describe, keep_loop_silent
from kp_tui.terminal.signals import Leaving

ReturnT = TypeVar("ReturnT")

TOO_SMALL = N_("This window is too small. Make it at least {width} columns wide and {height} lines high.")
FOREIGN_BYTES = N_("This terminal does not send UTF-8. Set its character set to UTF-8, or accents get lost.")
CRASHED = N_("The program stopped because of an error of its own: {place}")

CLOSING_SECONDS = 1.0
"""The time that screens take to close, and more."""


class Refusal(RuntimeError):
    """The program was asked to do what it never does; a mistake in our own code."""


class TerminalApp(App[ReturnT], inherit_bindings=False):
    """An app without Textual's own ways out: palette, quit key, system clipboard, files, links, suspending.

    A program overrides `save_everything`, `translated` and `busy`, and is run by `start()`.
    """

    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()
    ALLOW_SELECT = False  # it would put what is painted into the clipboard, and costs every line drawn
    SMALLEST: ClassVar[Size] = Size(60, 20)
    KEYS_WHEN_TOO_SMALL: ClassVar[frozenset[str]] = frozenset({"ctrl+l"})

    def __init__(self) -> None:
        distrust_text()
        super().__init__()
        self._disable_tooltips = True  # nothing hovers without a mouse
        self.console._markup = False  # for a str inside a Rich table; see `plain`
        self._crash_place = describe(None)

    # What the program fills in

    def save_everything(self) -> None:
        """Keep what is half done, at once and without awaiting (`Leaving`): the line is going."""

    def translated(self, message: str) -> str:
        """`message` in the reader's language."""
        return message

    @property
    def busy(self) -> bool:
        """Whether another thread still does what a key has set off: the next key waits for it."""
        return False

    # Start and end

    def start(self) -> int:
        """Run until the end, without a mouse; the process's exit status."""
        Leaving(self.save_everything, self._close).listen()
        self.run(mouse=False)
        return self.return_code or 0

    def get_driver_class(self) -> type[Driver]:
        """Ours, whatever the environment says."""
        return TerminalDriver

    def _on_load(self) -> None:
        keep_loop_silent(asyncio.get_running_loop())

    def _close(self, status: int) -> None:
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        self._crash_place = describe(error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def panic(self, *_renderables: RenderableType) -> None:
        """Stop as for every error: what an error would like to render may name people."""
        self._return_code = 1
        self._fatal_error()

    def _fatal_error(self) -> None:
        sentence = self.translated(CRASHED).format(place=self._crash_place)
        self._exit_renderables[:] = self._exit_renderables[:1] or [Text(sentence)]  # the first error tells
        self._close_messages_no_wait()

    # Nothing leaves

    def copy_to_clipboard(self, text: str) -> None:
        """Copy within the program only; the terminal would pass it on to the person's computer."""
        self._clipboard = text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Do nothing: a browser would open where the program runs, not where the person sits."""

    def save_screenshot(self, *_arguments: Any, **_options: Any) -> NoReturn:
        """Refuse: a picture of the screen is personal data in a file."""
        raise Refusal

    deliver_screenshot = deliver_text = deliver_binary = save_screenshot

    def _set_pointer_shape(self, shape: str) -> None:
        """Do nothing: the mouse pointer's shape is bytes on the line, and nobody uses a mouse here."""

    # What was shown is forgotten

    def forget_rendered(self) -> None:
        """Drop what libraries remember of painted text; done after every screen that goes."""
        forget_rendered_text(self)

    def forget_everything(self) -> None:
        """What a lock does once its screen stands in place of all others: clipboard and messages go, too.

        Screens are in reference cycles, so Python would keep them until it next tidies up. It is told to when
        they have closed, which they do in tasks of their own.
        """
        self._clipboard = ""
        self.clear_notifications()
        self.forget_rendered()
        self.set_timer(CLOSING_SECONDS, self._tidy)

    def _tidy(self) -> None:
        self.forget_rendered()
        gc.collect()

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        gone = await super()._replace_screen(screen)
        self.forget_rendered()
        return gone

    # What the terminal cannot do

    @property
    def is_too_small(self) -> bool:
        """Whether the terminal is smaller than every screen was made for."""
        return self.size.width < self.SMALLEST.width or self.size.height < self.SMALLEST.height

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if self.is_too_small and self._driver is not None and not self.is_headless:
            self._driver.write(self._too_small_screen())
        else:
            super()._display(screen, renderable)

    def _too_small_screen(self) -> str:
        width, height = self.SMALLEST
        sentence = self.translated(TOO_SMALL).format(width=width, height=height)
        lines = Text(sentence).wrap(self.console, max(1, self.size.width))[: self.size.height]
        clear = f"{Control.home()}{Control.clear()}"
        return clear + "\r\n".join(line.plain.rstrip() for line in lines)

    async def on_event(self, event: events.Event) -> None:
        """Keep keys from a screen that nobody sees; only those that protect it pass."""
        if self.is_too_small and isinstance(event, events.InputEvent | events.Paste):
            if isinstance(event, events.Key) and event.key in self.KEYS_WHEN_TOO_SMALL:
                await super().on_event(event)
            return
        await super().on_event(event)

    def on_foreign_bytes(self, _message: ForeignBytes) -> None:
        """Say that the terminal's character set is wrong; the first such byte tells."""
        self.notify(self.translated(FOREIGN_BYTES), severity="warning")
