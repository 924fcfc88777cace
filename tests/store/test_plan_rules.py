"""What the database itself keeps of plans: versions and notes are never unwritten (P4)."""

from dataclasses import replace

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plan_notes import discuss_plan
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def file(office: Office) -> sqlcipher.Connection:
    """The raw database with a plan and a note in it."""
    client_id = office.add_client("A-1", "Novák", of="novakova")
    opened = office["novakova"].perform(plan_form, client_id)
    form = replace(opened.form, goals="Chce bydlet\n- klient: zajít na úřad do 5. 12.")
    office["novakova"].perform(save_plan, opened, form)
    fill_in(office["novakova"], discuss_plan, client_id, who="tým", outcome="pokračovat")
    return office.raw()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plan_version SET body = x'00'",
        "UPDATE plan_version SET body = x'00', generation = 0",
        "UPDATE plan_version SET saved_by = 1, vault_id = 2",
        "UPDATE plan_version SET signature = x'00'",
        "UPDATE plan_note SET body = x'00'",
        "UPDATE plan_note SET next_on = '2030-01-01'",
        *(
            f"DELETE FROM {table}"  # noqa: S608 -- ours
            for table in (
                "plan",
                "plan_version",
                "plan_goal",
                "plan_step",
                "plan_note",
                "vault",
                "vault_grant",
            )
        ),
    ],
)
def test_the_database_lets_nobody_unwrite_a_plan_p4(file: sqlcipher.Connection, statement: str) -> None:
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        file.execute(statement)


def test_the_key_by_which_a_text_is_sealed_may_change(file: sqlcipher.Connection) -> None:
    file.execute("UPDATE plan_version SET body = x'00', generation = 2")
    file.execute("UPDATE plan_note SET body = x'00', vault_id = 2")
    assert file.execute("SELECT body, generation FROM plan_version").fetchall() == [(b"\0", 2)]
    assert file.execute("SELECT body, vault_id FROM plan_note").fetchall() == [(b"\0", 2)]
