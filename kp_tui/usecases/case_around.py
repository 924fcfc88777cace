"""Around a case: who was responsible before and who acts now, its family, and what is owed in it."""

from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.duties import Duty, in_order
from kp_tui.domain.families import Family
from kp_tui.domain.key_workers import Period
from kp_tui.store import absences, bars, clients, deputies, families, periods, workers
from kp_tui.store.unit import Store
from kp_tui.usecases import duties
from kp_tui.usecases.diagnostics import waiting_for_result
from kp_tui.usecases.door import Access, Permission, use_case


@dataclass(frozen=True, slots=True)
class Around:
    """What a case's screen shows beside the case itself.

    `deputy` stands in while the key worker is away: until `away_until` where they are away today.
    `diagnostics` are the requests that have no result yet.
    """

    before: tuple[tuple[str, date], ...] = field(repr=False)
    deputy: str = field(repr=False)
    away_until: date | None
    duties: tuple[Duty, ...] = field(repr=False)
    families: tuple[Family, ...] = field(repr=False)
    diagnostics: tuple[int, ...]


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def look_around_case(store: Store, client_id: int) -> Around:
    """What stands around a case; the row of whoever opens the case stands for it in the log."""
    clients.row(store, client_id)
    names = workers.names(store)
    history = periods.history(store, client_id)
    now = next((one for one in history if one.to_day is None), None)
    return Around(
        before=tuple((names[one.worker_id], one.to_day) for one in history if one.to_day is not None),
        deputy=names.get(_deputy(store, now) or 0, ""),
        away_until=_away_until(store, now),
        duties=tuple(_owed(store, client_id)),
        families=tuple(families.of_client(store, client_id)),
        diagnostics=tuple(waiting_for_result(store, client_id)),
    )


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def next_duty_of(store: Store, client_id: int) -> Duty | None:
    """What is owed first in a client's case, events aside: those stand in the timeline with their reasons."""
    clients.row(store, client_id)
    return next(iter(_owed(store, client_id)), None)


def _owed(store: Store, client_id: int) -> list[Duty]:
    return in_order(one for one in duties.of_client(store, client_id) if one.lacks is None)


def _deputy(store: Store, now: Period | None) -> int | None:
    if now is None:
        return None
    deputy = deputies.of_worker(store, now.worker_id)
    return None if deputy is None or bars.is_barred(store, deputy, now.client_id) else deputy


def _away_until(store: Store, now: Period | None) -> date | None:
    """The last day of the absence that the key worker is in today."""
    if now is None:
        return None
    away = (one.to_day for one in absences.within(store, [now.worker_id], store.today, store.today))
    return max(away, default=None)
