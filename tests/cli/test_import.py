"""Importing by real processes: odd files, two at once, and one that is killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kp_tui.domain.events import Kind
from tests.cli.conftest import PATIENCE, Place, command, environment
from tests.support.stores import PASSWORD

HEAD = "ref;date;start;end;kind;channel;clients;workers;content;impact"
CLIENTS = (
    "mark;surname;name;state;key_worker\nK-1;Řehořová;Žofie;client;novakova\nK-2;Ďábel;Aleš;applicant;\n"
)
Write = Callable[..., Path]


def rows(number: int, text: str = "Řekla, že šla žádat.") -> str:
    """A table of that many events."""
    return "\n".join(
        [
            HEAD,
            *(f"r{n};2026-03-02;8:00;8:30;individual;phone;K-1;novakova;{text};Ví." for n in range(number)),
        ]
    )


def count(place: Place) -> str:
    """What the report of the month says, which is all of the events."""
    period = ("--from", "2026-03-01", "--to", "2026-03-31", "--format", "csv")
    said = place.kp("report", "indicators", *period, login="prochazka")
    assert said.status == 0
    return next(line.rpartition(";")[2] for line in said.out.splitlines() if ";interventions;total;" in line)


@pytest.fixture
def with_clients(place: Place, written: Write) -> Place:
    """A store with two clients, from a file of Windows."""
    said = place.kp("import", "clients", written(CLIENTS, "cp1250"))
    assert (said.status, said.out, said.err) == (0, "Added: 2. Already there: 0.\n", "")
    return place


def test_a_file_of_windows_comes_in_whole_and_once(with_clients: Place, written: Write) -> None:
    file = written(rows(3), "cp1250")
    first, second = (with_clients.kp("import", "events", file) for _ in range(2))
    assert (first.status, first.out) == (0, "Added: 3. Already there: 0.\n")
    assert (second.status, second.out) == (0, "Added: 0. Already there: 3.\n")
    again = with_clients.kp("import", "clients", written(CLIENTS))
    assert again.out == "Added: 0. Already there: 2.\n"
    assert count(with_clients) == "3"


def test_every_mistake_is_listed_by_line_column_and_reason_without_its_value(
    with_clients: Place, written: Write
) -> None:
    file = written(
        rows(1) + '\nr9;2026-02-30;8:00;8:61;tajné;phone;K-1 Tajná;novakova;"a\nb";\nr0;;;;;;;;;\n'
    )
    said = with_clients.kp("import", "events", file)
    kinds = ", ".join(Kind)
    assert (said.status, said.out) == (1, "")
    assert said.err.splitlines() == [
        "Nothing was imported. Mistakes in the file: 9.",
        "line 3, column date: This is no day of the calendar. Write 2026-03-29 or 29. 3. 2026.",
        "line 3, column end: This is no time by the clock. Write 9:15 or 09:15:30.",
        f"line 3, column kind: Only these can stand here: {kinds}.",
        "line 3, column clients: Mark number 2 is nobody's: import or add the client first.",
        "line 5, column ref: Another row of this file has this reference already.",
        *[f"line 5, column {column}: This must not be empty." for column in ("date", "start", "end", "kind")],
    ]
    assert count(with_clients) == "0"


def test_a_file_that_is_none_is_one_sentence(place: Place, tmp_path: Path) -> None:
    workbook = tmp_path / "workbook.xlsx"
    workbook.write_bytes(b"PK\x03\x04\x00\x00")
    said = [place.kp("import", "events", path) for path in (workbook, tmp_path / "missing.csv", tmp_path)]
    assert [(one.status, one.out, one.err.count("\n")) for one in said] == [(1, "", 1)] * 3


def test_two_imports_of_one_file_at_once_add_it_once(with_clients: Place, written: Write) -> None:
    file = written(rows(400))
    both = [started(with_clients, file) for _ in range(2)]
    said = sorted(process.communicate(timeout=PATIENCE)[0] for process in both)
    assert said == ["Added: 0. Already there: 400.\n", "Added: 400. Already there: 0.\n"]
    assert count(with_clients) == "400"


def test_an_import_that_is_killed_leaves_nothing(with_clients: Place, written: Write) -> None:
    """Killed when the first pages of its one transaction are on the disk already."""
    process = started(with_clients, written(rows(1_500, "Dlouhý text. " * 300)))
    write_ahead = with_clients.home / "kp-0001.db-wal"
    until = time.monotonic() + PATIENCE
    while not (write_ahead.exists() and write_ahead.stat().st_size > 2**20):
        assert process.poll() is None, "done before it was killed"
        assert time.monotonic() < until
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert count(with_clients) == "0"
    assert with_clients.kp("import", "events", written(rows(2))).out == "Added: 2. Already there: 0.\n"
    verified = with_clients.kp("log", "verify")
    assert (verified.status, verified.err) == (0, "")


def started(place: Place, file: Path) -> subprocess.Popen[str]:
    """An import that runs beside the test."""
    given = ("--store", place.home, "--login", "spravce", "--password-stdin")
    process = subprocess.Popen(
        command("import", "events", file, *given),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdin is not None
    process.stdin.write(PASSWORD + "\n")
    process.stdin.flush()
    return process
