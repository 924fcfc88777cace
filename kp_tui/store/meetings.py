"""A client's meetings: in whose record an oral plan may stand (P2)."""

from collections.abc import Set
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


def of_client(store: Store, client_id: int, linked: Set[int] = frozenset()) -> list[Meeting]:
    """The last meetings with a client, the latest first; those `linked` to a plan however long ago."""
    query = select(event.c.id, event.c.day, event.c.kind).where(
        *_theirs(store, client_id), event.c.removed_at.is_(None)
    )
    newest_first = query.order_by(event.c.started_at.desc(), event.c.id.desc())
    latest = [Meeting(*row) for row in store.connection.execute(newest_first.limit(OFFERED))]
    older = linked - {one.id for one in latest}
    found = newest_first.where(event.c.id.in_(older))
    return [*latest, *(Meeting(*row) for row in store.connection.execute(found))]


def is_one(store: Store, client_id: int, event_id: int) -> bool:
    """Whether an event is or was one of this client's, and within reach."""
    query = select(event.c.id).where(event.c.id == event_id, *_theirs(store, client_id))
    return store.connection.scalar(query) is not None


def one(store: Store, event_id: int) -> Meeting | None:
    """One meeting; none out of reach, or once its record was removed."""
    query = select(event.c.id, event.c.day, event.c.kind).where(
        event.c.id == event_id, event.c.removed_at.is_(None), events.readable(store)
    )
    row = store.connection.execute(query).first()
    return Meeting(*row) if row else None


def standing(store: Store, event_id: int | None) -> int | None:
    """The same number while that record stands; none once it was removed, and the words with it (P2)."""
    query = select(event.c.id).where(event.c.id == event_id, event.c.removed_at.is_(None))
    return store.connection.scalar(query)


def _theirs(store: Store, client_id: int) -> tuple[ColumnElement[bool], ...]:
    with_them = select(event_client.c.event_id).where(event_client.c.client_id == client_id)
    return (event.c.id.in_(with_them), events.readable(store))
