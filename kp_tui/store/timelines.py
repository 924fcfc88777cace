"""Lists of events: a client's timeline, what overlaps, the month so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Row, Select, func, literal, select, tuple_

from kp_tui.domain.events import Kind
from kp_tui.domain.reasons import Reason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import events
from kp_tui.store.reach import reachable, unbarred
from kp_tui.store.schema import client, event, event_client, event_worker, worker
from kp_tui.store.types import Instant
from kp_tui.store.unit import Store

LONGEST = timedelta(days=1)
SHOWN = 200  # letters of the content in a line


@dataclass(frozen=True, slots=True)
class EventKey:
    """Where an event stands in a timeline: the latest first."""

    started_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a timeline."""

    id: int
    ref: str
    kind: Kind
    started_at: datetime
    included: timedelta
    units: int
    reason: Reason | None
    content: str = field(repr=False)
    workers: str = field(repr=False)
    clients: str = field(repr=False)

    @property
    def day(self) -> date:
        """The day it started, in Prague."""
        return self.started_at.astimezone(PRAGUE).date()


def page(
    store: Store, client_id: int, key: EventKey | None, limit: int, *, back: bool
) -> list[tuple[EventKey, EventRow]]:
    """At most `limit` events of a client after a key, or before it; the latest stand first."""
    if limit <= 0:
        return []
    place = tuple_(event_client.c.started_at, event_client.c.event_id)
    query = (
        _lines()
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(event_client.c.client_id == client_id, reachable(store, event_client.c.client_id))
        .where(event.c.removed_at.is_(None), events.readable(store))
    )
    if key is not None:
        here = tuple_(literal(key.started_at, Instant), literal(key.id))
        query = query.where(place > here if back else place < here)
    columns = (event_client.c.started_at, event_client.c.event_id)
    order = columns if back else [column.desc() for column in columns]
    rows = store.connection.execute(query.order_by(*order).limit(limit)).all()
    names = _names(store, [row.id for row in rows])
    lines = [(EventKey(row.started_at, row.id), _line(row, names)) for row in rows]
    return lines[::-1] if back else lines


def overlapping(store: Store, start: datetime, end: datetime, besides: int) -> list[EventRow]:
    """The person's own other events that share time with this one (D5)."""
    query = (
        _lines()
        .join(event_worker, event_worker.c.event_id == event.c.id)
        .where(
            event_worker.c.worker_id == store.person.id,
            event_worker.c.started_at > start - LONGEST,
            event_worker.c.started_at < end,
            event.c.ended_at > start,
            event.c.removed_at.is_(None),
            *unbarred(store, event.c.id),
        )
    )
    rows = [row for row in store.connection.execute(query) if row.id != besides]
    names = _names(store, [row.id for row in rows])
    return [_line(row, names) for row in rows]


def month_of_worker(store: Store, first: datetime, last: datetime) -> list[tuple[Kind, int, int]]:
    """One's own events between two instants by kind: the kind, how many, and their units."""
    query = (
        select(event.c.kind, func.count(), func.coalesce(func.sum(event.c.units), 0))
        .join(event_worker, event_worker.c.event_id == event.c.id)
        .where(
            event_worker.c.worker_id == store.person.id,
            event_worker.c.started_at >= first,
            event_worker.c.started_at < last,
            event.c.removed_at.is_(None),
            *unbarred(store, event.c.id),
        )
        .group_by(event.c.kind)
    )
    return [(kind, events, units) for kind, events, units in store.connection.execute(query)]


def month_of_client(store: Store, client_id: int, first: date) -> list[tuple[Kind, int]]:
    """A client's units since a day by kind."""
    query = (
        select(event.c.kind, func.sum(event.c.units))
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(event_client.c.client_id == client_id, reachable(store, event_client.c.client_id))
        .where(event_client.c.counted_day >= first, *unbarred(store, event.c.id))
        .group_by(event.c.kind)
    )
    return [(kind, units) for kind, units in store.connection.execute(query)]


def _lines() -> Select[tuple[object, ...]]:
    return select(
        event.c.id,
        event.c.ref,
        event.c.kind,
        event.c.started_at,
        event.c.included,
        event.c.units,
        event.c.reason,
        func.substr(event.c.content, 1, SHOWN).label("content"),
    ).select_from(event)


def _line(row: Row[tuple[object, ...]], names: dict[int, tuple[str, str]]) -> EventRow:
    workers, clients = names[row.id]
    return EventRow(**row._mapping, workers=workers, clients=clients)


def _names(store: Store, event_ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """For each event its workers' surnames and its clients' marks, in the order they were entered."""
    by_event: dict[int, tuple[list[str], list[str]]] = {event_id: ([], []) for event_id in event_ids}
    workers = (
        select(event_worker.c.event_id, worker.c.surname)
        .join(worker, worker.c.id == event_worker.c.worker_id)
        .where(event_worker.c.event_id.in_(event_ids))
        .order_by(event_worker.c.position)
    )
    clients = (
        select(event_client.c.event_id, client.c.mark)
        .join(client, client.c.id == event_client.c.client_id)
        .where(event_client.c.event_id.in_(event_ids))
        .order_by(event_client.c.position)
    )
    for place, query in enumerate((workers, clients)):
        for event_id, name in store.connection.execute(query):
            by_event[event_id][place].append(name)
    return {event_id: (", ".join(names), " ".join(marks)) for event_id, (names, marks) in by_event.items()}
