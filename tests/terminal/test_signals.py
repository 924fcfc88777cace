"""A line that goes, or a machine that stops: what was typed is kept, and the program is gone."""

import signal
from pathlib import Path

import pytest

from kp_tui.terminal.signals import SAVE_SECONDS
from tests.terminal.conftest import Opener, saved_text, wait_for_file

RESTORED = b"\x1b[?1049l\x1b[?25h"


def test_sighup_saves_and_leaves_without_touching_the_terminal(open_app: Opener, tmp_path: Path) -> None:
    app = open_app("field")
    app.send("rozepsáno")
    app.wait_for("rozepsáno")
    app.settle()
    written = len(app.raw)
    app.signal(signal.SIGHUP)
    assert app.wait_exit() == 129
    assert saved_text(tmp_path) == "saving rozepsáno"
    assert app.raw[written:] == b""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_sigterm_saves_and_gives_the_terminal_back(
    open_app: Opener, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    app = open_app("field")
    app.send("rozepsáno")
    app.wait_for("rozepsáno")
    assert not app.echoes
    app.signal(number)
    assert app.wait_exit() == status
    assert saved_text(tmp_path) == "saving rozepsáno"
    assert RESTORED in app.raw
    assert app.echoes


def test_the_second_signal_that_a_lost_line_brings_does_not_cut_the_saving_short(
    open_app: Opener, tmp_path: Path
) -> None:
    app = open_app("field", KP_SAVING_TAKES="0.5")
    app.send("rozepsáno")
    app.wait_for("rozepsáno")
    app.signal(signal.SIGHUP)
    wait_for_file(tmp_path / "saved")
    app.hang_up()
    assert app.wait_exit() == 129
    assert saved_text(tmp_path) == "saving rozepsáno"


def test_a_lost_line_ends_a_program_that_was_started_with_signals_blocked(
    open_app: Opener, tmp_path: Path
) -> None:
    app = open_app("field", KP_SIGNALS_BLOCKED="1")
    app.hang_up()
    assert app.wait_exit() == 129
    assert saved_text(tmp_path) == "saving "


def test_a_lost_line_ends_a_program_that_waits_for_the_terminal(open_app: Opener, tmp_path: Path) -> None:
    app = open_app("flood")
    app.send("\x1bOQ")
    wait_for_file(tmp_path / "flooding")
    app.hang_up()
    assert app.wait_exit() == 129
    assert saved_text(tmp_path) == "all"


def test_sigterm_ends_a_program_whose_terminal_reads_no_more(open_app: Opener, tmp_path: Path) -> None:
    app = open_app("flood")
    app.send("\x1bOQ")
    wait_for_file(tmp_path / "flooding")
    app.signal(signal.SIGTERM)
    assert app.wait_exit(SAVE_SECONDS - 5, reading=False) == 143
    assert saved_text(tmp_path) == "all"


def test_suspending_is_ignored(open_app: Opener) -> None:
    app = open_app("field")
    app.signal(signal.SIGTSTP)
    app.send("dál")
    app.wait_for("dál")


def test_a_stop_and_its_end_leave_one_reader_of_the_keys(open_app: Opener) -> None:
    app = open_app("field")
    threads = len(list(Path(f"/proc/{app.pid}/task").iterdir()))
    app.signal(signal.SIGSTOP)
    app.signal(signal.SIGCONT)
    app.send("dál")
    app.wait_for("dál")
    assert len(list(Path(f"/proc/{app.pid}/task").iterdir())) == threads
