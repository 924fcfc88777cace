"""Corrections of entries: rule D4, through the door and on the real store."""

from datetime import timedelta
from typing import Any

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import Consent, DayBeforeCase, EntryKind
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.sheets import Answerless, Ask, SheetForm, questions
from kp_tui.domain.situations import LawyersInvited
from kp_tui.store import bars
from kp_tui.usecases.assessments import NotConsulted, record_assessment
from kp_tui.usecases.cases import SHEET_OF, open_case, open_entry
from kp_tui.usecases.colleagues import WorkerUnfit
from kp_tui.usecases.consents import NobodyResponsible, NotInForce, sign_informed_consent, withdraw_consent
from kp_tui.usecases.corrections import CORRECTABLE, HasHadItsEffect, correction_of
from kp_tui.usecases.diagnostics import (
    CompletedAlready,
    complete_diagnostics,
    lift_can_flag,
    raise_can_flag,
    request_diagnostics,
)
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.endings import end_case
from kp_tui.usecases.intake import record_consultation, take_first_contact
from kp_tui.usecases.sheets import SHEETS, open_sheet
from kp_tui.usecases.situations import (
    add_contact_person,
    record_conference,
    record_intervision,
    record_mediation,
    record_parent_child_session,
)
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

TODAY = NOW.date()
DAY = timedelta(days=1)
WHY = {"why_corrected": "Překlep"}


@pytest.fixture
def client_id(office: Office) -> int:
    """Somebody taken in and consulted three days ago."""
    client_id = do(office, take_first_contact, 0, channel="phone", surname="Malá", wants="Dluhy")
    do(office, record_consultation, client_id, channel="phone", outcome="goes_on")
    office.clock.forward(days=3)
    return client_id


def do(office: Office, case: UseCase[[SheetForm, str], int], subject: int, **answers: Any) -> int:
    """Fill in a sheet."""
    return fill_in(office["novakova"], case, subject, **answers)


def entry_of(office: Office, client_id: int, kind: EntryKind) -> Any:
    """The entry in force of a kind."""
    journal = office["novakova"].perform(open_case, client_id).journal
    return next(entry for entry in journal if entry.kind is kind)


def correct(office: Office, client_id: int, kind: EntryKind, **answers: str) -> int:
    """Correct the entry in force of a kind."""
    case = SHEETS[correction_of(kind)].saves
    return do(office, case, entry_of(office, client_id, kind).id, **(WHY | answers))


def test_a_correction_takes_the_place_and_keeps_the_old_one_who_and_why_d4(
    office: Office, client_id: int
) -> None:
    first = entry_of(office, client_id, EntryKind.FIRST_CONTACT)
    corrected = correct(office, client_id, EntryKind.FIRST_CONTACT, wants="Bydlení")
    journal = office["novakova"].perform(open_case, client_id).journal
    assert [entry.kind for entry in journal] == [EntryKind.FIRST_CONTACT, EntryKind.INTRO_CONSULTATION]
    assert (journal[0].id, journal[0].replaces, journal[0].why) == (corrected, first.id, "Překlep")
    told = office["svoboda"].perform(open_entry, corrected)
    assert [(entry.what.wants, entry.why) for entry in told] == [("Dluhy", ""), ("Bydlení", "Překlep")]
    row = office.log()[-1]
    assert (row.act, row.purpose, row.client_id) == ("open_entry", "case", client_id)


def test_a_correction_says_why_d4(office: Office, client_id: int) -> None:
    with pytest.raises(Answerless) as refused:
        correct(office, client_id, EntryKind.FIRST_CONTACT, why_corrected=" ")
    assert refused.value.field == "why_corrected"


def test_the_later_of_two_corrections_is_refused_d4(office: Office, client_id: int) -> None:
    entry = entry_of(office, client_id, EntryKind.FIRST_CONTACT)
    case = SHEETS["correct_first_contact"].saves
    do(office, case, entry.id, **WHY)
    with pytest.raises(Conflict):
        do(office, case, entry.id, **WHY)


