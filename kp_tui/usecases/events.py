"""Events as they are kept: listed, read, removed and put back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, Refused
from kp_tui.domain.event_forms import FORM_KINDS
from kp_tui.domain.events import Event
from kp_tui.domain.plan_access import reads_plans
from kp_tui.domain.policies import policy_on
from kp_tui.store import audit, clients, events, ties, timelines, workers
from kp_tui.store.events import KeptEvent
from kp_tui.store.timelines import EventKey, EventRow
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case


class CardNotOpened(Refused):
    """Every reading of a client's file leaves a row in the log; the card's row stands for its timeline."""

    message = N_("Open the client's card first: reading a file is logged.")


class NotYours(Refused):
    """Only who took part in an event changes or removes it."""

    message = N_("Only who took part in this event can change or remove it.")


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """An event as its screen shows it; `acting_for` names the key worker whose deputy wrote it (K7).

    `holds_plan` says that an oral plan stands in its record, `served` how many lines of a plan it served:
    to whom reads plans (V1).
    """

    kept: KeptEvent
    count: Count
    workers: Mapping[int, str] = field(repr=False)
    clients: Mapping[int, str]
    in_form: bool
    acting_for: str = field(default="", repr=False)
    holds_plan: bool = False
    served: int = 0


@use_case(Permission.EVENT_RECORD)
def open_event(store: Store, event_id: int) -> OpenedEvent:
    """One event to read; logged as a reading of the client's file."""
    kept = events.kept(store, event_id)
    concerns_event(store, kept, "event")
    counted = count(kept.event, policy_on(kept.event.day, store.policies))
    reads = reads_plans(store.person.roles)
    return OpenedEvent(
        kept,
        counted,
        workers={share.worker_id: _name(store, share.worker_id) for share in kept.event.shares},
        clients=clients.marks(store, [person.client_id for person in kept.event.participants]),
        in_form=in_form(kept.event) and events.is_own(store, event_id),
        acting_for=_name(store, kept.acting_for) if kept.acting_for else "",
        holds_plan=reads and ties.holds_plan(store, event_id),
        served=ties.count_of_event(store, event_id) if reads else 0,
    )


@use_case(Permission.EVENT_RECORD)
def remove_event(store: Store, event_id: int) -> None:
    """Take one's own event out of lists and counts; it is kept and can be put back."""
    _set_removed(store, event_id, removed=True)


@use_case(Permission.EVENT_RECORD)
def restore_event(store: Store, event_id: int) -> None:
    """Put a removed event back."""
    _set_removed(store, event_id, removed=False)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_events(
    store: Store, client_id: int, key: EventKey | None, limit: int, *, back: bool
) -> list[tuple[EventKey, EventRow]]:
    """The events beside a place in a client's timeline, the latest first.

    Their contents are part of the file: the reading that opening the card has logged goes on.
    """
    if not audit.opened_lately(store, client_id):
        raise CardNotOpened
    return timelines.page(store, client_id, key, limit, back=back)


def own_event(store: Store, event_id: int) -> KeptEvent:
    """An event that the person took part in; `NotYours` where they did not."""
    kept = events.kept(store, event_id)
    if not events.is_own(store, event_id):
        concerns_event(store, kept)
        raise NotYours
    return kept


def in_form(event: Event) -> bool:
    """Whether an event has the form of contacts and individual interventions."""
    return event.kind in FORM_KINDS and bool(event.participants)


def concerns_event(store: Store, kept: KeptEvent, purpose: str = "") -> None:
    """Name an event in the log by its number: a reference may come from a file, and say anything."""
    people = kept.event.participants
    store.concerns(
        client_id=people[0].client_id if people else None, record=f"event:{kept.id}", purpose=purpose
    )


def _set_removed(store: Store, event_id: int, *, removed: bool) -> None:
    kept = own_event(store, event_id)
    concerns_event(store, kept)
    events.set_removed(store, event_id, removed=removed, why="")


def _name(store: Store, worker_id: int) -> str:
    return workers.by_id(store.connection, worker_id).full_name
