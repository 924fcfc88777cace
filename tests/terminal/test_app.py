"""Nothing leaves the app but what is painted, and what cannot be painted is said."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import ComposeResult, SuspendNotSupported
from textual.widgets import Label

from kp_tui.terminal.app import Refusal, TerminalApp
from tests.terminal.conftest import Opener

CTRL_C, CTRL_P, CTRL_Q, CTRL_V, CTRL_X = "\x03", "\x10", "\x11", "\x16", "\x18"


class Plain(TerminalApp[None]):
    def compose(self) -> ComposeResult:
        yield Label("ready")


def test_neither_ctrl_q_nor_ctrl_c_nor_the_palette_key_does_anything_by_itself(open_app: Opener) -> None:
    app = open_app("field")
    before = app.text
    for key in (CTRL_Q, CTRL_C, CTRL_P):
        app.send(key)
        app.settle(0.1)
        assert app.text == before
    app.send("dál")
    app.wait_for("dál")


def test_copying_stays_in_the_program_and_pastes_there(open_app: Opener) -> None:
    app = open_app("field")
    app.send("tajné")
    app.wait_for("tajné")
    app.send("\x1b[1;2H" + CTRL_X)
    app.wait_gone("tajné")
    app.send(CTRL_V + CTRL_V)
    app.wait_for("tajnétajné")
    assert b"\x1b]52" not in app.raw


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (200, 60)])
def test_sixty_by_twenty_is_enough(open_app: Opener, columns: int, rows: int) -> None:
    app = open_app("field", columns=columns, rows=rows)
    assert app.lines[0] == "ready"
    assert "too small" not in app.text


def test_a_smaller_window_says_so_and_a_larger_one_shows_the_screen_again(open_app: Opener) -> None:
    app = open_app("field")
    for columns, rows in ((59, 20), (60, 19), (7, 2), (1, 1)):
        app.resize(columns, rows)
        app.wait_until(lambda: app.lines[0][:1] == "T", "the sentence")
        app.settle(0.1)
        assert "ready" not in app.text
    app.resize(60, 20)
    app.wait_for("ready")
    app.wait_gone("This window")
    app.send("dál")
    app.wait_for("dál")


def test_keys_do_not_reach_a_screen_that_nobody_sees_but_the_lock_works(open_app: Opener) -> None:
    app = open_app("field")
    app.resize(40, 10)
    app.wait_for("too small")
    app.send("naslepo")
    app.paste("naslepo")
    app.send("\x0c")
    app.settle()
    app.resize(80, 24)
    app.wait_for("locked")
    assert "naslepo" not in app.text


def test_the_sentence_is_cut_to_the_smallest_window(open_app: Opener) -> None:
    app = open_app("field", columns=60, rows=20)
    app.resize(20, 3)
    app.wait_until(lambda: app.lines[0].startswith("This window"), "the sentence")
    assert len(app.lines) == 3


REFUSED: dict[str, Callable[[TerminalApp[None]], Any]] = {
    "save_screenshot": lambda app: app.save_screenshot(),
    "deliver_screenshot": lambda app: app.deliver_screenshot(),
    "deliver_text": lambda app: app.deliver_text("/etc/passwd"),
    "deliver_binary": lambda app: app.deliver_binary("/etc/passwd"),
    "action_screenshot": lambda app: app.action_screenshot(),
}


@pytest.mark.parametrize("way_out", REFUSED)
async def test_no_picture_and_no_file_leaves(way_out: str) -> None:
    app = Plain()
    async with app.run_test():
        with pytest.raises(Refusal):
            REFUSED[way_out](app)


async def test_links_open_nothing_and_the_program_cannot_be_suspended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    app = Plain()
    async with app.run_test():
        app.open_url("https://example.org/?client=1")
        with pytest.raises(SuspendNotSupported), app.suspend():
            pass
    assert opened == []


async def test_there_is_no_command_palette() -> None:
    app = Plain()
    async with app.run_test() as pilot:
        app.action_command_palette()
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert not app.active_bindings.keys() & {"ctrl+p", "ctrl+q"}
