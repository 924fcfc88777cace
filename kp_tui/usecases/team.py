"""The team as its manager sees it: whose deputy is who, who is away, how many cases everybody has."""

from dataclasses import dataclass, field
from datetime import date

from kp_tui.store import absences, deputies, periods, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.colleagues import is_key_worker
from kp_tui.usecases.door import Access, Permission, use_case


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A key worker with their deputy, their open cases, and until when they are away where they are.

    `lacks_deputy` says that they have an open case and nobody to stand in (K7).
    """

    worker_id: int
    worker: str = field(repr=False)
    deputy: str = field(repr=False)
    lacks_deputy: bool
    cases: int
    away_until: date | None


@use_case(Permission.TEAM_LEAD, Access.GLANCE)
def list_team(store: Store) -> list[TeamRow]:
    """All key workers, in the order of the alphabet."""
    everybody = {worker.id: worker for worker in workers.everybody(store)}
    named, lacking = deputies.named(store), deputies.missing(store)
    today = absences.within(store, list(everybody), store.today, store.today)
    away = {one.worker_id: one.to_day for one in today}
    return [
        TeamRow(
            worker_id=worker.id,
            worker=worker.full_name,
            deputy=everybody[named[worker.id]].full_name if worker.id in named else "",
            lacks_deputy=worker.id in lacking,
            cases=len(periods.open_of(store, worker.id)),
            away_until=away.get(worker.id),
        )
        for worker in everybody.values()
        if is_key_worker(worker) or worker.id in lacking
    ]
