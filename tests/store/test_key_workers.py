"""One key worker at any moment: what the database itself holds to, whatever raw SQL says (K1 to K3)."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from kp_tui.store.triggers import KEY_WORKERS
from tests.support.stores import Office

ENDING = "INSERT INTO case_entry VALUES (NULL, 1, 'ending', '2026-03-20', '{}', 1, NULL, 0, NULL, '')"
VERSION = "INSERT INTO client_version VALUES (1, 1, 0, 1, '{}')"
BECOMES = "UPDATE client SET version = 2, state = "


def begin(worker: int, day: str, until: str = "NULL") -> str:
    """A period of the client's that begins."""
    values = f"NULL, 1, {worker}, '{day}', {until}, 'other', '', '', 1, 0"
    return f"INSERT INTO key_worker_period VALUES ({values})"  # noqa: S608 -- the tests' own words


def close(day: str) -> str:
    """The end of whatever period is open."""
    return f"UPDATE key_worker_period SET to_day = '{day}' WHERE to_day IS NULL"  # noqa: S608 -- the same


def change(what: str, worker: int) -> str:
    """A change of that worker's period."""
    return f"UPDATE key_worker_period SET {what} WHERE worker_id = {worker}"  # noqa: S608 -- the same


def chain(file: sqlcipher.Connection) -> list[tuple[int, str, str | None]]:
    """Who from when to when."""
    return list(file.execute("SELECT worker_id, from_day, to_day FROM key_worker_period ORDER BY id"))


def run(file: sqlcipher.Connection, *statements: str) -> None:
    """One after the other."""
    for statement in statements:
        file.execute(statement)


@pytest.fixture
def raw(office: Office) -> sqlcipher.Connection:
    """An applicant for whom nobody is responsible, in the raw database."""
    office.add_client("A-1", "Novák")
    file = office.raw()
    file.execute("PRAGMA foreign_keys = ON")
    return file


FIRST = begin(2, "2026-03-01")
SECOND = begin(3, "2026-03-10")
ENDED = (VERSION, FIRST, ENDING, f"{BECOMES} 'ended'")

