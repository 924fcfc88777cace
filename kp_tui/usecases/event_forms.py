"""The form of a contact or an intervention: opened empty, as left or as kept, and saved for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, Conflict, InvalidInput, KpError
from kp_tui.domain.event_forms import (
    FORM_KINDS,
    EventForm,
    completed,
    form_of,
    with_what_no_form_shows,
)
from kp_tui.domain.events import Channel, Event, Share
from kp_tui.domain.people import Worker
from kp_tui.domain.policies import Policy, policy_on
from kp_tui.store import bars, clients, drafts, events, timelines, workers
from kp_tui.store.clients import ClientRow
from kp_tui.store.drafts import Draft
from kp_tui.store.events import KeptEvent
from kp_tui.store.timelines import EventRow
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_ties
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.events import concerns_event, in_form, own_event

FORM = "event"
EARLIER = 20  # events back that their texts are offered again


class NotInForm(KpError):
    """Groups, courses and families have other forms; so has a contact with nobody named."""

    message = N_("This record was not made in this form: here it can be read and removed, not changed.")


class ColleagueBarred(InvalidInput):
    """Who is barred from a client is no co-worker there (X1)."""

    message = N_("This colleague does not work with this client: choose somebody else, or nobody.")
    field = "colleague"


@dataclass(frozen=True, slots=True)
class OpenedEventForm:
    """All that the form of one event needs, so that it answers every key without asking the store.

    `drafted` says that the store holds it as a draft already.
    """

    form: EventForm
    client: ClientRow
    author: Worker
    draft_id: str
    colleagues: Mapping[int, Worker]
    policies: tuple[Policy, ...]
    event_id: int | None = None
    version: int = 0
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A saved event: what it came to, and the author's events it overlaps (D5).

    Not `tied` says that the plan no longer has what the event served, or is no longer the person's to read.
    """

    event_id: int
    count: Count
    overlaps: tuple[EventRow, ...] = field(default=(), repr=False)
    tied: bool = True


@dataclass(frozen=True, slots=True)
class EarlierNote:
    """What was written about an earlier event."""

    content: str = field(repr=False)
    impact: str = field(repr=False)


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def new_event_form(store: Store, client_id: int) -> OpenedEventForm:
    """An empty form for a client; kind and channel are last time's."""
    return _opened(store, as_last_time(store, client_id))


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def drafted_event_form(store: Store, draft_id: str) -> OpenedEventForm:
    """The form of a draft, as it was left or as the timer measured it."""
    draft = drafts.load(store, draft_id, FORM)
    opened = _opened(store, msgspec.json.decode(draft.body, type=EventForm))
    return replace(opened, draft_id=draft_id, event_id=draft.event_id, version=draft.version, drafted=True)


@use_case(Permission.EVENT_RECORD)
def kept_event_form(store: Store, event_id: int) -> OpenedEventForm:
    """The form of one's own event, to change it."""
    kept = _own_in_form(store, event_id)
    concerns_event(store, kept, "edit")
    opened = _opened(store, form_of(kept.event, store.person.id))
    return replace(opened, event_id=event_id, version=kept.version)


@use_case(Permission.EVENT_RECORD)
def rival_event_form(store: Store, opened: OpenedEventForm) -> OpenedEventForm:
    """The event as somebody else has saved it since the form was opened; saving again replaces that."""
    event_id = opened.event_id or events.kept_by_ref(store, [opened.draft_id])[opened.draft_id].id
    kept = _own_in_form(store, event_id)
    concerns_event(store, kept, "edit")
    theirs = form_of(kept.event, store.person.id)
    colleagues = {**opened.colleagues, **_colleagues(store, theirs)}
    return replace(opened, form=theirs, colleagues=colleagues, event_id=event_id, version=kept.version)


@use_case(Permission.EVENT_RECORD, Access.GLANCE)
def earlier_notes(store: Store, client_id: int) -> list[EarlierNote]:
    """What one wrote about one's last events with a client, the latest first."""
    return [EarlierNote(*texts) for texts in events.own_texts(store, client_id, EARLIER)]


