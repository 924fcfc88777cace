"""Papers in a client's file: sealed, read in the program, taken out on purpose, never lost (P2)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from kp_tui.domain.errors import KpError, NotFound, Refused
from kp_tui.domain.papers import (
    LARGEST,
    PaperFromFuture,
    PaperNotText,
    PaperTooLarge,
    PaperTooLong,
    PaperUnknown,
)
from kp_tui.domain.people import Role
from kp_tui.domain.plans import PaperKind
from kp_tui.domain.sheets import SheetForm
from kp_tui.reports.exchange import FileUnreadable
from kp_tui.reports.folders import NoExportFolder
from kp_tui.store import schema
from kp_tui.store.drafts import own
from kp_tui.usecases.bars import bar_worker
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.drafts import keep_draft
from kp_tui.usecases.papers import (
    add_paper,
    export_paper,
    list_papers,
    open_paper,
    remove_paper,
    restore_paper,
)
from kp_tui.usecases.sheets import open_sheet, sheet_draft
from kp_tui.vault.errors import TextMoved
from tests.support.deputies import away, bar_below, stands_in
from tests.support.sheets import fill_in
from tests.support.stores import Office

PDF = b"%PDF-1.7\n" + bytes(range(256))


@pytest.fixture(autouse=True)
def no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody set a folder for exports."""
    monkeypatch.delenv("KP_EXPORT", raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for exports; the test's papers are handed over in it, too."""
    path = tmp_path / "export"
    path.mkdir(0o700)
    (path / "novakova").mkdir(0o700)
    monkeypatch.setenv("KP_EXPORT", str(path))
    return path


@pytest.fixture
def client(office: Office) -> int:
    """A client of novakova."""
    return office.add_client("K-001", "Nováková", "Žofie", of="novakova")


def written(tmp_path: Path, data: bytes, name: str = "dopis") -> str:
    """A file that somebody has on the computer."""
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def add(office: Office, client: int, tmp_path: Path, data: bytes, *, by: str = "novakova") -> int:
    """Let that person add a paper of the first of March."""
    path = written(tmp_path, data)
    return fill_in(office[by], add_paper, client, path=path, what="Mapa vztahů", made_on="1. 3. 2026")


def reading(client: int, number: int) -> list[tuple[UseCase[[int], Any], int]]:
    """Every way of reading a paper."""
    return [(list_papers, client), (open_paper, number), (export_paper, number)]


def test_a_paper_keeps_its_title_its_day_and_every_byte(
    office: Office, client: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add(office, client, tmp_path, PDF)
    (listed,) = office["novakova"].perform(list_papers, client).papers
    assert (listed.id, listed.title, str(listed.made_on)) == (number, "Mapa vztahů", "2026-03-01")
    assert (listed.kind, listed.size) == (PaperKind.PDF, len(PDF))
    monkeypatch.setenv("KP_EXPORT", str(tmp_path))
    path = office["novakova"].perform(export_paper, number)
    assert path == tmp_path / "novakova" / f"K-001-{number}-2026-03-01.pdf"
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (PDF, 0o600)


def test_a_text_opens_in_the_program_with_nothing_in_it_that_acts(
    office: Office, client: int, tmp_path: Path
) -> None:
    number = add(office, client, tmp_path, "Chci bydlet\r\nsama\x1b]0;x\x07.".replace("\x07", "").encode())
    opened = office["novakova"].perform(open_paper, number)
    assert opened.text == "Chci bydlet\nsama]0;x."
    assert opened.paper.title == "Mapa vztahů"


def test_a_picture_is_not_opened_but_can_be_exported(office: Office, client: int, tmp_path: Path) -> None:
    number = add(office, client, tmp_path, b"\x89PNG\r\n\x1a\n\x00")
    with pytest.raises(PaperNotText):
        office["novakova"].perform(open_paper, number)


def test_a_text_that_is_too_long_to_read_here_is_not_opened_but_can_be_exported(
    office: Office, client: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add(office, client, tmp_path, b"\n" * (1 << 20))
    with pytest.raises(PaperTooLong):
        office["novakova"].perform(open_paper, number)
    monkeypatch.setenv("KP_EXPORT", str(tmp_path))
    assert office["novakova"].perform(export_paper, number).stat().st_size == 1 << 20


def test_nothing_leaves_where_no_folder_is_set(office: Office, client: int, tmp_path: Path) -> None:
    number = add(office, client, tmp_path, PDF)
    with pytest.raises(NoExportFolder):
        office["novakova"].perform(export_paper, number)


def test_what_cannot_be_added_says_why(office: Office, client: int, tmp_path: Path) -> None:
    opened = office["novakova"]
    cases: dict[bytes, type[KpError]] = {
        b"PK\x03\x04\x00": PaperUnknown,
        PDF.ljust(LARGEST + 1): PaperTooLarge,
    }
    for data, error in cases.items():
        with pytest.raises(error):
            add(office, client, tmp_path, data)
    with pytest.raises(FileUnreadable):
        fill_in(opened, add_paper, client, path=str(office.home / "kp.keys"), what="x", made_on="1. 3. 2026")
    path = written(tmp_path, PDF)
    with pytest.raises(PaperFromFuture):
        fill_in(opened, add_paper, client, path=path, what="x", made_on="19. 3. 2026")
    assert opened.perform(list_papers, client).papers == ()


def test_on_a_server_papers_come_and_go_through_ones_own_folder(
    office: Office, client: int, folder: Path
) -> None:
    written(folder / "novakova", PDF, "mapa.pdf")
    number = fill_in(
        office["novakova"], add_paper, client, path="mapa.pdf", what="Mapa", made_on="1. 3. 2026"
    )
    assert office["novakova"].perform(export_paper, number).read_bytes() == PDF


def test_every_reading_and_export_leaves_a_row_without_a_word_of_the_paper(
    office: Office, client: int, tmp_path: Path, folder: Path
) -> None:
    written(folder / "novakova", b"slova", "mapa")
    session = office["novakova"]
    number = fill_in(session, add_paper, client, path="mapa", what="Mapa vztahů", made_on="1. 3. 2026")
    session.perform(list_papers, client)
    session.perform(open_paper, number)
    session.perform(export_paper, number)
    rows = office.log()[-4:]
    assert [(row.act, row.purpose, row.client_id) for row in rows] == [
        ("add_paper", "", client),
        ("list_papers", "paper", client),
        ("open_paper", "paper", client),
        ("export_paper", "export", client),
    ]
    assert [row.record for row in rows] == [f"paper:{number}", "", f"paper:{number}", f"paper:{number}"]
    assert "Mapa" not in str(rows)


def test_a_removed_paper_is_out_of_the_list_kept_and_put_back(
    office: Office, client: int, tmp_path: Path
) -> None:
    number, session = add(office, client, tmp_path, b"slova"), office["novakova"]
    session.perform(remove_paper, number)
    assert session.perform(list_papers, client).papers == ()
    gone: list[UseCase[[int], Any]] = [open_paper, export_paper, remove_paper]
    for case in gone:
        with pytest.raises(NotFound):
            session.perform(case, number)
    session.perform(restore_paper, number)
    assert session.perform(open_paper, number).text == "slova"
    with pytest.raises(NotFound):
        session.perform(restore_paper, number)


def test_who_may_add_read_and_take_out_is_as_with_the_plan(
    office: Office, client: int, tmp_path: Path, folder: Path
) -> None:
    written(folder / "novakova", b"slova", "mapa")
    number = fill_in(office["novakova"], add_paper, client, path="mapa", what="Mapa", made_on="1. 3. 2026")
    for login, role in (("soc", Role.SOCIAL_WORKER), ("koord", Role.PLANNING_COORDINATOR)):
        office.hire(login, role)
    for login in ("svoboda", "soc", "koord"):
        with pytest.raises(Refused):
            office[login].perform(remove_paper, number)
        with pytest.raises(Refused):
            office[login].perform(open_sheet, add_paper.name, client)
    assert office["svoboda"].perform(open_paper, number).text == "slova"
    assert not office["svoboda"].perform(list_papers, client).writes
    office.hire("pece", Role.CARE_WORKER)
    for login in ("pece", "spravce"):
        for case, subject in reading(client, number):
            with pytest.raises((Refused, NotFound)):
                office[login].perform(case, subject)


def test_the_acting_deputy_adds_and_a_barred_colleague_finds_nothing(
    office: Office, client: int, tmp_path: Path
) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "16. 3. 2026", "20. 3. 2026")
    number = add(office, client, tmp_path, b"slova", by="svoboda")
    office.hire("zbyla", Role.KEY_WORKER)
    bar_below(office, "zbyla", client)
    for case, subject in reading(client, number):
        with pytest.raises(NotFound):
            office["zbyla"].perform(case, subject)


@pytest.mark.parametrize(
    "change",
    [
        {"title": b""},
        {"made_on": date(2026, 3, 2)},
        {"kind": PaperKind.PICTURE},
        {"recorded_by": 3},
        {"body": schema.paper.c.title},
    ],
)
def test_a_row_that_says_what_its_author_did_not_sign_is_not_opened(
    office: Office, client: int, tmp_path: Path, change: dict[str, object]
) -> None:
    number = add(office, client, tmp_path, b"slova")
    office.change(lambda store: store.connection.execute(update(schema.paper).values(change)))
    with pytest.raises((TextMoved, PaperNotText)):
        office["novakova"].perform(open_paper, number)
    with pytest.raises((TextMoved, NoExportFolder)):
        office["novakova"].perform(export_paper, number)


def test_the_draft_of_a_paper_is_sealed_from_the_first_letter(office: Office, client: int) -> None:
    session = office["novakova"]
    opened = session.perform(open_sheet, add_paper.name, client)
    form = SheetForm(add_paper.name, client, client, {"what": "Tajná mapa"})
    session.perform(keep_draft, sheet_draft(opened, form, on_screen=False))
    (kept,) = office.look(own)
    assert "Tajná mapa" in kept.body
    raw = office.look(lambda store: store.connection.scalars(select(schema.draft.c.body)).all())
    assert "Tajn" not in str(raw)


def test_a_bar_takes_the_papers_out_of_the_colleagues_vault(
    office: Office, client: int, tmp_path: Path
) -> None:
    number = add(office, client, tmp_path, b"slova")
    before = office.look(lambda store: store.connection.scalar(select(schema.paper.c.vault_id)))
    worker = str(office.worker("svoboda").id)
    fill_in(office["novakova"], bar_worker, client, worker=worker, reason="kinship")
    after = office.look(lambda store: store.connection.scalar(select(schema.paper.c.vault_id)))
    assert before != after
    assert office["novakova"].perform(open_paper, number).text == "slova"
    assert office["novakova"].perform(list_papers, client).papers[0].title == "Mapa vztahů"
