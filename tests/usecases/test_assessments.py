"""How a case comes to its key worker: rules L3 and K10, through the door and on the real store."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import DayBeforeCase, DayInFuture, Stage
from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.intake import OneAssessor
from kp_tui.domain.key_workers import ChangeReason, KeyWorkerBarred
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.sheets import day_typed
from kp_tui.store import bars, periods
from kp_tui.usecases.assessments import (
    AllocatesByAssessment,
    AllocatesByDistrict,
    DistrictUnknown,
    HasKeyWorker,
    NotConsulted,
    allocate_by_district,
    record_assessment,
)
from kp_tui.usecases.case_steps import next_step
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.colleagues import NoExpert
from kp_tui.usecases.consents import sign_informed_consent
from kp_tui.usecases.endings import end_case, reopen_case
from kp_tui.usecases.intake import record_consultation, take_first_contact
from kp_tui.usecases.services import add_district, add_service, change_district
from kp_tui.usecases.sheets import open_sheet
from tests.support.examples import examples
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def applicant(office: Office) -> int:
    """Somebody whose introductory consultation was today."""
    return consulted(office)


def consulted(office: Office, service: int = 1) -> int:
    """Somebody taken in and consulted today."""
    answers = {"surname": "Malá", "channel": "phone", "service": str(service)}
    client_id = fill_in(office["novakova"], take_first_contact, **answers)  # type: ignore[arg-type]  # by name
    fill_in(office["novakova"], record_consultation, client_id, channel="phone", outcome="goes_on")
    return client_id


def number(office: Office, login: str) -> str:
    """The worker's number, as a pick says it; none for nobody."""
    return str(office.worker(login).id) if login else ""


def assess(
    office: Office,
    client_id: int,
    by: Sequence[str] = ("novakova", "cerna"),
    to: str = "svoboda",
    day: str = "d",
) -> int:
    """Record an assessment by these workers, with that key worker as its result."""
    names = dict(zip(("first", "second", "third"), (number(office, login) for login in by), strict=False))
    result = number(office, to)
    return fill_in(office["novakova"], record_assessment, client_id, day=day, key_worker=result, **names)


def case_of(office: Office, client_id: int) -> OpenedCase:
    """The case, opened."""
    return office["novakova"].perform(open_case, client_id)


def test_the_result_of_an_assessment_is_the_key_worker_l3(office: Office, applicant: int) -> None:
    office.clock.forward(days=3)
    assess(office, applicant)
    case = case_of(office, applicant)
    assert (case.stage, next_step(case), case.assessed_late) == (
        Stage.ALLOCATED,
        sign_informed_consent,
        False,
    )
    assert case.key_worker is not None
    told = (case.key_worker.worker_id, case.key_worker.from_day, case.key_worker.reason)
    assert told == (office.worker("svoboda").id, TODAY + 3 * DAY, ChangeReason.ASSESSMENT)


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_a_late_assessment_is_recorded_and_said_and_not_refused_l3(
    office: Office,
    applicant: int,
    days: int,
    late: bool,  # noqa: FBT001 -- given
) -> None:
    office.clock.forward(days=days)
    assess(office, applicant)
    assert case_of(office, applicant).assessed_late is late


def test_a_case_is_assessed_by_two_different_expert_workers_at_least_l3(office: Office) -> None:
    """By any two or three of the staff: only different ones of a counting profession do."""
    logins = ("novakova", "svoboda", "dvorakova", "cerna", "prochazka", "spravce")
    experts = {"novakova", "svoboda", "dvorakova", "cerna"}

    @given(st.lists(st.sampled_from(logins), min_size=2, max_size=3))
    @examples(12)
    def holds(by: list[str]) -> None:
        client_id = consulted(office)
        if len(set(by)) < len(by):
            with pytest.raises(OneAssessor):
                assess(office, client_id, by)
        elif not set(by) <= experts:
            with pytest.raises(NoExpert) as refused:
                assess(office, client_id, by)
            names = dict(zip(("first", "second", "third"), by, strict=False))
            assert names[refused.value.field] not in experts
        else:
            assess(office, client_id, by)
        assert (case_of(office, client_id).stage is Stage.ALLOCATED) is (
            len(set(by)) == len(by) and set(by) <= experts
        )

    holds()


def test_one_person_twice_is_said_at_the_second_one_and_changes_nothing_l3(
    office: Office, applicant: int
) -> None:
    with pytest.raises(OneAssessor) as refused:
        assess(office, applicant, ("cerna", "cerna"))
    assert refused.value.field == "second"
    case = case_of(office, applicant)
    assert (case.stage, case.key_worker) == (Stage.CONSULTED, None)


def test_who_has_left_or_is_barred_assesses_nobody_l3_x1(office: Office, applicant: int) -> None:
    office.hire("odesel", Role.KEY_WORKER, profession=Profession.SOCIAL_WORKER)
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'odesel'")
    barred = office.worker("svoboda").id
    office.change(lambda store: bars.add(store, applicant, barred, BarReason.ANTIPATHY, ""))
    for nobody in ("odesel", "svoboda"):
        with pytest.raises(NoExpert) as refused:
            assess(office, applicant, ("cerna", nobody), to="novakova")
        assert refused.value.field == "second"
    with pytest.raises(KeyWorkerBarred):
        assess(office, applicant, to="svoboda")
    with pytest.raises(ActsAsKeyWorker) as refused_key_worker:
        assess(office, applicant, to="odesel")
    assert refused_key_worker.value.field == "key_worker"
    opened = office["novakova"].perform(open_sheet, "record_assessment", applicant)
    assert not {number(office, "odesel"), number(office, "svoboda")} & {
        str(worker_id) for picks in opened.picks.values() for worker_id, _ in picks
    }


