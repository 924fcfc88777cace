"""Somebody leaves: all cases handed over in one step, then the account is closed (K9)."""

from dataclasses import replace
from functools import partial

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import DayInFuture
from kp_tui.domain.errors import InvalidInput, NotFound
from kp_tui.domain.key_worker_changes import OtherUnexplained
from kp_tui.domain.key_worker_notices import NoticeMissing, NoticeTooOld
from kp_tui.domain.key_workers import BeforeLastKeyWorker, ChangeReason, SameKeyWorker
from kp_tui.domain.people import Profession, Role
from kp_tui.store import bars, organisations, periods
from kp_tui.store.unit import Store
from kp_tui.usecases.client_forms import new_client_form
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.endings import end_case
from kp_tui.usecases.handover import BarredFromSome, NothingToHandOver, hand_over_cases
from kp_tui.usecases.key_workers import change_key_worker
from kp_tui.usecases.session import Deactivated, sign_in
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.workers import CasesOpen, NewWorker, OwnAccount, add_worker, deactivate_worker
from kp_tui.vault.errors import LoginTaken, NoSuchLogin, WrongPassword
from tests.support.sheets import fill_in
from tests.support.stores import NOW, PASSWORD, Office

UNTOLD = {"no_notice_reason": "Odešla ze dne na den."}
TOLD = {"told_on": "dnes", "channel": "written"}


def hand_over(office: Office, leaving: str, to: str, **answers: str) -> int:
    """Hand all cases over today, the clients not told yet, unless the answers say otherwise."""
    answers = answers if "told_on" in answers else UNTOLD | answers
    key_worker = str(office.worker(to).id)
    return fill_in(
        office["prochazka"], hand_over_cases, office.worker(leaving).id, key_worker=key_worker, **answers
    )


def responsible(office: Office) -> list[tuple[int, str]]:
    """Who is the key worker of whom now."""
    logins = {office.worker(login).id: login for login in ("novakova", "svoboda")}

    def read(store: Store) -> list[tuple[int, str]]:
        return [
            (one.client_id, logins[worker]) for worker in logins for one in periods.open_of(store, worker)
        ]

    return sorted(office.look(read))


def bar(office: Office, login: str, client_id: int) -> None:
    """Let that worker have no part in the client's case."""
    worker_id = office.worker(login).id
    office.change(lambda store: bars.add(store, client_id, worker_id, BarReason.OTHER, "x"), "cerna")


MOVED = {"reason": "moved", "evaluation": "Odstěhoval se.", "release_reason": "Netřeba."}


@pytest.fixture
def cases(office: Office) -> list[int]:
    """Three cases of Nováková's and one of Svoboda's, a week old."""
    office.clock.forward(days=-7)
    ids = [office.add_client(f"A-{n}", "Novák", of="novakova") for n in range(3)]
    ids.append(office.add_client("B-1", "Dlouhý", of="svoboda"))
    office.clock.forward(days=7)
    return ids


# ------------------------------------------------------------------------------------- handing over


def test_all_open_cases_go_to_one_new_key_worker_in_one_step_k9(office: Office, cases: list[int]) -> None:
    assert hand_over(office, "novakova", "svoboda", explanation="Mateřská.") == 3
    assert responsible(office) == [(client_id, "svoboda") for client_id in cases]
    for client_id in cases[:3]:
        before, now = office.look(partial(periods.history, client_id=client_id))
        assert (before.to_day, now.from_day) == (NOW.date(), NOW.date())
        assert (now.reason, now.explanation) == (ChangeReason.LEAVING, "Mateřská.")
        assert now.no_notice_reason == UNTOLD["no_notice_reason"]


def test_the_notice_of_who_leaves_is_kept_for_every_case_k5(office: Office, cases: list[int]) -> None:
    hand_over(office, "novakova", "svoboda", **TOLD)
    for client_id in cases[:3]:
        [notice] = office.look(partial(periods.notices, client_id=client_id)).values()
        assert (notice.told_by, notice.told_on) == (office.worker("novakova").id, NOW.date())


def test_an_ended_case_is_not_handed_over(office: Office, cases: list[int]) -> None:
    fill_in(office["novakova"], end_case, cases[0], **MOVED)
    assert hand_over(office, "novakova", "svoboda") == 2


def test_one_bar_hinders_the_whole_handover_and_nothing_is_half_done_x1(
    office: Office, cases: list[int]
) -> None:
    before = responsible(office)
    for client_id in cases[1:3]:
        bar(office, "svoboda", client_id)
    with pytest.raises(BarredFromSome, match="2") as refused:
        hand_over(office, "novakova", "svoboda")
    assert refused.value.field == "key_worker"
    assert responsible(office) == before


def test_who_hands_over_need_not_reach_every_case_k9(office: Office, cases: list[int]) -> None:
    bar(office, "prochazka", cases[0])
    assert hand_over(office, "novakova", "svoboda") == 3


