"""How the program leaves when the line or the machine tells it to.

The handlers are `signal.signal`'s, not asyncio's: those wait for the event loop, and the loop waits for the
terminal once that has stopped reading. Python's own handlers run in the main thread even then, because a
signal interrupts the waiting for a lock.

No timer looks whether the terminal is still there. The driver's input thread sleeps in poll(), which reports
a terminal that is gone at once and costs nothing until then. It calls `hang_up()`, and does not depend on the
main thread to come round: a deadline in a thread of its own ends the process in any case.
"""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Callable

SAVE_SECONDS = 15.0
"""The longest that saving may take; longer than a write waits for another program's lock."""
RESTORE_SECONDS = 3.0
"""The longest that a terminal may take to be given back; one that reads no more is left as it is."""

_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


class Leaving:
    """Answers SIGHUP by saving and leaving at once, SIGTERM (INT, QUIT) by giving the terminal back as well.

    `save` runs once, in the main thread, between any two bytecodes: it must not await, and may wait for the
    store for `SAVE_SECONDS` at most. `close` asks the app to shut down with the given exit status.
    """

    def __init__(self, save: Callable[[], None], close: Callable[[int], None]) -> None:
        self._save = save
        self._close = close
        self._left = False

    def listen(self) -> None:
        """Take over the signals, even where whoever started us had blocked or ignored them."""
        for number in (signal.SIGHUP, *_ENDING):
            signal.signal(number, self._leave)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP, *_ENDING})

    def _leave(self, number: int, _frame: object) -> None:
        if self._left:
            return  # a line that goes brings two signals; the second must not cut the saving short
        self._left = True
        _leave_after(SAVE_SECONDS, number)
        with contextlib.suppress(Exception):
            self._save()
        if number == signal.SIGHUP:
            os._exit(128 + number)
        self._give_back(number)

    def _give_back(self, number: int) -> None:
        _leave_after(RESTORE_SECONDS, number)
        try:
            asyncio.get_running_loop().call_soon_threadsafe(self._close, 128 + number)
        except RuntimeError:  # no loop: the terminal was not taken yet, or has been given back
            os._exit(128 + number)


def hang_up() -> None:
    """Treat a terminal that is gone as SIGHUP; callable from any thread, ends the process in any case."""
    _leave_after(SAVE_SECONDS, signal.SIGHUP)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGHUP)


def _leave_after(seconds: float, number: int) -> None:
    deadline = threading.Timer(seconds, os._exit, (128 + number,))
    deadline.daemon = True
    deadline.start()
