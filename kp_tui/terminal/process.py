"""What the process keeps to itself: files, memory, and what a crash would tell."""

import asyncio
import contextlib
import ctypes
import logging
import os
import resource
import signal
import sys
import threading
import traceback
from types import FrameType
from typing import Any, NoReturn

PR_SET_DUMPABLE = 4


def harden() -> None:
    """Make new files private, memory unreadable to debuggers and core dumps, and crashes silent on data."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _forbid_debuggers()
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    keep_crashes_silent()


def leave(status: int) -> NoReturn:
    """End the process now, everything of ours being closed; Python's own tidying would take 50 ms more."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(status)


def _forbid_debuggers() -> None:
    if sys.platform != "linux":
        return
    if ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError("the kernel refused to make the process unreadable")


def describe(error: BaseException | None) -> str:
    """An error's class and place, never its message, notes, causes or locals: those may name people.

    Where a library failed, our last step on the way there is told as well.
    """
    if error is None:
        return "unknown error"
    steps = list(traceback.walk_tb(error.__traceback__))
    ours = [step for step in steps if _module(step[0]).startswith("kp_tui.")]
    places = dict.fromkeys(_place(*step) for step in (*steps[-1:], *ours[-1:]))
    return " in ".join(filter(None, (type(error).__name__, ", via ".join(places))))


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "?"))


def _place(frame: FrameType, line: int) -> str:
    return f"{_module(frame)}, line {line} ({frame.f_code.co_name})"


def keep_crashes_silent() -> None:
    """Let every uncaught error outside the event loop tell its class and place only, and no library log."""
    logging.lastResort = logging.NullHandler()
    sys.excepthook = lambda _kind, error, _trace: _tell(error)
    threading.excepthook = lambda args: _tell(args.exc_value)
    sys.unraisablehook = lambda args: _tell(args.exc_value)


def keep_loop_silent(loop: asyncio.AbstractEventLoop) -> None:
    """The same for errors that only the event loop sees."""

    def tell(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        _tell(context.get("exception"))

    loop.set_exception_handler(tell)


def _tell(error: BaseException | None) -> None:
    sys.stderr.write(describe(error) + "\n")
