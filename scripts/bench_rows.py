"""What a key in a list costs, measured in a real pseudo-terminal against Textual's own DataTable.

Time runs from the moment the key's bytes are written to the terminal until the last byte of the answer has
come back: what the person waits for, drawing and waiting for timers included. A figure taken inside the
program would leave out the way in, the way out, and every tick that a program waits before it paints.

The programs run side by side and are asked in turn, so that a busy machine slows all; the lower quartiles are
compared, because whatever else runs can only add time.
"""

import asyncio
import fcntl
import os
import pty
import select
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from kp_tui.widgets.rows import Column, ListSource, Rows, Source

WIDTH, HEIGHT = 120, 40
QUIET = 0.06  # seconds: longer than any pause within one answer
CALM = 2.0  # seconds: longer than any answer, on a busy machine too
PATIENCE = 2.0  # seconds that the first byte of an answer may take
KEYS = 80  # samples of each program
PRESSES, BURST = 10_000, 50
MIB = 1 << 20
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(Path(__file__).parent.parent),
    "TERM": "xterm-256color",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
}
BELL_KEY, BELL = b"\x1b[19~", b"\x07"
UP, DOWN = b"\x1b[A", b"\x1b[B"
TITLES = ("Mark", "Name", "State", "Key worker", "Last event", "Units")
WIDTHS = (8, 28, 10, 24, 12, 6)

Row = tuple[str, ...]


def row(number: int) -> Row:
    """A fictional client, the same in every program."""
    names = ("Nováková Žofie", "Černý Řehoř", "Dvořáková Šárka", "Svoboda Jiří", "Příhodová Ludmila")
    name = f"{names[number % 5]} {number}"
    day = f"{number % 28 + 1}. 11. 2025"
    return f"K-{number:05}", name, "● klient", "Novotná Michaela", day, str(number % 90)


class TableApp(App[None]):
    """Textual's own table, as its manual shows it."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield DataTable[str](cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for title, width in zip(TITLES, WIDTHS, strict=True):
            table.add_column(title, width=width)
        table.add_rows(row(number) for number in range(self.rows))


class RowsApp(App[None]):
    """Our list over a source; F8 rings when all that was typed before has been done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "bell")]

    def __init__(self, source: Source[int, Row]) -> None:
        super().__init__()
        self.source = source

    def compose(self) -> ComposeResult:
        columns = [
            Column[Row](title, itemgetter(place), width, grow=int(place == 1))
            for place, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True))
        ]
        yield Rows[int, Row](columns)

    async def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.focus()
        await rows.show(self.source)


