"""Today: what waits to be finished, what is owed, and the month so far."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import msgspec

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.events import Kind
from kp_tui.domain.sheets import SheetForm
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import drafts, timelines
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases import duties, event_forms, plan_forms, sheets
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.duties import DutyList


@dataclass(frozen=True, slots=True)
class KindSum:
    """One's own events of a kind in a month: how many, and what they yield."""

    kind: Kind
    events: int
    units: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft with what its list line says: an event's kind or a sheet's title, and how it begins."""

    draft: Draft
    mark: str
    kind: Kind | None = None
    title: str = ""
    begins: str = field(default="", repr=False)

    @property
    def is_client(self) -> bool:
        """Whether it is the form of a client."""
        return self.kind is None and not self.title


@dataclass(frozen=True, slots=True)
class Today:
    """One worker's day."""

    drafts: tuple[Unfinished, ...] = field(repr=False)
    owed: DutyList
    month: tuple[KindSum, ...]
    month_start: date


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def look_at_today(store: Store) -> Today:
    """What the person has to finish and to do, and how their month stands."""
    first = store.today.replace(day=1)
    month = timelines.month_of_worker(store, _midnight(first), _midnight(_next_month(first)))
    unfinished = tuple(_unfinished(draft) for draft in drafts.own(store))
    return Today(unfinished, duties.own(store), tuple(KindSum(*row) for row in month), first)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def month_of_client(store: Store, client_id: int) -> tuple[tuple[Kind, int], ...]:
    """A client's units of this month by kind."""
    return tuple(timelines.month_of_client(store, client_id, store.today.replace(day=1)))


def _unfinished(draft: Draft) -> Unfinished:
    if draft.form == event_forms.FORM:
        event = msgspec.json.decode(draft.body, type=EventForm)
        begins = f"{event.time} {event.content}".strip()
        return Unfinished(draft, draft.mark, event.kind, begins=begins)
    if draft.form == sheets.FORM:
        sheet = msgspec.json.decode(draft.body, type=SheetForm)
        return Unfinished(draft, draft.mark, title=sheets.SHEETS[sheet.sheet].title)
    if draft.form == plan_forms.FORM:
        return Unfinished(draft, draft.mark, title=plan_forms.TITLE)
    client = msgspec.json.decode(draft.body, type=ClientForm)
    return Unfinished(draft, draft.mark or client.mark, begins=f"{client.surname} {client.name}".strip())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=PRAGUE)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
