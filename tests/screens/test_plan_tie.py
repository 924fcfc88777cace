"""^O in an event's form: what of the plan it served, and the plan that shows it (004)."""

import pytest

from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.plan_tie import PlanTieScreen
from kp_tui.usecases.plan_ties import list_goal_work
from tests.support.at_work import AtWork, at_work
from tests.support.plans import write_plan
from tests.support.stores import Office


@pytest.fixture
def planned(people: Office) -> Office:
    """K-003, of novakova, has a plan."""
    write_plan(people, "K-003")
    return people


async def write(desk: AtWork) -> None:
    """The form of an event of K-003 that counts, ready to be saved."""
    await desk.press("f2", *"8-9", "tab", *"Doprovod", "tab", *"Jistota")


def on_top(desk: AtWork) -> type[object]:
    return type(desk.screen)


async def test_one_key_and_a_number_tie_an_event_to_a_step(planned: Office) -> None:
    async with at_work(planned) as desk:
        await write(desk)
        await desk.press("ctrl+o")
        assert on_top(desk) is PlanTieScreen
        assert "□ Chce bydlet sám" in desk.text
        await desk.press("2")
        assert "■ – klient: zajít na úřad" in desk.text
        await desk.press("enter")
        assert on_top(desk) is EventFormScreen
        assert desk.told("serves") == "Serves the plan: klient: zajít na úřad – until Sat 5. 12. 2026"
        await desk.press("ctrl+s")
        assert desk.message.startswith("Saved: 2 interventions")
        await desk.press("f6")
        assert "Chce bydlet sám · 1 event, last 18. 3. 2026: Nováková Jana" in desk.text
        await desk.press("enter")
        assert "18. 3. 2026" in desk.text
        assert desk.row.workers == ("Nováková Jana",)
        await desk.press("enter")
        assert "Doprovod" in desk.text
    work = planned["novakova"].perform(list_goal_work, 1)
    assert [(one.goal, one.steps) for one in work] == [(1, (2,))]


async def test_a_second_press_takes_it_back(planned: Office) -> None:
    async with at_work(planned) as desk:
        await write(desk)
        await desk.press("ctrl+o", "2", "x", "x", "2", "escape")
        assert "zajít" not in desk.text
        await desk.press("ctrl+s")
    assert planned["novakova"].perform(list_goal_work, 1) == []


async def test_what_was_ticked_waits_in_the_draft_without_a_word_of_the_plan(planned: Office) -> None:
    async with at_work(planned) as desk:
        await write(desk)
        await desk.press("ctrl+o", "1", "ctrl+l")
    async with at_work(planned) as desk:
        assert isinstance(desk.screen, EventFormScreen)
        assert desk.told("serves") == "Serves the plan: 1 line of it"
        await desk.press("ctrl+s")
    work = planned["novakova"].perform(list_goal_work, 1)
    assert [(one.goal, one.steps) for one in work] == [(1, (0,))]


async def test_changing_an_event_begins_with_what_it_is_tied_to(planned: Office) -> None:
    async with at_work(planned) as desk:
        await write(desk)
        await desk.press("ctrl+o", "3", "enter", "ctrl+s", "enter", "enter", "e", "ctrl+o")
        assert "■ – Jana: volat realitkám" in desk.text
        await desk.press("1", "enter", "ctrl+s")
    work = planned["novakova"].perform(list_goal_work, 1)
    assert sorted((one.goal, one.steps) for one in work) == [(1, (0, 3))]


async def test_without_a_plan_that_is_said_and_the_form_stays(people: Office) -> None:
    async with at_work(people) as desk:
        await write(desk)
        await desk.press("ctrl+o")
        assert isinstance(desk.screen, EventFormScreen)
        assert desk.message.startswith("! This client has no plan yet")