class StoreSource:
    """Rows of a plain SQLite file, read on one thread as the program reads its store."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.thread = ThreadPoolExecutor(1)

    async def page(self, key: int | None, limit: int, *, back: bool) -> Sequence[tuple[int, Row]]:
        return await asyncio.get_running_loop().run_in_executor(self.thread, self.read, key, limit, back)

    def read(self, key: int | None, limit: int, back: bool) -> list[tuple[int, Row]]:  # noqa: FBT001 -- run_in_executor
        with sqlite3.connect(self.path) as connection:
            where = "" if key is None else "where id < :key" if back else "where id > :key"
            order = "desc" if back else "asc"
            found = connection.execute(
                f"select * from client {where} order by id {order} limit :limit",  # noqa: S608 -- three fixed words
                {"key": key, "limit": limit},
            ).fetchall()
        return [(line[0], line[1:]) for line in (reversed(found) if back else found)]


def fill(path: Path, rows: int) -> None:
    """Make the file that `StoreSource` reads."""
    with sqlite3.connect(path) as connection:
        connection.execute("create table client (id integer primary key, a, b, c, d, e, f)")
        lines = ((number, *row(number)) for number in range(rows))
        connection.executemany("insert into client values (?, ?, ?, ?, ?, ?, ?)", lines)


class Program:
    """One of the programs above in a terminal of its own."""

    def __init__(self, *arguments: str | Path) -> None:
        self.terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        command = [sys.executable, __file__, "program", *map(str, arguments)]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=ENVIRONMENT, start_new_session=True
        )
        os.close(theirs)
        self.answer(CALM)

    def answer(self, quiet: float = QUIET) -> tuple[float, int]:
        """When the last byte came, and how many came, until the terminal is quiet for `quiet` seconds."""
        last, size = time.perf_counter(), 0
        while select.select([self.terminal], [], [], quiet)[0]:
            size += len(os.read(self.terminal, 1 << 16))
            last = time.perf_counter()
        return last, size

    def key(self, key: bytes, quiet: float = QUIET) -> tuple[float, int]:
        """Seconds until the answer to `key` was complete, and its bytes."""
        start = time.perf_counter()
        os.write(self.terminal, key)
        select.select([self.terminal], [], [], PATIENCE)
        end, size = self.answer(quiet)
        return end - start, size

    def keys(self, keys: bytes) -> None:
        """Type `keys` and wait until all of them have been done, however busy the machine is."""
        os.write(self.terminal, keys + BELL_KEY)
        while BELL not in os.read(self.terminal, 1 << 16):
            pass

    def memory(self) -> int:
        """Resident bytes of the program now."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def close(self) -> None:
        """End it and its terminal."""
        self.process.terminate()
        self.process.wait()
        os.close(self.terminal)


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, and what it may be at most."""

    name: str
    value: float
    limit: float


@contextmanager
def programs(*commands: Sequence[str | Path]) -> Iterator[list[Program]]:
    """Several programs side by side, each in its own terminal."""
    opened = [Program(*command) for command in commands]
    try:
        yield opened
    finally:
        for program in opened:
            program.close()


def typical(opened: Sequence[Program], key: bytes, times: int) -> list[tuple[float, float]]:
    """Seconds and bytes of one key in each program, asked in turn."""
    answers = [[program.key(key) for program in opened] for _ in range(times)]
    return [
        (lower_quartile(time for time, _ in own), statistics.median(size for _, size in own))
        for own in zip(*answers, strict=True)
    ]


def lower_quartile(values: Iterable[float]) -> float:
    """What a quarter of the values stays below."""
    return statistics.quantiles(values, n=4)[0]


def to_the_edge(opened: Sequence[Program]) -> None:
    """Bring every cursor to the last line, where each further key scrolls."""
    for program in opened:
        for _ in range(HEIGHT + 5):
            program.key(DOWN, quiet=0.02)


def key_figures(store: Path) -> list[Figure]:
    """A key that scrolls by a row, which is what a held key does: our list to a DataTable of 1,000 rows."""
    with programs(("table", "1000"), ("list", "1000"), ("store", store)) as opened:
        within = typical(opened, DOWN, HEIGHT // 2)
        to_the_edge(opened)
        table, rows, stored = typical(opened, DOWN, KEYS)
    return [
        Figure("time of a scrolling key, list / DataTable", rows[0] / table[0], 1 / 6),
        Figure("time of a scrolling key, store / DataTable", stored[0] / table[0], 1 / 6),
        Figure("bytes of a scrolling key, list / DataTable", rows[1] / table[1], 1 / 15),
        Figure("bytes of a scrolling key, store / DataTable", stored[1] / table[1], 1 / 15),
        Figure("time of a key within the screen, list / DataTable", within[1][0] / within[0][0], 1),
        Figure("bytes of a key within the screen, list / DataTable", within[1][1] / within[0][1], 1),
    ]


def length_figures(short: Path, long: Path) -> list[Figure]:
    """The same key in a long list and in a short one."""
    with programs(("store", short), ("store", long)) as opened:
        to_the_edge(opened)
        few, many = typical(opened, DOWN, KEYS)
    return [Figure("time of a key, 100,000 rows / 200 rows", many[0] / few[0], 1.2)]


def endurance_figures(store: Path) -> list[Figure]:
    """What many keys leave behind in memory, and what a program that nobody touches writes."""
    keys = [DOWN] * 6 + [UP, b"\x1b[6~", b"\x1b[5~", b"\x1b[6~"]
    with programs(("store", store)) as (program,):
        for pressed in range(0, PRESSES + 1_000, BURST):
            program.keys(b"".join(keys[(pressed + key) % len(keys)] for key in range(BURST)))
            if pressed == 1_000 - BURST:
                before = program.memory()
        program.answer(CALM)
        grown = (program.memory() - before) / MIB
        _, idle = program.answer(quiet=3.0)
    return [Figure(f"MiB grown over {PRESSES:,} keys", grown, 5), Figure("bytes written while idle", idle, 0)]


def figures() -> list[Figure]:
    """All figures of the list."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder, "short.db"), Path(folder, "long.db")
        fill(short, 200)
        fill(long, 100_000)
        return [*key_figures(long), *length_figures(short, long), *endurance_figures(long)]


def run_program(kind: str, argument: str) -> None:
    """Be one of the programs that are measured."""
    if kind == "table":
        TableApp(int(argument)).run()
    elif kind == "list":
        RowsApp(ListSource((number, row(number)) for number in range(int(argument)))).run()
    else:
        RowsApp(StoreSource(Path(argument))).run()


def judged(measured: Sequence[Figure]) -> int:
    """Print the figures with their limits; 1 where one is over."""
    for figure in measured:
        verdict = "" if figure.value <= figure.limit else "  OVER"
        print(f"{figure.name:<52} {figure.value:8.3f}  at most {figure.limit:.3f}{verdict}")
    return int(any(figure.value > figure.limit for figure in measured))


if __name__ == "__main__":
    if sys.argv[1:2] == ["program"]:
        run_program(*sys.argv[2:4])
    else:
        sys.exit(judged(figures()))
