"""The one door: who may do what, and that nothing happens without its permission and its row in the log."""

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from kp_tui import usecases
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.store import audit, schema
from kp_tui.store.unit import Store
from kp_tui.usecases.client_forms import new_client_form, save_client
from kp_tui.usecases.door import USE_CASES, Access, Permission, UseCase, use_case
from kp_tui.usecases.session import Deactivated, PasswordTemporary, Session
from tests.support.stores import Office, probe

# Who may do what. `+` may, `.` is refused.
#
# log: `row` leaves a row in the audit log; `-` only looks, or keeps one's own unfinished work.
# key = key worker, soc = social worker, pln = planning coordinator, car = care worker, man = manager,
# adm = administrator; whoever holds several roles may do what any of them may.
TABLE = """
use case              log  key soc pln car man adm

list_clients           -    +   +   +   +   +   .
glance_at_client       -    +   +   +   +   +   .
open_client           row   +   +   +   +   +   .
list_events            -    +   +   +   +   +   .
month_of_client        -    +   +   +   +   +   .
new_client_form        -    +   +   .   .   +   .
drafted_client_form    -    +   +   .   .   +   .
kept_client_form      row   +   +   .   .   +   .
rival_client_form     row   +   +   .   .   +   .
save_client           row   +   +   .   .   +   .

open_sheet            row    +   +   +   +   +   +
drafted_sheet          -    +   +   +   +   +   +

list_duty_group        -    +   +   +   +   +   .
list_everybodys_duties -    .   .   .   .   +   .
release_duty          row   .   .   .   .   +   .
release_plan_duty     row   +   .   .   .   .   .

look_at_today          -    +   +   +   +   +   .
running_timer          -    +   +   +   +   +   .
start_timer           row   +   +   +   +   +   .
switch_timer          row   +   +   +   +   +   .
change_phase          row   +   +   +   +   +   .
stop_timer            row   +   +   +   +   +   .
confirm_end           row   +   +   +   +   +   .

new_event_form         -    +   +   +   +   +   .
drafted_event_form     -    +   +   +   +   +   .
kept_event_form       row   +   +   +   +   +   .
rival_event_form      row   +   +   +   +   +   .
earlier_notes          -    +   +   +   +   +   .
record_event          row   +   +   +   +   +   .
open_event            row   +   +   +   +   +   .
remove_event          row   +   +   +   +   +   .
restore_event         row   +   +   +   +   +   .

list_abbreviations     -    +   +   +   +   +   .
keep_abbreviation     row   +   +   +   +   +   .
remove_abbreviation   row   +   +   +   +   +   .
restore_abbreviation  row   +   +   +   +   +   .

keep_draft             -    +   +   +   +   +   +
drop_draft             -    +   +   +   +   +   +
form_left_open         -    +   +   +   +   +   +

open_case             row   +   +   +   +   +   .
take_first_contact    row   +   +   +   +   +   .
similar_clients        -    +   +   +   +   +   .
end_case              row   +   +   .   .   +   .
reopen_case           row   +   +   .   .   +   .
record_consultation   row   +   +   +   +   +   .
name_anonymous        row   +   +   +   +   +   .
open_entry            row   +   +   +   +   +   .
record_assessment     row   +   +   .   .   +   .
allocate_by_district  row   +   +   .   .   +   .
sign_informed_consent row   +   +   .   .   +   .
record_data_consent   row   +   +   .   .   +   .
withdraw_consent      row   +   +   .   .   +   .
record_conference     row   +   +   .   .   +   .
record_mediation      row   +   +   .   .   +   .
record_parent_child_session row   +   +   .   .   +   .
record_intervision    row   +   +   .   .   +   .
add_contact_person    row   +   +   .   .   +   .
request_diagnostics   row   +   +   .   .   +   .
complete_diagnostics  row   +   +   .   .   +   .
raise_can_flag        row   +   +   .   .   +   .
lift_can_flag         row   +   +   .   .   +   .
correct_first_contact row   +   +   .   .   +   .
correct_intro_consultation row   +   +   .   .   +   .
correct_assessment    row   +   +   .   .   +   .
correct_informed_consent row   +   +   .   .   +   .
correct_data_consent  row   +   +   .   .   +   .
correct_consent_withdrawn row   +   +   .   .   +   .
correct_case_conference row   +   +   .   .   +   .
correct_mediation     row   +   +   .   .   +   .
correct_parent_child_session row   +   +   .   .   +   .
correct_diagnostics   row   +   +   .   .   +   .
correct_diagnostics_result row   +   +   .   .   +   .
correct_can_flag      row   +   +   .   .   +   .
correct_can_flag_lifted row   +   +   .   .   +   .
correct_intervision   row   +   +   .   .   +   .
correct_contact_person row   +   +   .   .   +   .
correct_ending        row   +   +   .   .   +   .
families_of            -    +   +   +   +   +   .
found_family          row   +   +   .   .   +   .
join_family           row   +   +   .   .   +   .
leave_family          row   +   +   .   .   +   .
list_services          -    +   +   +   +   +   .
list_districts         -    +   +   +   +   +   .
add_service           row   .   .   .   .   +   .
change_service        row   .   .   .   .   +   .
add_district          row   .   .   .   .   +   .
change_district       row   .   .   .   .   +   .

bar_worker            row   +   +   .   .   +   .
lift_bar              row   .   .   .   .   +   .
list_bars              -    +   +   .   .   +   .
name_deputy           row   +   +   .   .   +   .
record_absence        row   +   +   .   .   +   .
cancel_absence        row   +   +   .   .   +   .
list_absences          -    +   +   .   .   +   .

report_indicators     row   +   +   +   .   +   +
report_events         row   +   +   +   .   +   +

import_clients        row   .   +   .   .   +   +
import_events         row   .   +   .   .   +   +
add_demo_clients      row   .   +   .   .   +   +
add_demo_stories      row   .   +   .   .   +   +
add_demo_events       row   .   +   .   .   +   +

cover_sheet           row   +   +   +   +   +   .
change_key_worker     row   +   +   .   .   +   .
record_notice         row   +   +   .   .   +   .
request_change        row   +   +   +   +   +   .
decide_change_request row   +   +   .   .   +   .
hand_over_cases       row   .   .   .   .   +   .

look_around_case       -    +   +   +   +   +   .
next_duty_of           -    +   +   +   +   +   .
list_team              -    .   .   .   .   +   .
deactivate_worker     row   .   .   .   .   .   +
reset_worker          row   .   .   .   .   .   +

list_papers           row   +   +   +   .   +   .
open_paper            row   +   +   +   .   +   .
export_paper          row   +   +   +   .   +   .
add_paper             row   +   .   .   .   .   .
remove_paper          row   +   .   .   .   .   .
restore_paper         row   +   .   .   .   .   .
print_plan            row   +   +   +   .   +   .
open_emergency        row   .   .   .   .   +   +
list_emergencies_to_tell -  +   +   +   +   +   .
take_note_of_emergency row  +   +   +   +   +   .
colleague_of           -    +   +   +   .   +   .

open_plan             row   +   +   +   +   +   .
show_plan_to_client   row   +   +   +   .   +   .
end_client_view       row   +   +   +   .   +   .
plan_form             row   +   .   .   .   .   .
drafted_plan_form     row   +   .   .   .   .   .
read_plan_draft       row   +   +   +   .   +   .
rival_plan_form       row   +   .   .   .   .   .
save_plan             row   +   .   .   .   .   .
list_plan_versions    row   +   +   +   .   +   .
open_plan_version     row   +   +   +   .   +   .
list_plan_notes       row   +   +   +   .   +   .
evaluate_plan         row   +   .   .   .   .   .
discuss_plan          row   +   .   .   .   .   .
comment_plan          row   +   .   +   .   .   .
tick_step             row   +   .   .   .   .   .
untick_step           row   +   .   .   .   .   .
set_goal_state        row   +   .   .   .   .   .
set_goal_area         row   +   .   .   .   .   .
goals_to_tie          row   +   +   +   .   +   .
list_goal_work        row   +   +   +   .   +   .

list_goal_areas        -    +   +   +   .   +   .
add_goal_area         row   .   .   .   .   +   .
rename_goal_area      row   .   .   .   .   +   .
retire_goal_area      row   .   .   .   .   +   .
restore_goal_area     row   .   .   .   .   +   .
goal_area_figures     row   .   .   .   .   +   .

list_vaults            -    +   +   +   .   +   +
pending_grants         -    +   +   +   .   +   +
fingerprint_of         -    +   +   +   +   +   +
grant_vault           row   +   +   +   .   .   .
revoke_vault          row   +   +   +   .   +   .
recover_vaults        row   +   +   +   .   .   .

list_workers           -    .   .   .   .   .   +
add_worker            row   .   .   .   .   .   +
add_demo_staff        row   .   .   .   .   .   +
verify_log             -    .   .   .   .   +   +
"""

