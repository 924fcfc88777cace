"""No word of any plan stands anywhere in the database, whoever opens it with the right key (V3).

Marker words are typed into everything that is said in a plan, in a note beside it, in a paper, and into the
drafts of all these. Then the database is opened as an administrator can: row by row, as a plain copy, as the
decrypted pages of its files, those that nothing uses any more among them.
"""

import base64
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.sheets import Ask, SheetForm, questions
from kp_tui.store import vault_keys
from kp_tui.store.schema import draft, metadata, vault_grant
from kp_tui.store.unit import Store
from kp_tui.usecases.drafts import drop_draft, keep_draft
from kp_tui.usecases.emergencies import open_emergency
from kp_tui.usecases.event_forms import new_event_form, record_event
from kp_tui.usecases.papers import add_paper, list_papers, open_paper, remove_paper
from kp_tui.usecases.plan_forms import plan_draft, plan_form, rival_plan_form, save_plan
from kp_tui.usecases.plan_notes import comment_plan, discuss_plan, evaluate_plan, list_plan_notes
from kp_tui.usecases.plan_steps import tick_step
from kp_tui.usecases.plans import list_plan_versions, open_plan
from kp_tui.usecases.session import Session
from kp_tui.usecases.sheets import SHEETS, open_sheet, sheet_draft
from kp_tui.vault import slots
from kp_tui.vault.sealing import Generation, accepted
from tests.support.sheets import fill_in
from tests.support.stores import PASSWORD, Office

SHOWN = (
    "Rozhovor o bydlení u Kopřivové"  # an event's content: encrypted with the file, and in clear within it
)
SHEETS_OF_PLANS = ("evaluate_plan", "discuss_plan", "comment_plan", "add_paper")
SALT, RESERVED, IV = 16, 80, 16  # SQLCipher 4: bytes at the head of the file, and at the end of each page
WAL_HEADER, FRAME_HEADER = 32, 24


class Markers:
    """Words that stand nowhere else, each typed once; folding changes nothing in them but their case."""

    def __init__(self) -> None:
        self.typed: list[str] = []

    def __call__(self, place: str) -> str:
        """The word for a place."""
        letters = "".join(one for one in place if one.isalpha())
        self.typed.append(f"Zq{letters}{len(self.typed):02}wx".capitalize())
        return self.typed[-1]

    @property
    def spelled(self) -> Iterator[bytes]:
        """Every way in which a marker could stand in a file: plain, UTF-16, base64 wherever it begins."""
        for word in self.typed:
            yield word.lower().encode()
            yield word.encode("utf-16-le").lower()
            for shift in range(3):
                coded = base64.b64encode(b"\0" * shift + word.encode())
                yield coded[4 if shift else 0 : -4].lower()


