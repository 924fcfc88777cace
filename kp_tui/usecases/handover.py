"""All cases of somebody who leaves, handed over in one step (K9)."""

from kp_tui.domain.cases import DayInFuture
from kp_tui.domain.errors import N_, InvalidInput, NotFound
from kp_tui.domain.key_worker_changes import HandOver, WhyChanged, refuse_unexplained
from kp_tui.domain.key_worker_notices import told_before
from kp_tui.domain.key_workers import BeforeLastKeyWorker, ChangeReason, Period, SameKeyWorker
from kp_tui.domain.sheets import day_typed
from kp_tui.store import bars, periods, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.candidates import without
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.colleagues import is_key_worker, picks
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, sheet


class NothingToHandOver(InvalidInput):
    """Only who has cases hands them over."""

    message = N_("This worker is the key worker of nobody: there is nothing to hand over.")
    field = "key_worker"


class BarredFromSome(InvalidInput):
    """All of the cases are handed over or none (X1)."""

    message = N_(
        "The new key worker must have no part in some of these cases ({n}):"
        " give those to somebody else first, one by one."
    )
    field = "key_worker"


def prepare_handover(store: Store, worker_id: int) -> Offer:
    """A handover of today to somebody else."""
    _refuse_without_cases(store, worker_id)
    others = without(picks(store, is_key_worker), worker_id)
    return Offer({"day": day_typed(store.today), "reason": WhyChanged.LEAVING}, {"key_worker": others})


@sheet(Permission.TEAM_LEAD, N_("Hand all cases over"), HandOver, offers=prepare_handover)
def hand_over_cases(store: Store, worker_id: int, handover: HandOver) -> int:
    """One new key worker for all open cases of a worker, all of them or none; gives their number."""
    store.concerns(record=f"worker:{worker_id}")
    theirs = _refuse_without_cases(store, worker_id)
    _refuse_unfit(store, theirs, handover)
    _refuse_out_of_turn(store, theirs, handover)
    refuse_unexplained(handover)
    for before in theirs:
        _change(store, before, handover)
    return len(theirs)


def _change(store: Store, before: Period, handover: HandOver) -> None:
    told = told_before(handover, before)
    period_id = periods.begin(
        store, before.client_id, handover.key_worker, handover.day, ChangeReason(handover.reason.value),
        explanation=handover.explanation, no_notice_reason=handover.no_notice_reason,
    )  # fmt: skip
    if told is not None:
        periods.tell(store, period_id, before.worker_id, *told)


def _refuse_without_cases(store: Store, worker_id: int) -> list[Period]:
    if worker_id not in {one.id for one in workers.everybody(store)}:
        raise NotFound
    theirs = periods.open_of(store, worker_id)
    if not theirs:
        raise NothingToHandOver
    return theirs


def _refuse_unfit(store: Store, theirs: list[Period], handover: HandOver) -> None:
    if not workers.may_be_key_worker(store, handover.key_worker):
        raise ActsAsKeyWorker
    if handover.key_worker == theirs[0].worker_id:
        raise SameKeyWorker
    if barred := bars.pairs(store, [one.client_id for one in theirs], [handover.key_worker]):
        raise BarredFromSome(n=len(barred))


def _refuse_out_of_turn(store: Store, theirs: list[Period], handover: HandOver) -> None:
    if handover.day > store.today:
        raise DayInFuture
    latest = max(one.from_day for one in theirs)
    if handover.day < latest:
        raise BeforeLastKeyWorker(day=day_typed(latest))