COLUMNS = {
    "key": Role.KEY_WORKER,
    "soc": Role.SOCIAL_WORKER,
    "pln": Role.PLANNING_COORDINATOR,
    "car": Role.CARE_WORKER,
    "man": Role.MANAGER,
    "adm": Role.ADMINISTRATOR,
}


for _module in pkgutil.iter_modules(usecases.__path__):
    importlib.import_module(f"kp_tui.usecases.{_module.name}")


def table() -> dict[str, tuple[str, frozenset[Role]]]:
    """The table above: for each use case whether it leaves a row, and the roles that may."""
    head, *lines = [line.split() for line in TABLE.splitlines() if line]
    columns = [COLUMNS[short] for short in head[3:]]
    told = {
        name: (log, frozenset(role for role, cell in zip(columns, cells, strict=True) if cell == "+"))
        for name, log, *cells in lines
    }
    assert len(told) == len(lines), "a use case stands twice in the table"
    return told


def hollow(case: UseCase[..., Any]) -> UseCase[[], None]:
    """The same use case with nothing in it: what is left is its permission and its row."""
    return UseCase(case.name, case.permission, case.access, lambda store: None)


def give_roles(office: Office, login: str, roles: Iterable[Role]) -> None:
    """Let that person hold exactly these roles from now on."""
    worker_id = office.worker(login).id

    def give(store: Store) -> None:
        store.connection.execute(
            delete(schema.worker_role).where(schema.worker_role.c.worker_id == worker_id)
        )
        for role in roles:
            store.connection.execute(insert(schema.worker_role).values(worker_id=worker_id, role=role))

    office.change(give, "spravce")


