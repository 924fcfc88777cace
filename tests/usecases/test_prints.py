"""The written copy of a plan: whole, in the right folder, logged, with nobody's name on it (P7)."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy.exc import DBAPIError

from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.plans import PlanForm
from kp_tui.reports.folders import ExportFolderClosed, NoExportFolder
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plan_steps import tick_step
from kp_tui.usecases.prints import print_plan
from tests.support.deputies import bar_below
from tests.support.stores import Office, meet

PLAN = PlanAnswers(
    "Přišla o byt #let \\ *b*.",
    "Chce dávku.",
    "Vyučená.",
    "Bydlet sama\n- klientka: zajít na úřad do 5. 12. 2026\nNajít práci\n- Jana: volat 2x týdně",
    "klientka, sestra",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the server's administrator set."""
    path = tmp_path / "export"
    path.mkdir(0o700)
    monkeypatch.setenv("KP_EXPORT", str(path))
    return path


@pytest.fixture
def client(office: Office) -> int:
    """A client of novakova with a plan whose first step is done."""
    client = office.add_client("K/001", "Neviditelná", "Žofie", of="novakova")
    session = office["novakova"]
    plan_id = session.perform(save_plan, session.perform(plan_form, client), PLAN)
    session.perform(tick_step, plan_id, 2)
    return client


def words(path: Path) -> str:
    """The text of a paper, its pages one after the other."""
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace("\u200b", "")


def test_the_copy_is_named_by_mark_version_and_day_and_says_the_plan(
    office: Office, client: int, folder: Path
) -> None:
    path = office["novakova"].perform(print_plan, client)
    assert path == folder / "novakova" / "K-001-v1-2026-03-18.pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    text = words(path)
    said = (
        "Poradna Kopr",
        "K/001",
        "Přišla o byt #let \\ *b*.",
        "Bydlet sama",
        "zajít na úřad",
        "18. 3. 2026",
    )
    assert [one for one in said if one not in text] == []
    assert "Neviditelná" not in text
    assert b"Neviditeln" not in path.read_bytes()


def test_an_oral_plan_with_its_meeting_is_printed_as_complete_p2(office: Office, folder: Path) -> None:
    client = office.add_client("K-2", "Malá", "Eva", of="novakova")
    session, oral = office["novakova"], replace(PLAN, form=PlanForm.ORAL, situation="", goals="")
    session.perform(save_plan, session.perform(plan_form, client), oral)
    assert "rozpracovaný" in words(session.perform(print_plan, client))
    meeting = office.change(lambda store: meet(store, client, store.now))
    session.perform(save_plan, session.perform(plan_form, client), replace(oral, event_id=meeting))
    assert "rozpracovaný" not in words(session.perform(print_plan, client))


def test_a_second_copy_is_a_second_file(office: Office, client: int, folder: Path) -> None:
    first, second = (office["novakova"].perform(print_plan, client) for _ in range(2))
    assert (first.name, second.name) == ("K-001-v1-2026-03-18.pdf", "K-001-v1-2026-03-18-2.pdf")


def test_it_is_logged_without_a_word_and_without_a_folder_nothing_is(
    office: Office, client: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office["novakova"].perform(print_plan, client)
    before = office.log()
    row = before[-1]
    assert (row.act, row.purpose, row.client_id, row.outcome) == ("print_plan", "print", client, "done")
    assert row.record.startswith("plan:")
    monkeypatch.setenv("KP_EXPORT", str(folder / "nowhere"))
    with pytest.raises(ExportFolderClosed):
        office["novakova"].perform(print_plan, client)
    monkeypatch.delenv("KP_EXPORT")
    with pytest.raises(NoExportFolder):
        office["novakova"].perform(print_plan, client)
    assert len(office.log()) == len(before)


def test_what_the_log_cannot_keep_does_not_leave(office: Office, client: int, folder: Path) -> None:
    no_room = "CREATE TRIGGER no_room BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"
    office.raw().execute(no_room)
    with pytest.raises(DBAPIError, match="no room"):
        office["novakova"].perform(print_plan, client)
    assert list((folder / "novakova").iterdir()) == []


def test_who_may_read_a_plan_prints_it_and_nobody_else(office: Office, client: int, folder: Path) -> None:
    office.hire("pece", Role.CARE_WORKER)
    office.hire("soc", Role.SOCIAL_WORKER)
    with pytest.raises(NotFound):
        office["novakova"].perform(print_plan, office.add_client("K-2", "Nový", "Jan", of="novakova"))
    assert office["svoboda"].perform(print_plan, client).parent == folder / "svoboda"
    for login in ("pece", "prochazka", "spravce"):
        with pytest.raises((Refused, NotFound)):
            office[login].perform(print_plan, client)
    bar_below(office, "svoboda", client)
    with pytest.raises(NotFound):
        office["svoboda"].perform(print_plan, client)
    assert sorted(path.name for path in folder.iterdir()) == ["svoboda"]
