"""Who may be the next key worker of a case (K6): to choose among, and to refuse the others."""

from kp_tui.domain.key_workers import KeyWorkerBarred, SameKeyWorker
from kp_tui.store import bars, periods, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.colleagues import Picks, is_key_worker, picks


def next_key_workers(store: Store, client_id: int) -> Picks:
    """Those among whom a question about a case picks: everybody but the key worker there is."""
    now = periods.current(store, client_id)
    return without(picks(store, is_key_worker, client_id), now.worker_id if now else None)


def without(some: Picks, worker_id: int | None) -> Picks:
    """The others."""
    return tuple((number, label) for number, label in some if number != worker_id)


def refuse_unfit(store: Store, client_id: int, worker_id: int) -> None:
    """Raise what forbids the worker to be the client's next key worker; the field is `key_worker`."""
    if not workers.may_be_key_worker(store, worker_id):
        raise ActsAsKeyWorker
    now = periods.current(store, client_id)
    if now is not None and now.worker_id == worker_id:
        raise SameKeyWorker
    if bars.is_barred(store, worker_id, client_id):
        raise KeyWorkerBarred
