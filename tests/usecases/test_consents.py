"""Consents: rule L5, through the door and on the real store."""

from datetime import timedelta

import pytest

from kp_tui.domain.cases import Consent, ConsentForm, DayBeforeCase, DayInFuture, EntryKind, Stage
from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.intake import Unsigned
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.sheets import SheetForm, day_typed
from kp_tui.store import periods
from kp_tui.usecases.case_steps import next_step
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.consents import (
    NobodyResponsible,
    NotInForce,
    SignedAlready,
    SignedBeforeReopening,
    SignsNameless,
    record_data_consent,
    sign_informed_consent,
    withdraw_consent,
)
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.endings import end_case, reopen_case
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

TODAY = NOW.date()
DAY = timedelta(days=1)


def do(office: Office, case: UseCase[[SheetForm, str], int], client_id: int, **answers: str) -> int:
    """Fill in a sheet as the key worker, in writing."""
    form = {} if case in (end_case, reopen_case) else {"form": "written"}
    return fill_in(office["novakova"], case, client_id, **(form | answers))


def applicant(office: Office, mark: str = "A", surname: str = "Novák", login: str = "novakova") -> int:
    """An applicant, with that key worker from today on."""
    client_id = office.add_client(mark, surname)
    worker_id = office.worker(login).id
    office.change(lambda store: periods.begin(store, client_id, worker_id, store.today, ChangeReason.OTHER))
    return client_id


def case_of(office: Office, client_id: int) -> OpenedCase:
    """The case, opened."""
    return office["novakova"].perform(open_case, client_id)


def test_an_applicant_who_signs_is_a_client_from_that_day_with_the_data_consent_l5(office: Office) -> None:
    client_id = applicant(office)
    office.clock.forward(days=3)
    do(office, sign_informed_consent, client_id, day="v", form="electronic")
    case = case_of(office, client_id)
    assert (case.client.state, case.stage, next_step(case)) == (ClientState.CLIENT, Stage.AGREED, None)
    assert case.consents == dict.fromkeys(Consent, TODAY + 2 * DAY)
    told = [(entry.kind, entry.what.form, entry.recorded_by) for entry in case.journal]
    me = office.worker("novakova").id
    assert told == [
        (EntryKind.DATA_CONSENT, ConsentForm.ELECTRONIC, me),
        (EntryKind.INFORMED_CONSENT, ConsentForm.ELECTRONIC, me),
    ]


def test_nobody_becomes_a_client_without_a_key_worker_on_that_day_k2(office: Office) -> None:
    client_id = office.add_client("A", "Novák")
    with pytest.raises(NobodyResponsible):
        do(office, sign_informed_consent, client_id)
    office.clock.forward(days=3)
    worker_id = office.worker("svoboda").id
    office.change(lambda store: periods.begin(store, client_id, worker_id, store.today, ChangeReason.OTHER))
    with pytest.raises(NobodyResponsible) as refused:
        do(office, sign_informed_consent, client_id, day="v")
    assert refused.value.field == "day"
    assert case_of(office, client_id).client.state is ClientState.APPLICANT
    do(office, sign_informed_consent, client_id)


@pytest.mark.parametrize("form", ["phone", "oral"])
def test_an_informed_consent_is_signed_l5(office: Office, form: str) -> None:
    with pytest.raises(Unsigned) as refused:
        do(office, sign_informed_consent, applicant(office), form=form)
    assert refused.value.field == "form"


def test_an_anonymous_person_signs_nothing_l2(office: Office) -> None:
    with pytest.raises(SignsNameless):
        do(office, sign_informed_consent, applicant(office, surname=""))


def test_it_is_signed_once_and_again_after_it_was_withdrawn(office: Office) -> None:
    client_id = applicant(office)
    do(office, sign_informed_consent, client_id)
    with pytest.raises(SignedAlready):
        do(office, sign_informed_consent, client_id)
    do(office, withdraw_consent, client_id, which="informed")
    case = case_of(office, client_id)
    assert (set(case.consents), case.client.state) == ({Consent.DATA}, ClientState.CLIENT)
    do(office, sign_informed_consent, client_id)
    assert set(case_of(office, client_id).consents) == set(Consent)


def test_a_client_taken_over_signs_later_and_stays_a_client_l5(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    do(office, sign_informed_consent, client_id)
    assert case_of(office, client_id).client.state is ClientState.CLIENT


def test_a_data_consent_stands_by_itself_l1(office: Office) -> None:
    client_id = office.add_client("A", "Novák")
    do(office, record_data_consent, client_id, form="oral")
    assert case_of(office, client_id).consents == {Consent.DATA: TODAY}


def test_only_what_is_in_force_is_withdrawn(office: Office) -> None:
    client_id = office.add_client("A", "Novák")
    office.clock.forward(days=2)
    do(office, record_data_consent, client_id)
    for answers in ({"which": "informed"}, {"which": "data", "day": "v"}):
        with pytest.raises(NotInForce) as refused:
            do(office, withdraw_consent, client_id, **answers)
        assert refused.value.field == "which"
    do(office, withdraw_consent, client_id, which="data")
    with pytest.raises(NotInForce):
        do(office, withdraw_consent, client_id, which="data")


def test_the_agreement_ends_with_the_case_and_the_data_consent_can_be_withdrawn_after_it(
    office: Office,
) -> None:
    client_id = applicant(office)
    do(office, sign_informed_consent, client_id)
    do(office, end_case, client_id, reason="goals_met", evaluation="Dobré")
    assert set(case_of(office, client_id).consents) == {Consent.DATA}
    do(office, withdraw_consent, client_id, which="data")
    do(office, reopen_case, client_id, key_worker=str(office.worker("svoboda").id))
    assert next_step(case_of(office, client_id)) is sign_informed_consent
    do(office, sign_informed_consent, client_id)
    assert case_of(office, client_id).client.state is ClientState.CLIENT


def test_a_case_that_began_anew_needs_an_agreement_of_its_own_k1(office: Office) -> None:
    client_id = applicant(office)
    do(office, sign_informed_consent, client_id)
    do(office, end_case, client_id, reason="goals_met", evaluation="Dobré")
    office.clock.forward(days=3)
    do(office, reopen_case, client_id, key_worker=str(office.worker("novakova").id))
    with pytest.raises(SignedBeforeReopening):
        do(office, sign_informed_consent, client_id, day=day_typed(TODAY))
    with pytest.raises(NobodyResponsible):
        do(office, sign_informed_consent, client_id, day="v")


@pytest.mark.parametrize("case", [sign_informed_consent, record_data_consent, withdraw_consent])
@pytest.mark.parametrize(("days", "refusal"), [(-1, DayBeforeCase), (1, DayInFuture)])
def test_a_consent_lies_neither_before_the_case_nor_in_the_future(
    office: Office, case: UseCase[[SheetForm, str], int], days: int, refusal: type[InvalidInput]
) -> None:
    client_id = applicant(office)
    with pytest.raises(refusal) as refused:
        do(office, case, client_id, day=day_typed(TODAY + days * DAY), which="data")
    assert refused.value.field == "day"
