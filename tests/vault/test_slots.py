"""Who can open the store, with what, and what a stranger learns by trying: nothing."""

import os
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kp_tui.domain.errors import Conflict
from kp_tui.vault.errors import (
    HeaderDamaged,
    HeaderOlder,
    HeaderTampered,
    LoginTaken,
    LoginUnusable,
    NoStore,
    NoSuchLogin,
    NotAFolder,
    PaperKeyMistyped,
    StoreExists,
    Throttled,
    WrongPaperKey,
    WrongPassword,
)
from kp_tui.vault.header import read
from kp_tui.vault.keys import COST, Cost
from kp_tui.vault.opened import Opened
from kp_tui.vault.sign import sign, verify
from kp_tui.vault.slots import (
    add_slot,
    change_password,
    confirm_password,
    create_store,
    deactivate_slot,
    open_store,
    open_with_paper,
    refuse_old_header,
    reset_password,
)
from tests.vault.forgery import forge

CHILD = str(Path(__file__).with_name("vault_child.py"))
CHEAP = Cost(memory_kib=8, iterations=1)
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def made(home: Path) -> tuple[Opened, str]:
    return create_store(home, "spravce", "heslo správce", CHEAP)


@pytest.fixture
def administrator(made: tuple[Opened, str]) -> Opened:
    return made[0]


def forgive_everybody(home: Path) -> None:
    (home / "kp.throttle").unlink(missing_ok=True)


# --- opening


def test_the_right_password_gives_the_database_key_and_ones_own_keys(
    home: Path, administrator: Opened
) -> None:
    opened = open_store(home, "spravce", "heslo správce")
    assert opened.database_key == administrator.database_key
    assert opened.keys.to_bytes() == administrator.keys.to_bytes()
    assert opened.database == home / "kp-0001.db"
    assert (opened.login, opened.store_id, opened.sequence) == ("spravce", administrator.store_id, 1)


@pytest.mark.parametrize("login", ["Spravce", " SPRAVCE ", "ｓｐｒａｖｃｅ"])
def test_a_login_may_be_typed_in_any_case(home: Path, administrator: Opened, login: str) -> None:
    assert open_store(home, login, "heslo správce").login == "spravce"


def test_a_password_may_come_in_any_unicode_form(home: Path, administrator: Opened) -> None:
    assert open_store(home, "spravce", unicodedata.normalize("NFD", "heslo správce")).login == "spravce"


def test_unknown_wrong_and_deactivated_are_one_answer(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "svoboda", "heslo", CHEAP)
    deactivate_slot(home, administrator, "svoboda")
    answers = set()
    for login, password in [
        ("spravce", "jiné"),
        ("nikdo", "heslo"),
        ("svoboda", "heslo"),
        ("", ""),
        ("\udc8a", ""),
    ]:
        with pytest.raises(WrongPassword) as refusal:
            open_store(home, login, password)
        answers.add(str(refusal.value))
    assert len(answers) == 1


@pytest.mark.parametrize("login", ["spravce", "nikdo", "x" * 10_000])
def test_the_fourth_try_waits_for_known_and_unknown_logins_alike(
    home: Path, administrator: Opened, login: str
) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            open_store(home, login, "jiné")
    with pytest.raises(Throttled) as refusal:
        open_store(home, login, "heslo správce")
    assert 1 <= refusal.value.seconds <= 2


def test_an_unknown_login_costs_a_real_guess(home: Path, administrator: Opened) -> None:
    with pytest.raises(WrongPassword):
        open_store(home, "nikdo", "heslo")
    assert (home / "kp.core-0.lock").exists()
    taken = hold_all_cores(home)
    forgive_everybody(home)
    waiting = threading.Thread(target=open_and_fail, args=(home,), daemon=True)
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()
    for process in taken:
        process.communicate()
    waiting.join(20)
    assert not waiting.is_alive()


