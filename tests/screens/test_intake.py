"""A first contact is taken by few keys; who may be the same person is shown, never forced."""

from kp_tui.domain.cases import EntryKind
from kp_tui.screens.case import CaseScreen
from kp_tui.screens.intake import IntakeScreen
from kp_tui.store import cases, drafts
from kp_tui.store.unit import Store
from tests.support.at_work import at_work, client_id
from tests.support.stores import Office


def first_contact_of(office: Office, mark: str) -> str:
    """What is written down of the first contact."""

    new = client_id(office, mark)

    def look(store: Store) -> str:
        (entry,) = cases.journal(store, new, EntryKind.FIRST_CONTACT)
        return entry.body

    return office.look(look)


async def test_a_first_contact_is_taken_by_keys_and_its_case_opens(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("i")
        await desk.wait_screen(IntakeScreen)
        await desk.press("p", "enter", "enter", *"Dluhy", "tab", "enter", *"Malá", "enter", *"Iva", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        assert desk.message == "Saved."
        assert desk.bar.startswith("K-008 Malá Iva")
        assert "K-008 · Malá Iva · applicant" in desk.text
        assert [one.kind for one in desk.rows] == [EntryKind.FIRST_CONTACT]
        await desk.press("escape")
        assert desk.row.mark == "K-008", "the list is at the bottom, with the new one under the cursor"
    assert "Dluhy" in first_contact_of(people, "K-008")
    assert people.look(drafts.own) == []


async def test_who_may_be_the_same_person_is_shown_and_nothing_is_forced(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("i", "enter", "enter", "tab", "enter", *"novakova")
        assert "May be the same person: K-001 · Nováková Žofie" in desk.text
        await desk.press("backspace", *"x")
        assert "May be the same person" not in desk.text
        await desk.press("backspace", *"a", "ctrl+s")
        await desk.wait_screen(CaseScreen)
        assert desk.bar.startswith("K-008 novakova")


async def test_somebody_may_stay_anonymous_and_is_not_asked_for_a_name(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("i", "enter", "enter", "tab", "right", "enter")
        assert desk.focus == "contact"
        await desk.press("ctrl+s")
        assert "K-008 · anonymous · applicant" in desk.text


async def test_a_first_contact_left_unfinished_goes_on_as_an_intake(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("i", "enter", "enter", *"Dluhy", "escape")
        (draft,) = people.look(drafts.own)
        await desk.app.ways.to_draft(draft)
        await desk.settle()
        await desk.wait_screen(IntakeScreen)
        assert desk.value("wants") == "Dluhy"


async def test_a_care_worker_takes_a_first_contact_too(people: Office) -> None:
    async with at_work(people, "dvorakova") as desk:
        await desk.press("i", "enter", "enter", "tab", "enter", *"Malá", "ctrl+s")
        await desk.wait_screen(CaseScreen)