@dataclass
class Desk:
    """novakova, who types into everything."""

    session: Session
    client: int
    word: Markers
    folder: Path

    def plan(self, place: str) -> PlanAnswers:
        """A plan with a word in each field, goal and part of a step."""
        step = f"- {self.word(place)}: {self.word(place)} každý {self.word(place)}"
        until = f"- {self.word(place)}: {self.word(place)} do 5. 12. 2026"
        goals = "\n".join([self.word(place), step, until, f"Chce {self.word(place)}"])
        return PlanAnswers(self.word(place), self.word(place), self.word(place), goals, self.word(place))

    def answers(self, sheet: str) -> dict[str, str]:
        """A word in every text of a sheet, and the first answer to each choice."""
        asked = questions(SHEETS[sheet].asks)
        words = {one.name: self.word(sheet) for one in asked if one.ask in (Ask.LINE, Ask.TEXT)}
        return words | {one.name: next(iter(one.codes)) for one in asked if one.codes}

    def saves_plans(self) -> int:
        """Two versions, with drafts before each and of a third; gives the plan's number."""
        plan_id = 0
        for place in ("first", "second"):
            opened = self.session.perform(plan_form, self.client)
            for left in (self.plan(f"{place}draft"), text := self.plan(place)):
                self.session.perform(keep_draft, plan_draft(opened, left, on_screen=True))
            plan_id = self.session.perform(save_plan, opened, text)
        opened = self.session.perform(plan_form, self.client)
        self.session.perform(keep_draft, plan_draft(opened, self.plan("third"), on_screen=False))
        rival = self.session.perform(rival_plan_form, opened)
        self.session.perform(
            keep_draft, plan_draft(replace(rival, draft_id="ab" * 16), self.plan("rival"), on_screen=False)
        )
        content = self.session.perform(open_plan, self.client).content
        assert content is not None
        self.session.perform(tick_step, plan_id, content.plan.goals[0].steps[0].number)
        return plan_id

    def drafts_of_sheets(self) -> None:
        """A draft of every sheet beside a plan, kept twice; one is thrown away."""
        for name in SHEETS_OF_PLANS:
            opened = self.session.perform(open_sheet, name, self.client)
            for _ in range(2):
                form = SheetForm(name, self.client, self.client, self.answers(name))
                kept = sheet_draft(opened, form, on_screen=False)
                self.session.perform(keep_draft, kept)
        self.session.perform(drop_draft, kept.id)

    def saves_sheets(self) -> None:
        """A note of every kind, and two papers."""
        for case in (evaluate_plan, discuss_plan, comment_plan):
            fill_in(self.session, case, self.client, **self.answers(case.name))
        for begins in ("", "%PDF-"):
            path = self.folder / "paper"
            path.write_text(f"{begins}{self.word('body')} {self.word('body')}\n" * 50)
            title = self.word("title")
            fill_in(self.session, add_paper, self.client, path=str(path), what=title, made_on="1. 3. 2026")
            path.unlink()

    def reads(self, plan_id: int) -> None:
        """Read all of it, so that every reading leaves its row."""
        self.session.perform(open_plan, self.client)
        self.session.perform(list_plan_versions, plan_id)
        self.session.perform(list_plan_notes, plan_id)
        self.session.perform(list_papers, self.client)
        self.session.perform(open_paper, 1)
        self.session.perform(remove_paper, 1)