def test_an_entry_is_corrected_by_the_sheet_of_its_own_kind(office: Office, client_id: int) -> None:
    entry = entry_of(office, client_id, EntryKind.FIRST_CONTACT)
    for subject in (entry.id, 999):
        with pytest.raises(NotFound):
            office["novakova"].perform(open_sheet, "correct_intro_consultation", subject)


def test_whoever_is_barred_corrects_nothing_x1(office: Office, client_id: int) -> None:
    entry = entry_of(office, client_id, EntryKind.FIRST_CONTACT)
    svoboda = office.worker("svoboda").id
    office.change(lambda store: bars.add(store, client_id, svoboda, BarReason.KINSHIP, ""))
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_sheet, "correct_first_contact", entry.id)
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_entry, entry.id)


def test_what_has_had_its_effect_stays(office: Office, client_id: int) -> None:
    assess(office, client_id)
    do(office, sign_informed_consent, client_id, form="written")
    do(office, withdraw_consent, client_id, which="data", form="written")
    for kind, answers in (
        (EntryKind.INTRO_CONSULTATION, {"outcome": "referral", "referred_to": "Jinam"}),
        (EntryKind.INTRO_CONSULTATION, {"consent_by_phone": "yes"}),
        (EntryKind.ASSESSMENT, {"key_worker": str(office.worker("novakova").id)}),
        (EntryKind.ASSESSMENT, {"day": "v"}),
        (EntryKind.CONSENT_WITHDRAWN, {"which": "informed"}),
    ):
        with pytest.raises(HasHadItsEffect) as refused:
            correct(office, client_id, kind, **answers)
        assert refused.value.field == next(iter(answers))


def test_a_correction_keeps_the_rules_of_what_it_corrects(office: Office, client_id: int) -> None:
    assess(office, client_id)
    do(office, sign_informed_consent, client_id, form="written")
    do(office, withdraw_consent, client_id, which="data", form="written")
    do(office, record_conference, client_id, agreed_on="d", conclusions="Doučování")
    office.clock.forward(days=1)
    for kind, answers, refusal in (
        (EntryKind.INTRO_CONSULTATION, {"day": "d"}, NotConsulted),
        (EntryKind.INTRO_CONSULTATION, {"day": "17. 3. 2026"}, DayBeforeCase),
        (EntryKind.INFORMED_CONSENT, {"day": "20. 3. 2026"}, NobodyResponsible),
        (EntryKind.CONSENT_WITHDRAWN, {"day": "20. 3. 2026"}, NotInForce),
        (EntryKind.CASE_CONFERENCE, {"lawyers": "yes"}, LawyersInvited),
        (EntryKind.FIRST_CONTACT, {"taken_by": str(office.worker("spravce").id)}, WorkerUnfit),
    ):
        with pytest.raises(refusal):
            correct(office, client_id, kind, **answers)


def test_a_corrected_consent_is_in_force_from_its_true_day_l5(office: Office, client_id: int) -> None:
    assess(office, client_id)
    office.clock.forward(days=2)
    do(office, sign_informed_consent, client_id, form="written")
    correct(office, client_id, EntryKind.INFORMED_CONSENT, day="v")
    consents = office["novakova"].perform(open_case, client_id).consents
    assert consents == {Consent.INFORMED: TODAY + 4 * DAY, Consent.DATA: TODAY + 5 * DAY}


def test_whoever_was_picked_then_may_stay_though_they_have_left(office: Office, client_id: int) -> None:
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'novakova'")
    case = SHEETS["correct_first_contact"].saves
    entry = office["svoboda"].perform(open_case, client_id).journal[0]
    opened = office["svoboda"].perform(open_sheet, case.name, entry.id)
    assert "Nováková Jana" in dict(opened.picks["taken_by"]).values()
    fill_in(office["svoboda"], case, entry.id, wants="Bydlení", **WHY)


