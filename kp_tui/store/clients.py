"""Clients: the list, the search and the card."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from kp_tui.domain import czech
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.people import Role
from kp_tui.store import periods
from kp_tui.store.schema import client, client_version, client_word, event, event_client, event_worker, worker
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

RECENT = timedelta(days=60)
MOST_WORDS = 40  # more of them are a pasted text: nobody has such a name, and SQLite has no room for them
OWN, MET, OTHERS = range(3)
AFTER_EVERY_LETTER = "\U0010ffff"


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


def reachable(store: Store) -> ColumnElement[bool]:
    """The base of every query: those whose work is not with people reach no client (rules, chapter 7)."""
    works_with_people = store.person.roles - {Role.ADMINISTRATOR}
    return client.c.id.is_not(None) if works_with_people else false()


def page(
    store: Store, wanted: Wanted, key: ClientKey | None, limit: int, *, back: bool
) -> list[tuple[ClientKey, ClientRow]]:
    """At most `limit` clients after a key, or before it: own first, then recently met, then the alphabet."""
    keys: list[ClientKey] = []
    tiers = _tiers(wanted)
    for tier in reversed(tiers) if back else tiers:
        beyond = key if key and key.tier == tier else None
        if key is None or beyond or (tier < key.tier) is back:
            keys += _tier_page(store, wanted, tier, beyond, limit - len(keys), back=back)
    return _rows(store, keys[::-1] if back else keys)


def _tiers(wanted: Wanted) -> Sequence[int]:
    if wanted.mine:
        return (OWN,)
    return (OWN, MET, OTHERS) if wanted.words else (OTHERS,)


def _tier_page(
    store: Store, wanted: Wanted, tier: int, beyond: ClientKey | None, limit: int, *, back: bool
) -> list[ClientKey]:
    if limit <= 0:
        return []
    place = tuple_(client.c.sort_key, client.c.id)
    query = select(client.c.sort_key, client.c.id).where(reachable(store), *_matching(wanted.words))
    if wanted.words or wanted.mine:
        query = query.where(*_in_tier(store, tier))
    if beyond is not None:
        here = tuple_(literal(beyond.sort_key), literal(beyond.id))
        query = query.where(place < here if back else place > here)
    order = (client.c.sort_key.desc(), client.c.id.desc()) if back else (client.c.sort_key, client.c.id)
    rows = store.connection.execute(query.order_by(*order).limit(limit))
    return [ClientKey(tier, row.sort_key, row.id) for row in rows]


def _matching(words: Sequence[str]) -> Sequence[ColumnElement[bool]]:
    """Every typed word begins some word of the name, the mark or the birth year."""
    typed = set(words)
    if len(typed) > MOST_WORDS:
        return [false()]
    return [
        client.c.id.in_(
            select(client_word.c.client_id).where(
                client_word.c.word >= word, client_word.c.word < word + AFTER_EVERY_LETTER
            )
        )
        for word in typed
    ]


def _in_tier(store: Store, tier: int) -> Sequence[ColumnElement[bool]]:
    own, met = client.c.id.in_(_own(store)), client.c.id.in_(_met(store))
    return {OWN: [own], MET: [met, ~own], OTHERS: [~own, ~met]}[tier]


def _own(store: Store) -> Select[tuple[int]]:
    return select(period.c.client_id).where(period.c.worker_id == store.person.id, period.c.to_day.is_(None))


def _met(store: Store) -> Select[tuple[int]]:
    return (
        select(event_client.c.client_id)
        .join(event_worker, event_worker.c.event_id == event_client.c.event_id)
        .where(event_worker.c.worker_id == store.person.id, event_worker.c.started_at > store.now - RECENT)
    )


def _rows(store: Store, keys: Sequence[ClientKey]) -> list[tuple[ClientKey, ClientRow]]:
    """The lines of one page: what a line shows is looked up for these few clients only."""
    ids = [key.id for key in keys]
    last = (
        select(func.max(event.c.day))
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(event_client.c.client_id == client.c.id, event.c.removed_at.is_(None))
    )
    units = (
        select(func.coalesce(func.sum(event.c.units), 0))
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(
            event_client.c.client_id == client.c.id, event_client.c.counted_day >= store.today.replace(day=1)
        )
    )
    query = (
        select(
            client,
            worker.c.surname.label("key_worker"),
            last.scalar_subquery().label("last_event"),
            units.scalar_subquery().label("units"),
        )
        .outerjoin(period, (period.c.client_id == client.c.id) & period.c.to_day.is_(None))
        .outerjoin(worker, worker.c.id == period.c.worker_id)
        .where(client.c.id.in_(ids))
    )
    rows = {row.id: _row(row) for row in store.connection.execute(query)}
    return [(key, rows[key.id]) for key in keys]


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
    """The list line of one client, for the header that names the current client."""
    found = _rows(store, [ClientKey(OTHERS, b"", card(store, client_id).id)])
    return found[0][1]


def card(store: Store, client_id: int) -> ClientCard:
    """One client; `NotFound` out of reach."""
    query = (
        select(client, worker.c.id.label("key_worker_id"), worker.c.surname, worker.c.name)
        .outerjoin(period, (period.c.client_id == client.c.id) & period.c.to_day.is_(None))
        .outerjoin(worker, worker.c.id == period.c.worker_id)
        .where(client.c.id == client_id, reachable(store))
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
        ),
        key_worker=key_worker if found.key_worker_id else "",
        version=found.version,
    )


def ids_by_mark(store: Store, marks: Sequence[str]) -> dict[str, int]:
    """The clients of these marks, as far as there are any."""
    query = select(client.c.mark, client.c.id).where(client.c.mark.in_(marks))
    return {found.mark: found.id for found in store.connection.execute(query)}


def marks(store: Store, client_ids: Sequence[int]) -> dict[int, str]:
    """The marks of these clients."""
    query = select(client.c.id, client.c.mark).where(client.c.id.in_(client_ids))
    return {found.id: found.mark for found in store.connection.execute(query)}


def last_mark(store: Store) -> str:
    """The mark that was given out last."""
    return store.connection.scalar(select(client.c.mark).order_by(client.c.id.desc()).limit(1)) or ""


def add(store: Store, details: ClientDetails) -> int:
    """Add a client; gives the id."""
    values = {**_values(details), "created_at": store.now, "version": 1}
    added = store.connection.execute(insert(client).values(values).returning(client.c.id))
    client_id = int(added.scalar_one())
    _index_words(store, client_id, details)
    periods.assign(store, client_id, details.key_worker_id)
    return client_id


def save(store: Store, client_id: int, details: ClientDetails, version: int) -> None:
    """Save an edited client whose last seen version was `version`; the old one is kept (D4)."""
    before = card(store, client_id)
    if before.version != version:
        raise Conflict
    _keep(store, before)
    store.connection.execute(
        update(client).where(client.c.id == client_id).values(**_values(details), version=version + 1)
    )
    _index_words(store, client_id, details)
    periods.assign(store, client_id, details.key_worker_id)


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
        "surname": details.surname,
        "name": details.name,
        "birth_date": details.birth_date,
        "state": details.state,
        "anonymous": details.anonymous,
        "contacts": details.contacts,
        "sort_key": czech.sort_key(f"{details.surname} {details.name}".strip() or details.mark),
    }


def _index_words(store: Store, client_id: int, details: ClientDetails) -> None:
    store.connection.execute(delete(client_word).where(client_word.c.client_id == client_id))
    words = [{"word": word, "client_id": client_id} for word in search_words(details)]
    if words:
        store.connection.execute(insert(client_word), words)


def search_words(details: ClientDetails) -> set[str]:
    """The folded words a client is found by."""
    year = str(details.birth_date.year) if details.birth_date else ""
    return set(czech.words(f"{details.surname} {details.name} {details.mark} {year}"))
