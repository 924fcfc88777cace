"""The client's view: the plan and nothing else, whatever key is pressed; the worker's password leaves it."""

from datetime import timedelta

import pytest
from textual.keys import Keys
from textual.widgets import Input

from kp_tui.screens.client_view import ClientLockScreen, ClientViewScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.plan import PlanScreen
from kp_tui.terminal.fields import PasswordInput
from tests.support.at_work import AtWork, at_work
from tests.support.desk import LOW
from tests.support.plans import write_plan
from tests.support.stores import PASSWORD, Office

READS = {"up", "down", "left", "right", "pageup", "pagedown"}
LOCK = "ctrl+l"
EVERY_KEY = sorted({key.value for key in Keys if not key.value.startswith("<")} - {LOCK})
BARS = ("F1", "F9", "Nováková", "K-003", "Černý")


@pytest.fixture
def planned(people: Office) -> Office:
    """K-003, of novakova, has a plan that is longer than a screen."""
    write_plan(people, "K-003", situation="\n".join(f"Věta číslo {number}." for number in range(20)))
    return people


async def turn_to_client(desk: AtWork) -> None:
    await desk.press("f6", "p")
    assert isinstance(desk.screen, ClientViewScreen)


async def test_it_shows_the_plan_and_nothing_else(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        assert "My plan · 18. 3. 2026" in desk.text
        assert "Věta číslo 0." in desk.text
        assert not [sign for sign in BARS if sign in desk.text]


async def test_no_key_of_the_keyboard_leads_anywhere_else(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        screens = list(desk.app.screen_stack)
        for key in (*EVERY_KEY, *(f"shift+f{number}" for number in range(1, 13))):
            await desk.press_at_once(key)
            assert desk.app.screen_stack == screens, key
            assert not desk.app._exit, key
        await desk.settle()
        for letter in "abcenpvxqzů19/?úěščřžýáíé+-":
            await desk.press(letter, "enter")
            assert desk.app.screen_stack == screens, letter
            assert "Worker's password:" not in desk.text
        assert desk.desk.open


async def test_arrows_read_and_go_part_by_part(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("pagedown", "down")
        assert "Věta číslo 0." not in desk.text
        await desk.press("right", "right")
        assert "Chce bydlet sám" in desk.text
        assert "□ klient: zajít na úřad – until Sat 5. 12. 2026" in desk.text
        assert "Věta" not in desk.text
        await desk.press("left", "left", "left")
        assert "My plan" in desk.text


async def test_the_workers_password_leaves_it_and_both_ends_are_logged(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("escape", *PASSWORD, "enter")
        assert isinstance(desk.screen, PlanScreen), desk.text
    rows = [(row.act, row.outcome, row.purpose) for row in planned.log()]
    assert ("show_plan_to_client", "done", "client_view") in rows
    assert ("end_client_view", "done", "client_view") in rows


async def test_a_wrong_password_stays_and_costs_time_as_at_sign_in(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        for _ in range(3):
            await desk.press("escape", *"spatne", "enter")
            assert isinstance(desk.screen, ClientViewScreen)
            assert desk.message.startswith("! ")
            assert "Worker's password:" not in desk.text
        await desk.press("escape", *PASSWORD, "enter")
        assert isinstance(desk.screen, ClientViewScreen), "the fourth try has to wait"
        assert "Try again in" in desk.message
        assert "Věta číslo 0." in desk.text
    assert "end_client_view" not in [row.act for row in planned.log()]


async def test_the_password_is_never_shown_and_goes_with_its_last_letter(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("escape", *"tajne")
        assert "Worker's password:" in desk.text
        assert "tajne" not in desk.text
        await desk.press("escape")
        assert "Worker's password:" not in desk.text
        await desk.press("escape", "a", "backspace")
        assert "Worker's password:" not in desk.text


async def test_the_lock_works_and_so_does_an_empty_chair(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("ctrl+l")
        assert isinstance(desk.screen, ClientLockScreen)
        assert not desk.desk.open
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        desk.app.chair._last_key -= timedelta(minutes=6)
        await desk.app.watch_chair()
        await desk.settle()
        assert isinstance(desk.screen, ClientLockScreen)
        assert not desk.desk.open


async def test_locked_from_there_nothing_but_the_same_workers_password_leads_on(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("ctrl+l")
        screens = list(desk.app.screen_stack)
        for key in EVERY_KEY:
            await desk.press_at_once(key)
            assert desk.app.screen_stack == screens, key
            assert not desk.app._exit, key
        await desk.settle()
        assert "F1" not in desk.text
        assert "Login" not in desk.text
        assert "The worker novakova goes on with their password." in desk.text
        assert len(desk.screen.query(Input)) == 1
        desk.screen.query_one(PasswordInput).take()
        await desk.press(*PASSWORD, "enter")
        await desk.wait(lambda: desk.desk.open and isinstance(desk.screen, ClientsScreen))
        assert desk.desk.person.login == "novakova"


@pytest.mark.parametrize("size", [(80, 24), LOW])
async def test_it_fits_every_terminal(planned: Office, size: tuple[int, int]) -> None:
    async with at_work(planned, size=size) as desk:
        await turn_to_client(desk)
        assert all(len(line) <= size[0] for line in desk.lines)
        assert len(desk.lines) == size[1]


async def test_without_a_plan_there_is_nothing_to_read_together(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f6", "p")
        assert isinstance(desk.screen, PlanScreen)
        assert desk.message.startswith("! There is no plan yet")


async def test_who_leaves_hears_of_wrong_passwords_before_theirs(planned: Office) -> None:
    async with at_work(planned) as desk:
        await turn_to_client(desk)
        await desk.press("right", "escape", *"spatne", "enter", "escape", *PASSWORD, "enter")
        assert isinstance(desk.screen, PlanScreen)
        assert desk.message == "Wrong passwords before yours: 1."
