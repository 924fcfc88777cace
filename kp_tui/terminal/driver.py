"""Textual's Linux driver, mended where a person on a bad line would feel it."""

import io
import math
import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from kp_tui.terminal.pacing import Pacer
from kp_tui.terminal.signals import hang_up

if TYPE_CHECKING:
    from textual.app import App

_REPLACEMENT = "�"
_CHUNK = 4096


class ForeignBytes(Message):
    """The terminal sent bytes that are not UTF-8; told once."""


class TerminalDriver(LinuxDriver):
    """Sleeps until a key comes, survives any byte, and leaves when the terminal is gone."""

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)  # Textual would start its threads a second time
        if isinstance(sys.__stderr__, io.TextIOWrapper):  # where Textual writes, in whatever the locale says
            sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")
        self._wake_reader, self._wake_writer = os.pipe()
        self._foreign_bytes_told = False
        self._pacer = Pacer(self._loop, app.post_message, self._is_busy)

    @property
    def can_suspend(self) -> bool:
        """Never: there is no shell to go back to, and the screen would stay readable."""
        return False

    def start_application_mode(self) -> None:
        """Take the terminal, without reports of gaining and losing focus: they only repaint."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write("\x1b[?1004l")

    def send_message(self, message: Message) -> None:
        """Pass what the input thread has read to the app; keys and pastes each in their turn."""
        if isinstance(message, events.Key | events.Paste):
            self._loop.call_soon_threadsafe(self._pacer.put, message)
        else:
            super().send_message(message)

    def disable_input(self) -> None:
        """Wake the input thread, so that Textual need not wait for it."""
        os.write(self._wake_writer, b"\0")
        super().disable_input()

    def close(self) -> None:
        """Stop writing and close the wake-up pipe."""
        super().close()
        os.close(self._wake_reader)
        os.close(self._wake_writer)

    def _is_busy(self) -> bool:
        return bool(getattr(self._app, "busy", False))  # an app that is none of ours does not say

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Turn bytes into events until woken to end, or until the terminal is gone."""
        parser = XTermParser()  # never told to debug: it would write every key to a file
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(self._wake_reader, select.POLLIN)
        while True:
            ready = [descriptor for descriptor, _ in poll.poll(_patience(parser))]
            if self._wake_reader in ready:
                return
            if self.fileno in ready:
                data = self._read()
                if not data:
                    hang_up()
                    return
                self._feed(parser, data, decode(data))
            self._process(parser.tick())

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _feed(self, parser: XTermParser, data: bytes, text: str) -> None:
        if _REPLACEMENT in text and _REPLACEMENT.encode() not in data and not self._foreign_bytes_told:
            self._foreign_bytes_told = True
            self.send_message(ForeignBytes())
        if text:  # an empty text would mean the end to the parser; half a character gives one
            self._process(parser.feed(text))

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)


def _patience(parser: XTermParser) -> int | None:
    """Milliseconds to sleep at most: for ever, unless an Esc may turn out to be one."""
    if parser._timeout_time is None:
        return None
    return max(0, math.ceil((parser._timeout_time - get_time()) * 1000))
