"""A plan by keys alone, in the real program in a real terminal: written, ticked, compared, read together."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.pty import PYTHON, Terminal

PASSWORD = "rychla louka pod mostem"
KP = (*PYTHON, "-m", "kp_tui")
F6 = "\x1b[17~"
ENTER, TAB, SAVE, BACK_TAB, QUIT, ESC = "\r", "\t", "\x13", "\x1b[Z", "\x11", "\x1b"
RIGHT = "\x1b[C"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo's people and three clients."""
    store = tmp_path_factory.mktemp("plan") / "store"
    demo = [*KP, "demo", str(store), "--clients", "12", "--events", "0", "--password", PASSWORD]
    subprocess.run(demo, check=True, capture_output=True)
    return store


@pytest.fixture
def desk(home: Path) -> Iterator[Terminal]:
    """The program in a terminal, novakova signed in."""
    environment = {"KP_HOME": str(home), "KP_LOGIN": "novakova", "LANG": "en_GB.UTF-8"}
    with Terminal(KP, environment) as terminal:
        terminal.wait_for("Password")
        terminal.send(PASSWORD + ENTER)
        terminal.wait_for("F6 Plan")
        yield terminal


def test_a_plan_is_written_ticked_compared_and_read_together(desk: Terminal) -> None:
    desk.send(F6)
    desk.wait_for("There is no plan yet: e begins one.")
    desk.send("e")
    desk.wait_for("Still missing")
    desk.send("Žije u sestry." + TAB + "Chce klid." + TAB + "Umí vařit." + TAB)
    desk.send("Chce bydlet sám" + ENTER + "- klient: zajít na úřad do 5. 12." + ENTER + "- Jana: volat denně")
    desk.wait_for("1 goal · 2 steps · a step: Jana · denně")
    desk.wait_for("Nothing is missing.")
    desk.send(SAVE)
    desk.wait_for("Plan, version 1")

    desk.send(F6 + "2x")  # three keys
    desk.wait_for("√ Jana: volat – denně")

    desk.send("e")
    desk.wait_for("Goals, steps")
    desk.send(ENTER + "Chce psa")
    desk.wait_for("2 goals · 2 steps")
    desk.send(SAVE)
    desk.wait_for("Plan, version 2")
    desk.send("v")
    desk.wait_for("Took part")
    desk.send("p")
    desk.wait_for("+ added: 1")
    desk.wait_for("│ + Chce psa")
    desk.send(ESC)
    desk.wait_for("Took part")
    desk.send(ESC)
    desk.wait_for("Plan, version 2")

    desk.send("p")
    desk.wait_for("My plan")
    desk.wait_gone("F9 Menu")
    desk.send(RIGHT + RIGHT)
    desk.wait_gone("How things stand")
    desk.send(ESC + F6 + QUIT)
    desk.settle()
    assert "Chce bydlet sám" in desk.text
    desk.send(PASSWORD)
    desk.wait_for("Worker's password")
    desk.send(ENTER)
    desk.wait_for("F9 Menu")
    desk.wait_for("Plan, version 2")


def test_a_lost_line_keeps_the_plan_that_was_typed(home: Path, desk: Terminal) -> None:
    desk.send("\x1b[B" + F6)
    desk.wait_for("There is no plan yet: e begins one.")
    desk.send("e")
    desk.wait_for("Still missing")
    desk.send("Přerušená věta o")
    desk.settle()
    desk.hang_up()
    assert desk.wait_exit() == 128 + 1
    environment = {"KP_HOME": str(home), "KP_LOGIN": "novakova", "LANG": "en_GB.UTF-8"}
    with Terminal(KP, environment) as again:
        again.wait_for("Password")
        again.send(PASSWORD + ENTER)
        again.wait_for("Přerušená věta o")
        again.send(" bydlení")
        again.wait_for("Přerušená věta o bydlení")
