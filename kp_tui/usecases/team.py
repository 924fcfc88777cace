"""The team as its manager sees it: whose deputy is who, who is away, how many cases everybody has."""

from dataclasses import dataclass
from datetime import date

from kp_tui.store import absences, periods
from kp_tui.store.unit import Store
from kp_tui.usecases.deputies import DeputyRow, list_deputies
from kp_tui.usecases.door import Access, Permission, use_case


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A key worker with their deputy, their open cases, and until when they are away where they are."""

    deputies: DeputyRow
    cases: int
    away_until: date | None


@use_case(Permission.TEAM_LEAD, Access.GLANCE)
def list_team(store: Store) -> list[TeamRow]:
    """All key workers, in the order of the alphabet."""
    rows = list_deputies.body(store)
    away = {
        one.worker_id: one.to_day
        for one in absences.within(store, [row.worker_id for row in rows], store.today, store.today)
    }
    return [TeamRow(row, len(periods.open_of(store, row.worker_id)), away.get(row.worker_id)) for row in rows]
