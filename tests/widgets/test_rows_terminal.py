"""The list in real terminals: pyte and tmux show, after any keys, what a fresh repaint shows.

Run as a program, this file is the list under test.
"""

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Protocol

import pexpect
import pyte
import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kp_tui.widgets.rows import Column, ListSource, Rows

LIST_LENGTH = 700
WORLD = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": os.pathsep.join(sys.path),
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "LANG": "C.UTF-8",
}
# tmux's name of a key, and what a terminal sends for it
MOVES = {
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "PPage": "\x1b[5~",
    "NPage": "\x1b[6~",
    **{letter: letter for letter in "gGjk"},
}
SCENES = {
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "Tab": "\t",
}
MARK, REPAINT = {"F8": "\x1b[19~"}, {"F9": "\x1b[20~"}
KEYS = MOVES | SCENES | MARK | REPAINT


class Question(ModalScreen[None]):
    """A modal over the list; F3 takes it away."""

    DEFAULT_CSS = (
        "Question { align: center middle; background: $background 50%; } Question Static { width: 30; }"
    )

    def compose(self) -> ComposeResult:
        yield Static("A question\nand its answer")


class ListApp(App[None]):
    """A list with everything that can come in its way: an F-key brings it, and takes it away again."""

    CSS = """
    Screen { layers: below above; }
    Input { height: 1; border: none; }
    #cover { layer: above; width: 20; height: 5; offset: 4 6; background: $panel; display: none; }
    #side { width: 12; display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, priority=True)
        for key, action in {
            "f2": "cover", "f3": "ask", "f4": "side", "f5": "reload", "f6": "note", "f7": "theme",
            "f8": "mark", "f9": "repaint",
        }.items()
    ]  # fmt: skip
    version = 0
    marks = 0
    paintings = 0
    noted = False

    def compose(self) -> ComposeResult:
        field = Input()
        field.cursor_blink = False
        yield field
        with Horizontal():
            yield Rows[int, str](self.columns(), numbered=True)
            yield Static("\n".join(f"aside {line}" for line in range(40)), id="side")
        yield Static("cover", id="cover")
        yield Static("last line")

    def columns(self) -> list[Column[str]]:
        return [
            Column("Row", lambda row: f"漢字 {row}", 14),
            Column("Name", lambda row: f"Žofie Nováková {self.version} e\u0301 {row}", 10, grow=1),
            Column("State", lambda row: "● klient", 10),
        ]

    async def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.focus()
        await rows.show(ListSource((number, f"row {number}") for number in range(LIST_LENGTH)))
        self.action_mark()

    def action_cover(self) -> None:
        cover = self.query_one("#cover")
        cover.display = not cover.display

    def action_side(self) -> None:
        side = self.query_one("#side")
        side.display = not side.display

    def action_ask(self) -> None:
        if isinstance(self.screen, Question):
            self.pop_screen()
        else:
            self.push_screen(Question())

    async def action_reload(self) -> None:
        self.version += 1
        await self.screen_stack[0].query_one(Rows).reload()

    def action_note(self) -> None:
        if self.noted:
            self.clear_notifications()
        else:
            self.notify("A note", timeout=1000)
        self.noted = not self.noted

    def action_theme(self) -> None:
        self.theme = "textual-light" if self.theme == "textual-dark" else "textual-dark"

    def action_mark(self) -> None:
        """Tell whoever watches the terminal when all that was typed so far is on the screen."""
        self.run_worker(self.mark_when_calm())

    async def mark_when_calm(self) -> None:
        """Calm is when nothing waits in a queue and nothing was painted for three ticks of the compositor."""
        painted, calm = self.paintings, 0
        while calm < 3:
            await asyncio.sleep(0.01)
            calm = calm + 1 if painted == self.paintings and not self.busy() else 0
            painted = self.paintings
        self.marks += 1
        self.write(f"\x1b]2;mark {self.marks} of {self.size.width}x{self.size.height}\x07")

    def busy(self) -> bool:
        nodes = (node for screen in self.screen_stack for node in screen.walk_children(with_self=True))
        return any(node._message_queue.qsize() for node in nodes)

    def post_display_hook(self) -> None:
        self.paintings += 1

    def action_repaint(self) -> None:
        self.write("\x1b[2J")
        self.screen.refresh()

    def write(self, text: str) -> None:
        assert self._driver is not None
        self._driver.write(text)
        self._driver.flush()


class Terminal(Protocol):
    """A terminal with the list in it."""

    def press(self, *keys: str) -> None: ...
    def title(self) -> str: ...
    def screen(self) -> object: ...
    def resize(self, columns: int, lines: int) -> None: ...
    def close(self) -> None: ...


class Pyte:
    """A terminal that is a Python object."""

    def __init__(self) -> None:
        environment = WORLD | {"TERM": "xterm-256color"}
        self.child = pexpect.spawn(
            sys.executable, [__file__], env=environment, dimensions=(24, 80), encoding="utf-8"
        )
        self.display = pyte.Screen(80, 24)
        self.stream = pyte.Stream(self.display)

    def press(self, *keys: str) -> None:
        self.child.send("".join(KEYS[key] for key in keys))

    def title(self) -> str:
        with suppress(pexpect.TIMEOUT):
            self.stream.feed(self.child.read_nonblocking(1 << 16, timeout=0.01))
        return str(self.display.title)

    def screen(self) -> object:
        buffer, columns = self.display.buffer, range(self.display.columns)
        return [[buffer[y][x] for x in columns] for y in range(self.display.lines)]

    def resize(self, columns: int, lines: int) -> None:
        self.display.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def close(self) -> None:
        self.child.close(force=True)


class Tmux:
    """A real terminal multiplexer, which keeps its own picture of the screen."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kp-"))
        size = ("-x", "80", "-y", "24")
        self.run("-f", os.devnull, "new-session", "-d", *size, sys.executable, __file__)

    def run(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self.folder / "socket"), *arguments]
        return subprocess.run(command, env=WORLD, check=True, capture_output=True, text=True).stdout

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def title(self) -> str:
        return self.run("display-message", "-p", "#{pane_title}").strip()

    def screen(self) -> object:
        return self.run("capture-pane", "-p", "-e").splitlines()

    def resize(self, columns: int, lines: int) -> None:
        self.run("resize-window", "-x", str(columns), "-y", str(lines))

    def close(self) -> None:
        self.run("kill-server")
        shutil.rmtree(self.folder)


