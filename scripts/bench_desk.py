"""What the program costs its user: its start, a key in the clients, a letter in the search."""

import statistics
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.bench_rows import Figure
from tests.support.pty import PYTHON, Terminal

KP = (*PYTHON, "-m", "kp_tui")
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("painted")
Empty().run()
"""
F3, DOWN, BACKSPACE, ENTER = "\x1bOR", "\x1b[B", "\x7f", "\r"
ROUNDS = 9
KEYS = 40
QUIET, PATIENCE = 0.05, 5.0


def figures(small: Path, large: Path, password: str) -> list[Figure]:
    """The figures of the real program, over a small demo store and a large one."""
    with ExitStack() as open_terminals:
        desks = [open_terminals.enter_context(Terminal(KP, _environment(home))) for home in (small, large)]
        for desk in desks:
            _sign_in(desk, password)
        keys, letters = key_ratio(desks), letter_ratio(desks)
    return [
        Figure("sign-in painted / empty Textual app", start_ratio(small), 1.35),
        Figure("key in the client list, 100,000 clients / 200", keys, 1.2),
        Figure("letter in the search, 100,000 clients / 200", letters, 2),
    ]


def start_ratio(home: Path) -> float:
    """From starting the process until the sign-in stands on the screen."""
    empty, ours = (*PYTHON, "-c", EMPTY_APP), KP
    both = [(_until(empty, home, "painted"), _until(ours, home, "Heslo")) for _ in range(ROUNDS)]
    return statistics.median(b for _, b in both) / statistics.median(a for a, _ in both)


def key_ratio(desks: Sequence[Terminal]) -> float:
    """A key that goes down a row, over all clients."""
    for desk in desks:
        _press(desk, "m")
    return _ratio([[_press(desk, DOWN) for desk in desks] for _ in range(KEYS)])


def letter_ratio(desks: Sequence[Terminal]) -> float:
    """A first letter typed into the search; it is taken back unmeasured."""
    for desk in desks:
        _press(desk, F3)
    measured = []
    for letter in "nkshpbdm" * (KEYS // 8):
        measured.append([_press(desk, letter) for desk in desks])
        for desk in desks:
            _press(desk, BACKSPACE)
    return _ratio(measured)


def _ratio(measured: Sequence[Sequence[float]]) -> float:
    few, many = (statistics.median(times) for times in zip(*measured, strict=True))
    return float(many / few)


def _press(desk: Terminal, key: str) -> float:
    """Seconds from a key until the last byte of its answer, however late it begins."""
    start = time.perf_counter()
    desk.send(key)
    return desk.last_byte(PATIENCE, QUIET) - start


def _until(command: Sequence[str], home: Path, text: str) -> float:
    start = time.perf_counter()
    with Terminal(command, _environment(home)) as program:
        program.wait_for(text)
        return time.perf_counter() - start


def _sign_in(desk: Terminal, password: str) -> None:
    desk.wait_for("Heslo")
    desk.send(password + ENTER)
    desk.wait_for("F8 Dnes")
    desk.settle()


def _environment(home: Path) -> dict[str, str]:
    return {"KP_HOME": str(home), "KP_LOGIN": "novakova", "LANG": "cs_CZ.UTF-8"}
