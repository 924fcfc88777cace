"""A crash is loud, gives the terminal back, and tells nothing about people."""

import asyncio
import subprocess
import sys

import pytest

from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.process import describe
from tests.terminal.conftest import Opener


class Plain(TerminalApp[None]):
    """Keeps what it would print at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.last_words: list[str] = []

    def fail(self) -> None:
        raise ZeroDivisionError("Nováková")

    def _fatal_error(self) -> None:
        super()._fatal_error()
        self.last_words = [str(words) for words in self._exit_renderables]


KEYS = {
    "an action": "\x1bOQ",
    "an error that shows itself": "\x1bOR",
    "a worker": "\x1bOS",
    "the input thread": "\x1b[15~",
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
    kind = "NamesPeople" if "shows" in where else "RuntimeError"
    assert f"because of an error of its own: {kind} in crash, line" in written
    assert "Nováková" not in written
    assert "cannot save" not in written
    assert app.echoes


async def fail_in_a_timer(app: Plain) -> None:
    async with app.run_test() as pilot:
        app.set_interval(0.001, app.fail)
        while app.last_words == []:
            await pilot.pause()


async def test_a_crash_in_a_timer_is_told_as_what_it_was() -> None:
    app = Plain()
    with pytest.raises(ZeroDivisionError):
        await fail_in_a_timer(app)
    assert ["ZeroDivisionError" in words for words in app.last_words] == [True]


async def test_a_panic_says_nothing_of_what_it_was_given() -> None:
    app = Plain()
    async with app.run_test():
        app.panic("cannot save Nováková")
        assert app.return_code == 1
    assert ["Nováková" in words for words in app.last_words] == [False]


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
from kp_tui.terminal.app import TerminalApp
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
