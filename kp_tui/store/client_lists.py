"""The list of clients and the search in it: a page costs the same however many clients there are.

A page is read beside a key, in its order, from an index, and ends when it is full. It is a walk through the
whole list, or through those whom one typed word finds (`client_word` has every beginning of every word, in
the order of the list), or through a few who are one's own; all else is asked of each client on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, true, tuple_

from kp_tui.domain import czech
from kp_tui.domain.clients import ClientState
from kp_tui.store.client_words import LONGEST_WORD
from kp_tui.store.clients import ClientKey, ClientRow, Wanted, lines
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, client_word, event_client, event_worker
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

RECENT = timedelta(days=60)
OWN, MET, OTHERS, EVERYBODY = range(4)
MOST_WORDS = 40  # more of them are a pasted text: nobody has such a name
FEW = 3000  # so many are sorted sooner than they are met on a walk through the whole list

Ids = Select[tuple[int]]


@dataclass(frozen=True, slots=True)
class Search:
    """The typed words, the one that finds the fewest first, and how many it finds, counted up to `FEW`."""

    words: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Walk:
    """What a page is read from: the two columns of a client's place, and who is met there."""

    sort_key: ColumnElement[bytes]
    id: ColumnElement[int]
    met: ColumnElement[bool]


def page(
    store: Store, wanted: Wanted, key: ClientKey | None, limit: int, *, back: bool
) -> list[tuple[ClientKey, ClientRow]]:
    """At most `limit` clients after a key, or before it: own first, then recently met, then the alphabet."""
    search = _search(store, _telling(czech.words(" ".join(wanted.words))))
    keys: list[ClientKey] = []
    tiers = _tiers(wanted, search)
    for tier in reversed(tiers) if back else tiers:
        beyond = key if key and key.tier == tier else None
        if key is None or beyond or (tier < key.tier) is back:
            keys += _tier_page(store, search, tier, beyond, limit - len(keys), back=back)
    rows = lines(store, [key.id for key in keys])
    return [(key, rows[key.id]) for key in (keys[::-1] if back else keys)]


def place_of(row: ClientRow, wanted: Wanted) -> ClientKey:
    """Where a client stands among one's own or among everybody; in a search only its rows know."""
    sort_key = czech.sort_key(row.full_name or row.mark)
    return ClientKey(OWN if wanted.mine else EVERYBODY, sort_key, row.id)


def _telling(words: Sequence[str]) -> list[str]:
    """Without the words that others begin with: `nov novak` finds whom `novak` finds."""
    ordered = sorted({word[:LONGEST_WORD] for word in words})
    return [word for word, after in pairwise([*ordered, ""]) if not after.startswith(word)]


def _tiers(wanted: Wanted, search: Search) -> Sequence[int]:
    if not search.most:
        return ()
    if wanted.mine:
        return (OWN,)
    return (OWN, MET, OTHERS) if search.words else (EVERYBODY,)


def _search(store: Store, words: Sequence[str]) -> Search:
    if len(words) > MOST_WORDS:
        return Search((), 0)
    found = {word: select(client_word.c.client_id).where(client_word.c.word == word) for word in words}
    sizes = {word: _size(store, query, FEW) for word, query in found.items()}
    return Search(tuple(sorted(words, key=sizes.__getitem__)), min(sizes.values(), default=FEW))


def _tier_page(
    store: Store, search: Search, tier: int, beyond: ClientKey | None, limit: int, *, back: bool
) -> list[ClientKey]:
    if limit <= 0:
        return []
    walk = _walk(store, search, tier)
    query = select(walk.sort_key, walk.id).where(walk.met)
    if beyond is not None:
        place, here = tuple_(walk.sort_key, walk.id), tuple_(literal(beyond.sort_key), literal(beyond.id))
        query = query.where(place < here if back else place > here)
    order = (walk.sort_key.desc(), walk.id.desc()) if back else (walk.sort_key, walk.id)
    rows = store.connection.execute(query.order_by(*order).limit(limit))
    return [ClientKey(tier, sort_key, client_id) for sort_key, client_id in rows]


def _walk(store: Store, search: Search, tier: int) -> Walk:
    few = _few(store, tier, search.most)
    if few is None and search.words:
        found = client_word.alias()
        rarest, *asked = search.words
        sort_key, id_, begin = found.c.sort_key, found.c.client_id, found.c.word == rarest
    else:
        sort_key, id_, asked = client.c.sort_key, client.c.id, [*search.words]
        begin = true() if few is None else id_.in_(few)
    has_words = [_has(word, sort_key, id_) for word in asked]
    return Walk(sort_key, id_, and_(begin, reachable(store, id_), *has_words, *_in_tier(store, tier, id_)))


def _has(word: str, sort_key: ColumnElement[bytes], id_: ColumnElement[int]) -> ColumnElement[bool]:
    other = client_word.alias()
    place = (other.c.word == word, other.c.sort_key == sort_key, other.c.client_id == id_)
    return select(other.c.client_id).where(*place).exists()


def _in_tier(store: Store, tier: int, id_: ColumnElement[int]) -> Sequence[ColumnElement[bool]]:
    if tier == EVERYBODY:
        return ()
    own = _own(store).where(period.c.client_id == id_).exists()
    met = _met(store).where(event_client.c.client_id == id_).exists()
    return {OWN: (own,), MET: (~own, met), OTHERS: (~own, ~met)}[tier]


def _few(store: Store, tier: int, fewer_than: int) -> Ids | None:
    """The ids of the tier's people; None where they are too many, or nobody lists them."""
    if tier == OWN and _size(store, _own(store), fewer_than) < fewer_than:
        return _own(store)
    if tier == MET and _size(store, _worked_at(store), fewer_than) < fewer_than:
        return _met(store)
    return None


def _size(store: Store, query: Ids, most: int) -> int:
    """How many rows there are, counted up to `most`."""
    return store.connection.scalar(select(func.count()).select_from(query.limit(most).subquery())) or 0


def _own(store: Store) -> Ids:
    """One's own, and those of the absent worker one stands in for (K7), until they have ended."""
    mine = period.c.worker_id.in_([store.person.id, *sorted(store.stands_in_for)]) & period.c.to_day.is_(None)
    case = client.alias()  # not the list's own rows: the condition stands inside a query of them
    lasting = (case.c.id == period.c.client_id) & (case.c.state != ClientState.ENDED)
    return select(period.c.client_id).join(case, lasting).where(mine)


def _worked_at(store: Store) -> Ids:
    """One's own events of the last weeks."""
    mine = event_worker.c.worker_id == store.person.id
    return select(event_worker.c.event_id).where(mine, event_worker.c.started_at > store.now - RECENT)


def _met(store: Store) -> Ids:
    together = event_client.c.event_id == event_worker.c.event_id
    return _worked_at(store).join(event_client, together).with_only_columns(event_client.c.client_id)