@pytest.fixture(scope="module")
def built(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Markers]]:
    """A store in which novakova typed into everything and a manager read it; its journal is still there."""
    folder = tmp_path_factory.mktemp("words")
    office = Office(shutil.copytree(template, folder / "store"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KP_EXPORT", raising=False)
        markers = type_everywhere(office, folder)
    yield office.home, markers
    office.close()


@pytest.fixture
def written(built: tuple[Path, Markers]) -> Markers:
    """The words that were typed."""
    return built[1]


@pytest.fixture
def office(built: tuple[Path, Markers], tmp_path: Path) -> Iterator[Office]:
    """A copy of that store for one test."""
    office = Office(shutil.copytree(built[0], tmp_path / "store"))
    yield office
    office.close()


def type_everywhere(office: Office, folder: Path) -> Markers:
    """Let novakova type a word into every field there is, and a manager read it all."""
    client = office.add_client("K-001", "Nováková", "Žofie", of="novakova")
    desk = Desk(office["novakova"], client, Markers(), folder)
    opened = desk.session.perform(new_event_form, client)
    met = replace(opened.form, time="8-9", content=SHOWN, impact="Ví.")
    desk.session.perform(record_event, opened, met)
    plan_id = desk.saves_plans()
    desk.drafts_of_sheets()
    desk.saves_sheets()
    desk.reads(plan_id)
    fill_in(office["prochazka"], open_emergency, client, reason="Hrozí nebezpečí.")
    office["prochazka"].perform(open_plan, client)
    return desk.word


def cells(office: Office) -> Iterator[tuple[str, bytes]]:
    """Every column of every table in the database, those of the program and those of SQLite."""
    file = office.raw()
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert set(metadata.tables) <= set(names)
    for table in [*names, "sqlite_master"]:
        cursor = file.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- the database's own names
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            for column, value in zip(columns, row, strict=True):
                yield f"{table}.{column}", value if isinstance(value, bytes) else str(value).encode()
    file.close()


def plain_copy(office: Office, path: Path) -> bytes:
    """The whole database without its encryption: tables, indexes, search words."""
    file = office.raw()
    file.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    file.execute("SELECT sqlcipher_export('plain')").fetchall()
    file.execute("DETACH DATABASE plain")
    file.close()
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


def decrypted_pages(office: Office) -> bytes:
    """Every page of the file and of its journal, in use or not, as the key decrypts it."""
    opened = slots.open_store(office.home, "spravce", PASSWORD)
    key, file = bytes(opened.database_key), opened.database.read_bytes()
    journal = opened.database.with_name(opened.database.name + "-wal").read_bytes()
    (size,) = struct.unpack_from(">I", journal, 8)
    frame = FRAME_HEADER + size
    pages = [file[start : start + size] for start in range(0, len(file), size)]
    frames = [journal[start : start + frame] for start in range(WAL_HEADER, len(journal), frame)]
    numbered = [(number, page) for number, page in enumerate(pages, 1)]
    numbered += [(struct.unpack_from(">I", one)[0], one[FRAME_HEADER:]) for one in frames]
    return b"".join(_decrypted(key, page, SALT if number == 1 else 0) for number, page in numbered)


def _decrypted(key: bytes, page: bytes, skipped: int) -> bytes:
    body, ending = page[skipped:-RESERVED], page[-RESERVED:]
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(ending[:IV])).decryptor()
    return decryptor.update(body) + decryptor.finalize()


def found(markers: Markers, data: bytes) -> list[bytes]:
    """The markers that stand in there, however they are spelled."""
    small = data.lower()
    return [spelled for spelled in markers.spelled if spelled in small]


def test_every_field_of_a_plan_was_typed_into(written: Markers) -> None:
    assert len(written.typed) == len(set(written.typed)) > 90
    for name in SHEETS_OF_PLANS:
        assert any(name.replace("_", "") in word.lower() for word in written.typed)


def test_no_column_of_any_table_holds_a_word(office: Office, written: Markers) -> None:
    kept = list(cells(office))
    assert [place for place, value in kept if found(written, value)] == []
    assert any(SHOWN.encode() in value for _, value in kept)


def test_no_byte_of_a_plain_copy_holds_a_word(office: Office, written: Markers, tmp_path: Path) -> None:
    copy = plain_copy(office, tmp_path / "plain.db")
    assert found(written, copy) == []
    assert SHOWN.encode() in copy
    assert b"client_word" in copy


def test_no_decrypted_page_holds_a_word_used_or_free_or_in_the_journal(
    office: Office, written: Markers
) -> None:
    pages = decrypted_pages(office)
    assert found(written, pages) == []
    assert SHOWN.encode() in pages
    assert b"CREATE TABLE plan_version" in pages


def test_no_other_file_of_the_store_holds_a_word(office: Office, written: Markers) -> None:
    for path in office.home.rglob("*"):
        if path.is_file():
            assert found(written, path.read_bytes()) == [], path


def test_what_people_typed_is_found_where_it_is_not_sealed(office: Office, written: Markers) -> None:
    def leak(store: Store) -> None:
        store.connection.execute(draft.update().values(body=written.typed[7]))

    office.change(leak)
    assert found(written, decrypted_pages(office)) != []
    assert [place for place, value in cells(office) if found(written, value)] != []


def test_the_administrator_holds_no_key_of_any_vault(office: Office, written: Markers) -> None:
    opened = slots.open_store(office.home, "spravce", PASSWORD)
    granted = office.look(lambda store: store.connection.execute(select(vault_grant)).all())
    assert len(granted) > 3
    assert office.worker("spravce").id not in {row.worker_id for row in granted}
    for row in granted:
        generation = Generation(row.vault_id, row.generation)
        for login in ("spravce", "novakova", ""):
            assert accepted(row.sealed, opened.store_id, generation, login, opened.keys) is None
    assert office.look(vault_keys.keyring, "spravce") == {}
