"""A timer that nobody stopped counts for nothing until its worker says when the work really ended (I12)."""

import pytest

from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.forgotten_timer import ForgottenTimerScreen
from kp_tui.store import drafts, timers
from kp_tui.usecases.timers import start_timer
from tests.support.at_work import at_work, client_id
from tests.support.stores import Office


@pytest.fixture
def forgotten(people: Office) -> Office:
    """A timer for K-002 that was started at ten; it is five in the afternoon."""
    people["novakova"].perform(start_timer, client_id(people, "K-002"))
    people.clock.forward(hours=7)
    return people


async def test_the_next_sign_in_asks_and_the_answer_is_written_up(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        assert isinstance(desk.screen, ForgottenTimerScreen)
        assert "K-002 Novák Jan has been running since Wed 18. 3. 2026 10:00" in desk.text
        await desk.press(*"11:30")
        assert desk.told("understood") == "Wed 18. 3. 2026 11:30, after 1:30 hours"
        await desk.press("enter")
        assert isinstance(desk.screen, EventFormScreen)
        assert "10:00–11:30 · 90 min" in desk.told("answer")
        assert desk.focus == "content"
        assert desk.bar.startswith("K-002")
        assert "►" not in desk.bar


async def test_a_length_is_an_answer_too_and_nonsense_is_none(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press(*"x", "enter")
        assert isinstance(desk.screen, ForgottenTimerScreen)
        assert desk.message.startswith("! This is not a time.")
        await desk.press("backspace", *"1h25", "enter")
        assert "10:00–11:25 · 85 min" in desk.told("answer")


async def test_an_end_that_is_still_to_come_is_refused(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press(*"23:00", "enter")
        assert isinstance(desk.screen, ForgottenTimerScreen)
        assert desk.message.startswith("!")


async def test_esc_leaves_it_for_later_and_f5_asks_again(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press("escape")
        assert isinstance(desk.screen, ClientsScreen)
        assert forgotten.look(timers.running) is not None
        assert forgotten.look(drafts.own) == []
        await desk.press("f5", "f5")
        assert isinstance(desk.screen, ForgottenTimerScreen)
        await desk.press("escape", "f8", "enter")
        assert isinstance(desk.screen, ForgottenTimerScreen), "and so does Today"


async def test_switching_leaves_a_draft_that_counts_nothing_until_its_end_is_true(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press("escape", "f4", *"cern", "enter", "f8", "down", "enter")
        assert isinstance(desk.screen, EventFormScreen)
        await desk.press("x", "tab", "y")
        assert desk.shown("end_confirmed")
        assert desk.told("answer").endswith("0: the true end is not confirmed")
        await desk.press("shift+tab", "shift+tab", *(["backspace"] * 5), *"11:30")
        assert not desk.shown("end_confirmed"), "whoever types another time has said when it ended"
        assert desk.told("answer").endswith("· 3 interventions")


async def test_a_long_day_that_was_true_is_confirmed_by_one_answer(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press("escape", "f4", *"cern", "enter", "f8", "down", "enter", "x", "tab", "y")
        await desk.press("tab", "tab", "tab", "left")
        assert desk.focus == "end_confirmed"
        assert desk.told("answer").endswith("· 14 interventions")


async def test_a_form_that_was_left_open_waits_below_the_question(forgotten: Office) -> None:
    async with at_work(forgotten) as desk:
        await desk.press("escape", "f2", *"8-9", "ctrl+l")
        await desk.sign_in()
        await desk.wait_screen(ForgottenTimerScreen)
        await desk.press("escape")
        await desk.wait_screen(EventFormScreen)
        assert desk.value("time") == "8-9"