TERMINALS: list[Callable[[], Terminal]] = [Pyte, Tmux]


@pytest.fixture(params=TERMINALS, ids=["pyte", "tmux"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    if request.param is Tmux and shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: the list is tried in pyte only")
    opened = request.param()
    yield opened
    opened.close()


def wait_for(terminal: Terminal, title: str) -> None:
    deadline = time.monotonic() + 20
    while not terminal.title().startswith(title):
        assert time.monotonic() < deadline, f"waited for {title!r}, the title is {terminal.title()!r}"


def press(terminal: Terminal, mark: int, *keys: str) -> None:
    """Type in one burst, and wait until all of it is on the screen."""
    terminal.press(*keys, *MARK)
    wait_for(terminal, f"mark {mark} ")


def resize(terminal: Terminal, mark: int, columns: int, lines: int) -> int:
    """Resize, and wait until the program has heard of it."""
    terminal.resize(columns, lines)
    deadline = time.monotonic() + 20
    while not terminal.title().endswith(f" {columns}x{lines}"):
        assert time.monotonic() < deadline, (
            f"the program did not hear of {columns}x{lines}: {terminal.title()!r}"
        )
        mark += 1
        press(terminal, mark)
    return mark


def walk(terminal: Terminal, seed: int, turns: int) -> None:
    """Random keys in bursts; after each the screen must not change by being painted afresh.

    Most keys are single steps through a list that nothing covers: there the terminal scrolls by itself.
    """
    dice, mark, there = random.Random(seed), 1, list[str]()  # noqa: S311 -- a test's dice
    wait_for(terminal, "mark 1 ")
    for turn in range(turns):
        keys, there = there + moves(dice), dice.choices(list(SCENES), k=dice.choice([0, 0, 1, 2]))
        if turn % 5 == 4:
            mark = resize(terminal, mark, dice.randint(60, 100), dice.randint(20, 30))
        keys, later = keys + there + moves(dice), moves(dice)
        press(terminal, mark + 1, *keys)
        press(terminal, mark + 2, *later)
        before = terminal.screen()
        press(terminal, mark + 3, *REPAINT)
        assert before == terminal.screen(), f"seed {seed}, turn {turn}: {keys}, {later}"
        mark += 3


def moves(dice: random.Random) -> list[str]:
    """A walk in one direction, after a leap now and then."""
    leap = dice.choice([[], [], dice.choices(list(MOVES))])
    return [
        *leap,
        *dice.choices(
            ["Down", "j", "Up"] if dice.random() < 0.6 else ["Up", "k", "Down"], k=dice.randint(0, 40)
        ),
    ]


def test_any_keys_leave_the_screen_as_a_fresh_repaint_shows_it(terminal: Terminal) -> None:
    walk(terminal, seed=20251118, turns=16)


if __name__ == "__main__":
    ListApp().run()