def test_an_assessment_follows_the_consultation_l3(office: Office, applicant: int) -> None:
    client_id = office.add_client("A", "Novák")
    with pytest.raises(NotConsulted):
        assess(office, client_id)
    office.clock.forward(days=2)
    fill_in(office["novakova"], record_consultation, client_id, channel="phone", outcome="goes_on")
    with pytest.raises(NotConsulted) as refused:
        assess(office, client_id, day="v")
    assert refused.value.field == "day"


def test_after_a_reopening_the_old_consultation_is_none_l3(office: Office, applicant: int) -> None:
    fill_in(office["novakova"], end_case, applicant, reason="lost_contact", release_reason="Neozval se.")
    fill_in(office["novakova"], reopen_case, applicant)
    with pytest.raises(NotConsulted):
        assess(office, applicant)


@pytest.mark.parametrize(("days", "refusal"), [(-1, DayBeforeCase), (1, DayInFuture)])
def test_an_assessment_lies_neither_before_the_case_nor_in_the_future(
    office: Office, applicant: int, days: int, refusal: type[InvalidInput]
) -> None:
    with pytest.raises(refusal):
        assess(office, applicant, day=day_typed(TODAY + days * DAY))


def test_an_assessment_changes_no_key_worker_who_is_there_already_k4(office: Office, applicant: int) -> None:
    assess(office, applicant)
    with pytest.raises(HasKeyWorker) as refused:
        assess(office, applicant, to="novakova")
    assert refused.value.field == "key_worker"
    assess(office, applicant, to="svoboda")
    assert len(office.look(lambda store: periods.history(store, applicant))) == 1


# -------------------------------------------------------------------------------------- district


@pytest.fixture
def protection(office: Office) -> int:
    """A second service, of child protection, that allocates by district."""
    answers = {"name": "OSPOD", "profile": "child_protection", "allocation": "district"}
    return fill_in(office["prochazka"], add_service, **answers)  # type: ignore[arg-type]  # by name


def test_a_case_comes_to_the_worker_of_its_district_k10(office: Office, protection: int) -> None:
    district = fill_in(
        office["prochazka"], add_district, protection, name="Poruba", key_worker=number(office, "svoboda")
    )
    client_id = consulted(office, protection)
    assert next_step(case_of(office, client_id)) is allocate_by_district
    fill_in(office["novakova"], allocate_by_district, client_id, district=str(district))
    case = case_of(office, client_id)
    assert case.key_worker is not None
    told = (case.key_worker.worker_id, case.key_worker.reason, case.stage)
    assert told == (office.worker("svoboda").id, ChangeReason.DISTRICT, Stage.ALLOCATED)


def test_a_service_allocates_in_its_own_way_and_two_work_side_by_side_k10(
    office: Office, applicant: int, protection: int
) -> None:
    district = fill_in(
        office["prochazka"], add_district, protection, name="Poruba", key_worker=number(office, "svoboda")
    )
    other = consulted(office, protection)
    with pytest.raises(AllocatesByDistrict):
        assess(office, other)
    with pytest.raises(AllocatesByAssessment):
        fill_in(office["novakova"], allocate_by_district, applicant, district=str(district))
    fill_in(office["novakova"], allocate_by_district, other, district=str(district))
    assess(office, applicant)
    assert [case_of(office, one).service.name for one in (applicant, other)] == ["Poradna Kopr", "OSPOD"]


def test_a_district_of_another_service_is_none_k10(office: Office, protection: int) -> None:
    answers = {"name": "Druhý OSPOD", "profile": "child_protection", "allocation": "district"}
    second = fill_in(office["prochazka"], add_service, **answers)  # type: ignore[arg-type]  # by name
    theirs = fill_in(
        office["prochazka"], add_district, second, name="Zábřeh", key_worker=number(office, "svoboda")
    )
    client_id = consulted(office, protection)
    for district in (str(theirs), "999"):
        with pytest.raises(DistrictUnknown):
            fill_in(office["novakova"], allocate_by_district, client_id, district=district)
    assert office["novakova"].perform(open_sheet, "allocate_by_district", client_id).picks["district"] == ()


def test_a_district_whose_worker_is_barred_is_refused_at_the_district_x1(
    office: Office, protection: int
) -> None:
    svoboda = office.worker("svoboda").id
    district = fill_in(office["prochazka"], add_district, protection, name="Poruba", key_worker=str(svoboda))
    client_id = consulted(office, protection)
    office.change(lambda store: bars.add(store, client_id, svoboda, BarReason.KINSHIP, ""))
    with pytest.raises(KeyWorkerBarred) as refused:
        fill_in(office["novakova"], allocate_by_district, client_id, district=str(district))
    assert refused.value.field == "district"


def test_a_district_that_changes_hands_changes_no_case_that_has_come_to_it_k1(
    office: Office, protection: int
) -> None:
    district = fill_in(
        office["prochazka"], add_district, protection, name="Poruba", key_worker=number(office, "svoboda")
    )
    clients = [consulted(office, protection) for _ in range(2)]
    fill_in(office["novakova"], allocate_by_district, clients[0], district=str(district))
    fill_in(office["prochazka"], change_district, district, key_worker=number(office, "novakova"))
    fill_in(office["novakova"], allocate_by_district, clients[1], district=str(district))
    now = [office.look(lambda store, one=one: periods.current(store, one)) for one in clients]  # type: ignore[misc]
    assert [one.worker_id for one in now if one] == [
        office.worker(login).id for login in ("svoboda", "novakova")
    ]
