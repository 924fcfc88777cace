"""From the first contact to the agreement: rules L1 to L5 and K10, through the door and on the real store."""

from datetime import timedelta
from typing import Any

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import CaseEnded, Consent, ConsentForm, DayBeforeCase, DayInFuture, EntryKind, Stage
from kp_tui.domain.clients import AnonymousNamed, ClientState, NameMissing
from kp_tui.domain.endings import EndingReason
from kp_tui.domain.errors import InvalidInput, NotFound
from kp_tui.domain.events import Channel
from kp_tui.domain.intake import ConsentNotByPhone, CrisisUnsaid, FirstContact, ReferralNowhere
from kp_tui.domain.people import Role
from kp_tui.domain.sheets import Answerless, Pick, day_typed
from kp_tui.store import bars, clients
from kp_tui.store.schema import case_entry, client_version
from kp_tui.usecases.assessments import record_assessment
from kp_tui.usecases.case_steps import next_step
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.colleagues import WorkerUnfit
from kp_tui.usecases.endings import TimerStillRuns, reopen_case
from kp_tui.usecases.intake import (
    ClientAlready,
    ConsultedAlready,
    ServiceUnknown,
    record_consultation,
    similar_clients,
    take_first_contact,
)
from kp_tui.usecases.naming import NotAnonymous, name_anonymous
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.timers import start_timer
from tests.support.sheets import fill_in
from tests.support.stores import Office

PHONED = {"channel": "phone", "outcome": "goes_on"}
CALL = {"channel": "phone", "wants": "Dluhy"}


def case_of(office: Office, client_id: int, login: str = "novakova") -> OpenedCase:
    """The case as that person opens it."""
    return office[login].perform(open_case, client_id)


def take_in(office: Office, surname: str = "Malá", login: str = "novakova", **answers: Any) -> int:
    """Take a first contact by phone today."""
    return fill_in(office[login], take_first_contact, surname=surname, **(CALL | answers))


def test_a_first_contact_says_how_when_and_who_took_it_l1(office: Office) -> None:
    client_id = take_in(office, name="Jana", contact="777 123 456", day="v", login="dvorakova")
    case = case_of(office, client_id)
    assert (case.client.full_name, case.client.state) == ("Malá Jana", ClientState.APPLICANT)
    assert case.journal[0].what == FirstContact(
        office.clock.now.date() - timedelta(days=1),
        Channel.PHONE,
        Pick(office.worker("dvorakova").id),
        "Dluhy",
    )
    assert (case.stage, next_step(case), case.key_worker) == (
        Stage.FIRST_CONTACT, record_consultation, None,
    )  # fmt: skip
    assert case.began == office.clock.now.date() - timedelta(days=1)


def test_whoever_is_there_takes_a_first_contact_and_it_begins_with_them_and_today(office: Office) -> None:
    opened = office["dvorakova"].perform(open_sheet, "take_first_contact")
    me = str(office.worker("dvorakova").id)
    assert opened.form.answers == {"day": "18. 3. 2026", "taken_by": me, "service": "1"}
    assert opened.picks["service"] == ((1, "Poradna Kopr"),)
    assert office.worker("spravce").id not in dict(opened.picks["taken_by"])


def test_marks_follow_one_another_and_none_is_given_twice(office: Office) -> None:
    assert case_of(office, take_in(office)).client.mark == "K-001"
    office.add_client("K-003", "Novák")
    office.add_client("K-002", "Novák")
    assert case_of(office, take_in(office)).client.mark == "K-004"


def test_of_an_anonymous_person_nothing_is_stored_that_names_them_l2(office: Office) -> None:
    client_id = take_in(office, "", anonymous="yes")
    details = office.look(lambda store: clients.card(store, client_id)).details
    assert details.anonymous
    assert (details.surname, details.name, details.contacts) == ("", "", "")
    for named in ({"surname": "Malá"}, {"name": "Jana"}, {"contact": "777"}):
        with pytest.raises(AnonymousNamed):
            take_in(office, **({"surname": ""} | named), anonymous="yes")


def test_who_is_not_anonymous_has_a_surname(office: Office) -> None:
    with pytest.raises(NameMissing) as refused:
        take_in(office, "")
    assert refused.value.field == "surname"


def test_a_first_contact_has_happened(office: Office) -> None:
    tomorrow = office.clock.now.date() + timedelta(days=1)
    with pytest.raises(DayInFuture) as refused:
        take_in(office, day=day_typed(tomorrow))
    assert refused.value.field == "day"


def test_only_who_works_here_with_people_has_taken_it(office: Office) -> None:
    office.hire("odesel", Role.KEY_WORKER)
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'odesel'")
    for nobody in (office.worker("spravce").id, office.worker("odesel").id, 999):
        with pytest.raises(WorkerUnfit) as refused:
            take_in(office, taken_by=str(nobody))
        assert refused.value.field == "taken_by"


