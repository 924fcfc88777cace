"""Vaults by command: exact lists, a fingerprint to compare, a grant that asks, a revocation that counts."""

import re
import shutil
from pathlib import Path

import pytest

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.usecases.bars import bar_worker
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plans import open_plan
from kp_tui.usecases.session import sign_in
from kp_tui.vault.errors import VaultClosed
from tests.cli.conftest import Place, command, environment
from tests.support.pty import Terminal
from tests.support.sheets import fill_in
from tests.support.stores import PASSWORD, Office

FINGERPRINT = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){5}")


@pytest.fixture
def office(template: Path, tmp_path: Path) -> Office:
    """A store with one plan of a client of novakova, so that there is a vault; nobody is signed in."""
    office = Office(shutil.copytree(template, tmp_path / "store"))
    client = office.add_client("K-001", "Nováková", "Žofie", of="novakova")
    session = office["novakova"]
    session.perform(save_plan, session.perform(plan_form, client), PlanAnswers("Přišla o byt."))
    office.close()
    return Office(office.home)


@pytest.fixture
def place(office: Office) -> Place:
    """The same store for commands."""
    return Place(office.home)


def renew_keys(office: Office, place: Place, login: str) -> None:
    """The administrator resets somebody's password, and they choose their own."""
    temporary = place.kp("worker", "reset", login).out.strip()
    theirs, welcome = sign_in(office.home, login, temporary)
    assert welcome.must_change_password
    theirs.change_password(temporary, PASSWORD)
    theirs.close()


def reads(office: Office, login: str) -> bool:
    """Whether that person opens the plan."""
    try:
        content = office.sign_in(login).perform(open_plan, 1).content
    except VaultClosed:
        return False
    return content is not None


def test_the_list_names_members_and_whoever_waits(office: Office, place: Place) -> None:
    listed = place.kp("vault", "list", login="novakova")
    assert (listed.status, listed.err) == (0, "")
    assert re.search(r"^1 {2}\S.* {2}open to you$", listed.out, re.MULTILINE)
    assert re.search(r"^   Svoboda Petr  since \d+\. \d+\. \d{4}$", listed.out, re.MULTILINE)
    assert re.search(r"^   Procházka Ivan  in an emergency only, since", listed.out, re.MULTILINE)
    assert "waits" not in listed.out
    renew_keys(office, place, "svoboda")
    listed = place.kp("vault", "list", login="novakova")
    waits = re.search(
        r"^   Svoboda Petr  waits  (\S+)  keys renewed by the administrator on .+$", listed.out, re.M
    )
    assert waits is not None
    assert FINGERPRINT.fullmatch(waits[1])
    assert "closed to you" in place.kp("vault", "list", login="svoboda").out


def test_a_fingerprint_stands_alone_on_standard_output(place: Place) -> None:
    own = place.kp("vault", "fingerprint", login="svoboda")
    theirs = place.kp("vault", "fingerprint", "svoboda", login="novakova")
    assert own == theirs
    assert (own.status, own.err) == (0, "")
    assert FINGERPRINT.fullmatch(own.out.removesuffix("\n"))
    other = place.kp("vault", "fingerprint", "novakova", login="svoboda")
    assert other.out != own.out
    nobody = place.kp("vault", "fingerprint", "nikdo", login="svoboda")
    assert (nobody.status, nobody.out, nobody.err) == (1, "", "Nobody has this login.\n")


def test_a_grant_gives_the_vault_back_after_a_reset(office: Office, place: Place) -> None:
    assert reads(office, "svoboda")
    renew_keys(office, place, "svoboda")
    assert not reads(office, "svoboda")
    shown = place.kp("vault", "fingerprint", "svoboda", login="novakova").out.strip()
    granted = place.kp("vault", "grant", "svoboda", "--yes", login="novakova")
    assert (granted.status, granted.out) == (0, "")
    told = granted.err.splitlines()
    assert told[0] == f"Svoboda Petr: {shown}"
    assert told[1].startswith("keys renewed by the administrator on ")
    assert told[2:] == ["1 vault granted."]
    assert reads(office, "svoboda")
    assert "svob" not in str([row.record for row in office.log()])


