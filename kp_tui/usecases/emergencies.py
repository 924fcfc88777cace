"""Emergency readings: a manager opens a plan for an hour, and its key worker is told (rules, chapter 7)."""

from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.domain.emergencies import Emergency, EmergencyReading, EmergencyRefused
from kp_tui.domain.errors import N_
from kp_tui.domain.plan_access import has_emergencies
from kp_tui.store import clients, emergencies, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


@dataclass(frozen=True, slots=True)
class Told:
    """What a key worker is told: who read whose plan, why, and how long they could."""

    id: int
    mark: str
    name: str = field(repr=False)
    reason: str = field(repr=False)
    opened_at: datetime
    until_at: datetime


def about_emergency(store: Store, client_id: int) -> Offer:
    """The sheet begins empty; who administers is told how else (V3)."""
    refuse_administrators(store)
    clients.row(store, client_id)
    return Offer(client_id=client_id)


@sheet(Permission.EMERGENCY, N_("Emergency reading of a plan"), Emergency, offers=about_emergency)
def open_emergency(store: Store, client_id: int, why: Emergency) -> None:
    """Let the manager read a client's plan for an hour; what is read then leaves its rows as always."""
    refuse_administrators(store)
    clients.row(store, client_id)
    number = emergencies.begin(store, client_id, why.reason)
    store.concerns(client_id=client_id, record=f"emergency:{number}", purpose="emergency")


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_emergencies_to_tell(store: Store) -> list[Told]:
    """The emergency readings that the person has to hear of, the oldest first."""
    return emergency_readings_to_tell(store)


@use_case(Permission.CLIENT_FIND)
def take_note_of_emergency(store: Store, reading_id: int) -> None:
    """The person has seen it and is told no more; whoever else has to hear of it is told all the same."""
    seen = emergencies.take_note(store, reading_id)
    store.concerns(client_id=seen.client_id, record=f"emergency:{seen.id}")


def emergency_readings_to_tell(store: Store) -> list[Told]:
    """The same; for use cases that have been let through the door."""
    return [_told(store, one) for one in emergencies.untold(store)]


def refuse_administrators(store: Store) -> None:
    """Raise `EmergencyRefused`: no emergency opens a plan to somebody who administers (V3)."""
    if not has_emergencies(store.person.roles):
        raise EmergencyRefused


def _told(store: Store, one: EmergencyReading) -> Told:
    mark = clients.row(store, one.client_id).mark
    by = workers.by_id(store.connection, one.worker_id)
    return Told(one.id, mark, by.full_name, one.reason, one.opened_at, one.until_at)
