"""What is offered to be written down in a case fits how far it has come, and every sheet has its way in."""

from dataclasses import replace
from datetime import date

from kp_tui.domain.cases import Consent, EntryKind, Stage
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.services import Allocation, Profile
from kp_tui.store import services
from kp_tui.store.unit import Store
from kp_tui.usecases.abbreviations import keep_abbreviation
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.assessments import allocate_by_district, record_assessment
from kp_tui.usecases.bars import lift_bar
from kp_tui.usecases.case_around import look_around_case
from kp_tui.usecases.case_steps import FITS, ToWrite, next_step, sheet_of, sheets_that_fit
from kp_tui.usecases.cases import open_case
from kp_tui.usecases.change_requests import decide_change_request, request_change
from kp_tui.usecases.consents import record_data_consent, sign_informed_consent
from kp_tui.usecases.corrections import correction_of
from kp_tui.usecases.deputies import name_deputy
from kp_tui.usecases.diagnostics import complete_diagnostics, request_diagnostics
from kp_tui.usecases.duties import release_duty, release_plan_duty
from kp_tui.usecases.emergencies import open_emergency
from kp_tui.usecases.endings import reopen_case
from kp_tui.usecases.families import found_family, join_family
from kp_tui.usecases.goal_areas import add_goal_area, rename_goal_area
from kp_tui.usecases.handover import hand_over_cases
from kp_tui.usecases.intake import record_consultation, take_first_contact
from kp_tui.usecases.key_workers import change_key_worker, record_notice
from kp_tui.usecases.papers import add_paper
from kp_tui.usecases.plan_notes import comment_plan, discuss_plan, evaluate_plan
from kp_tui.usecases.services import add_district, add_service, change_district, change_service
from kp_tui.usecases.sheets import SHEETS, SavesSheet
from tests.support.sheets import fill_in
from tests.support.stores import Office

OF_THE_TEAM = (record_absence, name_deputy, hand_over_cases)
OF_SERVICES = (add_service, change_service, add_district, change_district)
ABOUT_SOMETHING_IN_THE_CASE = (
    lift_bar,
    decide_change_request,
    complete_diagnostics,
    join_family,
    record_notice,
)
OF_THE_PLAN = (
    evaluate_plan,
    discuss_plan,
    comment_plan,
    add_goal_area,
    rename_goal_area,
    add_paper,
    open_emergency,
)
ELSEWHERE = {one.name for one in (*OF_THE_TEAM, *OF_SERVICES, *ABOUT_SOMETHING_IN_THE_CASE, *OF_THE_PLAN)}
ELSEWHERE |= {release_duty.name, release_plan_duty.name, take_first_contact.name, keep_abbreviation.name}


def offered(office: Office, client_id: int) -> list[str]:
    session = office["novakova"]
    opened = session.perform(open_case, client_id)
    around = session.perform(look_around_case, client_id)
    return [one.saves.name for one in sheets_that_fit(opened, around)]


def test_every_sheet_of_a_case_is_offered_somewhere() -> None:
    corrections = {name for name in SHEETS if name.startswith("correct_")}
    offered = {saves.name for saves in FITS}
    assert set(SHEETS) - corrections - ELSEWHERE <= offered <= set(SHEETS)


def test_the_next_step_after_the_consultation_is_as_the_service_allocates_k10(office: Office) -> None:
    new = fill_in(office["novakova"], take_first_contact, 0, channel="phone", surname="Malá", wants="Dluhy")
    opened = office["novakova"].perform(open_case, new)

    def after(stage: Stage, allocation: Allocation = Allocation.ASSESSMENT) -> SavesSheet | None:
        return next_step(replace(opened, stage=stage, service=replace(opened.service, allocation=allocation)))

    assert after(Stage.CONSULTED) is record_assessment
    assert after(Stage.CONSULTED, Allocation.DISTRICT) is allocate_by_district
    rest = [after(stage) for stage in Stage if stage is not Stage.CONSULTED]
    assert rest == [record_consultation, sign_informed_consent, None, reopen_case]