def test_a_grant_asks_and_no_is_no(office: Office, place: Place) -> None:
    renew_keys(office, place, "svoboda")
    blind = place.kp("vault", "grant", "svoboda", login="novakova")
    assert (blind.status, blind.out) == (2, "")
    assert "--yes" in blind.err
    given = ("vault", "grant", "svoboda", "--store", place.home, "--login", "novakova")
    for answer, status in (("n", 1), ("y", 0)):
        with Terminal(command(*given), environment()) as terminal:
            terminal.wait_for("Password")
            terminal.send(PASSWORD + "\r")
            terminal.wait_for("same fingerprint")
            terminal.send(f"{answer}\r")
            assert terminal.wait_exit() == status
        assert reads(office, "svoboda") is (answer == "y")


def test_nothing_in_a_name_acts_on_the_terminal(office: Office, place: Place) -> None:
    planted = "\x1b]0;title\x07\x1b[2ASvoboda\u202e"
    office.raw().execute("UPDATE worker SET surname = ? WHERE login = 'svoboda'", (planted,))
    renew_keys(office, place, "svoboda")
    said = [
        place.kp("vault", "list", login="novakova"),
        place.kp("vault", "grant", "svoboda", "--yes", login="novakova"),
    ]
    given = ("vault", "revoke", "svoboda", "--store", place.home, "--login", "novakova")
    with Terminal(command(*given), environment()) as terminal:
        terminal.wait_for("Password")
        terminal.send(PASSWORD + "\r")
        terminal.wait_for("·]0;title··[2ASvoboda· Petr?")
        terminal.send("n\r")
        assert terminal.wait_exit() == 1
    for one in said:
        assert (one.status, "·[2ASvoboda·" in one.out + one.err) == (0, True)
        assert not set("\x1b\x07\u202e") & set(one.out + one.err)


def test_nothing_to_grant_and_nobody_of_that_name_are_failures(place: Place) -> None:
    for login, sentence in (("svoboda", "nothing to grant"), ("nikdo", "Nobody has this login")):
        said = place.kp("vault", "grant", login, "--yes", login="novakova")
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        assert sentence in said.err


def test_a_revocation_closes_the_vault_and_a_second_finds_nothing(office: Office, place: Place) -> None:
    revoked = place.kp("vault", "revoke", "svoboda", "--yes", login="novakova")
    assert (revoked.status, revoked.out, revoked.err) == (0, "", "1 vault revoked.\n")
    assert not reads(office, "svoboda")
    assert reads(office, "novakova")
    assert "Svoboda Petr  since" not in place.kp("vault", "list", login="novakova").out
    again = place.kp("vault", "revoke", "svoboda", "--yes", login="novakova")
    assert (again.status, again.err) == (1, "This person holds no vault.\n")


def test_who_may_not_is_refused(place: Place) -> None:
    writes = [
        (login, act, "svoboda", "--yes") for login in ("dvorakova", "spravce") for act in ("grant", "revoke")
    ]
    for login, *arguments in [("dvorakova", "list"), *writes]:
        said = place.kp("vault", *arguments, login=login)
        assert (said.status, said.out) == (1, ""), (login, arguments)
    manager = place.kp("vault", "grant", "svoboda", "--yes", login="prochazka")
    assert (manager.status, manager.out) == (1, "")


def test_wrong_usage_is_told_apart(place: Place) -> None:
    for arguments in (("vault", "grant"), ("vault", "open"), ("vault", "revoke", "a", "b")):
        said = place.kp(*arguments, login="novakova")
        assert (said.status, said.out) == (2, "")


def test_who_administers_sees_who_holds_keys_and_no_mark_of_a_client(office: Office, place: Place) -> None:
    worker = str(office.worker("svoboda").id)
    fill_in(office["novakova"], bar_worker, 1, worker=worker, reason="kinship")
    office.close()
    listed = place.kp("vault", "list")
    assert (listed.status, listed.err) == (0, "")
    assert "Svoboda Petr" in listed.out
    assert "open to you" not in listed.out
    assert "K-001" not in listed.out
    assert "K-001" in place.kp("vault", "list", login="novakova").out


def test_the_paper_key_lets_a_reader_in_again(office: Office, place: Place) -> None:
    renew_keys(office, place, "svoboda")
    assert not reads(office, "svoboda")
    given = ("vault", "recover", "--store", place.home, "--login", "svoboda")
    for typed, status in (("0" * 40, 1), (office.paper_key, 0)):
        with Terminal(command(*given), environment()) as terminal:
            terminal.wait_for("Password")
            terminal.send(PASSWORD + "\r")
            terminal.wait_for("Paper key")
            terminal.send(f"{typed}\r")
            assert terminal.wait_exit() == status
        assert reads(office, "svoboda") is (status == 0)
