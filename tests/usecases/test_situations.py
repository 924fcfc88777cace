"""Special situations and the people around a client: rules L6 and I3, through the door on the real store."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import CaseEnded, DayBeforeCase, DayInFuture, EntryKind
from kp_tui.domain.errors import InvalidInput, NotFound
from kp_tui.domain.services import Profile
from kp_tui.domain.sheets import Answerless, SheetForm, day_typed
from kp_tui.domain.situations import (
    AgreementFirst,
    ContactKind,
    LawyersInvited,
    OneParent,
    UntilTooEarly,
)
from kp_tui.store import bars
from kp_tui.store.schema import event
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.colleagues import WorkerUnfit
from kp_tui.usecases.diagnostics import (
    BeforeRequest,
    CompletedAlready,
    FlaggedAlready,
    NotFlagged,
    complete_diagnostics,
    lift_can_flag,
    raise_can_flag,
    request_diagnostics,
)
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.endings import end_case
from kp_tui.usecases.services import change_service
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.situations import (
    add_contact_person,
    record_conference,
    record_intervision,
    record_mediation,
    record_parent_child_session,
)
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

Case = UseCase[[SheetForm, str], int]

TODAY = NOW.date()
DAY = timedelta(days=1)
CONFERENCE = {"agreed_on": "d", "invited": "Škola, lékař", "came": "Škola", "conclusions": "Doučování"}
COMPLETE: dict[Case, dict[str, str]] = {
    record_conference: CONFERENCE,
    record_mediation: {"mother_present": "yes", "father_present": "yes", "mediator": "2"},
    record_parent_child_session: {"parent": "otec", "children": "Eva a Jan", "told_first": "yes"},
    record_intervision: {"with_whom": "Černá", "conclusions": "Zkusit mediaci"},
    request_diagnostics: {"asked_by": "matka", "question": "Vztah k otci"},
    raise_can_flag: {"grounds": "Modřiny"},
    add_contact_person: {"kind": "guardian", "name": "Jan Malý"},
}


@pytest.fixture
def client_id(office: Office) -> int:
    """A client of novakova."""
    return office.add_client("A", "Novák", of="novakova")


def do(office: Office, case: Case, subject: int, **answers: str) -> int:
    """Fill in a sheet completely, but for these answers."""
    return fill_in(office["novakova"], case, subject, **(COMPLETE.get(case, {}) | answers))


def case_of(office: Office, client_id: int) -> OpenedCase:
    """The case, opened."""
    return office["novakova"].perform(open_case, client_id)


def last(office: Office, client_id: int) -> Any:
    """What the last entry says."""
    return case_of(office, client_id).journal[-1].what


def give_profile(office: Office, profile: Profile) -> None:
    """Let the service be of that kind."""
    fill_in(office["prochazka"], change_service, 1, profile=profile.value, can_procedure="Volejte OSPOD.")


@pytest.mark.parametrize("case", COMPLETE, ids=lambda case: case.name)
def test_each_is_written_down_on_its_day_and_found_in_the_journal(
    office: Office, client_id: int, case: Case
) -> None:
    office.clock.forward(days=3)
    entry_id = do(office, case, client_id, day="v", agreed_on="v")
    entry = case_of(office, client_id).journal[-1]
    assert (entry.id, entry.day, entry.what.day) == (entry_id, TODAY + 2 * DAY, TODAY + 2 * DAY)
    row = office.log()[-2]
    assert (row.act, row.client_id, row.record) == (case.name, client_id, f"entry:{entry_id}")


@pytest.mark.parametrize("case", COMPLETE, ids=lambda case: case.name)
@pytest.mark.parametrize(("days", "refusal"), [(-1, DayBeforeCase), (1, DayInFuture)])
def test_none_lies_before_the_case_or_in_the_future(
    office: Office, client_id: int, case: Case, days: int, refusal: type[InvalidInput]
) -> None:
    with pytest.raises(refusal) as refused:
        do(office, case, client_id, day=day_typed(TODAY + days * DAY))
    assert refused.value.field == "day"


@pytest.mark.parametrize("case", COMPLETE, ids=lambda case: case.name)
def test_none_is_written_into_a_case_that_has_ended(office: Office, client_id: int, case: Case) -> None:
    do(office, end_case, client_id, reason="moved", evaluation="Dobré", release_reason="Odstěhovali se.")
    with pytest.raises(CaseEnded):
        do(office, case, client_id)


@pytest.mark.parametrize(
    ("case", "answer"),
    [
        (record_conference, "conclusions"), (record_parent_child_session, "parent"),
        (record_parent_child_session, "children"), (record_intervision, "with_whom"),
        (record_intervision, "conclusions"), (request_diagnostics, "asked_by"), (raise_can_flag, "grounds"),
        (add_contact_person, "name"),
    ],
)  # fmt: skip
def test_what_a_sheet_is_about_is_written_down(
    office: Office, client_id: int, case: Case, answer: str
) -> None:
    with pytest.raises(Answerless) as refused:
        do(office, case, client_id, **{answer: ""})
    assert refused.value.field == answer


# ------------------------------------------------------------------------------------ conference


@pytest.mark.parametrize("agreed_on", ["", "d"])
def test_a_conference_is_agreed_to_first_l6(office: Office, client_id: int, agreed_on: str) -> None:
    office.clock.forward(days=3)
    with pytest.raises(AgreementFirst) as refused:
        do(office, record_conference, client_id, agreed_on=agreed_on, day="v")
    assert refused.value.field == "agreed_on"


def test_nobody_agrees_before_the_case_begins(office: Office, client_id: int) -> None:
    with pytest.raises(DayBeforeCase) as refused:
        do(office, record_conference, client_id, agreed_on="v")
    assert refused.value.field == "agreed_on"


@pytest.mark.parametrize("profile", [Profile.COUNSELLING, Profile.RESIDENTIAL])
def test_lawyers_and_representatives_of_parents_are_not_invited_l6(
    office: Office, client_id: int, profile: Profile
) -> None:
    give_profile(office, profile)
    with pytest.raises(LawyersInvited) as refused:
        do(office, record_conference, client_id, lawyers="yes")
    assert refused.value.field == "lawyers"


def test_child_protection_confers_without_agreement_and_invites_lawyers_l6(
    office: Office, client_id: int
) -> None:
    give_profile(office, Profile.CHILD_PROTECTION)
    do(office, record_conference, client_id, agreed_on="", lawyers="yes")
    assert last(office, client_id).lawyers


# ------------------------------------------------------------------------- mediation, diagnostics


@pytest.mark.parametrize("absent", ["mother_present", "father_present"])
def test_joint_mediation_needs_both_parents_l6(office: Office, client_id: int, absent: str) -> None:
    with pytest.raises(OneParent) as refused:
        do(office, record_mediation, client_id, **{absent: ""})
    assert refused.value.field == absent


def test_whoever_is_barred_neither_mediates_nor_examines_nor_explains_x1(
    office: Office, client_id: int
) -> None:
    barred = office.worker("svoboda").id
    office.change(lambda store: bars.add(store, client_id, barred, BarReason.OTHER, ""))
    request = do(office, request_diagnostics, client_id)
    well = {"done_by": "2", "interpreted_by": "2", "output": "Nic"}
    for case, subject, answers in (
        (record_mediation, client_id, {"mediator": str(barred)}),
        (complete_diagnostics, request, well | {"done_by": str(barred)}),
        (complete_diagnostics, request, well | {"interpreted_by": str(barred)}),
    ):
        with pytest.raises(WorkerUnfit):
            do(office, case, subject, **answers)
        opened = office["novakova"].perform(open_sheet, case.name, subject)
        assert barred not in {worker_id for picks in opened.picks.values() for worker_id, _ in picks}
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_sheet, "complete_diagnostics", request)


def test_diagnostics_says_who_asked_who_did_it_who_explains_it_and_what_came_out_l6(
    office: Office, client_id: int
) -> None:
    request = do(office, request_diagnostics, client_id)
    told = {"done_by": "3", "interpreted_by": "2", "output": "Silná vazba na otce"}
    with pytest.raises(Answerless):
        do(office, complete_diagnostics, request, **(told | {"output": ""}))
    office.clock.forward(days=2)
    do(office, complete_diagnostics, request, **told)
    asked, came_out = case_of(office, client_id).journal
    assert (asked.what.asked_by, came_out.kind) == ("matka", EntryKind.DIAGNOSTICS_RESULT)
    assert (came_out.what.done_by, came_out.what.interpreted_by, came_out.what.request) == (3, 2, request)
    with pytest.raises(CompletedAlready):
        do(office, complete_diagnostics, request, **told)


def test_a_diagnostics_is_done_after_it_was_asked_for_and_nothing_else_is_completed(
    office: Office, client_id: int
) -> None:
    told = {"done_by": "3", "interpreted_by": "2", "output": "Silná vazba na otce"}
    office.clock.forward(days=2)
    request, other = do(office, request_diagnostics, client_id), do(office, raise_can_flag, client_id)
    with pytest.raises(BeforeRequest):
        do(office, complete_diagnostics, request, day="v", **told)
    with pytest.raises(NotFound):
        do(office, complete_diagnostics, other, **told)


# ------------------------------------------------------------------------------- flag, intervision


def test_a_flag_shows_the_service_s_own_procedure_until_it_is_lifted_l6(
    office: Office, client_id: int
) -> None:
    give_profile(office, Profile.COUNSELLING)
    do(office, raise_can_flag, client_id)
    case = case_of(office, client_id)
    assert (case.can_flag_since, case.service.can_procedure) == (TODAY, "Volejte OSPOD.")
    with pytest.raises(FlaggedAlready):
        do(office, raise_can_flag, client_id)
    do(office, lift_can_flag, client_id, why="Úraz na kole")
    assert case_of(office, client_id).can_flag_since is None
    with pytest.raises(NotFlagged):
        do(office, lift_can_flag, client_id, why="Úraz na kole")


def test_an_intervision_never_counts_i3(office: Office, client_id: int) -> None:
    do(office, record_intervision, client_id)
    assert office.look(lambda store: store.connection.scalar(select(func.count()).select_from(event))) == 0


def test_people_around_a_client_are_read_by_everybody_who_finds_the_client(
    office: Office, client_id: int
) -> None:
    do(office, add_contact_person, client_id, relation="otec", contact="777")
    do(office, record_intervision, client_id)
    told = {one.kind: one.what for one in office["dvorakova"].perform(open_case, client_id).journal}
    person = told[EntryKind.CONTACT_PERSON]
    assert (person.kind, person.name, person.contact) == (ContactKind.GUARDIAN, "Jan Malý", "777")
    assert told[EntryKind.INTERVISION] is None


def test_nobody_is_around_a_client_until_before_they_are(office: Office, client_id: int) -> None:
    office.clock.forward(days=3)
    with pytest.raises(UntilTooEarly) as refused:
        do(office, add_contact_person, client_id, until="v")
    assert refused.value.field == "until"
    do(office, add_contact_person, client_id, until="d")
