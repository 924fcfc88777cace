"""Any byte, any silence, any ending of the input: the program stands it, and costs nothing while it waits."""

import os
import re
from pathlib import Path

from tests.support.pty import PYTHON, Terminal
from tests.terminal.conftest import RUN, Opener, saved_text


def test_a_byte_that_is_not_utf8_is_shown_as_unknown_and_said_once(open_app: Opener) -> None:
    app = open_app("field")
    app.send("č".encode("cp1250") + b"au")
    app.wait_for("�au")
    app.wait_for("does not send UTF-8")
    app.send("č".encode("cp1250") + b"au")
    app.wait_for("�au�au")
    assert app.text.count("does not send") == 1


def test_a_character_may_arrive_in_pieces(open_app: Opener) -> None:
    app = open_app("field")
    for byte in "č€":
        for piece in byte.encode():
            app.send(bytes([piece]))
            app.settle(0.05)
    app.wait_for("č€")
    assert "UTF-8" not in app.text


def test_idle_writes_nothing_and_wakes_nobody(open_app: Opener) -> None:
    app = open_app("field")
    app.send("\x1b")
    app.wait_for("escaped")
    app.settle(0.5)
    before = app.wakeups
    assert app.read(1.5) == b""
    assert app.wakeups == before


def test_a_lone_esc_is_esc_and_a_key_that_begins_with_it_is_not(open_app: Opener) -> None:
    app = open_app("field")
    app.send("\x1bOQ")
    app.wait_for("F2")
    app.send("\x1b")
    app.wait_for("escaped")


def test_leaving_gives_the_terminal_back(open_app: Opener) -> None:
    app = open_app("field")
    assert not app.echoes
    app.send("\x13")
    assert app.wait_exit() == 0
    assert app.raw.endswith(b"\x1b[?1049l\x1b[?25h\x1b[?1004l")
    assert app.echoes


def test_the_end_of_a_piped_input_ends_the_program(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "keys")
    command = ["/bin/sh", "-c", 'exec "$@" <keys', "sh", *PYTHON, str(RUN), "field"]
    with Terminal(command, cwd=tmp_path) as app:
        with (tmp_path / "keys").open("w"):
            app.wait_for("ready")
        assert app.wait_exit() == 129
    assert saved_text(tmp_path) == "saving "


def test_the_mouse_the_focus_and_the_kitty_keyboard_are_left_alone(open_app: Opener) -> None:
    app = open_app("field")
    modes = re.findall(rb"\x1b\[\?(\d+)h", app.raw)
    assert set(modes) <= {b"1049", b"1004", b"2004", b"2026"}
    assert app.raw.rfind(b"\x1b[?1004l") > app.raw.rfind(b"\x1b[?1004h")
    assert not re.search(rb"\x1b\[>\d+u", app.raw)


def test_the_locale_does_not_decide_what_is_written(tmp_path: Path) -> None:
    ascii_python: list[str | Path] = [*PYTHON, "-X", "utf8=0", RUN, "field"]
    with Terminal(ascii_python, {"LC_ALL": "C"}, cwd=tmp_path) as app:
        app.wait_for("ready")
        app.send("žluťoučký")
        app.wait_for("žluťoučký")


def test_the_title_of_the_terminal_never_carries_a_name(open_app: Opener) -> None:
    app = open_app("field")
    app.send("\x1bOR")
    app.wait_for("named")
    assert app.title == ""
    assert b"\x1b]" not in app.raw
