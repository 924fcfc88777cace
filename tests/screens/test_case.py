"""The case: how it stands, what was written down in it, and what can be written down next."""

from typing import Any

import pytest

from kp_tui.domain.cases import EntryKind
from kp_tui.screens.case import CaseScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.cover_sheet import CoverSheetScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.screens.steps import StepsScreen
from kp_tui.usecases.assessments import record_assessment
from kp_tui.usecases.intake import record_consultation, take_first_contact
from kp_tui.usecases.key_workers import change_key_worker
from kp_tui.usecases.situations import add_contact_person
from tests.support.at_work import AtWork, at_work, client_id
from tests.support.desk import LOW
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def new(people: Office) -> Office:
    """A first contact with Malá Iva, K-008, the day before yesterday."""
    fill_in(
        people["novakova"], take_first_contact, 0, day="16. 3. 2026", channel="phone", surname="Malá",
        name="Iva", wants="Dluhy u dopravního podniku",
    )  # fmt: skip
    return people


def hand_on(office: Office, mark: str, to: str, **told: Any) -> None:
    """Change the key worker of a client."""
    office.clock.forward(days=1)
    answers = {"key_worker": str(office.worker(to).id), "reason": "expertise", **told}
    fill_in(office["novakova"], change_key_worker, client_id(office, mark), **answers)


async def to_case(desk: AtWork, letters: str) -> None:
    await desk.press("f3", *letters, "enter", "c")
    await desk.wait_screen(CaseScreen)


def steps(desk: AtWork) -> list[str]:
    """What the chooser offers."""
    return [entry.label for entry in desk.rows]


async def test_one_key_opens_the_case_from_the_list_and_from_the_card(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("c")
        await desk.wait_screen(CaseScreen)
        assert "K-003 · Černý Petr · client" in desk.text
        assert "key worker: Nováková Jana since 18. 3. 2026" in desk.text
        await desk.press("escape")
        await desk.wait_screen(ClientsScreen)
        await desk.press("enter", "c", "escape")
        await desk.wait_screen(ClientScreen)


async def test_the_case_shows_how_far_it_is_and_what_comes_next(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        assert "K-008 · Malá Iva · applicant" in desk.text
        assert "since 16. 3. 2026" in desk.text
        assert "key worker: none yet" in desk.text
        assert "consents: none yet" in desk.text
        assert "→ next: Introductory consultation (n)" in desk.text
        assert [one.kind for one in desk.rows] == [EntryKind.FIRST_CONTACT]
        assert "Dluhy u doprav" in desk.text


async def test_opening_a_case_is_logged_once_until_a_form_may_have_changed_it(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("f1", "escape", "n", "escape", "f9", "escape")
        await desk.wait_screen(CaseScreen)
    assert [row.act for row in new.log()].count("open_case") == 1


async def test_what_comes_next_stands_first_and_a_digit_picks_it(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("n")
        await desk.wait_screen(StepsScreen)
        assert steps(desk)[0] == "Introductory consultation"
        await desk.press("1")
        await desk.wait_screen(SheetScreen)
        assert "Introductory consultation" in desk.lines[1]
        assert desk.bar.startswith("K-008")


async def test_a_step_is_found_by_a_word_and_what_is_saved_stands_in_the_journal(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("n", *"consul", "enter", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        assert desk.message == "Saved."
        assert [one.kind for one in desk.rows] == [EntryKind.INTRO_CONSULTATION, EntryKind.FIRST_CONTACT]
        assert "→ next: Assessment (n)" in desk.text


async def test_an_ended_case_offers_to_be_reopened_and_nothing_that_needs_an_open_one(people: Office) -> None:
    async with at_work(people) as desk:
        await to_case(desk, "adam")
        await desk.press("n")
        assert steps(desk) == ["Reopening of the case"]


async def test_who_may_not_lead_a_case_is_offered_what_anybody_may_write_down(new: Office) -> None:
    async with at_work(new, "dvorakova") as desk:
        await to_case(desk, "cerny")
        await desk.press("n")
        assert steps(desk) == ["The client asks for another key worker"]


async def test_the_cover_sheet_tells_everybody_and_takes_the_notice_that_is_owed(people: Office) -> None:
    hand_on(people, "K-003", "svoboda", no_notice_reason="Nemoc")
    async with at_work(people, "svoboda") as desk:
        await to_case(desk, "cerny")
        assert "key worker: Svoboda" in desk.text
        assert "before: Nováková Jana until 19. 3. 2026" in desk.text
        await desk.press("o")
        await desk.wait_screen(CoverSheetScreen)
        assert [line.worker.surname for line in desk.rows] == ["Nováková", "Svoboda"]
        assert "not yet" in desk.text
        await desk.press("down", "enter")
        await desk.wait_screen(SheetScreen)
        await desk.press("ctrl+s")
        await desk.wait_screen(CoverSheetScreen)
        assert "not yet" not in desk.text
        assert "19. 3. 2026 · in person" in desk.text


@pytest.mark.parametrize("size", [(80, 24), LOW])
async def test_a_case_is_readable_on_every_terminal(new: Office, size: tuple[int, int]) -> None:
    async with at_work(new, size=size) as desk:
        await to_case(desk, "mala")
        assert all(len(line) <= size[0] for line in desk.lines)
        assert "16. 3. 2026" in desk.text
        assert desk.rows


async def test_an_assessment_that_came_too_late_is_said_l3(new: Office) -> None:
    new.clock.forward(days=10)
    mala, me = client_id(new, "K-008"), str(new.worker("novakova").id)
    told = {"channel": "in_person", "outcome": "goes_on"}
    fill_in(new["novakova"], record_consultation, mala, day="17. 3. 2026", **told)
    assessors = {"first": me, "second": str(new.worker("svoboda").id), "key_worker": me}
    fill_in(new["novakova"], record_assessment, mala, day="25. 3. 2026", **assessors, development="Dluhy")
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        assert "▲ the assessment was later than 24. 3. 2026" in desk.text


async def test_people_around_the_client_are_shown_until_their_last_day(new: Office) -> None:
    mala = client_id(new, "K-008")
    for name, until in (("Dosud", "18. 3. 2026"), ("Dřív", "17. 3. 2026")):
        answers = {"kind": "guardian", "name": name, "until": until}
        fill_in(new["novakova"], add_contact_person, mala, day="16. 3. 2026", **answers)
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        assert "around: Dosud" in desk.text
        assert "Dřív" not in desk.text.split("→")[0]
