"""F8: what runs, what waits, what is owed since when and until when; Enter does it."""

from datetime import date

import pytest

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.events import Kind
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.duties import DutiesScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.screens.today import TodayScreen
from kp_tui.store import deputies, drafts
from kp_tui.store.unit import Store
from tests.support.at_work import AtWork, at_work, client_id, write_up
from tests.support.journals import enter, hand_over, sign
from tests.support.stores import Office

MARKS = ("K-001", "K-002", "K-003", "K-004", "K-006")


@pytest.fixture
def settled(people: Office) -> Office:
    """The same people, where everybody has signed and the key workers stand in for each other."""
    ids = [client_id(people, mark) for mark in MARKS]
    one, other = people.worker("novakova").id, people.worker("svoboda").id

    def settle(store: Store) -> None:
        for each in ids:
            sign(store, each, store.today)
        deputies.name(store, one, other)
        deputies.name(store, other, one)

    people.change(settle)
    return people


def consult(office: Office, mark: str, day: date, *, by: str = "novakova") -> None:
    """Write down an introductory consultation after which the person wants to go on."""
    whose = client_id(office, mark)
    office.change(lambda store: enter(store, whose, EntryKind.INTRO_CONSULTATION, day), by)


def waiting(desk: AtWork) -> list[tuple[str, str, str]]:
    """The list from the top: sign, mark and what."""
    return [(item.sign, item.mark, item.what) for item in desk.rows]


async def test_a_day_with_nothing_left_says_so(settled: Office) -> None:
    write_up(settled, "K-001", time="8-9:30")
    write_up(settled, "K-002", time="7-7:30", kind=Kind.CONTACT_SPECIFIED)
    async with at_work(settled) as desk:
        await desk.press("f8")
        assert "Nothing waits to be finished." in desk.text
        assert "March 2026: 1 contact · 3 interventions" in desk.text
        assert "specified contact 1 · individual intervention 3" in desk.text


async def test_the_timer_then_drafts_then_what_does_not_count_yet(settled: Office) -> None:
    write_up(settled, "K-001", content="Bez dopadu", impact="")
    write_up(settled, "K-002", time="7-7:20", content="Krátká")
    async with at_work(settled) as desk:
        await desk.press("f5", "down", "f2", *"8-9", "tab", *"Rozepsané", "escape", "f8")
        assert waiting(desk) == [
            ("►", "K-003", "the timer runs"),
            ("○", "K-004", "8-9 Rozepsané"),
            ("!", "K-001", "Bez dopadu"),
        ], "what is too short can never count: nobody owes anything"
        assert "impact is missing" in desk.text
        assert "18. 3. 10:00" in desk.text


async def test_enter_goes_on_with_each(settled: Office) -> None:
    write_up(settled, "K-001", impact="")
    async with at_work(settled) as desk:
        await desk.press("f5", "down", "f2", *"8-9", "escape", "f8", "enter")
        await desk.wait_screen(ClientScreen)
        await desk.press("f8", "down", "enter")
        await desk.wait_screen(EventFormScreen)
        assert desk.bar.startswith("K-004"), "its client is the current one"
        await desk.press("escape", "down", "down", "enter")
        await desk.wait_screen(EventScreen)
        assert desk.bar.startswith("K-001")


async def test_what_is_finished_from_here_is_gone_on_the_way_back(settled: Office) -> None:
    write_up(settled, "K-001", impact="")
    async with at_work(settled) as desk:
        await desk.press("f8", "enter", "enter", "tab", "tab", "x", "ctrl+s", "escape")
        assert "Nothing waits to be finished." in desk.text


async def test_a_draft_is_thrown_away_by_one_key_and_brought_back_by_another(settled: Office) -> None:
    async with at_work(settled) as desk:
        await desk.press("f2", *"8-9", "escape", "f8", "delete")
        assert settled.look(drafts.own) == []
        assert desk.message == "The draft is thrown away: u brings it back."
        await desk.press("u")
        (draft,) = settled.look(drafts.own)
        assert '"8-9"' in draft.body
        await desk.press("u")
        assert desk.message == "There is nothing to bring back."


async def test_an_event_is_not_thrown_away_here(settled: Office) -> None:
    write_up(settled, "K-001", impact="")
    async with at_work(settled) as desk:
        await desk.press("f8", "delete")
        assert desk.message == "Only drafts can be thrown away here."
        assert len(desk.rows) == 1


async def test_in_the_smallest_terminal_what_is_missing_still_stands_there(settled: Office) -> None:
    write_up(settled, "K-001", impact="")
    async with at_work(settled, size=(60, 20)) as desk:
        await desk.press("f8")
        assert "impact is missing" in desk.text
        assert all(len(line) <= 60 for line in desk.lines)


async def test_a_duty_says_since_when_until_when_and_that_it_is_overdue_by_a_sign_and_a_word(
    settled: Office,
) -> None:
    consult(settled, "K-001", date(2026, 3, 2))
    consult(settled, "K-002", date(2026, 3, 17))
    async with at_work(settled) as desk:
        await desk.press("f8")
        assert waiting(desk) == [("▲", "K-001", "assessment"), ("!", "K-002", "assessment")]
        overdue, in_time = (line for line in desk.lines if "assessment" in line)
        assert "2. 3. 2026" in overdue
        assert "until 9. 3., overdue" in overdue
        assert "17. 3. 2026" in in_time
        assert "until 24. 3." in in_time


