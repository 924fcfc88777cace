"""How commands are called, and how they refuse."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import PATIENCE, Place, command, environment, kp, kp_alone
from tests.support.pty import Terminal
from tests.support.stores import PASSWORD

MARCH = ("report", "indicators", "--from", "2026-03-01", "--to", "2026-03-31")
WRONG_USAGE = [
    ("wrong",),
    ("worker",),
    ("worker", "add", "nova"),
    ("report", "indicators", "--from", "2026-02-30", "--to", "2026-03-31"),
    ("report", "indicators", "--to", "2026-03-31"),
    (*MARCH, "--format", "xml"),
    ("demo",),
    ("demo", "x", "--clients", "0"),
    ("--demo", "worker", "list"),
    ("worker", "list", "--store", "x", "--login", "spravce"),
    ("worker", "list", "--store", "x", "--password-stdin"),
    ("init", "--store", "x", "--password-stdin"),
]
ONE_AFTER_ANOTHER = """
import json, sys
from kp_tui.cli.program import run
print(json.dumps([run(arguments) for arguments in json.loads(sys.argv[1])]))
"""
LOOK_AT_MODULES = """
import sys
from kp_tui.__main__ import main
try:
    main()
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def modules_after(*arguments: str | Path, stdin: str = "") -> set[str]:
    """What a command has imported when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK_AT_MODULES, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE,
        check=True,
    )
    return set(done.stderr.split())


def test_help_needs_neither_the_store_nor_the_screens() -> None:
    assert modules_after("--help").isdisjoint(
        {"alembic", "cryptography", "msgspec", "sqlalchemy", "sqlcipher3", "textual", "zxcvbn"}
    )


def test_commands_need_no_screens_and_no_migrations(place: Place) -> None:
    given = ("--store", place.home, "--login", "spravce", "--password-stdin")
    loaded = modules_after("worker", "list", *given, stdin=f"{PASSWORD}\n")
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"alembic", "textual", "zxcvbn"})


def test_the_store_and_the_login_stand_before_the_command_after_it_or_in_the_environment(
    place: Place,
) -> None:
    home, password = str(place.home), PASSWORD + "\n"
    ways = [
        kp("--store", home, "--login", "spravce", "--password-stdin", "worker", "list", stdin=password),
        kp("worker", "--login", "spravce", "list", "--password-stdin", "--store", home, stdin=password),
        kp("worker", "list", "--password-stdin", stdin=password, KP_HOME=home, KP_LOGIN="spravce"),
        kp(
            *("--store", "/nowhere", "--login", "x", "worker", "list", "--password-stdin"),
            *("--store", home, "--login", "spravce"),
            stdin=password,
        ),
    ]
    assert [(said.status, said.err) for said in ways] == [(0, "")] * 4
    assert len({said.out for said in ways}) == 1
    assert ways[0].out.splitlines()[0].startswith("cerna")


def test_wrong_usage_exits_with_two_and_says_how() -> None:
    said = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_ANOTHER, json.dumps(WRONG_USAGE)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE,
        check=True,
    )
    assert json.loads(said.stdout) == [2] * len(WRONG_USAGE)
    assert said.stderr.count("Usage: kp") == len(WRONG_USAGE)


def test_a_wrong_password_and_an_unknown_login_are_told_alike(place: Place) -> None:
    wrong = kp(*MARCH, "--store", place.home, "--login", "novakova", "--password-stdin", stdin="x\n")
    unknown = place.kp(*MARCH, login="nobody")
    assert wrong.status == unknown.status == 1
    assert wrong.err == unknown.err == "The login or the password is not right.\n"
    assert wrong.out == unknown.out == ""


def test_a_role_that_may_not_is_refused(place: Place) -> None:
    said = place.kp("worker", "list", login="novakova")
    assert (said.status, said.err) == (1, "Your role does not allow this.\n")


def test_a_missing_store_a_damaged_one_and_a_wrong_path_are_each_one_sentence(place: Place) -> None:
    (place.home / "kp.keys").write_text("{")
    elsewhere, file = Place(place.home / "nothing"), Place(place.home / "kp.keys")
    said = [where.kp("worker", "list") for where in (place, elsewhere, file)]
    assert [one.status for one in said] == [1, 1, 1]
    assert [one.err.count("\n") for one in said] == [1, 1, 1]
    assert len({one.err for one in said}) == 3


def test_a_period_that_ends_before_it_begins_is_refused(place: Place) -> None:
    period = ("--from", "2026-03-31", "--to", "2026-03-01")
    said = place.kp("report", "indicators", *period, login="prochazka")
    assert (said.status, said.err) == (1, "The last day lies before the first: swap them.\n")


def test_without_a_terminal_the_screens_are_refused() -> None:
    said = kp()
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "ssh -t" in said.err


def test_a_command_sent_over_ssh_is_refused() -> None:
    with Terminal(command(), environment(SSH_ORIGINAL_COMMAND="cat /etc/passwd")) as terminal:
        assert terminal.wait_exit() == 1
        assert "connect without a command" in terminal.text
        assert "passwd" not in terminal.text


def test_a_server_that_names_nobody_is_refused() -> None:
    with Terminal(command(), environment(KP_LOGIN=" ")) as terminal:
        assert terminal.wait_exit() == 1
        assert "KP_LOGIN" in terminal.text


def test_a_command_asks_on_the_terminal_and_shows_no_password(place: Place) -> None:
    with Terminal(command("worker", "list", "--store", place.home), environment()) as terminal:
        terminal.wait_for("Login:")
        terminal.send("spravce\r")
        terminal.wait_for("Password:")
        terminal.send(f"{PASSWORD}\r")
        assert terminal.wait_exit() == 0
        assert "novakova" in terminal.text
        assert "vrba" not in terminal.text


def test_a_question_left_with_ctrl_c_ends_quietly(place: Place) -> None:
    with Terminal(command("worker", "list", "--store", place.home), environment()) as terminal:
        terminal.wait_for("Login:")
        terminal.send("\x03")
        assert terminal.wait_exit() != 0
        assert "Traceback" not in terminal.text


def test_the_reader_speaks_czech_unless_the_environment_names_english(place: Place) -> None:
    wrong = ("worker", "list", "--store", place.home, "--login", "x", "--password-stdin")
    assert kp(*wrong, LANG="C").err == "Přihlašovací jméno nebo heslo není správné.\n"
    assert kp(*wrong, LANG="cs_CZ.UTF-8", KP_LANG="en").err == "The login or the password is not right.\n"


def test_the_password_is_the_first_line_to_the_last_space(tmp_path: Path) -> None:
    odd = "  vrba kocour maják šestnáct \t"
    new = ("--organisation", "Kopr", "--name", "Eva", "--surname", "Nová", "--login", "eva")
    given = ("--store", tmp_path / "store", "--login", "eva", "--password-stdin")
    assert kp("init", *new, *given, stdin=f"{odd}\nignored\n").status == 0
    assert kp("worker", "list", *given, stdin=f"{odd}\r\n").status == 0
    assert kp("worker", "list", *given, stdin=odd.strip()).status == 1


def test_a_password_that_is_no_text_is_refused(place: Place) -> None:
    given = ("--store", place.home, "--login", "spravce", "--password-stdin")
    said = kp_alone("worker", "list", *given, stdin=b"\xff\xfe\n")
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)


def test_a_reader_who_leaves_early_is_no_crash(demo: tuple[Place, object]) -> None:
    said = _report_into(demo[0], "head -c 10")
    assert said.stderr == ""
    assert said.stdout == '{\n  "from"'


def test_a_full_disk_is_told_in_one_sentence(demo: tuple[Place, object]) -> None:
    said = _report_into(demo[0], "cat > /dev/null", to="> /dev/full")
    assert said.stderr == "The output could not be written: is the disk full?\nstatus 1\n"


def _report_into(place: Place, reader: str, to: str = "") -> subprocess.CompletedProcess[str]:
    given = f"--store '{place.home}' --login prochazka --password-stdin"
    period = "--from 2020-01-01 --to 2030-01-01 --events --format json"
    run = f"'{sys.executable}' -m kp_tui report indicators {period} {given}"
    tell = '|| echo "status $?" >&2' if to else ""
    return subprocess.run(
        ["sh", "-c", f"{{ {run} {to} {tell}; }} | {reader}"],
        input=place.password + "\n",
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE,
        check=True,
    )