@use_case(Permission.EVENT_RECORD)
def record_event(store: Store, opened: OpenedEventForm, form: EventForm) -> Recorded:
    """Save a form for good: a new event, or the next version of the one it was opened on."""
    event = completed(form, store.person, _everybody(store), store.now)
    event_id, counted = _save(store, opened, event)
    tied = form.serves is None or plan_ties.tie_event(store, event_id, form.client_id, form.serves)
    drafts.drop(store, opened.draft_id)
    overlaps = timelines.overlapping(store, event.started_at, event.ended_at, besides=event_id)
    return Recorded(event_id, counted, tuple(overlaps), tied)


def as_last_time(store: Store, client_id: int) -> EventForm:
    """An empty form for a client, with the kind and the channel of one's last event with them.

    Where that one came without a channel, the usual one is offered.
    """
    last = events.last_with(store, client_id)
    if last is None or last.kind not in FORM_KINDS:
        return EventForm(client_id)
    return EventForm(client_id, last.kind, last.channel or Channel.IN_PERSON)


def event_draft(opened: OpenedEventForm, form: EventForm, *, on_screen: bool) -> Draft:
    """The draft that keeps a form as it stands, finished or not."""
    body = msgspec.json.encode(form).decode()
    return Draft(
        opened.draft_id,
        FORM,
        body,
        form.client_id,
        opened.event_id,
        opened.version,
        open=on_screen,
    )


def _opened(store: Store, form: EventForm) -> OpenedEventForm:
    client = clients.row(store, form.client_id)
    people = _colleagues(store, form)
    return OpenedEventForm(form, client, store.person, drafts.new_id(), people, tuple(store.policies))


def _colleagues(store: Store, form: EventForm) -> dict[int, Worker]:
    """Everybody but who is barred from the client (X1); who stands in the form already keeps their name."""
    barred = bars.barred_workers(store, form.client_id) - {form.colleague_id}
    return {worker_id: worker for worker_id, worker in _everybody(store).items() if worker_id not in barred}


def _everybody(store: Store) -> dict[int, Worker]:
    return {worker.id: worker for worker in workers.everybody(store)}


def _save(store: Store, opened: OpenedEventForm, event: Event) -> tuple[int, Count]:
    if opened.event_id is None:
        return _add(store, opened.draft_id, event)
    kept = _own_in_form(store, opened.event_id)
    concerns_event(store, kept)
    event = with_what_no_form_shows(event, kept.event)
    _refuse_barred(store, event, kept.event.shares)
    counted = count(event, policy_on(event.day, store.policies))
    events.save(store, kept.id, event, counted, opened.version)
    if kept.removed:  # in another window; whoever saves it wants it
        events.set_removed(store, kept.id, removed=False, why="")
    return kept.id, counted


def _add(store: Store, draft_id: str, event: Event) -> tuple[int, Count]:
    """A draft that is open in two windows is saved as one event: the second one is told."""
    client = clients.row(store, event.participants[0].client_id)
    _refuse_barred(store, event)
    if events.kept_by_ref(store, [draft_id]):
        raise Conflict
    counted = count(event, policy_on(event.day, store.policies))
    event_id = events.add(store, event, counted, ref=draft_id)
    store.concerns(client_id=client.id, record=f"event:{event_id}")
    return event_id, counted


def _refuse_barred(store: Store, event: Event, before: Sequence[Share] = ()) -> None:
    """Who took part before they were barred stays in the record: it has happened."""
    added = {share.worker_id for share in event.shares} - {share.worker_id for share in before}
    if bars.pairs(store, [person.client_id for person in event.participants], added):
        raise ColleagueBarred


def _own_in_form(store: Store, event_id: int) -> KeptEvent:
    kept = own_event(store, event_id)
    if not in_form(kept.event):
        raise NotInForm
    return kept
