"""The commands as other programs call them: real processes on real stores."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.support.stores import PASSWORD

FORKS = str(Path(__file__).with_name("kp_forks.py"))
PATIENCE = 120  # seconds after which a process of a loaded machine is taken for stuck


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """What a command finds in its environment: little, and English."""
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "en_US.UTF-8"} | more


def command(*arguments: str | Path) -> Sequence[str]:
    """The command line of `kp` as a program calls it."""
    return [sys.executable, "-m", "kp_tui", *map(str, arguments)]


def kp(*arguments: str | Path, stdin: str = "", **more: str) -> Said:
    """Run `kp` with these arguments, with no terminal, in a process that has its libraries loaded."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("in", "out", "err")]
        for file in files:
            file.write_text(stdin if file.name == "in" else "")
        status = _forks().ask(list(map(str, arguments)), environment(**more), list(map(str, files)))
        return Said(status, files[1].read_text(), files[2].read_text())


def kp_alone(*arguments: str | Path, stdin: bytes = b"", **more: str) -> Said:
    """The same from the very start of the interpreter."""
    done = subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        env=environment(**more),
        timeout=PATIENCE,
        check=False,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


class Forks:
    """The process that forks one for each command."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._process.kill)

    def ask(self, arguments: list[str], environment: dict[str, str], files: list[str]) -> int:
        """The exit status of one command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"arguments": arguments, "environment": environment, "files": files}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@cache
def _forks() -> Forks:
    return Forks()


@dataclass(frozen=True, slots=True)
class Place:
    """A store that commands are called on."""

    home: Path
    password: str = PASSWORD

    def kp(self, *arguments: str | Path, login: str = "spravce") -> Said:
        """Run a command as that person."""
        given = ("--store", self.home, "--login", login, "--password-stdin")
        return kp(*arguments, *given, stdin=self.password + "\n")


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Place:
    """A store of the test's own with six people and nothing else."""
    return Place(shutil.copytree(template, tmp_path / "store"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Said]:
    """The demo as its command makes it, and what it said."""
    home = tmp_path_factory.mktemp("demo") / "store"
    said = kp("demo", home, "--events", "1500")
    assert said.status == 0, said.err
    return Place(home, said.out.splitlines()[-1].partition(": ")[2]), said


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file."""

    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write
