"""An entry of a case in full and its corrections; what stands around a case: procedure, family, bars."""

import pytest

from kp_tui.domain.cases import EntryKind
from kp_tui.screens.bars import BarsScreen
from kp_tui.screens.case import CaseScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.cover_sheet import CoverSheetScreen
from kp_tui.screens.ending import EndingScreen
from kp_tui.screens.entry import EntryScreen
from kp_tui.screens.family import FamilyScreen
from kp_tui.screens.procedure import ProcedureScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.store import bars, cases, drafts, services
from kp_tui.store.unit import Store
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.corrections import correction_of
from kp_tui.usecases.deputies import name_deputy
from kp_tui.usecases.diagnostics import raise_can_flag, request_diagnostics
from kp_tui.usecases.intake import record_consultation, take_first_contact
from kp_tui.usecases.services import change_service
from kp_tui.usecases.sheets import SHEETS
from kp_tui.usecases.situations import add_contact_person
from tests.support.at_work import AtWork, at_work, client_id
from tests.support.desk import LOW
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def new(people: Office) -> Office:
    """A first contact with Malá Iva, K-008, and her introductory consultation."""
    fill_in(
        people["novakova"], take_first_contact, 0, day="16. 3. 2026", channel="phone", surname="Malá",
        name="Iva", wants="Dluhy\nu dopravního podniku",
    )  # fmt: skip
    k_008 = client_id(people, "K-008")
    said = {"channel": "in_person", "outcome": "goes_on", "situation": "Hrozí exekuce"}
    fill_in(people["novakova"], record_consultation, k_008, **said)
    return people


async def to_case(desk: AtWork, letters: str) -> None:
    await desk.press("f3", *letters, "enter", "c")
    await desk.wait_screen(CaseScreen)
    await desk.settle()


