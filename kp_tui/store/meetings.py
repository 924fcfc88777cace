"""A client's meetings: in whose record an oral plan may stand (P2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from kp_tui.domain.events import Kind
from kp_tui.store import events
from kp_tui.store.schema import event, event_client
from kp_tui.store.unit import Store

OFFERED = 20


@dataclass(frozen=True, slots=True)
class Meeting:
    """One of a client's events: its number, its day and its kind."""

    id: int
    day: date
    kind: Kind


def of_client(store: Store, client_id: int) -> list[Meeting]:
    """The last meetings with a client, the latest first."""
    query = select(event.c.id, event.c.day, event.c.kind).where(*_theirs(store, client_id))
    latest = query.order_by(event.c.started_at.desc(), event.c.id.desc()).limit(OFFERED)
    return [Meeting(*row) for row in store.connection.execute(latest)]


def is_one(store: Store, client_id: int, event_id: int) -> bool:
    """Whether an event is one of this client's, and within reach."""
    query = select(event.c.id).where(event.c.id == event_id, *_theirs(store, client_id))
    return store.connection.scalar(query) is not None


def _theirs(store: Store, client_id: int) -> tuple[ColumnElement[bool], ...]:
    with_them = select(event_client.c.event_id).where(event_client.c.client_id == client_id)
    return (event.c.id.in_(with_them), event.c.removed_at.is_(None), events.readable(store))