async def test_enter_opens_the_sheet_that_does_it_and_it_is_gone_on_the_way_back(people: Office) -> None:
    write_up(people, "K-006", by="svoboda")
    async with at_work(people, "svoboda") as desk:
        await desk.press("f8")
        assert waiting(desk)[0] == ("!", "", "named deputy")
        await desk.press("enter")
        await desk.wait_screen(SheetScreen)
        await desk.press("right", "ctrl+s")
        await desk.wait_screen(TodayScreen)
        assert "named deputy" not in desk.text


async def test_what_is_not_ones_own_to_do_leads_to_the_client(settled: Office) -> None:
    consult(settled, "K-001", date(2026, 3, 17), by="dvorakova")
    async with at_work(settled, "dvorakova") as desk:
        await desk.press("f8", "enter")
        await desk.wait_screen(ClientScreen)
        assert desk.bar.startswith("K-001")


async def test_consents_of_cases_taken_over_stand_in_one_line_that_opens_the_list(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f8", "end")
        assert desk.row.what == "4 clients without consents"
        await desk.press("enter")
        await desk.wait_screen(DutiesScreen)
        assert [item.mark for item in desk.rows] == ["K-001", "K-002", "K-003", "K-004"]
        await desk.press("down", "enter")
        await desk.wait_screen(SheetScreen)
        assert desk.bar.startswith("K-002")
        await desk.press("ctrl+s")
        await desk.wait_screen(DutiesScreen)
        assert [item.mark for item in desk.rows] == ["K-001", "K-003", "K-004"]
        assert "3 clients without consents" in desk.text


async def test_the_manager_turns_to_everybodys_with_whose_they_are(settled: Office) -> None:
    consult(settled, "K-001", date(2026, 3, 2))
    write_up(settled, "K-001", impact="")
    async with at_work(settled, "prochazka") as desk:
        await desk.press("f8")
        assert waiting(desk) == []
        await desk.press("m")
        assert waiting(desk) == [("▲", "K-001", "assessment"), ("!", "", "1 event to complete")]
        assert [item.why for item in desk.rows] == ["Nováková · until 9. 3., overdue", "Nováková"]
        await desk.press("end", "enter")
        await desk.wait_screen(DutiesScreen)
        assert "Doprovod" not in desk.text, "a manager reads nobody's notes"
        assert "impact is missing" in desk.text
        await desk.press("enter")
        await desk.wait_screen(ClientScreen)
        await desk.press("f8", "m", "m")
        assert waiting(desk) == []


async def test_the_manager_is_told_who_lacks_a_deputy(people: Office) -> None:
    async with at_work(people, "prochazka") as desk:
        await desk.press("f8")
        lacking = [("named deputy", "Nováková"), ("named deputy", "Svoboda")]
        assert [(item.what, item.why) for item in desk.rows] == lacking
        await desk.press("m")
        assert [(item.what, item.why) for item in desk.rows][:2] == lacking


async def test_the_manager_releases_a_duty_with_a_reason(settled: Office) -> None:
    consult(settled, "K-001", date(2026, 3, 2))
    async with at_work(settled, "prochazka") as desk:
        await desk.press("f8", "m", "r")
        await desk.wait_screen(SheetScreen)
        assert desk.message == "K-001 · assessment · Nováková · until 9. 3., overdue"
        await desk.press("ctrl+s")
        assert desk.message == "! Fill in this field."
        await desk.press(*"Odstěhoval se.", "ctrl+s")
        await desk.wait_screen(TodayScreen)
        assert waiting(desk) == []


async def test_others_neither_turn_nor_release(settled: Office) -> None:
    consult(settled, "K-001", date(2026, 3, 2))
    async with at_work(settled) as desk:
        for key in ("m", "r"):
            await desk.press("f8", key)
            assert desk.message == "! Your role does not allow this."
            assert waiting(desk) == [("▲", "K-001", "assessment")]


async def test_the_key_worker_releases_the_reminder_of_a_plan(settled: Office) -> None:
    for hour in range(7):
        write_up(settled, "K-001", time=f"v {hour + 7}-{hour + 8}")
    async with at_work(settled) as desk:
        await desk.press("f8")
        place = next(n for n, item in enumerate(desk.rows) if item.group and item.group.kind == "plan")
        await desk.press(*["down"] * place, "enter", "r", *"Stačí ústní plán.", "ctrl+s", "escape")
        assert "written plan" not in desk.text


async def test_only_a_single_duty_is_released(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f8", "end", "r")
        assert desk.message == "Only a single duty can be released."


async def test_a_change_nobody_told_of_stands_on_both_lists(settled: Office) -> None:
    whose, new = client_id(settled, "K-001"), settled.worker("svoboda").id
    settled.change(lambda store: hand_over(store, whose, new, store.today))
    for login in ("novakova", "svoboda"):
        async with at_work(settled, login) as desk:
            await desk.press("f8")
            assert waiting(desk) == [("!", "K-001", "notice of the change of key worker")]


async def test_a_sheet_that_waits_says_what_it_is_and_about_whom(settled: Office) -> None:
    consult(settled, "K-001", date(2026, 3, 17))
    async with at_work(settled) as desk:
        await desk.press("f8", "enter")
        await desk.wait_screen(SheetScreen)
        await desk.press("right", "escape")
        await desk.wait_screen(TodayScreen)
        sign_, mark, what = waiting(desk)[0]
        assert (sign_, mark) == ("○", "K-001")
        assert what == "Assessment"
        await desk.press("home", "enter")
        await desk.wait_screen(SheetScreen)