def test_a_service_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(ServiceUnknown):
        take_in(office, service="7")


def test_who_may_be_the_same_person_is_shown_and_never_forced(office: Office) -> None:
    office.add_client("A", "Malá", "Jana")
    office.add_client("B", "Mala")
    office.add_client("C", "Malátová", "Jana")
    office.add_client("D", "Dlouhá", "Malá")
    office.add_client("E", "Malá", "Eva")

    def similar(surname: str, name: str = "") -> list[str]:
        return [row.mark for row in office["dvorakova"].perform(similar_clients, surname, name)]

    assert similar("mala", "JANA") == ["B", "A"]
    assert similar("Malá") == ["B", "E", "A"]
    assert [similar(surname, "Jana") for surname in ("", " ", "Mal", "%")] == [[], [], [], []]
    take_in(office, "Malá", name="Jana")


def test_opening_a_case_is_logged_as_a_reading_of_the_file(office: Office) -> None:
    client_id = take_in(office)
    case_of(office, client_id, "dvorakova")
    row = office.log()[-1]
    assert (row.act, row.purpose, row.client_id) == ("open_case", "case", client_id)


def test_who_may_record_for_anybody_does_not_by_that_read_others_notes_k8(office: Office) -> None:
    client_id = take_in(office)
    mine = take_in(office, "Svobodná", "dvorakova")
    assert case_of(office, client_id, "dvorakova").journal[0].what is None
    assert case_of(office, mine, "dvorakova").journal[0].what.wants == "Dluhy"
    for login in ("svoboda", "cerna", "prochazka"):
        assert case_of(office, client_id, login).journal[0].what.wants == "Dluhy"


def test_no_name_stands_in_the_journal(office: Office) -> None:
    take_in(office, "Malá", name="Jana", contact="777 123 456")
    bodies = office.look(lambda store: store.connection.execute(case_entry.select()).all())
    assert [row.kind for row in bodies] == [EntryKind.FIRST_CONTACT]
    assert not any(word in bodies[0].body for word in ("Malá", "Jana", "777"))


# ---------------------------------------------------------------------------------- consultation


def consult(office: Office, client_id: int, **answers: str) -> int:
    """Record an introductory consultation by phone today."""
    return fill_in(office["dvorakova"], record_consultation, client_id, **(PHONED | answers))


def test_after_the_consultation_comes_the_assessment_l1_l3(office: Office) -> None:
    client_id = take_in(office)
    consult(office, client_id, situation="Exekuce", information="Co děláme")
    case = case_of(office, client_id)
    assert (case.stage, next_step(case)) == (Stage.CONSULTED, record_assessment)
    assert case.assessment_due == office.clock.now.date() + timedelta(days=7)
    assert case.consents == {}


def test_a_consent_by_phone_is_recorded_as_such_l1(office: Office) -> None:
    client_id = take_in(office)
    consult(office, client_id, consent_by_phone="yes")
    case = case_of(office, client_id)
    assert case.consents == {Consent.DATA: office.clock.now.date()}
    given = next(entry for entry in case.journal if entry.kind is EntryKind.DATA_CONSENT)
    assert (given.what.form, given.recorded_by) == (ConsentForm.PHONE, office.worker("dvorakova").id)


def test_a_consent_by_phone_is_given_in_a_call_l1(office: Office) -> None:
    client_id = take_in(office)
    with pytest.raises(ConsentNotByPhone) as refused:
        consult(office, client_id, channel="in_person", consent_by_phone="yes")
    assert refused.value.field == "consent_by_phone"


def test_a_crisis_intervention_happens_before_any_signature_and_is_written_down_l1(office: Office) -> None:
    client_id = take_in(office)
    with pytest.raises(CrisisUnsaid) as refused:
        consult(office, client_id, crisis="yes")
    assert refused.value.field == "crisis_text"
    consult(office, client_id, crisis="yes", crisis_text="Bez střechy nad hlavou.")
    assert case_of(office, client_id).journal[-1].what.crisis_text == "Bez střechy nad hlavou."


@pytest.mark.parametrize(
    ("outcome", "reason", "more"),
    [
        ("basic_counselling", EndingReason.BASIC_COUNSELLING, {}),
        ("referral", EndingReason.REFERRAL, {"referred_to": "Dluhová poradna", "help_offered": "yes"}),
    ],
)
def test_counselling_or_a_referral_is_the_outcome_and_ends_the_case_l4(
    office: Office, outcome: str, reason: EndingReason, more: dict[str, str]
) -> None:
    client_id = take_in(office, "", anonymous="yes")
    consult(office, client_id, outcome=outcome, **more)
    case = case_of(office, client_id)
    assert (case.client.state, case.stage) == (ClientState.ENDED, Stage.ENDED)
    assert (case.journal[-1].kind, case.journal[-1].what.reason) == (EntryKind.ENDING, reason)


