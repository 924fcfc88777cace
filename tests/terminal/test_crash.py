"""A crash is loud, gives the terminal back, and tells nothing about people."""

import asyncio
import subprocess
import sys

import pytest

from kp_tui.terminal.process import describe
from tests.terminal.conftest import Opener

KEYS = {
    "an action": "\x1bOQ",
    "an error that shows itself": "\x1bOR",
    "a worker": "\x1bOS",
    "a timer": "\x1b[15~",
    "a panic": "\x1b[17~",
    "the input thread": "\x1b[18~",
    "painting": "\x1b[19~",
}


@pytest.mark.parametrize("where", KEYS)
def test_a_crash_shows_class_and_place_only(open_app: Opener, where: str) -> None:
    app = open_app("crash")
    app.send(KEYS[where])
    if where == "the input thread":
        app.settle()
        app.send("x")
    assert app.wait_exit() == 1
    written = app.raw.decode()
    assert "The program stopped because of an error of its own" in written
    assert "Nováková" not in written
    assert "cannot save" not in written
    assert app.echoes


def test_a_crash_in_a_worker_is_placed_where_it_happened(open_app: Opener) -> None:
    app = open_app("crash")
    app.send(KEYS["a worker"])
    app.wait_exit()
    assert "RuntimeError in crash, line" in app.raw.decode()


def test_an_error_is_described_without_its_message_notes_and_cause() -> None:
    error = RuntimeError("Nováková")
    error.add_note("Nováková")
    with pytest.raises(RuntimeError) as caught:
        raise error from ValueError("Nováková")
    described = describe(caught.value)
    assert "Nováková" not in described
    assert described.startswith(f"RuntimeError in {__name__}, line ")


HOOKS = """
import sys, threading, asyncio
from kp_tui.terminal.process import harden, keep_loop_silent
harden()
secret = "Nováková"
class Unraisable:
    def __del__(self): raise ValueError(secret)
def in_thread(): raise ValueError(secret)
async def forgotten(): raise ValueError(secret)
async def main():
    keep_loop_silent(asyncio.get_running_loop())
    task = asyncio.ensure_future(forgotten())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
Unraisable()
thread = threading.Thread(target=in_thread); thread.start(); thread.join()
asyncio.run(main())
import logging; logging.getLogger("library").error(secret)
raise KeyError(secret)
"""


def test_every_uncaught_error_tells_class_and_place_only() -> None:
    told = subprocess.run([sys.executable, "-c", HOOKS], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert [line.split(" in ")[0] for line in told.stderr.splitlines()] == ["ValueError"] * 3 + ["KeyError"]
    assert "Nováková" not in told.stderr


def test_an_error_without_a_trace_is_its_class() -> None:
    assert describe(asyncio.CancelledError()) == "CancelledError"
