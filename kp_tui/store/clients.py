"""Clients: the list, the search and the card."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec
from sqlalchemy import Row, func, insert, select, update

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.store import client_words, periods
from kp_tui.store.reach import reachable, unbarred
from kp_tui.store.schema import client, client_version, event, event_client, worker
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class ClientKey:
    """Where a client stands in a list: own first, then recently met, then the alphabet."""

    tier: int
    sort_key: bytes = field(repr=False)
    id: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client list."""

    id: int
    mark: str
    surname: str = field(repr=False)
    name: str = field(repr=False)
    birth_date: date | None = field(repr=False)
    state: ClientState
    anonymous: bool
    key_worker: str
    last_event: date | None
    units: int

    @property
    def full_name(self) -> str:
        """Surname first; empty for an anonymous person."""
        return f"{self.surname} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class ClientCard:
    """A client as their card shows them, with the version an edit must name."""

    id: int
    details: ClientDetails = field(repr=False)
    key_worker: str
    version: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which clients a list shows: those whose words begin as typed, all or only one's own."""

    words: tuple[str, ...] = field(default=(), repr=False)
    mine: bool = False


def lines(store: Store, ids: Sequence[int]) -> dict[int, ClientRow]:
    """The list lines of these few clients, as far as they are within reach."""
    theirs = (
        select(event)
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(event_client.c.client_id == client.c.id, *unbarred(store, event.c.id))
    )
    last = (
        theirs.with_only_columns(event.c.day)
        .where(event.c.removed_at.is_(None))
        .order_by(event_client.c.started_at.desc())
        .limit(1)
    )
    units = theirs.with_only_columns(func.coalesce(func.sum(event.c.units), 0)).where(
        event_client.c.started_at >= store.month_began, event_client.c.counted_day.is_not(None)
    )
    query = (
        select(
            client,
            worker.c.surname.label("key_worker"),
            last.scalar_subquery().label("last_event"),
            units.scalar_subquery().label("units"),
        )
        .outerjoin(period, periods.open_of_client(client.c.id))
        .outerjoin(worker, worker.c.id == period.c.worker_id)
        .where(client.c.id.in_(ids), reachable(store, client.c.id))
    )
    return {row.id: _row(row) for row in store.connection.execute(query)}


def _row(row: Row[tuple[object, ...]]) -> ClientRow:
    return ClientRow(
        id=row.id,
        mark=row.mark,
        surname=row.surname,
        name=row.name,
        birth_date=row.birth_date,
        state=row.state,
        anonymous=row.anonymous,
        key_worker=row.key_worker or "",
        last_event=row.last_event,
        units=row.units,
    )


def row(store: Store, client_id: int) -> ClientRow:
    """The list line of one client, for the header that names the current one; `NotFound` out of reach."""
    found = lines(store, [client_id]).get(client_id)
    if found is None:
        raise NotFound
    return found


def card(store: Store, client_id: int) -> ClientCard:
    """One client; `NotFound` out of reach."""
    query = (
        select(client, worker.c.id.label("key_worker_id"), worker.c.surname, worker.c.name)
        .outerjoin(period, periods.open_of_client(client.c.id))
        .outerjoin(worker, worker.c.id == period.c.worker_id)
        .where(client.c.id == client_id, reachable(store, client.c.id))
    )
    found = store.connection.execute(query).first()
    if found is None:
        raise NotFound
    key_worker = f"{found._mapping[worker.c.surname]} {found._mapping[worker.c.name]}"
    return ClientCard(
        id=found.id,
        details=ClientDetails(
            mark=found.mark,
            surname=found._mapping[client.c.surname],
            name=found._mapping[client.c.name],
            birth_date=found.birth_date,
            state=found.state,
            anonymous=found.anonymous,
            key_worker_id=found.key_worker_id,
            contacts=found.contacts,
            service_id=found.service_id,
        ),
        key_worker=key_worker if found.key_worker_id else "",
        version=found.version,
    )


def ids_by_mark(store: Store, marks: Sequence[str]) -> dict[str, int]:
    """The clients of these marks, as far as there are any."""
    query = select(client.c.mark, client.c.id).where(client.c.mark.in_(marks))
    return {found.mark: found.id for found in store.connection.execute(query)}


def marks(store: Store, client_ids: Sequence[int]) -> dict[int, str]:
    """The marks of these clients, as far as they are within reach."""
    query = select(client.c.id, client.c.mark).where(
        client.c.id.in_(client_ids), reachable(store, client.c.id)
    )
    return {found.id: found.mark for found in store.connection.execute(query)}


def last_mark(store: Store) -> str:
    """The mark that was given out last."""
    return store.connection.scalar(select(client.c.mark).order_by(client.c.id.desc()).limit(1)) or ""


def add(store: Store, details: ClientDetails) -> int:
    """Add a client, and their key worker from today on; gives the id."""
    values = {**_values(details), "created_at": store.now, "version": 1}
    added = store.connection.execute(insert(client).values(values).returning(client.c.id))
    client_id = int(added.scalar_one())
    client_words.keep(store, client_id, None, details)
    if details.key_worker_id is not None and details.state is not ClientState.ENDED:
        periods.begin(store, client_id, details.key_worker_id, store.today, ChangeReason.TAKEN_OVER)
    return client_id


def save(store: Store, client_id: int, details: ClientDetails, version: int) -> None:
    """Save an edited client whose last seen version was `version`; the old one is kept (D4).

    Who is responsible changes in `periods` only.
    """
    before = card(store, client_id)
    if before.version != version:
        raise Conflict
    _keep(store, before)
    store.connection.execute(
        update(client).where(client.c.id == client_id).values(**_values(details), version=version + 1)
    )
    client_words.keep(store, client_id, before.details, details)


def set_state(store: Store, client_id: int, state: ClientState) -> None:
    """Let an applicant become a client, a case end or begin anew; the old version is kept (D4)."""
    before = card(store, client_id)
    save(store, client_id, replace(before.details, state=state), before.version)


def _keep(store: Store, before: ClientCard) -> None:
    store.connection.execute(
        insert(client_version).values(
            client_id=before.id,
            version=before.version,
            saved_at=store.now,
            saved_by=store.person.id,
            body=msgspec.json.encode(before.details).decode(),
        )
    )


def _values(details: ClientDetails) -> dict[str, object]:
    return {
        "mark": details.mark,
        "service_id": details.service_id,
        "surname": details.surname,
        "name": details.name,
        "birth_date": details.birth_date,
        "state": details.state,
        "anonymous": details.anonymous,
        "contacts": details.contacts,
        "sort_key": client_words.sort_key(details),
    }
