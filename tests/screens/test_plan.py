"""F6: the plan as a whole, its steps ticked by numbers, its form, and who sees how much of it."""

import pytest

from kp_tui.domain.plans import PlanForm
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.plan import PlanScreen
from kp_tui.screens.plan_draft import PlanDraftScreen
from kp_tui.screens.plan_form import PlanFormScreen
from kp_tui.usecases.events import remove_event
from kp_tui.widgets.key_lines import lines_to_read
from tests.support.at_work import AtWork, at_work, client_id, write_up
from tests.support.deputies import bar_below
from tests.support.desk import LOW
from tests.support.journals import hand_over
from tests.support.plans import GOALS, write_plan
from tests.support.stores import Office


@pytest.fixture
def planned(people: Office) -> Office:
    """K-003, of novakova, has a plan."""
    write_plan(people, "K-003")
    return people


async def begin(desk: AtWork) -> None:
    """From the list to a new plan of the client under the cursor (K-003)."""
    await desk.press("f6", "e")
    assert isinstance(desk.screen, PlanFormScreen)


async def test_one_key_opens_the_plan_of_the_current_client(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6")
        assert isinstance(desk.screen, PlanScreen)
        assert "Plan, version 1" in desk.text
        assert "Chce bydlet sám" in desk.text
        assert "► 1 ○ klient: zajít na úřad – until Sat 5. 12. 2026" in desk.text
        assert "2 ○ Jana: volat realitkám – 2x týdně, until Tue 30. 6. 2026" in desk.text
        await desk.press("escape")
        assert isinstance(desk.screen, ClientsScreen)


async def test_a_plan_is_written_by_keys_alone_and_what_was_understood_is_told(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f6")
        assert "There is no plan yet: e begins one." in desk.text
        await desk.press("e", *"Bydli u sestry.", "tab", "tab", "tab")
        await desk.press(*"Chce bydlet sam", "enter", *"- klient: zajit na urad do 5. 12.")
        assert desk.told("answer") == (
            "1 goal · 1 step · a step: klient · until Sat 5. 12. 2026\nNothing is missing."
        )
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, PlanScreen)
        assert desk.message == "Saved: the client has a plan."
        assert "○ klient: zajit na urad" in desk.text


async def test_nothing_is_demanded_and_what_is_missing_is_told(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        assert "Still missing: the starting situation, a goal, a step" in desk.told("answer")
        await desk.press("tab", "tab", "tab", *"Chce psa", "enter", *"- sehnat misku")
        assert desk.told("answer") == (
            "1 goal · 1 step · a step: nobody yet · no day yet\n"
            "Still missing: the starting situation, who does the step, until when or how often"
        )
        await desk.press("ctrl+s")
        assert "! Still missing: the starting situation" in desk.text


async def test_a_plan_is_a_draft_from_its_first_letter_and_comes_back_as_it_was(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        await desk.press("tab", "tab", "tab", *"Chce ps", "ctrl+l")
    async with at_work(people) as desk:
        assert isinstance(desk.screen, PlanFormScreen)
        await desk.press("a")
        assert desk.value("goals") == "Chce psa"
        await desk.press("escape")
        assert "Today (F8)" in desk.message


async def test_a_draft_left_behind_by_a_handover_is_read_and_not_lost(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6", "e", "home", *"Najít psa. ", "f8")
    whose, new = client_id(planned, "K-003"), planned.worker("svoboda").id
    planned.change(lambda store: hand_over(store, whose, new, store.today))
    async with at_work(planned) as desk:
        await desk.press("f8")
        place = next(number for number, item in enumerate(desk.rows) if item.draft is not None)
        await desk.press(*["down"] * place, "enter")
        assert isinstance(desk.screen, PlanDraftScreen)
        assert desk.bar.startswith("K-003")
        assert "somebody else writes now" in desk.text
        await desk.press("pagedown")
        assert "Najít psa." in desk.text


async def test_a_step_is_ticked_in_three_keys_and_unticked_with_one(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6", "2", "x")
        assert "√ Jana: volat realitkám" in desk.text
        assert "done 18. 3. 2026" in desk.text
        assert desk.message == "Done: x takes it back."
        await desk.press("space")
        assert "done 18. 3. 2026" not in desk.text


async def test_a_plan_without_a_waiting_step_begins_with_its_first_goal(people: Office) -> None:
    write_plan(people, "K-003", goals="Chce bydlet sám")
    async with at_work(people) as desk:
        await desk.press("f6", "x")
        assert "√ Chce bydlet sám · reached" in desk.text


async def test_a_step_that_is_owed_on_today_has_the_cursor_in_the_plan(people: Office) -> None:
    write_plan(people, "K-003", goals="Byt\n- klient: psát denně\n- klient: jít na úřad do 19. 3. 2026")
    async with at_work(people) as desk:
        for _once_more in range(2):
            await desk.press("f8")
            steps = (place for place, item in enumerate(desk.rows) if item.duty and item.duty.kind == "step")
            await desk.press(*["down"] * next(steps), "enter")
            assert "► 2 ○ klient: jít na úřad" in desk.text


async def test_a_goal_is_reached_with_one_key_and_its_state_goes_on_with_another(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6", "shift+tab", "x")
        assert "√ Chce bydlet sám · reached" in desk.text
        await desk.press("s")
        assert "– Chce bydlet sám · dropped" in desk.text
        await desk.press("s")
        assert "■ Chce bydlet sám" in desk.text


async def test_a_plan_is_gone_from_the_screen_with_the_right_to_it(planned: Office) -> None:
    async with at_work(planned, "svoboda") as desk:
        await desk.press("f3", *"cerny", "enter", "f6")
        assert "Chce bydlet sám" in desk.text
        bar_below(planned, "svoboda", client_id(planned, "K-003"))
        await desk.press("f6")
        assert desk.message.startswith("! ")
        assert "Chce bydlet" not in desk.text
        await desk.press("n", "1", "x")
        assert "Chce bydlet" not in desk.text


async def test_opening_a_plan_is_logged_with_f6_and_until_it_may_have_changed(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6", "1", "x", "f1", "escape", "f6", "e", "escape")
    assert [row.act for row in planned.log()].count("open_plan") == 3


async def test_a_key_worker_of_another_case_reads_and_cannot_change(planned: Office) -> None:
    async with at_work(planned, "svoboda") as desk:
        await desk.press("f3", *"cerny", "enter", "f6")
        assert "Chce bydlet sám" in desk.text
        for keys in (("e",), ("n",), ("s",), ("o",), ("1", "x")):
            await desk.press("home", *keys)
            assert desk.message == "The plan is written by its key worker: Nováková Jana."
        offered = {line.binding.id for line in lines_to_read(desk.screen)}
        assert offered.isdisjoint({"plan.edit", "plan.write", "plan.state", "plan.area", "page.tick"})
        assert offered >= {"plan.versions", "plan.print", "plan.client_view"}
        assert "done" not in desk.text


async def test_a_care_worker_sees_that_there_is_a_plan_since_when_and_the_key_worker(planned: Office) -> None:
    async with at_work(planned, "dvorakova") as desk:
        await desk.press("f3", *"cerny", "enter", "f6")
        assert "There is a plan since 18. 3. 2026." in desk.text
        assert "key worker: Nováková Jana" in desk.text
        assert "Chce bydlet" not in desk.text
        for pressed in "vn":
            await desk.press(pressed)
            assert isinstance(desk.screen, PlanScreen), "no empty screen"
            assert desk.message.startswith("Its words are read by key workers")


async def test_who_may_see_nothing_stays_and_reads_one_sentence(planned: Office) -> None:
    async with at_work(planned, "prochazka") as desk:
        await desk.press("f3", *"cerny", "enter", "f6")
        assert not isinstance(desk.screen, PlanScreen)
        assert desk.message == "! A manager reads no plans. In an emergency: F9, Emergency reading of a plan."


async def test_two_who_change_one_plan_see_both_versions_and_lose_no_letter(planned: Office) -> None:
    async with at_work(planned) as desk:
        await desk.press("f6", "e", *" a psa")
        write_plan(planned, "K-003", situation="Bydlí u bratra.")
        await desk.press("ctrl+s")
        assert "saved: " in desk.text
        assert "Bydlí u bratra." in desk.text
        await desk.press("escape")
        assert desk.value("goals").endswith(" a psa")
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, PlanScreen)
        assert "Plan, version 3" in desk.text


async def test_an_oral_plan_asks_for_its_meeting(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        assert not desk.shown("event_id")
        await desk.press("tab", "tab", "tab", "tab", "tab", "right")
        assert desk.shown("event_id")
        assert "Still missing: the meeting whose record holds it" in desk.told("answer")


async def test_an_oral_plan_says_whose_record_holds_its_words_and_enter_opens_it(people: Office) -> None:
    event_id = write_up(people, "K-003")
    write_plan(people, "K-003", form=PlanForm.ORAL, event_id=event_id, goals="", situation="")
    async with at_work(people) as desk:
        await desk.press("f6")
        assert "Its words are in the record of Wed 18. 3. 2026" in desk.text
        await desk.press("enter")
        assert isinstance(desk.screen, EventScreen)
        assert "Doprovod na úřad" in desk.text
        assert "An oral plan stands in this record: F6 opens it." in desk.text


async def test_an_oral_plan_whose_meeting_was_removed_opens_and_says_so(people: Office) -> None:
    event_id = write_up(people, "K-003")
    write_plan(people, "K-003", form=PlanForm.ORAL, event_id=event_id)
    people["novakova"].perform(remove_event, event_id)
    async with at_work(people) as desk:
        await desk.press("f6", "e")
        assert isinstance(desk.screen, PlanFormScreen)
        assert "the record was removed" in desk.text
        assert "Still missing: the meeting whose record holds it" in desk.told("answer")
        await desk.press(*" a psa", "ctrl+l")
    async with at_work(people) as desk:
        assert desk.value("goals").endswith(" a psa")
        await desk.press("ctrl+s", "f6")
        assert "Plan, version 2" in desk.text


@pytest.mark.parametrize("size", [(80, 24), LOW])
async def test_plan_and_form_are_readable_on_every_terminal(planned: Office, size: tuple[int, int]) -> None:
    async with at_work(planned, size=size) as desk:
        await desk.press("f6")
        assert all(len(line) <= size[0] for line in desk.lines)
        assert "volat realitkám" in desk.text
        await desk.press("e")
        assert all(len(line) <= size[0] for line in desk.lines)
        assert desk.value("goals") == GOALS
        for widget in desk.screen.focus_chain:
            assert desk.screen.region.contains_region(widget.region), widget
            assert widget.size.height, widget


async def test_from_the_seventh_visit_on_a_soft_word_reminds_of_a_written_plan(people: Office) -> None:
    for hour in range(6):
        write_up(people, "K-003", time=f"v {hour + 7}-{hour + 8}")
    async with at_work(people) as desk:
        await desk.press("f6")
        assert "Met seven times" not in desk.text
        await desk.press("escape")
        write_up(people, "K-003", time="v 15-16")
        await desk.press("f6")
        assert "▲ Met seven times without a written plan: is it time for one?" in desk.text