def test_a_request_that_was_corrected_is_still_completed_once(office: Office, client_id: int) -> None:
    told = {"done_by": "2", "interpreted_by": "2", "output": "Nic"}
    request = do(office, request_diagnostics, client_id, asked_by="matka")
    do(office, complete_diagnostics, request, **told)
    correct(office, client_id, EntryKind.DIAGNOSTICS_RESULT, output="Něco")
    assert entry_of(office, client_id, EntryKind.DIAGNOSTICS_RESULT).what.request == request
    again = correct(office, client_id, EntryKind.DIAGNOSTICS, asked_by="otec")
    with pytest.raises(CompletedAlready):
        do(office, complete_diagnostics, again, **told)


def test_every_kind_is_corrected_also_after_the_ending_and_nothing_else_changes_d4(
    office: Office, client_id: int
) -> None:
    everything(office, client_id)
    for kind in CORRECTABLE:
        before = entry_of(office, client_id, kind)
        correct(office, client_id, kind)
        after = entry_of(office, client_id, kind)
        assert (after.what, after.day, after.replaces) == (before.what, before.day, before.id)
    correct(office, client_id, EntryKind.ENDING, evaluation="Lepší, než to vypadalo.")
    assert entry_of(office, client_id, EntryKind.ENDING).what.evaluation == "Lepší, než to vypadalo."


def test_a_correction_asks_what_its_kind_asks_and_why() -> None:
    for kind in CORRECTABLE:
        asks = SHEETS[correction_of(kind)].asks
        *same, why = questions(asks)
        assert [one.name for one in same] == [one.name for one in questions(SHEET_OF[kind])]
        assert (why.name, why.ask) == ("why_corrected", Ask.LINE)
    assert [kind for kind in EntryKind if not correction_of(kind)] == [
        EntryKind.ALLOCATION, EntryKind.CHANGE_REQUEST, EntryKind.CHANGE_OUTCOME, EntryKind.SAME_PERSON,
        EntryKind.REOPENING,
    ]  # fmt: skip


def test_one_s_words_are_corrected_and_the_rest_stays_as_it_was(office: Office, client_id: int) -> None:
    do(office, record_intervision, client_id, with_whom="Černá", conclusions="Zkusit mediaci")
    before = entry_of(office, client_id, EntryKind.INTERVISION).what
    correct(office, client_id, EntryKind.INTERVISION, with_whom="Svoboda")
    after = entry_of(office, client_id, EntryKind.INTERVISION).what
    assert (after.day, after.with_whom, after.conclusions) == (before.day, "Svoboda", "Zkusit mediaci")


def everything(office: Office, client_id: int) -> None:
    """Let everything happen to a case that can be corrected."""
    assess(office, client_id)
    do(office, sign_informed_consent, client_id, form="written")
    do(office, record_conference, client_id, agreed_on="d", conclusions="Doučování")
    do(office, record_mediation, client_id, mediator="2", mother_present="yes", father_present="yes")
    do(office, record_parent_child_session, client_id, parent="otec", children="Eva")
    request = do(office, request_diagnostics, client_id, asked_by="matka")
    do(office, complete_diagnostics, request, done_by="2", interpreted_by="3", output="Nic")
    do(office, raise_can_flag, client_id, grounds="Modřiny")
    do(office, lift_can_flag, client_id, why="Úraz")
    do(office, record_intervision, client_id, with_whom="Černá", conclusions="Zkusit mediaci")
    do(office, add_contact_person, client_id, kind="guardian", name="Jan Malý")
    do(office, withdraw_consent, client_id, which="data", form="oral")
    ending = {"reason": "moved", "evaluation": "Dobré", "release_reason": "Odstěhovali se."}
    do(office, end_case, client_id, **ending)


def assess(office: Office, client_id: int) -> None:
    """Assess the case today; svoboda is the key worker."""
    workers = {one: str(office.worker(one).id) for one in ("novakova", "cerna", "svoboda")}
    answers = {"first": workers["novakova"], "second": workers["cerna"], "key_worker": workers["svoboda"]}
    do(office, record_assessment, client_id, **answers)