def permitted(session: Session) -> set[str]:
    """The use cases that this person gets through the door to."""
    through = set()
    for name, case in USE_CASES.items():
        try:
            session.perform(hollow(case))
        except Refused:
            continue
        through.add(name)
    return through


def outcomes(office: Office) -> list[tuple[str, str]]:
    """What the log says: acts and how they ended."""
    return [(row.act, row.outcome) for row in office.log()]


def count_clients(office: Office) -> int:
    """How many clients there are."""
    count = select(func.count()).select_from(schema.client)
    return office.look(lambda store: store.connection.execute(count).scalar_one())


def test_every_use_case_stands_in_the_table_and_nothing_else_does() -> None:
    assert set(USE_CASES) == set(table())


def test_what_leaves_a_row_is_as_the_table_says() -> None:
    leaves_row = {name for name, case in USE_CASES.items() if case.access is Access.ACT}
    assert leaves_row == {name for name, (row, _) in table().items() if row == "row"}


def test_every_role_and_several_at_once_may_do_what_the_table_says(office: Office) -> None:
    tried = office.hire("zkouska", Role.KEY_WORKER)
    beside = {Role.ADMINISTRATOR, Role.CARE_WORKER}
    sets = [*({role} for role in Role), beside, set(Role), set()]
    for roles in sets:
        give_roles(office, "zkouska", roles)
        may = {name for name, (_, allowed) in table().items() if allowed & roles}
        assert permitted(tried) == may, roles


def test_a_use_case_cannot_be_called() -> None:
    assert not any(callable(case) for case in USE_CASES.values())


