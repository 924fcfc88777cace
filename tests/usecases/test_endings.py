"""Ending a case and opening it again: rules L7 and K1, through the door and on the real store."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from kp_tui.domain.cases import CaseEnded, DayBeforeCase, DayInFuture, EntryKind, Stage
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import DutyKind
from kp_tui.domain.endings import Ending, EndingReason
from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.sheets import Answerless, day_typed
from kp_tui.store import periods
from kp_tui.store.schema import duty_release
from kp_tui.usecases import duties
from kp_tui.usecases.case_steps import next_step
from kp_tui.usecases.cases import open_case
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.consents import sign_informed_consent
from kp_tui.usecases.endings import (
    DutiesOpen,
    EndsTooEarly,
    NewPeriodNeeded,
    NotEnded,
    ReopenedTooEarly,
    TimerStillRuns,
    end_case,
    reopen_case,
)
from kp_tui.usecases.intake import record_consultation
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.timers import start_timer, stop_timer
from tests.support.at_work import write_up
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

TODAY = NOW.date()
LET_GO = "Souhlas už nepodepíše."
ENDED = {"reason": "goals_met", "evaluation": "Dluhy jsou splacené.", "release_reason": LET_GO}
DAY = timedelta(days=1)


def end(office: Office, client_id: int, **answers: str) -> int:
    """End a case as the key worker."""
    return fill_in(office["novakova"], end_case, client_id, **(ENDED | answers))


def reopen(office: Office, client_id: int, login: str = "svoboda", **answers: str) -> int:
    """Open a case again, with that key worker."""
    key_worker = str(office.worker(login).id) if login else ""
    return fill_in(office["novakova"], reopen_case, client_id, key_worker=key_worker, **answers)


def history(office: Office, client_id: int) -> Sequence[tuple[int, date, date | None]]:
    """Who was the key worker from when to when."""
    told = office.look(lambda store: periods.history(store, client_id))
    return [(one.worker_id, one.from_day, one.to_day) for one in told]


def state(office: Office, client_id: int) -> tuple[ClientState, Stage]:
    """Where the person and the case stand."""
    case = office["novakova"].perform(open_case, client_id)
    return case.client.state, case.stage


def test_an_ending_has_its_day_reason_and_evaluation_l7(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    office.clock.forward(days=5)
    end(office, client_id)
    case = office["novakova"].perform(open_case, client_id)
    assert case.journal[-1].what == Ending(
        TODAY + 5 * DAY, EndingReason.GOALS_MET, "Dluhy jsou splacené.", LET_GO
    )
    assert (case.client.state, case.stage, next_step(case)) == (ClientState.ENDED, Stage.ENDED, reopen_case)
    assert history(office, client_id) == [(office.worker("novakova").id, TODAY, TODAY + 5 * DAY)]


def test_a_client_s_ending_is_evaluated_l7(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    with pytest.raises(Answerless) as refused:
        end(office, client_id, evaluation=" ")
    assert refused.value.field == "evaluation"
    end(office, office.add_client("B", "Novák"), evaluation="")


def owed(office: Office, client_id: int) -> list[DutyKind]:
    """What is owed in a case."""
    return [duty.kind for duty in office.look(lambda store: duties.of_client(store, client_id))]


def test_what_is_owed_in_a_case_is_let_go_with_a_reason_only_l7(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    assert owed(office, client_id) == [DutyKind.CONSENT]
    with pytest.raises(DutiesOpen) as refused:
        end(office, client_id, release_reason=" ")
    assert refused.value.field == "release_reason"
    assert state(office, client_id) == (ClientState.CLIENT, Stage.AGREED)
    end(office, client_id)
    released = office.look(lambda store: store.connection.execute(duty_release.select()).one())
    told = (released.duty, released.client_id, released.reason, released.released_by)
    assert told == (DutyKind.CONSENT, client_id, LET_GO, office.worker("novakova").id)
    reopen(office, client_id)
    fill_in(office["svoboda"], sign_informed_consent, client_id, form="written")
    assert owed(office, client_id) == []
    end(office, client_id, release_reason="")


def test_an_assessment_that_nobody_made_is_let_go_with_a_reason_l7(office: Office) -> None:
    client_id = office.add_client("A", "Novák")
    fill_in(office["novakova"], record_consultation, client_id, channel="phone", outcome="goes_on")
    with pytest.raises(DutiesOpen):
        end(office, client_id, release_reason="")
    end(office, client_id)
    assert owed(office, client_id) == []


def test_work_that_was_done_is_owed_its_write_up_after_the_ending_as_well_l7(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    write_up(office, "A", impact="")
    end(office, client_id)
    assert owed(office, client_id) == [DutyKind.EVENT]


def test_a_case_does_not_end_while_anybody_s_timer_runs(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    running = office["dvorakova"].perform(start_timer, client_id)
    with pytest.raises(TimerStillRuns):
        end(office, client_id)
    office["dvorakova"].perform(stop_timer, running.timer.id)
    end(office, client_id)


@pytest.mark.parametrize(("days", "refusal"), [(1, DayInFuture), (-1, EndsTooEarly), (-4, DayBeforeCase)])
def test_a_case_ends_neither_in_the_future_nor_before_what_happened_in_it(
    office: Office, days: int, refusal: type[InvalidInput]
) -> None:
    client_id = office.add_client("A", "Novák")
    office.clock.forward(days=3)
    end(office, client_id)
    reopen(office, client_id)
    with pytest.raises(refusal) as refused:
        end(office, client_id, day=day_typed(TODAY + (3 + days) * DAY))
    assert refused.value.field == "day"
    assert state(office, client_id) == (ClientState.APPLICANT, Stage.ALLOCATED)


def test_what_has_ended_does_not_end_again(office: Office) -> None:
    client_id = office.add_client("A", "Novák")
    end(office, client_id)
    with pytest.raises(CaseEnded):
        end(office, client_id)


def test_reopening_begins_a_new_period_and_keeps_the_old_ones_k1(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    office.clock.forward(days=5)
    end(office, client_id)
    office.clock.forward(days=30)
    reopen(office, client_id, why="Vrátily se dluhy.")
    assert history(office, client_id) == [
        (office.worker("novakova").id, TODAY, TODAY + 5 * DAY),
        (office.worker("svoboda").id, TODAY + 35 * DAY, None),
    ]
    last = office.look(lambda store: periods.history(store, client_id))[-1]
    assert (last.reason, last.explanation) == (ChangeReason.REOPENED, "Vrátily se dluhy.")
    assert state(office, client_id) == (ClientState.APPLICANT, Stage.ALLOCATED)
    kinds = [one.kind for one in office["novakova"].perform(open_case, client_id).journal]
    assert kinds == [EntryKind.ENDING, EntryKind.REOPENING]


def test_ended_and_reopened_on_one_day_by_the_same_key_worker(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    for _ in range(2):
        end(office, client_id)
        reopen(office, client_id, "novakova")
    assert [to_day for _, _, to_day in history(office, client_id)] == [TODAY, TODAY, None]


def test_only_who_never_had_a_key_worker_is_reopened_without_one_k1_k2(office: Office) -> None:
    applicant, former = office.add_client("A", "Novák"), office.add_client("B", "Novák", of="novakova")
    for client_id in (applicant, former):
        end(office, client_id)
    reopen(office, applicant, "")
    assert state(office, applicant) == (ClientState.APPLICANT, Stage.FIRST_CONTACT)
    with pytest.raises(NewPeriodNeeded) as refused:
        reopen(office, former, "")
    assert refused.value.field == "key_worker"


def test_a_case_is_reopened_after_it_ended_and_only_then(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    with pytest.raises(NotEnded):
        reopen(office, client_id)
    office.clock.forward(days=5)
    end(office, client_id)
    for day, refusal in ((TODAY + 4 * DAY, ReopenedTooEarly), (TODAY + 6 * DAY, DayInFuture)):
        with pytest.raises(refusal):
            reopen(office, client_id, day=day_typed(day))


def test_a_case_is_not_reopened_by_who_cannot_be_a_key_worker_and_stays_ended_k6(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    end(office, client_id)
    with pytest.raises(ActsAsKeyWorker) as refused:
        reopen(office, client_id, "dvorakova")
    assert refused.value.field == "key_worker"
    assert state(office, client_id) == (ClientState.ENDED, Stage.ENDED)


def test_the_new_key_worker_is_picked_among_those_who_may_be_one(office: Office) -> None:
    client_id = office.add_client("A", "Novák", of="novakova")
    end(office, client_id)
    opened: Any = office["prochazka"].perform(open_sheet, "reopen_case", client_id)
    assert [label for _, label in opened.picks["key_worker"]] == ["Nováková Jana", "Svoboda Petr"]
