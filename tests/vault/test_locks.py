"""Programs on one store wait for each other, in turn and not for ever."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kp_tui.vault.errors import StoreBusy
from kp_tui.vault.locks import core_turn, locked

CHILD = str(Path(__file__).with_name("vault_child.py"))


@contextmanager
def held_elsewhere(folder: Path, name: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, CHILD, "hold", str(folder), name]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_lock_held_by_another_program_is_waited_for_and_then_given_up(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "lock"):
        for patience in (0.05, 0):
            with pytest.raises(StoreBusy), locked(tmp_path / "lock", patience):
                pass
    with locked(tmp_path / "lock", 0):
        pass


def test_a_lock_let_go_while_we_wait_is_ours(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "lock") as process:
        assert process.stdin is not None
        threading.Timer(0.05, process.stdin.close).start()
        with locked(tmp_path / "lock", 10):
            process.wait()
            with pytest.raises(StoreBusy), locked(tmp_path / "lock", 0):
                pass


def test_a_lock_we_gave_up_waiting_for_is_never_ours_later(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "lock"), pytest.raises(StoreBusy), locked(tmp_path / "lock", 0.01):
        pass
    with locked(tmp_path / "lock", 10), pytest.raises(StoreBusy), locked(tmp_path / "lock", 0):
        pass


def test_a_program_that_dies_frees_its_lock(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, "lock") as process:
        process.kill()
        with locked(tmp_path / "lock", 10):
            pass


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "lock"):
        raise ZeroDivisionError
    with locked(tmp_path / "lock", 0):
        pass


def test_never_more_at_once_than_there_are_cores(tmp_path: Path) -> None:
    cores = os.cpu_count() or 1
    command = [sys.executable, CHILD, "work", str(tmp_path), str(tmp_path / "log")]
    for process in [subprocess.Popen(command) for _ in range(cores + 3)]:
        assert process.wait() == 0
    turns = [tuple(map(float, line.split())) for line in (tmp_path / "log").read_text().splitlines()]
    assert len(turns) == (cores + 3) * 5
    at_once = [sum(start <= moment < end for start, end in turns) for moment, _ in turns]
    assert max(at_once) <= cores


def test_a_free_core_is_taken_though_another_is_busy(tmp_path: Path) -> None:
    if os.cpu_count() == 1:
        pytest.skip("one core is either busy or free")
    with held_elsewhere(tmp_path, "kp.core-0.lock") as process:
        for _ in range(20):
            with core_turn(tmp_path):
                assert process.poll() is None


def test_a_turn_is_waited_for(tmp_path: Path) -> None:
    begun, done = threading.Event(), threading.Event()

    def take_turn() -> None:
        begun.set()
        with core_turn(tmp_path):
            done.set()

    with held_elsewhere(tmp_path, "kp.core-0.lock"):
        others = [locked(tmp_path / f"kp.core-{number}.lock") for number in range(1, os.cpu_count() or 1)]
        for other in others:
            other.__enter__()
        thread = threading.Thread(target=take_turn)
        thread.start()
        begun.wait()
        assert not done.wait(0.1)
        for other in others:
            other.__exit__(None, None, None)
    assert done.wait(10)
    thread.join()