def test_two_use_cases_never_share_a_name() -> None:
    def save_client(store: Store) -> None: ...

    with pytest.raises(ValueError, match="save_client"):
        use_case(Permission.SIGNED_IN)(save_client)


def test_a_refusal_is_audited(office: Office) -> None:
    with pytest.raises(Refused):
        office["dvorakova"].perform(new_client_form)
    assert outcomes(office)[-1] == ("new_client_form", "refused")
    assert count_clients(office) == 0


def test_a_refusal_of_the_act_itself_is_audited_with_what_it_was_about(office: Office) -> None:
    def refuse(store: Store) -> None:
        store.concerns(client_id=7, record="event:9")
        raise Refused

    with pytest.raises(Refused):
        office["novakova"].perform(probe(refuse))
    row = office.log()[-1]
    assert (row.act, row.outcome, row.client_id, row.record) == ("probe", "refused", 7, "event:9")


def failing(error: BaseException) -> UseCase[[], None]:
    """An act that writes a client and then fails."""

    def add_then_fail(store: Store) -> None:
        store.connection.execute(
            insert(schema.client).values(
                mark="X", service_id=1, surname="X", name="", state="client", anonymous=False, contacts="",
                sort_key=b"", created_at=store.now, version=1,
            )
        )  # fmt: skip
        raise error

    return probe(add_then_fail, Access.ACT)


@pytest.mark.parametrize("error", [NotFound(), ZeroDivisionError(), KeyboardInterrupt()])
def test_an_act_that_fails_leaves_nothing_behind_and_no_row(office: Office, error: BaseException) -> None:
    office["novakova"]
    before = outcomes(office)
    with pytest.raises(type(error)):
        office["novakova"].perform(failing(error))
    assert count_clients(office) == 0
    assert outcomes(office) == before


def test_an_act_whose_row_cannot_be_written_does_not_happen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office["novakova"]

    def disk_full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(audit, "append", disk_full)
    with pytest.raises(OSError):  # noqa: PT011 -- the very error that was raised above
        office.add_client("A-1", "Novák")
    monkeypatch.undo()
    assert count_clients(office) == 0


def test_an_act_and_its_row_are_kept_together(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    assert outcomes(office)[-1] == ("save_client", "done")
    row = office.log()[-1]
    assert (row.worker_id, row.client_id, row.record) == (
        office.worker("novakova").id,
        client_id,
        f"client:{client_id}",
    )


def test_a_glance_cannot_write(office: Office) -> None:
    def write(store: Store) -> None:
        store.connection.execute(update(schema.worker).values(active=False))

    with pytest.raises(DBAPIError, match="readonly"):
        office["novakova"].perform(probe(write))
    assert office.worker("novakova").active


@pytest.mark.parametrize("access", Access)
def test_a_deactivated_worker_is_refused_at_once_and_it_is_audited(office: Office, access: Access) -> None:
    session = office["svoboda"]
    _deactivate(office, "svoboda")
    with pytest.raises(Deactivated):
        session.perform(probe(lambda store: store.person, access))
    assert outcomes(office)[-1] == ("probe", "refused")


def test_a_deactivated_worker_can_still_sign_out(office: Office) -> None:
    office["svoboda"]
    _deactivate(office, "svoboda")
    office.sign_out("svoboda")
    assert outcomes(office)[-1] == ("sign_out", "done")


def test_a_role_taken_away_is_gone_at_once(office: Office) -> None:
    session = office["svoboda"]
    session.perform(hollow(save_client))
    give_roles(office, "svoboda", {Role.CARE_WORKER})
    with pytest.raises(Refused):
        session.perform(hollow(save_client))


def test_nothing_is_done_under_a_temporary_password(office: Office) -> None:
    session = office["svoboda"]
    session._opened.must_change_password = True
    for access in Access:
        with pytest.raises(PasswordTemporary):
            session.perform(probe(lambda store: store.person, access))


def _deactivate(office: Office, login: str) -> None:
    person = schema.worker.c.login == login
    office.change(
        lambda store: store.connection.execute(update(schema.worker).where(person).values(active=False)),
        "spravce",
    )