REFUSALS = {
    "begun closed": (
        "key_worker_period_begins_open", [], begin(2, "2026-03-01", "'2026-03-10'"), "a period begins open",
    ),
    "begun before the end": (
        "key_worker_period_overlaps_none", ENDED, begin(3, "2026-03-19"), "two key workers at one time",
    ),
    "the same person again": (
        "key_worker_period_is_of_another", [FIRST], begin(2, "2026-03-10"), "somebody else",
    ),
    "closed with nobody after": (
        "key_worker_period_has_a_successor", [FIRST], close("2026-03-10"), "a case without a key worker",
    ),
    "closed while the case goes on": (
        "key_worker_period_has_a_successor", [FIRST, ENDING], close("2026-03-20"), "without a key worker",
    ),
    "another worker": (
        "key_worker_period_keeps_what_it_says", [FIRST], change("worker_id = 4", 2), "append-only",
    ),
    "an end written again": (
        "key_worker_period_keeps_what_it_says", [*ENDED], change("to_day = '2026-03-20'", 2), "append-only",
    ),
    "an end taken back": (
        "key_worker_period_keeps_what_it_says", [*ENDED, begin(3, "2026-03-25")],
        change("worker_id = 3, to_day = '2026-03-20'", 2), "append-only",
    ),
    "deleted": (
        "key_worker_period_keeps_delete", [FIRST], "DELETE FROM key_worker_period", "append-only",
    ),
    "a client with nobody": (
        "client_has_a_key_worker", [VERSION], f"{BECOMES} 'client'", "a client without a key worker",
    ),
    "an end that nobody wrote down": (
        "key_worker_period_has_a_successor", [VERSION, FIRST], f"{BECOMES} 'ended'", "without a key worker",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_the_database_lets_nobody_break_the_chain_k1_k2_k3(raw: sqlcipher.Connection, name: str) -> None:
    trigger, before, statement, refused = REFUSALS[name]
    run(raw, *before)
    kept = chain(raw)
    with pytest.raises(sqlcipher.IntegrityError, match=refused):
        raw.execute(statement)
    assert chain(raw) == kept
    run(raw, f"DROP TRIGGER {trigger}", statement)


def test_no_gap_opens_where_an_end_was_forced_in_k1(raw: sqlcipher.Connection) -> None:
    run(raw, FIRST, "DROP TRIGGER key_worker_period_has_a_successor", close("2026-03-10"))
    with pytest.raises(sqlcipher.IntegrityError, match="a gap between two key workers"):
        raw.execute(begin(3, "2026-03-11"))
    run(raw, begin(3, "2026-03-10"))


def test_every_rule_of_the_chain_is_tried(raw: sqlcipher.Connection) -> None:
    tried = {trigger for trigger, *_ in REFUSALS.values()} - {"key_worker_period_keeps_delete"}
    beside = {"key_worker_period_leaves_no_gap", "key_worker_period_ends_the_last"}
    beside |= {"client_who_ends_lets_the_key_worker_go"}
    assert {statement.split()[2] for statement in KEY_WORKERS} == tried | beside


@pytest.mark.parametrize(
    "changed",
    [
        "id = 9", "client_id = 2", "worker_id = 4", "from_day = '2026-02-01'", "reason = 'leaving'",
        "explanation = 'x'", "no_notice_reason = 'x'", "recorded_by = 2", "recorded_at = 1", "to_day = NULL",
        "to_day = '2026-03-09'", "to_day = '2026-03-11'",
    ],
)  # fmt: skip
@pytest.mark.parametrize("worker", [2, 3])
def test_nothing_of_a_period_is_changed_k3(raw: sqlcipher.Connection, changed: str, worker: int) -> None:
    run(raw, FIRST, SECOND)
    kept = raw.execute("SELECT * FROM key_worker_period").fetchall()
    with pytest.raises(sqlcipher.IntegrityError):
        raw.execute(change(changed, worker))
    assert raw.execute("SELECT * FROM key_worker_period").fetchall() == kept


def test_a_period_that_begins_ends_the_one_before_on_that_day_k1(raw: sqlcipher.Connection) -> None:
    run(raw, FIRST, SECOND, begin(2, "2026-03-15"))
    assert chain(raw) == [
        (2, "2026-03-01", "2026-03-10"),
        (3, "2026-03-10", "2026-03-15"),
        (2, "2026-03-15", None),
    ]


def test_a_case_that_ended_begins_anew_with_a_period_of_its_own_k1(raw: sqlcipher.Connection) -> None:
    run(raw, *ENDED, begin(2, "2026-04-02"))
    assert chain(raw) == [(2, "2026-03-01", "2026-03-20"), (2, "2026-04-02", None)]


def test_nobody_begins_before_the_one_who_is_there_k1(raw: sqlcipher.Connection) -> None:
    run(raw, SECOND)
    with pytest.raises(sqlcipher.IntegrityError, match="two key workers at one time"):
        raw.execute(FIRST)


def test_a_case_that_ends_lets_its_key_worker_go_on_that_day_k1(raw: sqlcipher.Connection) -> None:
    run(raw, *ENDED)
    assert chain(raw) == [(2, "2026-03-01", "2026-03-20")]


def test_no_period_ends_before_it_began(raw: sqlcipher.Connection) -> None:
    run(raw, VERSION, begin(2, "2026-04-02"), ENDING)
    with pytest.raises(sqlcipher.IntegrityError, match="order"):
        raw.execute(f"{BECOMES} 'ended'")


def test_a_period_begins_as_fast_for_whoever_has_many_cases(office: Office) -> None:
    for number in range(41):
        office.add_client(f"A-{number}", "Novák")
    file = office.raw()
    steps = [_steps(file, client_id) for client_id in range(1, 42)]
    assert steps[-1] < 2 * steps[1]


def _steps(file: sqlcipher.Connection, client_id: int) -> int:
    """How many steps of its machine the database takes to begin the period of a client who has nobody."""
    taken = 0

    def tell() -> int:
        nonlocal taken
        taken += 1
        return 0

    file.set_progress_handler(tell, 1)
    file.execute(
        "INSERT INTO key_worker_period VALUES (NULL, ?, 2, '2026-03-01', NULL, 'other', '', '', 1, 0)",
        (client_id,),
    )
    file.set_progress_handler(None, 1)
    return taken
