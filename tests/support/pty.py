"""The real program in a real terminal: a pseudo-terminal read by pexpect, drawn by pyte."""

import os
import re
import select
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

PATIENCE = 20.0
"""Seconds after which waiting for a loaded machine becomes a failure."""

STILL = 0.04
"""Seconds, two frames, after which a program has nothing to do of which no thread was woken all the while."""

PYTHON = (sys.executable, "-I")

F1, F2, F3, F5, F6 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[15~", "\x1b[17~"
F8, F9 = "\x1b[19~", "\x1b[20~"
ENTER, TAB, BACK_TAB, ESC = "\r", "\t", "\x1b[Z", "\x1b"
DOWN, RIGHT, END = "\x1b[B", "\x1b[C", "\x1b[F"
SAVE, LOCK, QUIT, EMPTY = "\x13", "\x0c", "\x11", "\x15"

BASE_ENVIRONMENT = {
    "HOME": os.environ.get("HOME", "/"),
    "LANG": "C.UTF-8",
    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    "TERM": "xterm-256color",
}


class Terminal:
    """One program in one terminal; leaving the `with` block ends it."""

    def __init__(
        self,
        argv: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
    ) -> None:
        """Start `argv` with `environment` on top of `BASE_ENVIRONMENT`, and nothing else of the caller's."""
        self._display = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._display)
        self._lines: list[str] = []
        self.raw = b""
        command, *arguments = map(str, argv)
        self._child: Any = pexpect.spawn(
            command,
            arguments,
            env={**BASE_ENVIRONMENT, **(environment or {})},
            cwd=str(cwd) if cwd else None,
            dimensions=(rows, columns),
            echo=True,
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return int(self._child.pid)

    @property
    def wakeups(self) -> int:
        """How often any thread of the program has gone to sleep, and so been woken, since it started."""
        statuses = self._of_threads("status")
        return sum(int(re.findall(r"\nvoluntary_ctxt_switches:\s*(\d+)", status)[0]) for status in statuses)

    @property
    def asleep(self) -> bool:
        """Whether no thread of the program is running now, or waiting for the disk."""
        return all(stat.rpartition(") ")[2].startswith("S") for stat in self._of_threads("stat"))

    def _of_threads(self, name: str) -> Iterator[str]:
        for file in Path(f"/proc/{self.pid}/task").glob(f"*/{name}"):
            with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
                yield file.read_text()

    @property
    def lines(self) -> list[str]:
        """The screen as it stands, row by row, trailing spaces dropped."""
        self.read()
        if not self._lines:
            self._lines = [line.rstrip() for line in self._display.display]
        return self._lines

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's column and row, from 0."""
        self.read()
        return self._display.cursor.x, self._display.cursor.y

    @property
    def title(self) -> str:
        """The title and the icon name that the program has given the terminal."""
        self.read()
        return f"{self._display.title}{self._display.icon_name}"

    def send(self, keys: str | bytes) -> None:
        """Type: text as UTF-8, bytes as they are."""
        self._child.send(keys)

    def paste(self, text: str) -> None:
        """Paste as a terminal does that was asked to bracket pastes."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def read(self, seconds: float = 0) -> bytes:
        """What has been written by now, or within `seconds`; drawn and kept in `raw`, too."""
        until = time.monotonic() + seconds
        fresh = b""
        while True:
            try:
                fresh += self._child.read_nonblocking(1 << 16, timeout=max(0, until - time.monotonic()))
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        if fresh:
            self.raw += fresh
            self._stream.feed(fresh)
            self._lines = []
        return fresh

    def last_byte(self, patience: float, quiet: float) -> float:
        """The moment (`perf_counter`) of an answer's last byte: for `quiet` seconds nothing came after it.

        The answer has to begin within `patience` seconds.
        """
        last, wait = time.perf_counter(), patience
        while select.select([self._child.child_fd], [], [], wait)[0] and self.read():
            last, wait = time.perf_counter(), quiet
        return last

    def wait_until(self, holds: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
        """Read until `holds()`; fails with the screen, so that the reader sees what stood there instead."""
        until = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > until:
                raise AssertionError(f"waited {timeout} s for {what}; the screen:\n{self.text}")
            self.read(0.02)

    def wait_for(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until `text` stands on the screen."""
        self.wait_until(lambda: text in self.text, repr(text), timeout)

    def wait_gone(self, text: str, timeout: float = PATIENCE) -> None:
        """Read until `text` no longer stands on the screen."""
        self.wait_until(lambda: text not in self.text, f"{text!r} to go", timeout)

    def settle(self, seconds: float = STILL, timeout: float = PATIENCE) -> None:
        """Read until the program has slept for `seconds` without a wink, so that nothing is under way."""

        def slept() -> bool:
            before = self.wakeups
            return not self.read(seconds) and self.asleep and self.wakeups == before

        self.wait_until(slept, "silence", timeout)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size, as a person pulling at its corner does."""
        self.read()
        self._display.resize(rows, columns)
        self._lines = []
        self._child.setwinsize(rows, columns)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the line, as a lost connection does; nothing can be read afterwards."""
        self._child.ptyproc.fileobj.close()
        self._child.child_fd = -1

    @property
    def echoes(self) -> bool:
        """Whether the terminal is in the mode a shell expects: lines, and echo."""
        modes = termios.tcgetattr(self._child.child_fd)[3]
        return bool(modes & termios.ECHO and modes & termios.ICANON)

    def wait_exit(self, timeout: float = PATIENCE, *, reading: bool = True) -> int:
        """The exit status; minus the signal's number where a signal ended the program."""
        until = time.monotonic() + timeout
        reading = reading and self._child.child_fd >= 0
        while self._child.isalive():
            if time.monotonic() > until:
                raise AssertionError(f"still running after {timeout} s")
            if reading:
                self.read(0.01)
            else:
                time.sleep(0.01)
        if reading:
            self.read()
        status = self._child.exitstatus
        return int(-self._child.signalstatus if status is None else status)
