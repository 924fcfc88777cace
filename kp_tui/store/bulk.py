"""Many clients and events at once: what an import or the demo adds, in the same rows as one by one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import Table, func, insert, select

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.counting import Count
from kp_tui.domain.events import Event
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import client_words, clients, events, families, periods
from kp_tui.store.schema import (
    case_entry,
    client,
    client_word,
    event,
    event_client,
    event_worker,
    family_member,
)
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

AT_ONCE = 500  # values in one question: every database takes that many
PEOPLE_AT_ONCE = 2_000  # each has some thirty rows to be found by, all in memory to be sorted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to add, with what it comes to, and who wrote it down when."""

    ref: str
    event: Event
    count: Count
    recorded_by: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry of a case's journal to add; `body` is its sheet as JSON."""

    kind: EntryKind
    day: date
    body: str = field(repr=False)
    recorded_by: int


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client to add; `since` is when they came, and their key worker's first day.

    The key worker of a case that has ended stays in its history, where `until` says on which day it did; an
    ending that is not among the entries is written down without words.
    """

    details: ClientDetails = field(repr=False)
    since: datetime
    until: date | None = None
    entries: Sequence[NewEntry] = field(default=(), repr=False)


def next_event_id(store: Store) -> int:
    """The number that the next event added gets."""
    return _next_id(store, event)


def add_events(store: Store, new: Sequence[NewEvent]) -> None:
    """Add events; the caller knows that their references are free."""
    first = next_event_id(store)
    numbered = list(enumerate(new, first))
    _insert(store, event, (_event_row(event_id, one) for event_id, one in numbered))
    _insert(store, event_worker, (row for n, one in numbered for row in events.share_rows(n, one.event)))
    people = [row for n, one in numbered for row in events.participant_rows(n, one.event, one.count)]
    _insert(store, event_client, people)


def add_clients(store: Store, new: Sequence[NewClient]) -> list[int]:
    """Add clients; the caller knows that their marks are free. Gives the ids in the same order."""
    numbered = list(enumerate(new, _next_id(store, client)))
    for some in _slices(numbered, PEOPLE_AT_ONCE):
        _insert(store, client, (_client_row(client_id, one) for client_id, one in some))
        words = (row for n, one in some for row in client_words.rows(n, one.details))
        _insert(store, client_word, sorted(words, key=itemgetter("word", "sort_key")))
        _insert(store, period, (row for n, one in some for row in _period_rows(store, n, one)))
        add_entries(store, [(n, entry) for n, one in some for entry in _entries(store, one)])
        for n, one in some:
            if one.until is not None:
                periods.end(store, n, one.until)
    return [client_id for client_id, _ in numbered]


def add_entries(store: Store, new: Sequence[tuple[int, NewEntry]]) -> None:
    """Add entries to the journals of these clients, as if each had been written down at noon of its day."""
    _insert(store, case_entry, (_entry_row(store, client_id, one) for client_id, one in new))


def add_family(store: Store, name: str, members: Sequence[tuple[int, str]]) -> None:
    """Add a family of these clients, each with their place in it (L8)."""
    family_id = families.found(store, name)
    rows = [{"client_id": client_id, "relation": relation} for client_id, relation in members]
    _insert(store, family_member, ({"family_id": family_id, **row, **_recorded(store)} for row in rows))


def details_by_mark(store: Store, marks: Sequence[str]) -> dict[str, ClientDetails]:
    """The clients of these marks that are there already; an import meets those out of its person's reach.

    Of one from whom the person is barred only the mark is told, which is nobody's data but taken (X1).
    """
    found: dict[str, ClientDetails] = {}
    for some in _slices(marks):
        query = (
            select(client, period.c.worker_id)
            .outerjoin(period, periods.open_of_client(client.c.id))
            .where(client.c.mark.in_(some))
        )
        for row in store.connection.execute(query):
            values = {name: getattr(row, name) for name in _DETAILS}
            told = ClientDetails(**values, key_worker_id=row.worker_id)
            found[row.mark] = ClientDetails(row.mark) if row.id in store.barred else told
    return found


def refs_taken(store: Store, refs: Sequence[str]) -> Iterator[events.KeptEvent]:
    """The events of these references that are there already, removed ones too."""
    for some in _slices(refs):
        yield from events.kept_by_ref(store, some).values()


def ids_by_mark(store: Store, marks: Sequence[str]) -> dict[str, int]:
    """The clients of these marks, however many, but those from whom the person is barred (X1)."""
    found = {mark: n for some in _slices(marks) for mark, n in clients.ids_by_mark(store, some).items()}
    return {mark: n for mark, n in found.items() if n not in store.barred}


def _entries(store: Store, new: NewClient) -> Iterator[NewEntry]:
    yield from new.entries
    if new.until is not None and not any(entry.kind is EntryKind.ENDING for entry in new.entries):
        yield NewEntry(EntryKind.ENDING, new.until, "{}", store.person.id)


def _entry_row(store: Store, client_id: int, new: NewEntry) -> dict[str, object]:
    at_noon = datetime.combine(new.day, time(12), UTC)
    return {
        "client_id": client_id,
        "kind": new.kind,
        "day": new.day,
        "body": new.body,
        "recorded_by": new.recorded_by,
        "recorded_at": min(at_noon, store.now),
        "why": "",
    }


def _recorded(store: Store) -> dict[str, object]:
    return {"recorded_by": store.person.id, "recorded_at": store.now}


_DETAILS = tuple(one.name for one in fields(ClientDetails) if one.name != "key_worker_id")


def _slices(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    return (values[start : start + size] for start in range(0, len(values), size))


def _next_id(store: Store, table: Table) -> int:
    """Writers take turns, so that nobody else numbers meanwhile."""
    return int(store.connection.scalar(select(func.coalesce(func.max(table.c.id), 0) + 1)) or 1)


def _insert(store: Store, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    values = list(rows)
    if values:
        store.connection.execute(insert(table), values)


def _event_row(event_id: int, new: NewEvent) -> dict[str, object]:
    return {
        "id": event_id,
        "ref": new.ref,
        "recorded_by": new.recorded_by,
        "recorded_at": new.recorded_at,
        "version": 1,
        **events._values(new.event, new.count),
    }


def _client_row(client_id: int, new: NewClient) -> dict[str, object]:
    return {"id": client_id, "created_at": new.since, "version": 1, **clients._values(new.details)}


def _period_rows(store: Store, client_id: int, new: NewClient) -> Iterator[dict[str, object]]:
    lasts = new.details.state is not ClientState.ENDED or new.until is not None
    if new.details.key_worker_id is not None and lasts:
        yield {
            "client_id": client_id,
            "worker_id": new.details.key_worker_id,
            "from_day": new.since.astimezone(PRAGUE).date(),
            "reason": ChangeReason.TAKEN_OVER,
            "explanation": "",
            "no_notice_reason": "",
            **_recorded(store),
        }
