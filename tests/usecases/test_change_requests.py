"""The client asks for another key worker (000), and what comes of it."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import CaseEnded, DayBeforeCase, DayInFuture, EntryKind
from kp_tui.domain.change_requests import (
    ChangeDecision,
    ChangeRequest,
    DecidedAlready,
    DecidedBeforeAsked,
    NobodyToChange,
    Outcome,
    RefusalUnexplained,
)
from kp_tui.domain.errors import InvalidInput, NotFound
from kp_tui.domain.key_worker_changes import WhyChanged
from kp_tui.domain.key_workers import KeyWorkerBarred, SameKeyWorker
from kp_tui.domain.sheets import Answerless, Pick, SheetForm
from kp_tui.store import bars, cases
from kp_tui.usecases.cases import entries
from kp_tui.usecases.change_requests import decide_change_request, open_requests, request_change
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.endings import end_case
from kp_tui.usecases.key_workers import change_key_worker
from kp_tui.usecases.sheets import open_sheet
from tests.support.journals import enter
from tests.support.sheets import fill_in
from tests.support.stores import Office

WORDS = "Rozumím si lépe s panem Svobodou."


MOVED = {"reason": "moved", "evaluation": "Odstěhoval se.", "release_reason": "Netřeba."}


@pytest.fixture
def case(office: Office) -> int:
    """A case that Nováková has led for ten days."""
    office.clock.forward(days=-10)
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.clock.forward(days=10)
    return client_id


def ask(office: Office, client_id: int, login: str = "dvorakova", **answers: str) -> int:
    """Write down today that the client asks for another key worker."""
    return fill_in(office[login], request_change, client_id, **{"words": WORDS, **answers})


def decide(office: Office, entry_id: int, **answers: str) -> int:
    """Decide it today, as it is wished unless the answers say otherwise."""
    return fill_in(office["prochazka"], decide_change_request, entry_id, **answers)


def waiting(office: Office, client_id: int) -> list[int]:
    """The wishes that nobody has decided."""
    return [one.id for one in office.look(partial(open_requests, client_id=client_id))]


def test_whoever_hears_it_writes_the_wish_down_in_the_clients_words(office: Office, case: int) -> None:
    svoboda = office.worker("svoboda").id
    entry_id = ask(office, case, day="17.3.", key_worker=str(svoboda))
    [entry] = office.look(lambda store: entries(store, case, EntryKind.CHANGE_REQUEST))
    assert entry.what == ChangeRequest(date(2026, 3, 17), WORDS, Pick(svoboda))
    assert (entry.id, entry.day, entry.recorded_by) == (
        entry_id,
        date(2026, 3, 17),
        office.worker("dvorakova").id,
    )
    assert waiting(office, case) == [entry_id]
    row = office.log()[-1]
    assert (row.act, row.client_id, row.record) == ("request_change", case, f"entry:{entry_id}")


def test_a_wish_need_not_name_anybody(office: Office, case: int) -> None:
    assert waiting(office, case) == [] != [ask(office, case)]


@pytest.mark.parametrize(
    ("answers", "error", "field"),
    [
        ({"words": "  "}, Answerless, "words"),
        ({"day": "19. 3. 2026"}, DayInFuture, "day"),
        ({"day": "7.3."}, DayBeforeCase, "day"),
        ({"key_worker": "999"}, ActsAsKeyWorker, "key_worker"),
        ({"key_worker": "2"}, SameKeyWorker, "key_worker"),
    ],
)
def test_a_wish_that_says_nothing_or_cannot_be_is_refused(
    office: Office, case: int, answers: dict[str, str], error: type[InvalidInput], field: str
) -> None:
    with pytest.raises(error) as refused:
        ask(office, case, **answers)
    assert refused.value.field == field
    assert waiting(office, case) == []


def test_nobody_barred_is_wished_for_x1(office: Office, case: int) -> None:
    svoboda = office.worker("svoboda").id
    office.change(lambda store: bars.add(store, case, svoboda, BarReason.KINSHIP, ""))
    with pytest.raises(KeyWorkerBarred):
        ask(office, case, key_worker=str(svoboda))
    opened = office["novakova"].perform(open_sheet, request_change.name, case)
    assert opened.picks["key_worker"] == ()


def test_only_a_key_worker_who_is_there_can_be_changed(office: Office, case: int) -> None:
    with pytest.raises(NobodyToChange):
        ask(office, office.add_client("B-2", "Dlouhý"))
    fill_in(office["novakova"], end_case, case, **MOVED)
    with pytest.raises(CaseEnded):
        ask(office, case)


def test_a_wish_has_one_outcome_that_names_it(office: Office, case: int) -> None:
    first, second = ask(office, case), ask(office, case, words="A co paní Malá?")
    decide(office, first, outcome="refused", why="Nikdo jiný není volný.")
    assert waiting(office, case) == [second]
    [entry] = office.look(lambda store: entries(store, case, EntryKind.CHANGE_OUTCOME))
    today = office.clock.now.date()
    assert entry.what == ChangeDecision(today, Outcome.REFUSED, "Nikdo jiný není volný.", first)
    with pytest.raises(DecidedAlready):
        decide(office, first)


def test_of_two_who_decide_a_wish_the_second_is_refused(office: Office, case: int) -> None:
    entry_id = ask(office, case)
    opened = office["novakova"].perform(open_sheet, decide_change_request.name, entry_id)
    decide(office, entry_id, outcome="refused", why="Nikdo jiný není volný.")
    form = replace(opened.form, answers={**opened.form.answers, "outcome": "granted"})
    with pytest.raises(DecidedAlready):
        office["novakova"].perform(decide_change_request, form, opened.draft_id)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"outcome": "refused"}, RefusalUnexplained),
        ({"outcome": "granted", "day": "16.3."}, DecidedBeforeAsked),
        ({"outcome": "granted", "day": "19. 3. 2026"}, DayInFuture),
    ],
)
def test_an_outcome_says_why_and_follows_the_wish(
    office: Office, case: int, answers: dict[str, str], error: type[InvalidInput]
) -> None:
    entry_id = ask(office, case, day="17.3.")
    with pytest.raises(error):
        decide(office, entry_id, **answers)
    assert waiting(office, case) == [entry_id]


def test_what_is_no_wish_has_no_outcome(office: Office, case: int) -> None:
    today = office.clock.now.date()
    said = {"with_whom": "tým", "conclusions": "Zkusit mediaci."}
    other = office.change(lambda store: enter(store, case, EntryKind.INTERVISION, today, **said))
    for entry_id in (other, 0, 999):
        with pytest.raises(NotFound):
            office["prochazka"].perform(open_sheet, decide_change_request.name, entry_id)


def test_a_wish_that_was_corrected_keeps_its_outcome(office: Office, case: int) -> None:
    entry_id = ask(office, case)
    decide(office, entry_id, outcome="granted")
    kept = office.look(lambda store: cases.entry(store, entry_id))
    correct = partial(
        cases.add, kind=kept.kind, day=kept.day, body=kept.body, replaces=entry_id, why="Překlep."
    )
    office.change(lambda store: correct(store, case), "dvorakova")
    assert waiting(office, case) == []


def test_a_granted_wish_is_filled_into_the_change_until_it_is_made(office: Office, case: int) -> None:
    svoboda = str(office.worker("svoboda").id)

    def likely() -> tuple[str, str]:
        opened = office["novakova"].perform(open_sheet, change_key_worker.name, case)
        return opened.form.answers["reason"], opened.form.answers.get("key_worker", "")

    entry_id = ask(office, case, key_worker=svoboda)
    assert likely() == (WhyChanged.EXPERTISE, "")
    decide(office, entry_id, outcome="granted")
    assert likely() == (WhyChanged.CLIENT_WISH, svoboda)
    office.clock.forward(minutes=5)
    fill_in(office["novakova"], change_key_worker, case, told_on="dnes", channel="in_person")
    assert likely() == (WhyChanged.EXPERTISE, "")


def test_who_is_barred_reaches_no_wish_x1(office: Office, case: int) -> None:
    entry_id = ask(office, case)
    prochazka = office.worker("prochazka").id
    office.change(lambda store: bars.add(store, case, prochazka, BarReason.KINSHIP, ""))
    form = SheetForm(decide_change_request.name, entry_id, case, {"day": "dnes", "outcome": "granted"})
    for attempt in (
        lambda: office["prochazka"].perform(open_sheet, request_change.name, case),
        lambda: office["prochazka"].perform(open_sheet, decide_change_request.name, entry_id),
        lambda: office["prochazka"].perform(decide_change_request, form, "0" * 32),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert waiting(office, case) == [entry_id]
