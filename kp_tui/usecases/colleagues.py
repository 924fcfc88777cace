"""Who may take part in a case: those among whom a sheet about a client picks, and the check of a pick."""

from collections.abc import Callable

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.people import Role, Worker
from kp_tui.store import bars, workers
from kp_tui.store.unit import Store

Picks = tuple[tuple[int, str], ...]


class WorkerUnfit(InvalidInput):
    """Whoever takes part in a case is active, works with people and is not barred from it (X1)."""

    message = N_("Choose an active worker who works with people and may take part in this case.")


class NoExpert(InvalidInput):
    """Assessors are of the professions whose work counts (L3, C1)."""

    message = N_(
        "Choose an active social worker or worker in social services who may take part in this case."
    )


def works_with_people(worker: Worker) -> bool:
    """Whether a worker is there and does more than administer."""
    return worker.active and bool(worker.roles - {Role.ADMINISTRATOR})


def is_expert(worker: Worker) -> bool:
    """Whether a worker is an expert worker (L3)."""
    return works_with_people(worker) and worker.profession.counts


def is_key_worker(worker: Worker) -> bool:
    """Whether a worker may be a key worker (K6)."""
    return worker.active and worker.holds(Role.KEY_WORKER)


def picks(store: Store, fit: Callable[[Worker], bool], client_id: int | None = None) -> Picks:
    """Those among whom a question picks, without whoever is barred from the client."""
    found = [worker for worker in workers.everybody(store) if fit(worker)]
    if client_id is not None:
        barred = bars.barred_workers(store, client_id)
        found = [worker for worker in found if worker.id not in barred]
    return tuple((worker.id, worker.full_name) for worker in found)


def refuse_unfit(store: Store, worker_id: int, client_id: int | None, name: str) -> None:
    """Raise `WorkerUnfit` where a worker has no part in the case; `name` is the question's."""
    if worker_id not in dict(picks(store, works_with_people, client_id)):
        raise WorkerUnfit().at(name)


def refuse_no_expert(store: Store, worker_id: int, client_id: int, name: str) -> None:
    """Raise `NoExpert` where a worker cannot assess the case; `name` is the question's."""
    if worker_id not in dict(picks(store, is_expert, client_id)):
        raise NoExpert().at(name)
