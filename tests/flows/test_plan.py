"""A plan by keys alone, in the real program in a real terminal: written, ticked, compared, read together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.program import DemoStore, signed_in
from tests.support.pty import ENTER, ESC, F6, QUIT, RIGHT, SAVE, TAB, Terminal
from tests.support.stores import PASSWORD

ENGLISH = "en_GB.UTF-8"


@pytest.fixture
def home(demo_store: DemoStore, tmp_path: Path) -> Path:
    """A store with the demo's people and its clients; the first one of the list has no plan."""
    return demo_store(tmp_path / "store", clients=6, events=60)


@pytest.fixture
def desk(home: Path) -> Iterator[Terminal]:
    """The program in a terminal, novakova signed in."""
    with signed_in(home, lang=ENGLISH) as desk:
        yield desk


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
    desk.send(F6)
    desk.wait_for("There is no plan yet: e begins one.")
    desk.send("e")
    desk.wait_for("Still missing")
    desk.send("Přerušená věta o")
    desk.settle()
    desk.hang_up()
    assert desk.wait_exit() == 128 + 1
    with signed_in(home, lang=ENGLISH) as again:
        again.wait_for("Přerušená věta o")
        again.send(" bydlení")
        again.wait_for("Přerušená věta o bydlení")
