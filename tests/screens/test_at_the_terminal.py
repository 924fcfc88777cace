"""The daily screens in the real program: keys in a burst, silence while nothing changes, plain signs."""

from collections.abc import Iterator

import pytest

from kp_tui.domain.events import Kind
from tests.support.at_work import AtWork, at_work, write_up
from tests.support.program import signed_in
from tests.support.pty import ENTER, F2, F3, F8, SAVE, TAB, Terminal
from tests.support.stores import Office

SIGNS_OF_EVERY_TERMINAL = set("►◄▲▼■□●○←↑→↓…–—·•║═│─√█░▒▓")


@pytest.fixture
def terminal(people: Office) -> Iterator[Terminal]:
    """The program in a terminal, novakova signed in."""
    with signed_in(people.home, lang="en_GB.UTF-8") as terminal:
        yield terminal


def test_a_whole_visit_typed_in_one_go_is_written_up_for_the_right_client(
    terminal: Terminal, people: Office
) -> None:
    terminal.send(f"{F3}novy{ENTER}{F2}v 9-10{TAB}Doprovod{TAB}Jistota{SAVE}")
    terminal.wait_for("Saved: 2 interventions (60 min, rule I5).")
    terminal.wait_for("K-006 · Nový Aleš")
    terminal.wait_for("Doprovod")


def test_nothing_is_written_while_nothing_changes(terminal: Terminal) -> None:
    for keys, until_kept in ((ENTER, 0.5), (F2 + "v 9", 2.5), (F8, 0.5), (F3 + "n", 0.5)):
        terminal.send(keys)
        terminal.settle(until_kept)
        assert terminal.read(1.0) == b"", keys


async def visit(desk: AtWork) -> list[str]:
    """What stands on each of the daily screens."""
    seen = []
    for keys in (("f5",), ("enter",), ("enter",), ("e",), ("ctrl+p",), ("f8",), ("f3", "x"), ("escape", "n")):
        await desk.press(*keys)
        seen += desk.lines
    return seen


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_every_sign_stands_in_every_font(people: Office, size: tuple[int, int]) -> None:
    write_up(people, "K-003", content="x\n" * 40, impact="")
    write_up(people, "K-003", kind=Kind.CONTACT_FIRST, content="")
    async with at_work(people, size=size) as desk:
        signs = {sign for line in await visit(desk) for sign in line} - SIGNS_OF_EVERY_TERMINAL
        "".join(signs).encode("cp1250")  # what is left is letters, all of them Czech
