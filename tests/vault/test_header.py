"""`kp.keys`: every accident is noticed, no other program's change is lost, an older one is refused."""

import base64
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from kp_tui.vault import header as header_file
from kp_tui.vault.errors import HeaderDamaged, HeaderOlder, HeaderTampered, HeaderTooNew, NoStore, StoreExists
from kp_tui.vault.header import Header, change, check_mac, exists, read, refuse_older, write_first
from kp_tui.vault.keys import Cost
from kp_tui.vault.opened import Opened
from kp_tui.vault.slots import create_store
from tests.vault.forgery import forge

CHILD = str(Path(__file__).with_name("vault_child.py"))
CHEAP = Cost(memory_kib=8, iterations=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def opened(home: Path) -> Opened:
    return create_store(home, "spravce", "heslo", CHEAP)[0]


def test_the_header_is_json_for_this_account_only(home: Path, opened: Opened) -> None:
    content = json.loads((home / "kp.keys").read_text())
    assert content["sequence"] == 1
    assert content["database"] == "kp-0001.db"
    assert (home / "kp.keys").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700


def test_nothing_secret_stands_in_the_header(home: Path, opened: Opened) -> None:
    for secret in (bytes(opened.database_key), opened.keys.to_bytes()[:32], opened.keys.to_bytes()[32:]):
        for written in (secret.hex(), base64.b64encode(secret).decode()):
            assert written not in (home / "kp.keys").read_text()


def test_no_login_shows_in_a_crash(home: Path, opened: Opened) -> None:
    header = read(home)
    assert "spravce" not in repr(header) + repr(header.slots[0]) + repr(header.paper)


def test_every_changed_byte_is_noticed_or_harmless(home: Path, opened: Opened) -> None:
    whole = (home / "kp.keys").read_bytes()
    genuine = read(home)
    for place in range(len(whole)):
        wrong = whole[place] ^ 1 << place % 8
        (home / "kp.keys").write_bytes(whole[:place] + bytes([wrong]) + whole[place + 1 :])
        with suppress(HeaderDamaged, HeaderTooNew):
            assert read(home) == genuine


def test_a_file_cut_short_anywhere_is_noticed(home: Path, opened: Opened) -> None:
    whole = (home / "kp.keys").read_bytes().rstrip()
    for kept in range(0, len(whole), 5):
        (home / "kp.keys").write_bytes(whole[:kept])
        with pytest.raises(HeaderDamaged):
            read(home)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"null", b"[]", b'"\xff"', b"[" * 200_000, b'{"version":0}']
)
def test_anything_else_is_damaged(home: Path, opened: Opened, content: bytes) -> None:
    (home / "kp.keys").write_bytes(content)
    with pytest.raises(HeaderDamaged) as refusal:
        read(home)
    assert "kp.keys.bak" in str(refusal.value)


def test_the_copy_can_be_put_back(home: Path, opened: Opened) -> None:
    header = change(home, opened.database_key, 1, lambda header: header)
    (home / "kp.keys").write_bytes(b"damaged")
    (home / "kp.keys.bak").rename(home / "kp.keys")
    assert read(home) == header
    refuse_older(read(home).sequence, known=header.sequence)


def test_a_newer_version_asks_for_a_newer_program(home: Path, opened: Opened) -> None:
    (home / "kp.keys").write_text('{"version": 2, "something": ["new"]}')
    with pytest.raises(HeaderTooNew):
        read(home)


@pytest.mark.parametrize("changes", [{"sequence": 9}, {"database": "kp-0002.db"}, {"store_id": "0" * 32}])
def test_what_another_program_changed_is_refused(
    home: Path, opened: Opened, changes: dict[str, object]
) -> None:
    forge(home, lambda content: content.update(changes))
    header = read(home)
    with pytest.raises(HeaderTampered):
        check_mac(header, opened.database_key)
    with pytest.raises(HeaderTampered):
        change(home, opened.database_key, 1, lambda header: header)


@pytest.mark.parametrize("database", ["../kp-0001.db", "/etc/passwd", "kp-1.db", "kp-0001.db\n"])
def test_a_database_outside_the_folder_is_never_named(home: Path, opened: Opened, database: str) -> None:
    content = json.loads((home / "kp.keys").read_text()) | {"database": database}
    (home / "kp.keys").write_text(json.dumps(content))
    with pytest.raises(HeaderDamaged):
        read(home)


def test_a_header_older_than_the_database_is_refused() -> None:
    refuse_older(5, known=5)
    refuse_older(6, known=5)  # written, and the program was killed before the database learned of it
    with pytest.raises(HeaderOlder):
        refuse_older(4, known=5)


def test_a_header_put_back_during_a_session_is_refused(home: Path, opened: Opened) -> None:
    first = (home / "kp.keys").read_bytes()
    change(home, opened.database_key, 1, lambda header: header)
    (home / "kp.keys").write_bytes(first)
    with pytest.raises(HeaderOlder):
        change(home, opened.database_key, 2, lambda header: header)


def test_an_edit_that_fails_changes_nothing(home: Path, opened: Opened) -> None:
    before = (home / "kp.keys").read_bytes()

    def fail(_: Header) -> Header:
        raise StoreExists

    with pytest.raises(StoreExists):
        change(home, opened.database_key, 1, fail)
    assert (home / "kp.keys").read_bytes() == before
    change(home, opened.database_key, 1, lambda header: header)


def test_what_could_not_be_read_again_is_never_written(home: Path, opened: Opened) -> None:
    before = (home / "kp.keys").read_bytes()
    with pytest.raises(HeaderDamaged):
        change(home, opened.database_key, 1, lambda header: msgspec.structs.replace(header, slots=[]))
    assert (home / "kp.keys").read_bytes() == before


def test_two_programs_changing_at_once_lose_nothing(home: Path, opened: Opened) -> None:
    children = [subprocess.Popen([sys.executable, CHILD, "join", str(home), name]) for name in ("a", "b")]
    assert [process.wait() for process in children] == [0, 0]
    header = read(home)
    check_mac(header, opened.database_key)
    assert header.sequence == 21
    assert len({slot.login for slot in header.slots}) == 21


def test_of_two_programs_making_a_store_one_succeeds(home: Path) -> None:
    command = [sys.executable, CHILD, "create", str(home), ""]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sorted(process.communicate()[0] for process in children) == [
        "StoreExists\n",
        "StoreExists\n",
        "made\n",
    ]


def test_an_empty_folder_holds_no_store(tmp_path: Path) -> None:
    assert not exists(tmp_path)
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoStore):
            read(folder)


@pytest.mark.parametrize("left", ["kp.keys.bak", "kp-0001.db"])
def test_a_store_without_its_header_is_damaged_not_absent(tmp_path: Path, opened: Opened, left: str) -> None:
    folder = tmp_path / "rest"
    folder.mkdir()
    (folder / left).touch()
    assert exists(folder)
    with pytest.raises(HeaderDamaged):
        read(folder)
    with pytest.raises(StoreExists):
        write_first(folder, read(opened.database.parent), opened.database_key)


def test_the_lock_lies_beside_the_header_which_is_replaced(home: Path, opened: Opened) -> None:
    lock = (home / "kp.keys.lock").stat().st_ino
    header = (home / header_file.NAME).stat().st_ino
    change(home, opened.database_key, 1, lambda header: header)
    assert (home / "kp.keys.lock").stat().st_ino == lock
    assert (home / header_file.NAME).stat().st_ino != header
