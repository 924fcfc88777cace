"""Nothing acts on the program from the environment that is not on a short list."""

import subprocess
import sys
from pathlib import Path

import pytest

from kp_tui.terminal.environment import TOLD_TO_TEXTUAL, cleaned
from tests.terminal.conftest import Opener


def test_variables_that_load_code_or_write_files_are_dropped() -> None:
    hostile = dict.fromkeys(
        (
            "TEXTUAL",
            "TEXTUAL_DEBUG",
            "TEXTUAL_DRIVER",
            "PYTHONSTARTUP",
            "PYTHONPATH",
            "LD_PRELOAD",
            "COLUMNS",
        ),
        "1",
    )
    assert cleaned(hostile) == TOLD_TO_TEXTUAL


def test_language_terminal_and_our_own_variables_stay() -> None:
    wanted = {"LANG": "cs_CZ.UTF-8", "LC_ALL": "C", "TERM": "xterm", "KP_HOME": "/kp", "TZ": "Europe/Prague"}
    assert wanted.items() <= cleaned(wanted).items()


def test_cleaning_after_textual_was_imported_is_refused_loudly() -> None:
    too_late = "import textual.constants, kp_tui.terminal.environment as e; e.clean_environment()"
    told = subprocess.run([sys.executable, "-c", too_late], capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "before the environment was cleaned" in told.stderr


def test_textual_is_told_before_it_is_imported() -> None:
    asked = (
        "from kp_tui.terminal.environment import clean_environment; clean_environment()\n"
        "from textual import constants as c\n"
        "print(c.DEBUG, c.DISABLE_KITTY_KEY, c.TEXTUAL_ANIMATIONS, c.SMOOTH_SCROLL, c.ESCAPE_DELAY)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True", "none", "False", "0.01"]


@pytest.mark.parametrize("noise", [{"TEXTUAL_DEBUG": "1", "TEXTUAL": "debug,devtools"}])
def test_no_variable_makes_the_program_write_keys_or_pictures(
    open_app: Opener, tmp_path: Path, noise: dict[str, str]
) -> None:
    files = {
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_DRIVER": "nowhere:Driver",
    }
    app = open_app("field", **noise, **files)
    app.send("heslo")
    app.wait_for("heslo")
    app.send("\x13")
    assert app.wait_exit() == 0
    assert list(tmp_path.iterdir()) == []