def test_the_sheet_that_does_a_duty_is_about_what_it_asks_for() -> None:
    about_the_client: dict[DutyKind, SavesSheet] = {
        DutyKind.ASSESSMENT: record_assessment,
        DutyKind.ALLOCATION: allocate_by_district,
    }
    about_what_lacks_it: dict[DutyKind, SavesSheet] = {
        DutyKind.NOTICE: record_notice,
        DutyKind.DEPUTY: name_deputy,
    }
    owed = Duty(DutyKind.EVENT, 3, date(2026, 3, 16), frozenset(), 7)
    for kind, saves in about_the_client.items():
        assert sheet_of(replace(owed, kind=kind)) == ToWrite(saves, 7)
    for kind, saves in about_what_lacks_it.items():
        assert sheet_of(replace(owed, kind=kind)) == ToWrite(saves, 3)
    assert sheet_of(owed) is None
    wish = replace(owed, kind=DutyKind.CHANGE_REQUEST, entry_id=5)
    assert sheet_of(wish) == ToWrite(decide_change_request, 5), "the version that is in force"
    consent = replace(owed, kind=DutyKind.CONSENT, consent=Consent.INFORMED)
    assert sheet_of(consent) == ToWrite(sign_informed_consent, 7)
    assert sheet_of(replace(consent, consent=Consent.DATA)) == ToWrite(record_data_consent, 7)


def test_after_a_first_contact_comes_the_consultation_and_no_agreement_yet(office: Office) -> None:
    new = fill_in(office["novakova"], take_first_contact, 0, channel="phone", surname="Malá", wants="Dluhy")
    assert offered(office, new)[0] == "record_consultation"
    assert "sign_informed_consent" not in offered(office, new)
    assert "reopen_case" not in offered(office, new)


def test_what_is_owed_comes_before_everything_else(office: Office) -> None:
    client_id = office.add_client("K-1", "Nová", of="novakova")
    office.clock.forward(days=1)
    fill_in(
        office["novakova"], change_key_worker, client_id, key_worker=str(office.worker("svoboda").id),
        reason="expertise", no_notice_reason="Nemoc",
    )  # fmt: skip
    fill_in(office["novakova"], request_change, client_id, words="Chci někoho jiného")
    first = offered(office, client_id)[:4]
    assert {"record_notice", "decide_change_request"} <= set(first)


def test_a_sheet_is_offered_for_every_diagnostics_and_family_that_waits_for_it(office: Office) -> None:
    client_id = office.add_client("K-1", "Nová", of="novakova")
    assert "complete_diagnostics" not in offered(office, client_id)
    fill_in(office["novakova"], request_diagnostics, client_id, asked_by="Soud")
    fill_in(office["novakova"], request_diagnostics, client_id, asked_by="Matka")
    fill_in(office["novakova"], found_family, client_id)
    assert offered(office, client_id).count("complete_diagnostics") == 2
    assert offered(office, client_id).count("join_family") == 1


def test_a_diagnostics_that_is_done_is_offered_no_more_however_often_its_request_is_corrected(
    office: Office,
) -> None:
    client_id = office.add_client("K-1", "Nová", of="novakova")
    request = fill_in(office["novakova"], request_diagnostics, client_id, asked_by="Soud")
    done = {"done_by": "3", "interpreted_by": "2", "output": "Silná vazba na otce"}
    fill_in(office["novakova"], complete_diagnostics, request, **done)
    correct = SHEETS[correction_of(EntryKind.DIAGNOSTICS)].saves
    for asked_by in ("Matka", "Otec"):
        request = fill_in(office["novakova"], correct, request, asked_by=asked_by, why_corrected="Omyl")
        assert "complete_diagnostics" not in offered(office, client_id)


def test_a_residential_service_has_no_sessions_of_parents(office: Office) -> None:
    client_id = office.add_client("K-1", "Nová", of="novakova")
    assert "record_mediation" in offered(office, client_id)

    def make_residential(store: Store) -> None:
        (one,) = services.everything(store)
        services.save(store, type(one)(one.id, one.name, Profile.RESIDENTIAL, one.allocation))

    office.change(make_residential)
    assert "record_mediation" not in offered(office, client_id)
    assert "record_conference" in offered(office, client_id)