@pytest.mark.parametrize(
    ("to", "answers", "error"),
    [
        ("novakova", {}, SameKeyWorker),
        ("dvorakova", {}, ActsAsKeyWorker),
        ("spravce", {}, ActsAsKeyWorker),
        ("svoboda", {"day": "19. 3. 2026"}, DayInFuture),
        ("svoboda", {"day": "10.3."}, BeforeLastKeyWorker),
        ("svoboda", {"reason": "other"}, OtherUnexplained),
        ("svoboda", {"no_notice_reason": ""}, NoticeMissing),
        ("svoboda", {"told_on": "10.3.", "channel": "sms"}, NoticeTooOld),
    ],
)
def test_a_handover_keeps_the_rules_of_a_change_and_is_done_whole_or_not_at_all_k6(
    office: Office, cases: list[int], to: str, answers: dict[str, str], error: type[InvalidInput]
) -> None:
    before = responsible(office)
    with pytest.raises(error):
        hand_over(office, "novakova", to, **answers)
    assert responsible(office) == before


def test_the_latest_of_the_cases_says_from_when_on(office: Office, cases: list[int]) -> None:
    office.add_client("C-1", "Krátký", of="novakova")
    with pytest.raises(BeforeLastKeyWorker, match=r"18\. 3\. 2026"):
        hand_over(office, "novakova", "svoboda", day="17.3.")


def test_only_others_are_offered(office: Office, cases: list[int]) -> None:
    opened = office["prochazka"].perform(open_sheet, hand_over_cases.name, office.worker("novakova").id)
    assert [number for number, _ in opened.picks["key_worker"]] == [office.worker("svoboda").id]


def test_who_has_no_case_has_nothing_to_hand_over(office: Office) -> None:
    with pytest.raises(NothingToHandOver):
        office["prochazka"].perform(open_sheet, hand_over_cases.name, office.worker("svoboda").id)
    with pytest.raises(NotFound):
        office["prochazka"].perform(open_sheet, hand_over_cases.name, 999)


def test_a_handover_that_was_left_open_takes_what_is_there_when_it_is_saved(
    office: Office, cases: list[int]
) -> None:
    worker_id = office.worker("novakova").id
    opened = office["prochazka"].perform(open_sheet, hand_over_cases.name, worker_id)
    answers = {**opened.form.answers, "key_worker": str(office.worker("svoboda").id), **UNTOLD}
    form = replace(opened.form, answers=answers)
    hand_over(office, "novakova", "svoboda")
    with pytest.raises(NothingToHandOver):
        office["prochazka"].perform(hand_over_cases, form, opened.draft_id)


# ---------------------------------------------------------------------------------- closing an account


def test_a_worker_with_open_cases_is_not_deactivated_k9(office: Office, cases: list[int]) -> None:
    with pytest.raises(CasesOpen, match="1"):
        office["spravce"].perform(deactivate_worker, "svoboda")
    assert office.worker("svoboda").active
    hand_over(office, "svoboda", "novakova")
    office["spravce"].perform(deactivate_worker, "svoboda")
    assert not office.worker("svoboda").active


def test_who_is_deactivated_is_shut_out_at_once_and_comes_in_no_more_k9(office: Office) -> None:
    session = office["svoboda"]
    office["spravce"].perform(deactivate_worker, "svoboda")
    with pytest.raises(Deactivated):
        session.perform(new_client_form)
    with pytest.raises(WrongPassword):
        sign_in(office.home, "svoboda", PASSWORD, office.clock)
    row = office.log()[-2]
    assert (row.act, row.record) == ("deactivate_worker", f"worker:{office.worker('svoboda').id}")
    office.sign_in("novakova")


def test_who_is_deactivated_stands_in_no_list_to_choose_from_k9(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák", of="novakova")
    worker_id = office.worker("svoboda").id
    office["spravce"].perform(deactivate_worker, "svoboda")
    offered = office["novakova"].perform(open_sheet, change_key_worker.name, client_id).picks["key_worker"]
    assert worker_id not in dict(offered)
    assert worker_id not in [one.id for one in office["novakova"].perform(new_client_form).key_workers]


def test_a_login_of_somebody_who_left_is_nobody_elses(office: Office) -> None:
    office["spravce"].perform(deactivate_worker, "svoboda")
    new = NewWorker("svoboda", "Jan", "Svoboda", Profession.OTHER, frozenset({Role.CARE_WORKER}))
    with pytest.raises(LoginTaken):
        office["spravce"].perform(add_worker, new)


@pytest.mark.parametrize("login", ["nikdo", "", "Svoboda", "svoboda "])
def test_nobody_unknown_is_deactivated(office: Office, login: str) -> None:
    with pytest.raises(NoSuchLogin):
        office["spravce"].perform(deactivate_worker, login)


def test_nobody_closes_their_own_account(office: Office) -> None:
    with pytest.raises(OwnAccount):
        office["spravce"].perform(deactivate_worker, "spravce")


def test_an_account_that_was_closed_halfway_is_closed_when_it_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine stops after the key file is written: the way in is closed, the database says nothing."""
    office["spravce"]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(organisations, "remember_header", stop)
    with pytest.raises(KeyboardInterrupt):
        office["spravce"].perform(deactivate_worker, "svoboda")
    monkeypatch.undo()
    assert office.worker("svoboda").active
    with pytest.raises(WrongPassword):
        office.sign_in("svoboda")
    office["spravce"].perform(deactivate_worker, "svoboda")
    assert not office.worker("svoboda").active
