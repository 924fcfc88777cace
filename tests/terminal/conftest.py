"""Opening the small programs of `apps/` in a terminal of their own."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.pty import PATIENCE, PYTHON, Terminal

RUN = Path(__file__).parent / "apps" / "run.py"

Opener = Callable[..., Terminal]


@pytest.fixture
def open_app(tmp_path: Path) -> Iterator[Opener]:
    """`open_app("field", KP_X="...")` runs apps/field.py in an empty folder until it says "ready"."""
    with ExitStack() as open_terminals:

        def open_one(name: str, *, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
            terminal = Terminal([*PYTHON, RUN, name], environment, columns=columns, rows=rows, cwd=tmp_path)
            open_terminals.enter_context(terminal)
            terminal.wait_for("ready")
            terminal.settle(0.1)
            return terminal

        yield open_one


def wait_for_file(file: Path) -> None:
    """Wait without reading the terminal, so that it fills up."""
    until = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < until, f"no {file.name} within {PATIENCE} s"
        time.sleep(0.01)


def saved_text(folder: Path) -> str | None:
    """What an app's `save_everything` has written, if it has."""
    file = folder / "saved"
    return file.read_text() if file.exists() else None
