"""The log: one signed chain that forbids changes, and that shows them to whoever has the raw database."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from kp_tui.domain.errors import Refused
from kp_tui.store import anchors, audit, schema, workers
from kp_tui.store.audit import End, LogBroken
from kp_tui.store.triggers import APPEND_ONLY, NEVER_DELETED, VERSIONED
from kp_tui.usecases.audit import verify_log
from kp_tui.usecases.clients import open_client
from kp_tui.usecases.door import Access
from kp_tui.vault.keys import KeyPair
from kp_tui.vault.sign import sign, verify
from tests.support.stores import Office, meet, probe

REPLACE = "REPLACE INTO {0} SELECT * FROM {0}"
TRIGGERS = [f"audit_keeps_{change}" for change in ("update", "delete")]


@pytest.fixture
def raw(office: Office) -> sqlcipher.Connection:
    """The database of a store in which somebody has worked, its triggers dropped by hand."""
    client_id = office.add_client("A-1", "Novák")
    for login in ("prochazka", "novakova", "svoboda", "cerna"):
        office[login].perform(open_client, client_id)
    file = office.raw()
    for name in TRIGGERS:
        file.execute(f"DROP TRIGGER {name}")
    return file


def checked(office: Office) -> int:
    """How many rows the log has, all of them checked."""
    return office["prochazka"].perform(verify_log)


def broken_at(office: Office) -> int:
    """The row from which on the log is not to be trusted."""
    with pytest.raises(LogBroken) as failure:
        checked(office)
    return int(str(failure.value.fields["row"]))


def middle(raw: sqlcipher.Connection) -> int:
    """A row with others before and after it."""
    return int(raw.execute("SELECT max(seq) - 2 FROM audit").fetchone()[0])


def rows(raw: sqlcipher.Connection) -> int:
    """How many rows there are."""
    return int(raw.execute("SELECT count(*) FROM audit").fetchone()[0])


def test_an_untouched_log_is_whole(office: Office, raw: sqlcipher.Connection) -> None:
    assert checked(office) == rows(raw)


@pytest.mark.parametrize(
    "change",
    [
        "at = at + 1",
        "worker_id = worker_id % 6 + 1",
        "act = 'sign_in'",
        "outcome = 'refused'",
        "purpose = 'other'",
        "client_id = 99",
        "client_id = NULL",
        "record = 'client:99'",
        "hash = zeroblob(32)",
        "signature = zeroblob(64)",
    ],
)
def test_a_changed_row_is_found(office: Office, raw: sqlcipher.Connection, change: str) -> None:
    row = middle(raw)
    raw.execute(f"UPDATE audit SET {change} WHERE seq = ?", (row,))  # noqa: S608 -- written right above
    assert broken_at(office) == row


def test_a_removed_row_is_found(office: Office, raw: sqlcipher.Connection) -> None:
    row = middle(raw)
    raw.execute("DELETE FROM audit WHERE seq = ?", (row,))
    assert broken_at(office) == row


def test_a_removed_row_is_found_when_the_rest_moves_up(office: Office, raw: sqlcipher.Connection) -> None:
    row = middle(raw)
    raw.execute("DELETE FROM audit WHERE seq = ?", (row,))
    raw.execute("UPDATE audit SET seq = -seq WHERE seq > ?", (row,))
    raw.execute("UPDATE audit SET seq = -seq - 1 WHERE seq < 0")
    assert broken_at(office) == row


def test_swapped_rows_are_found(office: Office, raw: sqlcipher.Connection) -> None:
    row = middle(raw)
    for here, there in ((row, 0), (row + 1, row), (0, row + 1)):
        raw.execute("UPDATE audit SET seq = ? WHERE seq = ?", (there, here))
    assert broken_at(office) == row


def test_a_forged_row_is_found_although_its_hash_is_right(office: Office, raw: sqlcipher.Connection) -> None:
    """Whoever has the database can hash, but signs with a key that is not the person's."""
    forge(office, KeyPair.generate())
    assert broken_at(office) == rows(raw)


def test_a_row_in_anothers_name_is_found(office: Office, raw: sqlcipher.Connection) -> None:
    forge(office, office["svoboda"]._opened.keys)
    assert broken_at(office) == rows(raw)


def forge(office: Office, keys: KeyPair) -> None:
    """Add a row in the name of one worker, signed with the keys of another."""
    office.change(lambda store: audit.append(store, "open_client", "done", lambda digest: sign(keys, digest)))