def test_a_referral_leads_somewhere_l4(office: Office) -> None:
    client_id = take_in(office)
    with pytest.raises(ReferralNowhere):
        consult(office, client_id, outcome="referral")
    assert case_of(office, client_id).stage is Stage.FIRST_CONTACT


def test_counselling_does_not_end_a_case_while_a_timer_runs(office: Office) -> None:
    client_id = take_in(office)
    office["svoboda"].perform(start_timer, client_id)
    with pytest.raises(TimerStillRuns):
        consult(office, client_id, outcome="basic_counselling")
    assert case_of(office, client_id).stage is Stage.FIRST_CONTACT


def test_there_is_one_introductory_consultation_until_the_case_begins_anew(office: Office) -> None:
    client_id = take_in(office)
    consult(office, client_id, outcome="basic_counselling")
    with pytest.raises(CaseEnded):
        consult(office, client_id)
    fill_in(office["novakova"], reopen_case, client_id)
    consult(office, client_id)
    with pytest.raises(ConsultedAlready):
        consult(office, client_id)


def test_a_client_is_consulted_as_a_client_and_does_not_end_by_a_sheet_for_applicants_l5(
    office: Office,
) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    with pytest.raises(ClientAlready):
        consult(office, client_id, outcome="basic_counselling")
    assert case_of(office, client_id).client.state is ClientState.CLIENT


@pytest.mark.parametrize(("days", "refusal"), [(-1, DayBeforeCase), (1, DayInFuture)])
def test_a_consultation_lies_neither_before_the_case_nor_in_the_future(
    office: Office, days: int, refusal: type[InvalidInput]
) -> None:
    client_id = take_in(office)
    day = office.clock.now.date() + timedelta(days=days)
    with pytest.raises(refusal) as refused:
        consult(office, client_id, day=day_typed(day))
    assert refused.value.field == "day"


# ---------------------------------------------------------------------------------------- naming


def name(office: Office, client_id: int, **answers: str) -> int:
    """Give an anonymous person their name."""
    return fill_in(office["dvorakova"], name_anonymous, client_id, **({"surname": "Malá"} | answers))


def test_naming_somebody_anonymous_makes_a_link_and_no_overwrite_l2(office: Office) -> None:
    anonymous = take_in(office, "", anonymous="yes")
    named = name(office, anonymous, name="Jana", contact="777")
    old, new = case_of(office, anonymous), case_of(office, named)
    assert (old.client.anonymous, old.client.full_name, old.stage) == (True, "", Stage.ENDED)
    assert (new.client.anonymous, new.client.full_name, new.stage) == (
        False,
        "Malá Jana",
        Stage.FIRST_CONTACT,
    )
    assert (old.other_files, new.other_files) == (((named, "K-002"),), ((anonymous, "K-001"),))
    versions = office.look(lambda store: store.connection.execute(client_version.select()).all())
    assert not any("Malá" in version.body for version in versions)


def test_an_anonymous_case_that_has_ended_is_named_as_well_and_stays_ended_l2(office: Office) -> None:
    anonymous = take_in(office, "", anonymous="yes")
    consult(office, anonymous, outcome="basic_counselling")
    name(office, anonymous)
    assert [entry.kind for entry in case_of(office, anonymous).journal].count(EntryKind.ENDING) == 1


def test_whoever_is_responsible_goes_on_with_the_named_file_k1(office: Office) -> None:
    anonymous = office.add_client("A", of="svoboda")
    case = case_of(office, name(office, anonymous))
    assert case.key_worker is not None
    assert case.key_worker.worker_id == office.worker("svoboda").id


def test_whoever_is_barred_from_the_one_file_is_barred_from_the_other_x1(office: Office) -> None:
    anonymous = take_in(office, "", anonymous="yes")
    svoboda = office.worker("svoboda").id
    office.change(lambda store: bars.add(store, anonymous, svoboda, BarReason.KINSHIP, ""))
    named = name(office, anonymous)
    with pytest.raises(NotFound):
        case_of(office, named, "svoboda")


def test_only_an_anonymous_file_is_named_and_only_once_l2(office: Office) -> None:
    anonymous = take_in(office, "", anonymous="yes")
    named = name(office, anonymous)
    for client_id in (anonymous, named):
        with pytest.raises(NotAnonymous):
            name(office, client_id)
    with pytest.raises(Answerless):
        name(office, take_in(office, "", anonymous="yes"), surname=" ")
