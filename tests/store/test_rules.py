"""Rules that the database itself keeps, whoever writes to it and in whatever words."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from kp_tui.vault import slots
from tests.support.stores import PASSWORD, Office, meet

INSERT_PERIOD = """
import sys
import sqlcipher3.dbapi2 as sqlcipher
file = sqlcipher.connect(sys.argv[1], isolation_level=None, timeout=20)
file.set_key(sys.stdin.readline().strip())
file.execute("SELECT count(*) FROM client").fetchall()
print("ready", flush=True)
sys.stdin.readline()
try:
    values = "(NULL, 1, ?, ?, NULL, 'other', '', '', 1, 0)"
    file.execute(f"INSERT INTO key_worker_period VALUES {values}", sys.argv[2:])
    print("written")
except sqlcipher.IntegrityError as error:
    print(error)
"""


def second_program(office: Office, key: str, *period: str) -> "subprocess.Popen[str]":
    """A program that has the key, waits for the word and writes raw SQL."""
    program = subprocess.Popen(
        [sys.executable, "-c", INSERT_PERIOD, str(office.home / "kp-0001.db"), *period],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdin is not None
    print(key, file=program.stdin, flush=True)
    return program


def test_two_programs_at_once_never_give_a_client_two_key_workers_k1(office: Office) -> None:
    office.add_client("A-1", "Novák")
    opened = slots.open_store(office.home, "spravce", PASSWORD)
    key = f"x'{opened.database_key.hex()}'"
    wanted = [("2", "2026-03-01"), ("3", "2026-02-01")]
    programs = [second_program(office, key, *period) for period in wanted]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    answers = []
    for program in programs:
        assert program.stdin is not None
        print(file=program.stdin, flush=True)
    for program in programs:
        answers.append(program.communicate()[0].strip())
    kept = office.raw().execute("SELECT worker_id, from_day, to_day FROM key_worker_period").fetchall()
    if answers == ["written", "written"]:
        assert sorted(kept) == [(2, "2026-03-01", None), (3, "2026-02-01", "2026-03-01")]
    else:
        assert answers == ["written", "two key workers at one time"]
        assert kept == [(2, "2026-03-01", None)]


@pytest.mark.parametrize(
    ("statement", "refused"),
    [
        ("UPDATE client SET surname = 'Novák', version = 2", "anonymous_has_no_name"),
        ("UPDATE client SET name = 'Jan', version = 2", "anonymous_has_no_name"),
        ("UPDATE client SET birth_date = '1980-01-01', version = 2", "anonymous_has_no_name"),
        ("UPDATE client SET contacts = '777 123 456', version = 2", "anonymous_has_no_name"),
        ("UPDATE event SET ended_at = started_at - 1, version = 2", "order"),
        ("UPDATE event SET units = 1, reason = 'no_impact', version = 2", "zero_has_reason"),
        ("UPDATE event SET policy = 'none', version = 2", "FOREIGN KEY"),
        ("INSERT INTO timer (worker_id, client_id, started_at) VALUES (2, 99, 0)", "FOREIGN KEY"),
        ("INSERT INTO organisation VALUES (2, 'X', 0, 0)", "single"),
        ("INSERT INTO worker_role VALUES (2, 'key_worker')", "UNIQUE"),
    ],
)
def test_the_database_refuses_what_the_rules_forbid(office: Office, statement: str, refused: str) -> None:
    client_id = office.add_client("A-1")
    office.change(lambda store: meet(store, client_id, store.now))
    file = office.raw()
    file.execute("PRAGMA foreign_keys = ON")
    file.execute("INSERT INTO client_version VALUES (1, 1, 0, 1, '{}')")
    file.execute("INSERT INTO event_version VALUES (1, 1, 0, 1, '', '{}')")
    with pytest.raises(sqlcipher.IntegrityError, match=refused):
        file.execute(statement)


def test_no_word_of_anybodys_stands_readable_in_the_files(office: Office) -> None:
    """Encrypted pages, the log of writes among them; and nothing beside them names a person."""
    marker = "Zvlastnost"
    client_id = office.add_client("A-1", marker, contacts=marker, of="novakova")
    office.change(lambda store: meet(store, client_id, store.now))
    files = {path.name: path.read_bytes() for path in Path(office.home).iterdir()}
    assert any(name.endswith("-wal") for name in files)
    for name, data in files.items():
        assert marker.encode() not in data, name
        assert b"Probrali dluhy" not in data, name
