"""Today: what runs, what waits, what does not count yet, and the month so far."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import msgspec

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.events import Kind
from kp_tui.domain.reasons import Reason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import drafts, timelines
from kp_tui.store.drafts import Draft
from kp_tui.store.timelines import EventRow
from kp_tui.store.unit import Store
from kp_tui.usecases import events
from kp_tui.usecases.door import Access, Permission, use_case

OWED_FOR = timedelta(days=62)
_MENDABLE = tuple(reason for reason in Reason if reason.mendable)


@dataclass(frozen=True, slots=True)
class KindSum:
    """One's own events of a kind in a month: how many, and what they yield."""

    kind: Kind
    events: int
    units: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft with what its list line says: the kind where it is an event, and how it begins."""

    draft: Draft
    mark: str
    kind: Kind | None
    begins: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Today:
    """One worker's day."""

    drafts: tuple[Unfinished, ...] = field(repr=False)
    not_counting: tuple[EventRow, ...] = field(repr=False)
    month: tuple[KindSum, ...]
    month_start: date


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def look_at_today(store: Store) -> Today:
    """What the person has to finish, and how their month stands."""
    first = store.today.replace(day=1)
    month = timelines.month_of_worker(store, _midnight(first), _midnight(_next_month(first)))
    owed = timelines.not_counting(store, store.now - OWED_FOR, _MENDABLE)
    unfinished = tuple(_unfinished(draft) for draft in drafts.own(store))
    return Today(unfinished, tuple(owed), tuple(KindSum(*row) for row in month), first)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def month_of_client(store: Store, client_id: int) -> tuple[tuple[Kind, int], ...]:
    """A client's units of this month by kind."""
    return tuple(timelines.month_of_client(store, client_id, store.today.replace(day=1)))


def _unfinished(draft: Draft) -> Unfinished:
    if draft.form == events.FORM:
        event = msgspec.json.decode(draft.body, type=EventForm)
        return Unfinished(draft, draft.mark, event.kind, f"{event.time} {event.content}".strip())
    client = msgspec.json.decode(draft.body, type=ClientForm)
    return Unfinished(draft, draft.mark or client.mark, None, f"{client.surname} {client.name}".strip())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=PRAGUE)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
