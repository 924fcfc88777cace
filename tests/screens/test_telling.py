"""What is refused is told at one place, whoever was refused; everything else crashes loudly."""

import pytest

from kp_tui.domain.errors import KpError
from kp_tui.screens.case import CaseScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.signin import SignInScreen
from kp_tui.screens.ways import Ways
from tests.support.at_work import at_work
from tests.support.desk import Sitter
from tests.support.stores import Office


class Broken(KpError):
    message = "It does not go on."


async def refuse(*_arguments: object) -> None:
    raise Broken


async def break_down(*_arguments: object) -> None:
    raise ZeroDivisionError


async def test_what_a_key_is_refused_stands_on_the_screen(
    people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ways, "push", refuse)
    async with at_work(people) as desk:
        await desk.press("n")
        await desk.wait_message("! It does not go on.")


async def test_what_a_message_is_refused_stands_on_the_screen(
    people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ways, "to_client", refuse)
    async with at_work(people) as desk:
        await desk.press("enter")
        await desk.wait_message("! It does not go on.")


async def test_a_screen_that_could_not_be_filled_still_comes_to_the_front(
    people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(people) as desk:
        monkeypatch.setattr(Ways, "choose", refuse)
        await desk.press("c")
        await desk.wait_screen(CaseScreen)
        await desk.wait_message("! It does not go on.")
        assert desk.focus == "rows"
        await desk.press("escape")
        await desk.wait_screen(ClientsScreen)


async def test_a_lock_is_quicker_than_what_was_asked_for_before(people: Office) -> None:
    async with at_work(people) as desk:
        with desk.desk.store_held_up():
            await desk.press_at_once("n")
            await desk.press_at_once("ctrl+l")
        await desk.wait_screen(SignInScreen)
        await desk.settle()
        assert "!" not in desk.text


async def test_a_mistake_of_the_program_crashes_it(people: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ways, "push", break_down)
    with pytest.raises(ZeroDivisionError):
        async with at_work(people) as desk:
            await Sitter.press(desk, "n")
