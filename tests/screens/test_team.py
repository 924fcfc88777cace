"""What a team keeps of itself: deputies, absences, services and districts, from the menu by keys alone."""

import pytest

from kp_tui.domain.services import Allocation, Profile
from kp_tui.screens.absences import AbsencesScreen
from kp_tui.screens.services import ServicesScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.screens.team import TeamScreen
from kp_tui.store import deputies, periods, services
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.deputies import name_deputy
from tests.support.at_work import AtWork, at_work
from tests.support.sheets import fill_in
from tests.support.stores import Office


async def choose(desk: AtWork, words: str) -> None:
    await desk.press("f9", *words, "enter")


def away(office: Office, login: str) -> None:
    """Let somebody be away for the whole of March."""
    person = office.worker(login).id
    fill_in(office[login], record_absence, person, first="1. 3. 2026", last="31. 3. 2026")


async def test_the_manager_sees_who_has_cases_who_stands_in_and_who_is_away(people: Office) -> None:
    away(people, "novakova")
    async with at_work(people, "prochazka") as desk:
        await choose(desk, "deputies abs")
        await desk.wait_screen(TeamScreen)
        told = {row.worker: row for row in desk.rows}
        assert told["Nováková Jana"].cases == 4
        assert told["Nováková Jana"].lacks_deputy
        assert "! missing" in desk.text
        assert "31. 3. 2026" in desk.text


async def test_the_manager_names_a_deputy_from_the_row(people: Office) -> None:
    async with at_work(people, "prochazka") as desk:
        await choose(desk, "deputies abs")
        while desk.row.worker != "Nováková Jana":
            await desk.press("down")
        await desk.press("enter", "s", "enter")
        await desk.wait_screen(TeamScreen)
        assert desk.message == "Saved."
        assert desk.row.deputy.startswith("Svoboda")
    chosen = people.look(lambda store: deputies.of_worker(store, store.person.id))
    assert chosen == people.worker("svoboda").id


async def test_all_cases_are_handed_over_in_one_step(people: Office) -> None:
    async with at_work(people, "prochazka") as desk:
        await choose(desk, "deputies abs")
        while desk.row.worker != "Nováková Jana":
            await desk.press("down")
        await desk.press("h")
        await desk.wait_screen(SheetScreen)
        await desk.press("s", "enter", *["tab"] * 5, *"Odchod ze dne na den", "ctrl+s")
        await desk.wait_screen(TeamScreen)
        assert desk.row.cases == 0
    new = people.worker("svoboda").id
    assert len(people.look(lambda store: periods.open_of(store, new))) == 5


async def test_what_an_absence_clashes_with_is_told_after_it_is_saved(people: Office) -> None:
    mine, deputy = people.worker("novakova").id, people.worker("svoboda").id
    fill_in(people["novakova"], name_deputy, mine, deputy=str(deputy))
    away(people, "svoboda")
    async with at_work(people) as desk:
        await choose(desk, "absences my")
        await desk.wait_screen(AbsencesScreen)
        await desk.press("n", *"20.3.2026", "enter", *"22.3.2026", "enter")
        await desk.wait_screen(AbsencesScreen)
        assert "Saved. ! the deputy is away then" in desk.message
        assert "(Svoboda" in desk.message
        assert [one.worker for one in desk.rows] == ["Svoboda Petr", "Nováková Jana"]


async def test_ones_own_absence_is_cancelled_and_nobody_elses(people: Office) -> None:
    away(people, "svoboda")
    away(people, "novakova")
    async with at_work(people) as desk:
        await choose(desk, "absences my")
        await desk.press("delete")
        assert desk.message.startswith("!")
        await desk.press("down", "delete")
        assert desk.message == "The absence is cancelled."
        assert [one.worker for one in desk.rows] == ["Svoboda Petr"]


async def test_ones_own_deputy_is_named_by_one_key(people: Office) -> None:
    async with at_work(people) as desk:
        await choose(desk, "absences my")
        await desk.press("d", "s", "enter")
        await desk.wait_screen(AbsencesScreen)
        assert desk.message == "Saved."


async def test_services_and_districts_are_added_and_changed(people: Office) -> None:
    async with at_work(people, "prochazka") as desk:
        await choose(desk, "services dis")
        await desk.wait_screen(ServicesScreen)
        await desk.press("n", *"OSPOD", "enter", "end", "enter", "end", "ctrl+s")
        await desk.wait_screen(ServicesScreen)
        await desk.press("end", "d", *"Sever", "enter", "n", "enter")
        assert [line.district.name if line.district else line.service.name for line in desk.rows] == [
            "Poradna Kopr",
            "OSPOD",
            "Sever",
        ]
        await desk.press("end", "enter", *" a střed", "ctrl+s")
        assert "Sever a střed" in desk.text
    ospod = people.look(services.everything)[-1]
    assert (ospod.profile, ospod.allocation) == (Profile.CHILD_PROTECTION, Allocation.DISTRICT)


@pytest.mark.parametrize(("login", "offered"), [("novakova", 1), ("dvorakova", 0), ("prochazka", 3)])
async def test_the_menu_offers_only_what_is_permitted(people: Office, login: str, offered: int) -> None:
    names = {"Absences and my deputy", "Deputies and absences", "Services and districts"}
    async with at_work(people, login) as desk:
        await desk.press("f9")
        assert len(names & {entry.label for entry in desk.rows}) == offered
