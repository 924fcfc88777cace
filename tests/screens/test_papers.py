"""Papers in the file: added by their path, read, exported; the written copy; what is told of an emergency."""

from pathlib import Path

import pytest
from textual.screen import Screen

from kp_tui.screens import emergency
from kp_tui.screens.emergency import EmergencyScreen
from kp_tui.screens.paper import PaperScreen
from kp_tui.screens.papers import PapersScreen
from kp_tui.screens.plan import PlanScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.usecases.emergencies import open_emergency
from kp_tui.usecases.papers import add_paper
from tests.support.at_work import AtWork, at_work, client_id
from tests.support.plans import write_plan
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for exports, with two files that novakova put there."""
    own = tmp_path / "export" / "novakova"
    own.parent.mkdir(0o700)
    own.mkdir(0o700)
    (own / "mapa.txt").write_text("Sestra\nMatka\x1b]0;x", encoding="utf-8")
    (own / "list.pdf").write_bytes(b"%PDF-1.7\n\x00")
    monkeypatch.setenv("KP_EXPORT", str(tmp_path / "export"))
    return own


def shows(desk: AtWork, screen: type[Screen[None]]) -> bool:
    """Whether such a screen is on top."""
    return isinstance(desk.screen, screen)


@pytest.fixture
def filed(people: Office, folder: Path) -> Office:
    """K-003 has a plan and two papers in the file."""
    write_plan(people, "K-003")
    subject = client_id(people, "K-003")
    for path, title, day in (("mapa.txt", "Mapa vztahů", "1. 3. 2026"), ("list.pdf", "Dopis", "2. 3. 2026")):
        fill_in(people["novakova"], add_paper, subject, path=path, what=title, made_on=day)
    return people


async def test_a_paper_is_added_by_keys_and_stands_in_the_list(people: Office, folder: Path) -> None:
    write_plan(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("f6", "d")
        assert shows(desk, PapersScreen)
        assert "No papers in the file yet" in desk.text
        await desk.press("n")
        assert shows(desk, SheetScreen)
        await desk.press(*"mapa.txt", "enter", *"Mapa", "ctrl+s")
        assert shows(desk, PapersScreen), desk.text
        assert [row.title for row in desk.rows] == ["Mapa"]
        assert "18. 3. 2026" in desk.text


async def test_a_file_that_is_not_there_keeps_what_was_typed(people: Office, folder: Path) -> None:
    write_plan(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("f6", "d", "n", *"nic.txt", "enter", *"Mapa", "ctrl+s")
        assert shows(desk, SheetScreen)
        assert "cannot be read" in desk.message
        assert (desk.focus, desk.value("what")) == ("path", "Mapa")


async def test_a_text_is_read_here_and_a_pdf_is_not(filed: Office) -> None:
    async with at_work(filed) as desk:
        await desk.press("f6", "d", "enter")
        assert shows(desk, PapersScreen)
        assert "can be exported" in desk.message
        await desk.press("down", "enter")
        assert shows(desk, PaperScreen)
        assert "Mapa vztahů" in desk.text
        assert "Matka]0;x" in desk.text
        await desk.press("escape")
        assert shows(desk, PapersScreen)


async def test_the_list_is_read_once_however_often_one_comes_back(filed: Office) -> None:
    async with at_work(filed) as desk:
        await desk.press("f6", "d", "down", "enter", "escape", "enter", "escape")
        assert desk.desk.asked["list_papers"] == 1


async def test_a_paper_is_exported_and_it_is_said_where_it_lies(filed: Office, folder: Path) -> None:
    async with at_work(filed) as desk:
        await desk.press("f6", "d", "x")
        assert desk.message.startswith("Written: ")
        assert (folder / "K-003-2-2026-03-02.pdf").exists()


async def test_a_paper_is_removed_and_put_back(filed: Office) -> None:
    async with at_work(filed) as desk:
        await desk.press("f6", "d", "delete")
        assert [row.title for row in desk.rows] == ["Mapa vztahů"]
        await desk.press("u")
        assert [row.title for row in desk.rows] == ["Dopis", "Mapa vztahů"]
        await desk.press("u")
        assert desk.message == "There is nothing to put back."


async def test_the_plan_is_printed_by_one_key_and_from_the_menu(filed: Office, folder: Path) -> None:
    async with at_work(filed) as desk:
        await desk.press("f6", "t")
        assert shows(desk, PlanScreen)
        assert desk.message.startswith("Written: ")
        await desk.press("f9", *"print the", "enter")
        assert {path.name for path in folder.glob("K-003-v1-*")} == {
            "K-003-v1-2026-03-18.pdf",
            "K-003-v1-2026-03-18-2.pdf",
        }


async def test_the_menu_leads_to_the_papers_of_the_current_client(filed: Office) -> None:
    async with at_work(filed) as desk:
        await desk.press("f9", *"papers", "enter")
        assert shows(desk, PapersScreen)


async def test_without_a_folder_it_says_who_sets_one(filed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KP_EXPORT")
    async with at_work(filed) as desk:
        await desk.press("f6", "t")
        assert "KP_EXPORT" in desk.message


async def test_a_manager_opens_a_plan_in_an_emergency_with_a_reason(filed: Office) -> None:
    async with at_work(filed, "prochazka") as desk:
        await desk.press("f3", *"cern", "enter", "f6")
        assert not shows(desk, PlanScreen)
        await desk.press("f9", *"emergency reading", "enter")
        assert shows(desk, SheetScreen)
        await desk.press(*"Nebere telefon.", "ctrl+s", "f6")
        assert shows(desk, PlanScreen)
        assert "! Emergency reading until 11:00" in desk.text
        assert "Chce bydlet sám" in desk.text


@pytest.mark.parametrize("opened_by", [("f6", "v"), ("f9", *"papers", "enter"), ("f6", "d", "down", "enter")])
async def test_what_an_emergency_opened_is_closed_when_it_ends(
    filed: Office, monkeypatch: pytest.MonkeyPatch, opened_by: tuple[str, ...]
) -> None:
    monkeypatch.setattr(emergency, "LOOK_AGAIN", 0.02)
    fill_in(filed["prochazka"], open_emergency, client_id(filed, "K-003"), reason="Nebere telefon.")
    async with at_work(filed, "prochazka") as desk:
        await desk.press("f3", *"cern", "enter")
        below = len(desk.app.screen_stack)
        await desk.press(*opened_by)
        filed.clock.forward(minutes=59, seconds=59)
        await desk.settle()
        assert len(desk.app.screen_stack) > below
        filed.clock.forward(seconds=1)
        await desk.wait(lambda: len(desk.app.screen_stack) == below, "the end of the reading")
        await desk.wait_message("The emergency reading has ended.")
        assert "Chce bydlet sám" not in desk.text
        assert "Mapa vztahů" not in desk.text


async def test_who_reads_by_their_role_is_not_interrupted(
    filed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emergency, "LOOK_AGAIN", 0.02)
    async with at_work(filed, "svoboda") as desk:
        await desk.press("f3", *"cern", "enter", "f6")
        filed.clock.forward(minutes=61)
        await desk.settle()
        assert shows(desk, PlanScreen)


async def test_the_key_worker_is_told_after_signing_in_until_they_take_note(filed: Office) -> None:
    fill_in(filed["prochazka"], open_emergency, client_id(filed, "K-003"), reason="Nebere telefon.")
    async with at_work(filed) as desk:
        assert shows(desk, EmergencyScreen)
        assert "Procházka Ivan opened the plan of K-003" in desk.text
        assert "Nebere telefon." in desk.text
        await desk.press("enter", "escape")
        assert shows(desk, EmergencyScreen)
    async with at_work(filed) as desk:
        await desk.press("space")
        assert not shows(desk, EmergencyScreen)
    async with at_work(filed) as desk:
        assert not shows(desk, EmergencyScreen)
