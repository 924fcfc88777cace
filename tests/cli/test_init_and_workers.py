"""Making a store and its accounts."""

import re
from pathlib import Path

from tests.cli.conftest import Place, command, environment, kp
from tests.support.pty import Terminal
from tests.support.stores import PASSWORD

PAPER_KEY = re.compile(r"([0-9A-Z]{5}[ -]?){8}")
ADMINISTRATOR = ("--organisation", "Poradna", "--login", "eva", "--name", "Eva", "--surname", "Nová")
HELPER = ("--name", "Ota", "--surname", "Pomocný", "--profession", "social_worker")


def init(home: Path, password: str = PASSWORD) -> tuple[int, str, str]:
    said = kp("init", "--store", home, *ADMINISTRATOR, "--password-stdin", stdin=password + "\n")
    return said.status, said.out, said.err


def test_a_new_store_gives_its_paper_key_alone_on_standard_output(tmp_path: Path) -> None:
    home = tmp_path / "new" / "store"
    status, out, err = init(home)
    assert (status, out.count("\n")) == (0, 1)
    assert PAPER_KEY.fullmatch(out.strip())
    assert out.strip() not in err
    assert {path.stat().st_mode & 0o077 for path in (home, *home.iterdir())} == {0}
    listed = Place(home).kp("worker", "list", login="eva")
    assert (listed.status, listed.out) == (0, "eva  Nová Eva  another profession  administrator\n")
    again = init(home)
    assert (again[0], again[1], again[2].count("\n")) == (1, "", 1)
    assert Place(home).kp("worker", "list", login="eva") == listed


def test_what_no_option_says_is_asked_on_the_terminal(tmp_path: Path) -> None:
    answers = {"Organisation": "Poradna", "Login": "eva", "Name": "Eva", "Surname": "Nová"}
    secrets = {"New password": PASSWORD, "Once more": PASSWORD}
    with Terminal(command("init", "--store", tmp_path / "store"), environment()) as terminal:
        for question, answer in (answers | secrets).items():
            terminal.wait_for(f"{question}:")
            terminal.send(f"{answer}\r")
        terminal.wait_for("paper key")
        assert terminal.wait_exit() == 0
        assert any(PAPER_KEY.fullmatch(line) for line in terminal.lines)
        assert "kocour" not in terminal.text
    assert Place(tmp_path / "store").kp("worker", "list", login="eva").status == 0


def test_a_weak_password_makes_no_store(tmp_path: Path) -> None:
    status, out, err = init(tmp_path / "store", "heslo")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "store").exists()


def test_a_new_worker_gets_a_temporary_password_and_does_nothing_before_changing_it(place: Place) -> None:
    added = place.kp("worker", "add", "ota", *HELPER, "--role", "key_worker", "--role", "manager")
    assert added.status == 0
    temporary = added.out.removesuffix("\n")
    assert re.fullmatch(r"[a-z]+(-[a-z]+){3}", temporary)
    listed = place.kp("worker", "list").out
    assert re.search(r"^ota +Pomocný Ota +social worker +key worker, manager$", listed, re.MULTILINE)
    period = ("--from", "2026-01-01", "--to", "2026-01-31")
    first = Place(place.home, temporary).kp("report", "indicators", *period, login="ota")
    assert (first.status, first.out) == (1, "")
    assert first.err == "Your password is temporary: sign in to the program and choose your own first.\n"


def test_an_account_that_is_there_or_cannot_be_is_refused(place: Place) -> None:
    taken = place.kp("worker", "add", "svoboda", *HELPER, "--role", "key_worker")
    odd = place.kp("worker", "add", "Ótâ", *HELPER, "--role", "key_worker")
    assert [(said.status, said.out, said.err.count("\n")) for said in (taken, odd)] == [(1, "", 1)] * 2
    assert "Ótâ" not in odd.err


def test_a_closed_account_is_shut_out_and_stays_in_the_list(place: Place) -> None:
    closed = place.kp("worker", "deactivate", "svoboda")
    assert (closed.status, closed.out, closed.err) == (0, "", "The account is closed.\n")
    assert re.search(r"^svoboda .*shut out$", place.kp("worker", "list").out, re.MULTILINE)
    assert place.kp("worker", "list", login="svoboda").status == 1


def test_an_account_that_cannot_be_closed_is_refused_in_one_line(place: Place) -> None:
    for login, who in (("nikdo", "spravce"), ("spravce", "spravce"), ("svoboda", "novakova")):
        said = place.kp("worker", "deactivate", login, login=who)
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "shut out" not in place.kp("worker", "list").out