def test_a_row_that_its_own_writer_wrote_anew_is_found(office: Office, raw: sqlcipher.Connection) -> None:
    """Who wrote a row can sign another in its place: those who wrote after them have signed for the first."""
    row = rows(raw) - 2  # what was opened before the last one signed in
    rewrite(office, raw, row, keys=office["svoboda"]._opened.keys, act="sign_in")
    assert broken_at(office) == row + 1


def test_a_row_of_nobody_is_found(office: Office, raw: sqlcipher.Connection) -> None:
    raw.execute("PRAGMA foreign_keys = OFF")
    rewrite(office, raw, rows(raw), keys=KeyPair.generate(), worker_id=77)
    assert broken_at(office) == rows(raw)


def rewrite(office: Office, raw: sqlcipher.Connection, row: int, *, keys: KeyPair, **changes: object) -> None:
    """Write a row anew with a hash that fits the row before, signed with `keys`."""
    log = office.look(lambda store: store.connection.execute(select(schema.audit)).all())
    values = {**log[row - 1]._mapping, **changes}
    del values["hash"], values["signature"]
    digest = audit._digest(log[row - 2].hash, values)
    raw.execute(
        "UPDATE audit SET act = ?, worker_id = ?, hash = ?, signature = ? WHERE seq = ?",
        (values["act"], values["worker_id"], digest, sign(keys, digest), row),
    )


def test_a_cut_off_end_is_found_against_the_anchors(office: Office, raw: sqlcipher.Connection) -> None:
    office.sign_out("svoboda")
    last = rows(raw)
    raw.execute("DELETE FROM audit WHERE seq > ?", (last - 2,))
    assert broken_at(office) == last - 1


def test_an_end_written_anew_is_found_against_the_anchors(office: Office, raw: sqlcipher.Connection) -> None:
    """The log is cut and goes on from there with good signatures: only the anchor remembers."""
    office.sign_out("svoboda")
    last = rows(raw)
    raw.execute("DELETE FROM audit WHERE seq > ?", (last - 1,))
    for _ in range(3):
        office["cerna"].perform(open_client, 1)
    assert broken_at(office) == last


def test_an_end_cut_off_since_the_last_anchor_is_not_seen(office: Office, raw: sqlcipher.Connection) -> None:
    """What the anchors cannot promise, said by a test: the rows after the last sign-out."""
    last = rows(raw)
    raw.execute("DELETE FROM audit WHERE seq = ?", (last,))
    assert checked(office) == last - 1


def test_an_anchor_names_the_last_row_and_its_hash(office: Office) -> None:
    office["svoboda"]
    office.sign_out("svoboda")
    end = office.look(lambda store: audit.end(store.connection), "novakova")
    anchored = anchors.read(office.home)
    before = office.look(lambda store: store.connection.execute(text("SELECT seq, hash FROM audit")).all())
    assert len(anchored) == 1
    assert anchored.items() <= {row.seq: row.hash for row in before}.items()
    assert end.seq > max(anchored)


def test_a_line_cut_off_in_the_anchors_hides_no_other(office: Office, tmp_path: Path) -> None:
    now = office.clock.now
    for seq in (1, 2):
        anchors.write(tmp_path, End(seq, bytes(32)), now)
    file = tmp_path / anchors.NAME
    file.write_bytes(file.read_bytes()[:-30])
    anchors.write(tmp_path, End(3, bytes(32)), now)
    assert anchors.read(tmp_path).keys() == {1, 3}
    assert anchors.read(tmp_path / "elsewhere") == {}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {0} SET rowid = rowid", "DELETE FROM {0}", REPLACE])
def test_the_database_itself_forbids_to_change_what_was_written(
    office: Office, table: str, change: str
) -> None:
    fill(office)
    with pytest.raises(IntegrityError, match=f"{table} is append-only"):
        office.change(lambda store: store.connection.exec_driver_sql(change.format(table)))


@pytest.mark.parametrize("table", NEVER_DELETED)
@pytest.mark.parametrize("change", ["DELETE FROM {0}", REPLACE])
def test_the_database_itself_forbids_to_delete_people_and_their_records(
    office: Office, table: str, change: str
) -> None:
    fill(office)
    sooner = table == "key_worker_period" and change == REPLACE  # a rule of theirs is broken before that
    with pytest.raises(IntegrityError, match="somebody else" if sooner else f"{table} is append-only"):
        office.change(lambda store: store.connection.exec_driver_sql(change.format(table)))


