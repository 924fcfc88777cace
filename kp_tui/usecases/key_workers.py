"""Who is responsible for a case: the first key worker, a change, its notice, and handing cases over."""

from datetime import date

from kp_tui.domain.key_workers import (
    BeforeLastKeyWorker,
    ChangeInFuture,
    ChangeReason,
    KeyWorkerBarred,
    SameKeyWorker,
)
from kp_tui.domain.sheets import day_typed
from kp_tui.store import clients, periods, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import ActsAsKeyWorker


def assign(
    store: Store,
    client_id: int,
    worker_id: int,
    day: date,
    reason: ChangeReason,
    *,
    explanation: str = "",
    no_notice_reason: str = "",
) -> int:
    """Let a key worker begin, the first one or the next; gives the period's id.

    Refuses whoever may not be one (K6: fields `key_worker` and `day`); for use cases that have been let
    through the door. The client's state stays as it is.
    """
    clients.row(store, client_id)
    _refuse_unfit(store, client_id, worker_id)
    _refuse_out_of_turn(store, client_id, day)
    words = {"explanation": explanation, "no_notice_reason": no_notice_reason}
    return periods.begin(store, client_id, worker_id, day, reason, **words)


def _refuse_unfit(store: Store, client_id: int, worker_id: int) -> None:
    if not workers.may_be_key_worker(store, worker_id):
        raise ActsAsKeyWorker
    now = periods.current(store, client_id)
    if now is not None and now.worker_id == worker_id:
        raise SameKeyWorker
    if periods.is_barred(store, worker_id, client_id):
        raise KeyWorkerBarred


def _refuse_out_of_turn(store: Store, client_id: int, day: date) -> None:
    if day > store.today:
        raise ChangeInFuture
    before = periods.history(store, client_id)
    earliest = max((one.to_day or one.from_day for one in before), default=day)
    if day < earliest:
        raise BeforeLastKeyWorker(day=day_typed(earliest))