async def test_an_entry_is_read_with_all_its_questions_and_answers(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("down", "enter")
        await desk.wait_screen(EntryScreen)
        for line in (
            "first contact · Mon 16. 3. 2026",
            "written down Wed 18. 3. 2026 10:00 by Nováková Jana",
            "How: by phone",
            "Taken by: Nováková Jana",
            "What the person wants Dluhy u dopravního podniku",
        ):
            assert line in desk.text
    assert [row.act for row in new.log()].count("open_entry") == 1


async def test_a_correction_keeps_the_old_version_and_says_why(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("down", "e")
        await desk.wait_screen(SheetScreen)
        await desk.press("shift+tab", *" a nájmu")
        while desk.focus != "why_corrected":
            await desk.press("tab")
        await desk.press(*"přepis", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        await desk.press("enter")
        assert "corrected because: přepis" in desk.text
        assert "podniku a nájmu" in desk.text
        assert "before the correction: 16. 3. 2026" in desk.text


async def test_what_somebody_else_corrected_meanwhile_is_not_overwritten(new: Office) -> None:
    entry = new.look(lambda store: cases.journal(store, 8, EntryKind.FIRST_CONTACT)[0].id)
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("down", "e")
        sheet = SHEETS[correction_of(EntryKind.FIRST_CONTACT)].saves
        fill_in(new["svoboda"], sheet, entry, why_corrected="jinak", wants="Jinak")
        while desk.focus != "why_corrected":
            await desk.press("tab")
        await desk.press(*"přepis", "ctrl+s")
        assert "Somebody else has corrected this meanwhile" in desk.message
        await desk.press("escape")
    assert len(new.look(drafts.own)) == 1, "what was typed is kept"


async def test_what_has_had_its_effect_is_not_corrected(people: Office) -> None:
    async with at_work(people) as desk:
        await to_case(desk, "adam")
        await desk.press("n", "1", "n", "enter", *"znovu", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        assert desk.row.kind is EntryKind.REOPENING
        await desk.press("e")
        assert "is not corrected" in desk.message


async def test_who_leads_no_case_reads_that_something_was_written_but_not_what(new: Office) -> None:
    async with at_work(new, "dvorakova") as desk:
        await to_case(desk, "mala")
        assert "Hrozí" not in desk.text
        await desk.press("enter")
        assert "Its words are read by those who lead the case." in desk.text
        assert "Hrozí" not in desk.text


async def test_what_a_deputy_writes_says_for_whom(people: Office) -> None:
    novakova, svoboda = people.worker("novakova").id, people.worker("svoboda").id
    fill_in(people["novakova"], name_deputy, novakova, deputy=str(svoboda))
    fill_in(people["novakova"], record_absence, novakova, first="1. 3. 2026", last="31. 3. 2026")
    fill_in(people["svoboda"], request_diagnostics, client_id(people, "K-003"), asked_by="Soud")
    async with at_work(people, "svoboda") as desk:
        await to_case(desk, "cerny")
        assert "away until 31. 3. 2026; in the meantime acts: Svoboda Petr" in desk.text
        await desk.press("enter")
        assert "for: Nováková Jana" in desk.text


async def test_a_flagged_case_says_so_and_shows_the_services_procedure(people: Office) -> None:
    fill_in(
        people["prochazka"],
        change_service,
        people.look(services.everything)[0].id,
        can_procedure="Volat OSPOD.",
    )
    fill_in(people["novakova"], raise_can_flag, client_id(people, "K-003"), grounds="Modřiny")
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        assert "▲ suspected abuse or neglect since 18. 3. 2026: p shows the internal procedure" in desk.text
        await desk.press("p")
        await desk.wait_screen(ProcedureScreen)
        await desk.wait_for("Volat OSPOD.")
        await desk.press("escape", "n", *"lift", "enter", *"Omyl", "ctrl+s")
        assert "suspected abuse or neglect since" not in desk.text


async def test_a_diagnostics_that_was_asked_for_waits_for_its_result(people: Office) -> None:
    fill_in(people["novakova"], request_diagnostics, client_id(people, "K-003"), asked_by="Soud")
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        await desk.press("n", *"result", "enter", "n", "enter", "s", "enter", *"V normě", "ctrl+s")
        assert desk.row.kind is EntryKind.DIAGNOSTICS_RESULT, "what is new is under the cursor"
        await desk.press("n", *"result")
        assert desk.rows == []


async def test_a_family_is_founded_joined_and_left_by_keys(people: Office) -> None:
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        await desk.press("f")
        await desk.wait_screen(FamilyScreen)
        await desk.press("n", *"otec", "enter")
        await desk.press("n", *"K-004", "enter", *"syn", "enter")
        assert [line.member.mark for line in desk.rows] == ["K-003", "K-004"]
        await desk.press("escape")
        assert "family Černý: K-004 Chalupa Ivan syn" in desk.text
        await desk.press("f", "down", "delete")
        assert desk.message == "K-004 is out of the family."
        await desk.press("enter")
        await desk.wait_screen(CaseScreen)


async def test_people_around_a_client_stand_in_the_case(people: Office) -> None:
    told = {"kind": "family", "name": "Marie Černá", "relation": "matka", "contact": "777 123 456"}
    fill_in(people["novakova"], add_contact_person, client_id(people, "K-003"), **told)
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        assert "around: Marie Černá (matka) 777 123 456" in desk.text


async def test_a_bar_is_written_down_and_lifted(people: Office) -> None:
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        await desk.press("b")
        await desk.wait_screen(BarsScreen)
        await desk.press("n", "s", "enter", "k", "enter", "ctrl+s")
        assert desk.row.worker.startswith("Svoboda")
        await desk.press("enter")
        assert desk.message.startswith("!"), "the manager lifts"
    async with at_work(people, "prochazka") as desk:
        await to_case(desk, "cerny")
        await desk.press("b", "enter", *"Omyl", "ctrl+s")
        assert desk.row.lifted_at is not None
    assert not people.look(bars.in_force)


async def test_who_bars_themselves_sees_no_more_of_the_case(people: Office) -> None:
    async with at_work(people, "svoboda") as desk:
        await to_case(desk, "k-007")
        await desk.press("n", *"no part", "enter", "s", "enter", "k", "enter", "ctrl+s")
        assert "K-007" not in desk.told("case")
        assert desk.rows == []
        await desk.press("escape", "escape")
        await desk.wait_screen(ClientsScreen)
        assert "K-007" not in desk.text


async def test_an_ending_shows_what_is_still_open_first(people: Office) -> None:
    async with at_work(people) as desk:
        await to_case(desk, "cerny")
        await desk.press("n", *"ending", "enter")
        await desk.wait_screen(EndingScreen)
        assert "Still open in this case:" in desk.text
        assert "! signed consents" in desk.text
        await desk.press("tab", *"Hotovo", "tab", *"Odešel", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        assert "· ended ·" in desk.text


def flagged(store: Store) -> None:
    """What makes the header long."""
    cases.add(store, 3, EntryKind.CAN_FLAG, store.today, '{"day": "2026-03-18", "grounds": "x"}')


@pytest.mark.parametrize("size", [(80, 24), LOW])
async def test_the_longest_header_leaves_room_for_the_journal(people: Office, size: tuple[int, int]) -> None:
    people.change(flagged)
    k_003 = client_id(people, "K-003")
    for _number in range(3):
        fill_in(people["novakova"], add_contact_person, k_003, kind="family", name="Marie Černá " * 3)
    async with at_work(people, size=size) as desk:
        await to_case(desk, "cerny")
        assert "K-003" in desk.text
        assert sum("somebody around" in line for line in desk.lines) >= 2


async def test_the_cover_sheet_of_a_case_without_anybody_says_so(new: Office) -> None:
    async with at_work(new) as desk:
        await to_case(desk, "mala")
        await desk.press("o")
        await desk.wait_screen(CoverSheetScreen)
        await desk.wait_for("Nobody has been responsible for this case yet.")
