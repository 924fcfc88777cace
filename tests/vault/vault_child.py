"""A second program on the same store, for the tests that need real processes."""

import os
import sys
import time
from pathlib import Path

from kp_tui.domain.errors import KpError
from kp_tui.vault.files import replace_durably
from kp_tui.vault.keys import Cost
from kp_tui.vault.locks import core_turn, locked
from kp_tui.vault.slots import add_slot, create_store, open_store

CHEAP = Cost(memory_kib=8, iterations=1)


def join(home: Path, name: str) -> None:
    """Add people one by one, each a change of the header."""
    opened = open_store(home, "spravce", "heslo")
    try:
        for number in range(10):
            add_slot(home, opened, f"{name}-{number}", "heslo", CHEAP)
    except KpError as error:
        print(type(error).__name__)  # noqa: T201 -- the test reads it


def guess(home: Path, login: str) -> None:
    """Try wrong passwords as fast as possible and say how each try ended."""
    for number in range(5):
        try:
            open_store(home, login, f"wrong {number}")
        except KpError as error:
            print(type(error).__name__)  # noqa: T201 -- the test reads it


def work(home: Path, log: str) -> None:
    """Take turns at a core and note when."""
    for _ in range(5):
        with core_turn(home):
            start = time.monotonic()
            time.sleep(0.01)
            line = f"{start} {time.monotonic()}\n".encode()
        note = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(note, line)
        os.close(note)


def replace(home: Path, size: str) -> None:
    """Replace a file for ever by others, each of one repeated byte."""
    number = 0
    while True:
        number += 1
        replace_durably(bytes([number % 256]) * int(size), home / "file", home / "copy")
        if number == 1:
            print("ready", flush=True)  # noqa: T201 -- the test reads it


def hold(home: Path, name: str) -> None:
    """Hold a lock until the test closes our input."""
    with locked(home / name):
        print("held", flush=True)  # noqa: T201 -- the test reads it
        sys.stdin.read()


def create(home: Path, _: str) -> None:
    """Begin a store."""
    try:
        create_store(home, "spravce", "heslo", CHEAP)
        print("made")  # noqa: T201 -- the test reads it
    except KpError as error:
        print(type(error).__name__)  # noqa: T201 -- the test reads it


def sign_in(home: Path, _: str) -> None:
    """Open the store with the right password."""
    try:
        open_store(home, "spravce", "heslo")
        print("opened")  # noqa: T201 -- the test reads it
    except KpError as error:
        print(type(error).__name__)  # noqa: T201 -- the test reads it


if __name__ == "__main__":
    todo, where, detail = sys.argv[1:]
    actions = {
        "join": join,
        "guess": guess,
        "work": work,
        "replace": replace,
        "hold": hold,
        "create": create,
        "sign_in": sign_in,
    }
    actions[todo](Path(where), detail)
