"""Versions of a plan: listed, read, any two compared by sign and by word (P4); areas of goals (004)."""

import pytest

from kp_tui.screens.goal_areas import GoalAreasScreen
from kp_tui.screens.plan_compare import PlanCompareScreen
from kp_tui.screens.plan_version import PlanVersionScreen
from kp_tui.usecases.goal_areas import add_goal_area
from tests.support.at_work import at_work
from tests.support.desk import LOW
from tests.support.plans import GOALS, write_plan
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def changed(people: Office) -> Office:
    """The plan of K-003 has three versions."""
    write_plan(people, "K-003", participants="klient, sestra")
    people.clock.forward(days=1)
    write_plan(people, "K-003", situation="Bydlí u bratra.")
    people.clock.forward(days=1)
    write_plan(people, "K-003", situation="Bydlí u bratra.", wishes="", goals=f"{GOALS}\nChce psa")
    return people


async def test_versions_stand_with_author_time_and_who_took_part_the_latest_on_top(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "v")
        assert [one.number for one in desk.rows] == [3, 2, 1]
        assert "Wed 18. 3. 2026 10:00" in desk.text
        assert "Nováková Jana" in desk.lines[4]
        assert "klient, sestra" in desk.lines[4]


async def test_an_older_version_is_read_whole(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "v", "end", "enter")
        assert isinstance(desk.screen, PlanVersionScreen)
        assert "Plan, version 1" in desk.text
        assert "Bydlí u sestry." in desk.text


async def test_without_a_mark_a_version_is_compared_with_the_one_before(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "v", "down", "p")
        assert isinstance(desk.screen, PlanCompareScreen)
        assert "~ changed: 1" in desk.text
        assert "– left out: 1" in desk.text
        (line,) = [line for line in desk.lines if "u sestry." in line]
        assert line.split(" │ ") == ["– Bydlí u sestry.".ljust(37), "+ Bydlí u bratra."]
        await desk.press("escape", "down", "p")
        assert desk.message == "! There is no older version: mark another one with x."


async def test_any_two_are_compared_the_older_one_on_the_left(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "v", "x", "down", "down", "p")
        assert "Version 1" in desk.lines[1].split("│")[0]
        assert "Version 3" in desk.lines[1].split("│")[1]
        await desk.press("pagedown")
        assert "+ added" in desk.text
        assert "+ Chce psa" in desk.text
        await desk.press("escape", "home", "p")
        assert desk.message == "The marked version is compared with the one before it."


async def test_in_a_narrow_terminal_they_stand_one_below_the_other(changed: Office) -> None:
    async with at_work(changed, size=LOW) as desk:
        await desk.press("f6", "v", "down", "p")
        assert desk.lines[1].startswith("– Version 1")
        assert desk.lines[2].startswith("+ Version 2")
        place = desk.lines.index("– Bydlí u sestry.")
        assert desk.lines[place - 1] == "~ changed"
        assert desk.lines[place + 1] == "+ Bydlí u bratra."
        assert "│" not in desk.text


async def test_reading_versions_is_logged(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "v", "end", "enter")
    read = [(row.act, row.purpose) for row in changed.log()][-3:]
    assert ("list_plan_versions", "plan") in read
    assert ("open_plan_version", "plan") in read


async def test_a_goal_is_put_into_an_area_by_one_key_and_a_number(changed: Office) -> None:
    for name in ("Bydlení", "Dluhy"):
        fill_in(changed["prochazka"], add_goal_area, name=name)
    async with at_work(changed) as desk:
        await desk.press("f6", "o", "2")
        assert "■ Chce bydlet sám · Dluhy" in desk.text
        await desk.press("o", "3")
        assert "Dluhy" not in desk.text


async def test_the_manager_keeps_the_areas(changed: Office) -> None:
    async with at_work(changed, "prochazka") as desk:
        await desk.press("f9", *"goal areas", "enter")
        assert isinstance(desk.screen, GoalAreasScreen)
        await desk.press("n", *"Práce", "ctrl+s")
        assert "Práce" in desk.text
        await desk.press("enter", *" a škola", "ctrl+s")
        assert "Práce a škola" in desk.text
        await desk.press("delete")
        assert [area.retired for area in desk.rows] == [True]
        await desk.press("u")
        assert [area.retired for area in desk.rows] == [False]


async def test_the_manager_sees_in_which_areas_people_ask_for_help(changed: Office) -> None:
    for name in ("Bydlení", "Dluhy"):
        fill_in(changed["prochazka"], add_goal_area, name=name)
    async with at_work(changed) as desk:
        await desk.press("f6", "o", "2")
    async with at_work(changed, "prochazka") as desk:
        await desk.press("f9", *"goal areas", "enter", "p")
        assert [(one.area, one.clients, one.goals) for one in desk.rows] == [("Dluhy", 1, 1)]
        assert "events and units of 2026" in desk.text
        await desk.press("escape")
        assert isinstance(desk.screen, GoalAreasScreen)


async def test_an_evaluation_is_written_from_the_plan_and_stands_in_it(changed: Office) -> None:
    async with at_work(changed) as desk:
        await desk.press("f6", "n", "1", "ctrl+s")
        assert desk.message == "! Fill in this field."
        assert (desk.focus, desk.chosen("satisfaction")) == ("satisfaction", "")
        await desk.press("right", "ctrl+s")
        assert desk.message == "! Write behind the goals and steps how they went."
        assert desk.focus == "course"
        await desk.press(*"Daří se.", "ctrl+s")
        assert desk.message == "Saved."
        await desk.press("pagedown", "pagedown")
        assert "evaluation with the client · 20. 3. 2026 · Nováková Jana" in desk.text


async def test_the_coordinator_is_offered_a_comment_only(changed: Office) -> None:
    async with at_work(changed, "cerna") as desk:
        await desk.press("f3", *"cerny", "enter", "f6", "n")
        assert [entry.label for entry in desk.rows] == ["Comment on the plan"]
        await desk.press("1", *"Pozor na lhůtu.", "ctrl+s", "pagedown", "pagedown")
        assert "Pozor na lhůtu." in desk.text


async def test_a_step_that_is_due_stands_on_today_and_leads_to_the_plan(changed: Office) -> None:
    changed.clock.forward(days=100)
    async with at_work(changed) as desk:
        await desk.press("f8")
        place = next(
            number
            for number, item in enumerate(desk.rows)
            if item.duty is not None and item.duty.kind == "step"
        )
        await desk.press(*["down"] * place, "enter")
        assert "Plan, version 3" in desk.text
