"""What happens in a case, written below the door: tests of what follows from it need no sheets."""

from datetime import date

import msgspec

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.store import cases, clients, periods
from kp_tui.store.unit import Store


def enter(store: Store, client_id: int, kind: EntryKind, day: date, **said: object) -> int:
    """Write an entry into a case's journal; gives its number."""
    return cases.add(store, client_id, kind, day, msgspec.json.encode(said).decode())


def sign(store: Store, client_id: int, day: date) -> None:
    """Let a client agree to the service and to the processing of their data."""
    for kind in (EntryKind.INFORMED_CONSENT, EntryKind.DATA_CONSENT):
        enter(store, client_id, kind, day)


def hand_over(
    store: Store, client_id: int, worker_id: int, day: date, reason: ChangeReason = ChangeReason.OTHER
) -> int:
    """Let a key worker begin whom nobody has told the client of; gives the period's number."""
    return periods.begin(store, client_id, worker_id, day, reason)


def end(store: Store, client_id: int, day: date) -> None:
    """End a case, whatever is owed."""
    enter(store, client_id, EntryKind.ENDING, day)
    clients.set_state(store, client_id, ClientState.ENDED)


def reopen(store: Store, client_id: int, worker_id: int, day: date) -> None:
    """Open a case again, and let the person be a client at once."""
    enter(store, client_id, EntryKind.REOPENING, day)
    periods.begin(store, client_id, worker_id, day, ChangeReason.REOPENED)
    clients.set_state(store, client_id, ClientState.CLIENT)