def open_and_fail(home: Path) -> None:
    with pytest.raises(WrongPassword):
        open_store(home, "nikdo", "heslo")


def hold_all_cores(home: Path) -> list["subprocess.Popen[str]"]:
    processes = [
        subprocess.Popen(
            [sys.executable, CHILD, "hold", str(home), f"kp.core-{number}.lock"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(os.cpu_count() or 1)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    return processes


def test_failures_are_told_after_the_next_success(home: Path, administrator: Opened) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassword):
            open_store(home, "spravce", "jiné")
    assert open_store(home, "spravce", "heslo správce").failures == 2
    assert open_store(home, "spravce", "heslo správce").failures == 0


def test_programs_guessing_at_once_get_three_tries_together(home: Path, administrator: Opened) -> None:
    command = [sys.executable, CHILD, "guess", str(home), "spravce"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = "".join(process.communicate()[0] for process in children).split()
    assert len(answers) == 15
    assert 3 <= answers.count("WrongPassword") <= 5  # a slow computer may reach the next free moment
    assert answers.count("WrongPassword") + answers.count("Throttled") == 15


def test_a_try_is_paid_for_before_it_is_checked(home: Path, administrator: Opened) -> None:
    taken = hold_all_cores(home)
    with subprocess.Popen([sys.executable, CHILD, "sign_in", str(home), ""]) as killed:
        while not (home / "kp.throttle").exists():
            time.sleep(0.005)
        killed.kill()
    for process in taken:
        process.communicate()
    assert open_store(home, "spravce", "heslo správce").failures == 1


def test_a_folder_without_a_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        open_store(tmp_path, "spravce", "heslo")
    with pytest.raises(NoStore):
        open_store(tmp_path / "missing", "spravce", "heslo")


@pytest.mark.parametrize("name", ["file", "file/below", "x" * 300])
def test_a_path_that_leads_nowhere_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotAFolder):
        create_store(tmp_path / name, "spravce", "heslo", CHEAP)
    with pytest.raises(NotAFolder):
        open_store(tmp_path / name, "spravce", "heslo")


def test_a_damaged_header_is_told_before_any_password_is_checked(home: Path, administrator: Opened) -> None:
    (home / "kp.keys").write_bytes(b"{")
    with pytest.raises(HeaderDamaged):
        open_store(home, "spravce", "heslo správce")
    assert not (home / "kp.throttle").exists()


# --- making a store


def test_a_store_is_never_made_over_another(home: Path, administrator: Opened) -> None:
    before = (home / "kp.keys").read_bytes()
    with pytest.raises(StoreExists):
        create_store(home, "jiny", "heslo", CHEAP)
    assert (home / "kp.keys").read_bytes() == before


def test_two_stores_have_nothing_in_common(tmp_path: Path) -> None:
    first, first_paper = create_store(tmp_path / "a", "spravce", "heslo", CHEAP)
    second, second_paper = create_store(tmp_path / "b", "spravce", "heslo", CHEAP)
    assert first.database_key != second.database_key
    assert first.store_id != second.store_id
    assert first_paper != second_paper


def test_a_guess_costs_the_full_price_unless_told_otherwise(home: Path) -> None:
    create_store(home, "spravce", "heslo")
    assert read(home).slots[0].cost == COST
    open_store(home, "spravce", "heslo")


# --- the paper key


def test_the_paper_key_opens_the_store_and_can_reset_a_lost_password(
    home: Path, made: tuple[Opened, str]
) -> None:
    opened = open_with_paper(home, made[1].lower().replace("-", " "))
    assert opened.database_key == made[0].database_key
    assert opened.login == ""
    reset_password(home, opened, "spravce", "nové heslo", CHEAP)
    assert open_store(home, "spravce", "nové heslo").database_key == made[0].database_key


def test_the_paper_key_signs_as_itself(home: Path, made: tuple[Opened, str]) -> None:
    signature = sign(open_with_paper(home, made[1]).keys, b"opened with the paper key")
    assert verify(read(home).paper.signing, b"opened with the paper key", signature)


def test_the_paper_key_of_another_store_is_refused(tmp_path: Path, home: Path, administrator: Opened) -> None:
    other = create_store(tmp_path / "other", "spravce", "heslo", CHEAP)[1]
    with pytest.raises(WrongPaperKey):
        open_with_paper(home, other)


def test_a_mistyped_paper_key_names_the_group(home: Path, made: tuple[Opened, str]) -> None:
    wrong = "2" if made[1][0] != "2" else "3"
    with pytest.raises(PaperKeyMistyped) as refusal:
        open_with_paper(home, wrong + made[1][1:])
    assert "1" in str(refusal.value)


# --- people


def test_a_new_person_opens_the_same_store_with_keys_of_their_own(home: Path, administrator: Opened) -> None:
    public = add_slot(home, administrator, "novakova", "dočasné heslo", CHEAP)
    opened = open_store(home, "novakova", "dočasné heslo")
    assert opened.database_key == administrator.database_key
    assert opened.keys.public == public != administrator.keys.public
    assert opened.must_change_password
    assert administrator.sequence == opened.sequence == 2


def test_a_demo_person_need_not_change_the_password(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "novakova", "heslo", CHEAP, must_change=False)
    assert not open_store(home, "novakova", "heslo").must_change_password


@pytest.mark.parametrize("login", ["spravce", " Spravce"])
def test_a_login_belongs_to_one_person(home: Path, administrator: Opened, login: str) -> None:
    with pytest.raises(LoginTaken):
        add_slot(home, administrator, login, "heslo", CHEAP)


@pytest.mark.parametrize("login", ["", " ", "a\x1b[31mb", "x" * 101])
def test_a_login_that_nobody_could_type_is_refused(home: Path, administrator: Opened, login: str) -> None:
    with pytest.raises(LoginUnusable):
        add_slot(home, administrator, login, "heslo", CHEAP)


@pytest.mark.parametrize("moved", ["wrapped", "salt", "exchange", "signing"])
def test_a_part_of_a_slot_moved_to_another_person_does_not_open(
    home: Path, administrator: Opened, moved: str
) -> None:
    add_slot(home, administrator, "svoboda", "heslo svobody", CHEAP)

    def move(content: Any) -> None:
        spravce, svoboda = sorted(content["slots"], key=lambda slot: str(slot["login"]))
        spravce[moved] = svoboda[moved]

    forge(home, move)
    for password in ("heslo správce", "heslo svobody"):
        with pytest.raises(WrongPassword):
            open_store(home, "spravce", password)


def test_a_slot_renamed_does_not_let_its_owner_be_somebody_else(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "svoboda", "heslo svobody", CHEAP)

    def rename(content: Any) -> None:
        content["slots"] = [slot for slot in content["slots"] if slot["login"] == "svoboda"]
        content["slots"][0]["login"] = "spravce"

    forge(home, rename)
    with pytest.raises(WrongPassword):
        open_store(home, "spravce", "heslo svobody")


def test_a_database_key_sealed_for_another_is_noticed(home: Path, made: tuple[Opened, str]) -> None:
    def move(content: Any) -> None:
        content["slots"][0]["sealed"] = content["paper"]["sealed"]

    forge(home, move)
    with pytest.raises(HeaderTampered):
        open_store(home, "spravce", "heslo správce")
    with pytest.raises(HeaderTampered):
        open_with_paper(home, made[1])


def test_a_deactivated_person_cannot_be_switched_on_by_hand(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "svoboda", "heslo svobody", CHEAP)
    deactivate_slot(home, administrator, "svoboda")

    def switch_on(content: Any) -> None:
        for slot in content["slots"]:
            slot["active"] = True

    forge(home, switch_on)
    with pytest.raises(HeaderTampered):
        open_store(home, "svoboda", "heslo svobody")


def test_a_changed_password_replaces_the_old_one_and_keeps_the_keys(
    home: Path, administrator: Opened
) -> None:
    add_slot(home, administrator, "novakova", "dočasné", CHEAP)
    opened = open_store(home, "novakova", "dočasné")
    change_password(home, opened, "dočasné", "vlastní", CHEAP)
    assert not opened.must_change_password
    again = open_store(home, "novakova", "vlastní")
    assert again.keys.to_bytes() == opened.keys.to_bytes()
    assert not again.must_change_password
    with pytest.raises(WrongPassword):
        open_store(home, "novakova", "dočasné")


def test_changing_a_password_asks_for_the_old_one_and_is_throttled(home: Path, administrator: Opened) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            change_password(home, administrator, "jiné", "nové", CHEAP)
    with pytest.raises(Throttled):
        change_password(home, administrator, "heslo správce", "nové", CHEAP)
    forgive_everybody(home)
    open_store(home, "spravce", "heslo správce")


def test_confirming_a_password_is_throttled_as_at_sign_in_and_tells_the_failures_before(
    home: Path, administrator: Opened
) -> None:
    assert confirm_password(home, administrator, "heslo správce") == 0
    for _ in range(3):
        with pytest.raises(WrongPassword):
            confirm_password(home, administrator, "jiné")
    with pytest.raises(Throttled):
        confirm_password(home, administrator, "heslo správce")
    with pytest.raises(Throttled):
        open_store(home, "spravce", "heslo správce")
    forgive_everybody(home)
    with pytest.raises(WrongPassword):
        confirm_password(home, administrator, "jiné")
    assert confirm_password(home, administrator, "heslo správce") == 1


def test_a_session_that_saw_a_later_header_refuses_an_older_one(home: Path, administrator: Opened) -> None:
    before = (home / "kp.keys").read_bytes()
    add_slot(home, administrator, "novakova", "heslo", CHEAP)
    (home / "kp.keys").write_bytes(before)
    with pytest.raises(HeaderOlder):
        add_slot(home, administrator, "svoboda", "heslo", CHEAP)


def test_a_header_older_than_the_database_remembers_is_refused(home: Path, administrator: Opened) -> None:
    before = (home / "kp.keys").read_bytes()
    deactivate_slot(home, administrator, "spravce")
    (home / "kp.keys").write_bytes(before)
    opened = open_store(home, "spravce", "heslo správce")
    with pytest.raises(HeaderOlder):
        refuse_old_header(home, opened, known=2)


def test_a_change_between_signing_in_and_asking_the_database_is_no_old_header(
    home: Path, administrator: Opened
) -> None:
    opened = open_store(home, "spravce", "heslo správce")
    add_slot(home, administrator, "novakova", "heslo", CHEAP)
    refuse_old_header(home, opened, known=2)
    assert opened.sequence == 2


def test_a_reset_gives_new_keys_and_says_when(home: Path, administrator: Opened) -> None:
    old = add_slot(home, administrator, "novakova", "zapomenuté", CHEAP)
    new = reset_password(home, administrator, "novakova", "dočasné", CHEAP)
    assert new != old
    slot = read(home).slot("novakova")
    assert slot is not None
    assert slot.renewed_by_admin_at is not None
    assert slot.created_at < slot.renewed_by_admin_at
    assert open_store(home, "novakova", "dočasné").must_change_password
    with pytest.raises(WrongPassword):
        open_store(home, "novakova", "zapomenuté")


def test_a_person_shut_out_while_changing_the_password_stays_out(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "novakova", "staré", CHEAP)
    opened, ended = open_store(home, "novakova", "staré"), list[Exception]()

    def change() -> None:
        try:
            change_password(home, opened, "staré", "nové", CHEAP)
        except Conflict as conflict:
            ended.append(conflict)

    taken = hold_all_cores(home)
    forgive_everybody(home)
    thread = threading.Thread(target=change)
    thread.start()
    while not (home / "kp.throttle").exists():
        time.sleep(0.005)
    deactivate_slot(home, administrator, "novakova")
    for process in taken:
        process.communicate()
    thread.join()
    assert len(ended) == 1
    with pytest.raises(WrongPassword):
        open_store(home, "novakova", "nové")


def test_a_reset_password_cannot_be_changed_with_the_old_one(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "novakova", "staré", CHEAP)
    opened = open_store(home, "novakova", "staré")
    reset_password(home, administrator, "novakova", "dočasné", CHEAP)
    with pytest.raises(WrongPassword):
        change_password(home, opened, "staré", "nové", CHEAP)
    assert open_store(home, "novakova", "dočasné")


def test_a_reset_lets_a_throttled_and_a_deactivated_person_in_again(
    home: Path, administrator: Opened
) -> None:
    add_slot(home, administrator, "novakova", "heslo", CHEAP)
    for _ in range(3):
        with pytest.raises(WrongPassword):
            open_store(home, "novakova", "jiné")
    deactivate_slot(home, administrator, "novakova")
    reset_password(home, administrator, "novakova", "dočasné", CHEAP)
    assert open_store(home, "novakova", "dočasné")


def test_a_deactivated_slot_no_longer_holds_the_database_key(home: Path, administrator: Opened) -> None:
    add_slot(home, administrator, "novakova", "heslo", CHEAP)
    deactivate_slot(home, administrator, "Novakova")
    slot = read(home).slot("novakova")
    assert slot is not None
    assert slot.sealed is None
    with pytest.raises(LoginTaken):
        add_slot(home, administrator, "novakova", "heslo", CHEAP)


def test_nobody_is_nobody(home: Path, administrator: Opened) -> None:
    with pytest.raises(NoSuchLogin):
        deactivate_slot(home, administrator, "nikdo")
    with pytest.raises(NoSuchLogin):
        reset_password(home, administrator, "nikdo", "heslo", CHEAP)


# --- what memory and crashes show


def test_an_open_store_shows_nothing_of_itself(administrator: Opened) -> None:
    assert repr(administrator) == "Opened(…)"


def test_what_is_forgotten_is_gone(administrator: Opened) -> None:
    key = administrator.database_key
    administrator.forget()
    administrator.forget()
    assert key == bytes(32)
    assert not hasattr(administrator, "keys")


# --- disks


def test_a_full_disk_refuses_a_new_person_and_keeps_the_others(tmp_path: Path) -> None:
    if subprocess.run([*UNSHARE, "mount -t tmpfs none /mnt"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a file system of their own")
    script = (
        'mount -t tmpfs -o size=40k none "$AT" && cd "$AT" && '
        'for step in create join sign_in; do "$PYTHON" "$CHILD" $step "$AT/store" a; done'
    )
    environment = os.environ | {"AT": str(tmp_path), "PYTHON": sys.executable, "CHILD": CHILD}
    done = subprocess.run([*UNSHARE, script], check=True, capture_output=True, text=True, env=environment)
    assert done.stdout.split() == ["made", "DiskFull", "opened"]


def test_a_throttle_that_cannot_be_charged_lets_nobody_guess(home: Path, administrator: Opened) -> None:
    (home / "kp.throttle.tmp").mkdir()
    with pytest.raises(NotAFolder):
        open_store(home, "spravce", "heslo správce")


def test_a_session_notices_that_another_stores_header_took_the_place_of_its_own(
    home: Path, administrator: Opened, tmp_path: Path
) -> None:
    other = create_store(tmp_path / "other", "spravce", "heslo správce", CHEAP)[0]
    (home / "kp.keys").write_bytes((tmp_path / "other/kp.keys").read_bytes())
    assert open_store(home, "spravce", "heslo správce").store_id == other.store_id
    with pytest.raises(HeaderTampered):
        add_slot(home, administrator, "novakova", "heslo", CHEAP)