@pytest.mark.parametrize("change", ["{0} SET version = version", "{0} SET version = version + 1"])
@pytest.mark.parametrize("table", VERSIONED)
def test_the_database_itself_forbids_to_overwrite_a_version_that_is_not_kept_d4(
    office: Office, table: str, change: str
) -> None:
    fill(office)
    with pytest.raises(IntegrityError, match=f"{table} keeps its versions"):
        office.change(lambda store: store.connection.exec_driver_sql(f"UPDATE {change.format(table)}"))


def fill(office: Office) -> None:
    """Put a row into every table that forbids anything."""
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.change(lambda store: meet(store, client_id, store.now))
    file = office.raw()
    file.execute("INSERT INTO timer (worker_id, client_id, started_at) VALUES (1, 1, 0)")
    file.execute("INSERT INTO client_version VALUES (1, 0, 0, 1, '{}')")
    file.execute("INSERT INTO event_version VALUES (1, 0, 0, 1, '', '{}')")
    for table, values in {
        "case_entry": "1, 1, 'intervision', '2026-03-18', '{}', 1, NULL, 0, NULL, ''",
        "key_worker_notice": "1, 1, '2026-03-18', 'sms', 1, 0",
        "deputy": "1, 1, 2, 1, 0",
        "duty_release": "'deputy', 1, NULL, '', 1, 0",
        "absence": "1, 1, '2026-03-18', '2026-03-18', 1, 0, NULL",
        "worker_bar": "1, 2, 1, 'kinship', '', 1, 0, NULL, NULL, NULL",
        "family": "1, '', 1, 0",
        "family_member": "1, 1, 1, '', 1, 0, NULL",
        "vault": "1, 1, NULL, 1, 0",
        "vault_key": "1, 1, 0, x'00', NULL, NULL, x'00'",
        "vault_grant": "1, 1, 1, 1, 0, x'00', x'00', x'00', 1, 0, NULL",
        "signing_key": "99, 1, x'00', 0",
        "goal_area": "1, '', NULL",
        "plan": "1, 1, '2026-03-18', 'written', 'long', NULL, 1, 1",
        "plan_version": "1, 1, 0, 1, NULL, 1, 1, x'00', x'00'",
        "plan_goal": "1, 1, 'open', NULL, '', 1",
        "plan_step": "1, 1, 1, NULL, NULL, NULL, 1",
        "plan_note": "1, 1, 'comment', '2026-03-18', NULL, 1, NULL, 0, 1, 1, x'00', x'00'",
        "paper": "1, 1, '2026-03-18', 'text', 1, 1, 0, NULL, 1, 1, x'00', x'00', x'00', x'00'",
        "emergency_reading": "1, 1, 1, NULL, '', 0, 0",
        "emergency_notice": "1, 1, 0",
    }.items():
        file.execute(f"INSERT INTO {table} VALUES ({values})")  # noqa: S608 -- written right above


def test_the_log_is_one_row_an_act_in_order_and_signed(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    with pytest.raises(Refused):
        office["spravce"].perform(open_client, client_id)
    assert [(row.act, row.outcome) for row in office.log()][-2:] == [
        ("save_client", "done"),
        ("open_client", "refused"),
    ]
    keys = office.look(lambda store: workers.signing_keys(store.connection))
    every = office.look(
        lambda store: store.connection.execute(text("SELECT * FROM audit ORDER BY seq")).all()
    )
    assert [row.seq for row in every] == list(range(1, len(every) + 1))
    assert all(verify(keys[row.worker_id][0], row.hash, row.signature) for row in every)


def test_only_whoever_answers_for_the_log_checks_it(office: Office) -> None:
    for login in ("novakova", "svoboda", "dvorakova", "cerna"):
        with pytest.raises(Refused):
            office[login].perform(verify_log)
    assert office["spravce"].perform(verify_log) == office["prochazka"].perform(verify_log) - 1


def test_a_row_that_cannot_be_added_takes_the_act_with_it(office: Office) -> None:
    office.add_client("A-1", "Novák")
    no_room = "CREATE TRIGGER no_room BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END"
    office.raw().execute(no_room)
    forget = probe(lambda store: store.connection.execute(text("DELETE FROM client_word")), Access.ACT)
    with pytest.raises(DBAPIError, match="no room"):
        office["novakova"].perform(forget)
    words = office.look(
        lambda store: store.connection.execute(text("SELECT count(*) FROM client_word")).scalar()
    )
    assert words == len("a1novak")
