"""Taking over clients and events from tables: a whole file or nothing, and twice is once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.counting import count
from kp_tui.domain.csvclients import ClientReader, MarkTakenDifferently
from kp_tui.domain.csvevents import EventReader, Known, RefTaken, WorkerBarred, marks
from kp_tui.domain.csvfiles import Mistake, Row, Table
from kp_tui.domain.csvrows import refuse, understood
from kp_tui.domain.events import Event
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import policy_on
from kp_tui.store import bars, bulk, workers
from kp_tui.store.bulk import NewClient, NewEvent
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Permission, use_case


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were added, and how many were there already with the same content."""

    added: int
    skipped: int


@use_case(Permission.CLIENT_IMPORT)
def import_clients(store: Store, table: Table) -> Imported:
    """Add the clients of a table; their key workers start today. Raises `FileRefused`."""
    rows = understood(table, ClientReader(_key_workers(store), store.today))
    there = bulk.details_by_mark(store, [details.mark for _, details in rows])
    refuse(
        [
            Mistake(row.line, "mark", MarkTakenDifferently())
            for row, details in rows
            if details.mark in there and not _same_person(there[details.mark], details)
        ]
    )
    new = [NewClient(details, store.now) for _, details in rows if details.mark not in there]
    bulk.add_clients(store, new)
    store.concerns(record=f"import:{len(new)}", purpose="clients")
    return Imported(len(new), len(rows) - len(new))


@use_case(Permission.EVENT_IMPORT)
def import_events(store: Store, table: Table) -> Imported:
    """Add the events of a table with what each comes to. Raises `FileRefused`."""
    rows = understood(table, EventReader(_known(store, table.rows)))
    there = {kept.ref: kept.event for kept in bulk.refs_taken(store, [ref for _, (ref, _) in rows])}
    refuse(
        [
            Mistake(row.line, "ref", RefTaken())
            for row, (ref, event) in rows
            if ref in there and not _same_event(there[ref], event)
        ]
    )
    added = [(row, event) for row, (ref, event) in rows if ref not in there]
    refuse([Mistake(row.line, "workers", WorkerBarred()) for row, event in _with_barred(store, added)])
    new = [(ref, event) for _, (ref, event) in rows if ref not in there]
    bulk.add_events(store, _counted(store, new))
    store.concerns(record=f"import:{len(new)}", purpose="events")
    return Imported(len(new), len(rows) - len(new))


def _key_workers(store: Store) -> dict[str, int]:
    return {
        worker.login: worker.id
        for worker in workers.everybody(store)
        if worker.active and Role.KEY_WORKER in worker.roles
    }


def _known(store: Store, rows: Iterable[Row]) -> Known:
    named = sorted({mark for row in rows for mark in marks(row)})
    everybody = {worker.login: worker for worker in workers.everybody(store)}
    return Known(everybody, bulk.ids_by_mark(store, named), store.policies, store.now)


def _counted(store: Store, new: Sequence[tuple[str, Event]]) -> list[NewEvent]:
    return [
        NewEvent(ref, event, count(event, policy_on(event.day, store.policies)), store.person.id, store.now)
        for ref, event in new
    ]


def _with_barred(store: Store, rows: Sequence[tuple[Row, Event]]) -> Iterator[tuple[Row, Event]]:
    """The rows that bring together a client and a worker who is barred from them (X1)."""
    in_force = bars.in_force(store)
    for row, event in rows:
        clients = [person.client_id for person in event.participants]
        workers = [share.worker_id for share in event.shares]
        if not in_force.isdisjoint(product(clients, workers)):
            yield row, event


def _same_person(there: ClientDetails, told: ClientDetails) -> bool:
    """A table says nothing of contacts, nor when a case ended that had a key worker: no difference."""
    key_worker = told.key_worker_id if told.state is ClientState.ENDED else there.key_worker_id
    return replace(there, contacts="", key_worker_id=key_worker) == told


def _same_event(there: Event, told: Event) -> bool:
    """A worker who has another profession by now had the recorded one on that day."""
    return _without_professions(there) == _without_professions(told)


def _without_professions(event: Event) -> Event:
    shares = tuple(replace(share, profession=Profession.OTHER) for share in event.shares)
    return replace(event, shares=shares)
