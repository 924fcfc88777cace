"""The demo's command: who is in it, and that nothing is left of one that was stopped."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENCE, Place, Said, command, environment, kp

LOGINS = ["novakova", "svoboda", "dvorakova", "cerna", "prochazka", "spravce"]


def test_the_demo_prints_its_logins_and_their_password(demo: tuple[Place, Said]) -> None:
    place, said = demo
    *people, password = said.out.splitlines()
    assert [line.split()[0] for line in people] == LOGINS
    assert password == f"Password of all: {place.password}"
    assert said.err == ""


def test_the_demo_is_as_it_was_printed_and_everybody_signs_in(demo: tuple[Place, Said]) -> None:
    place, said = demo
    assert sorted(place.kp("worker", "list").out.splitlines()) == sorted(said.out.splitlines()[:-1])
    assert place.kp("log", "verify", login="dvorakova").err == "Your role does not allow this.\n"


def test_the_demo_has_a_whole_log(demo: tuple[Place, Said]) -> None:
    said = demo[0].kp("log", "verify", login="prochazka")
    assert (said.status, said.err) == (0, "")
    assert demo[0].kp("log", "verify", login="novakova").status == 1


def test_a_folder_with_a_store_is_refused_and_stays_as_it_was(demo: tuple[Place, Said]) -> None:
    before = (demo[0].home / "kp.keys").read_bytes()
    said = kp("demo", demo[0].home)
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert (demo[0].home / "kp.keys").read_bytes() == before
    assert (demo[0].home / "kp-0001.db").exists()


@pytest.mark.parametrize(
    ("number", "status", "written"), [(signal.SIGTERM, 143, 0), (signal.SIGINT, 130, 2**19)]
)
def test_a_demo_that_is_stopped_leaves_nothing_of_itself(
    tmp_path: Path, number: signal.Signals, status: int, written: int
) -> None:
    """At its very beginning, and while events are being written."""
    home = tmp_path / "demo"
    home.mkdir()
    (home / "kp-letter.txt").write_text("mine")
    process = subprocess.Popen(
        command("demo", home, "--events", "500000"), stderr=subprocess.PIPE, env=environment()
    )
    until = time.monotonic() + PATIENCE
    write_ahead = home / "kp-0001.db-wal"
    while not write_ahead.exists() or write_ahead.stat().st_size < written:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.005)
    os.kill(process.pid, number)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == status
    assert b"Traceback" not in err
    assert [path.name for path in home.iterdir()] == ["kp-letter.txt"]
