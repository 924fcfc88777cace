"""Clients of one name, whatever its accents and case: who may be the same person."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select, true

from kp_tui.domain import czech
from kp_tui.store.client_words import LONGEST_WORD
from kp_tui.store.clients import ClientRow, lines
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, client_word
from kp_tui.store.unit import Store

LOOKED_AT = (
    200  # the first ones in the order of the list: those of just this surname stand before longer ones
)


def of_name(store: Store, surname: str, name: str, most: int) -> list[ClientRow]:
    """At most so many clients of that surname, and of that name where there is one."""
    wanted = czech.words(surname), czech.words(name)
    if not wanted[0]:
        return []
    first, *others = wanted[0]
    named = and_(true(), *(_found_by(word) for word in wanted[1]))
    query = (
        select(client.c.id, client.c.surname, client.c.name)
        .join(client_word, client_word.c.client_id == client.c.id)
        .where(client_word.c.word == first[:LONGEST_WORD], reachable(store, client.c.id))
        .where(*(_found_by(word) for word in others), (client.c.name == "") | named)
        .order_by(client_word.c.sort_key, client.c.id)
        .limit(LOOKED_AT)
    )
    rows = store.connection.execute(query).all()
    alike = [row.id for row in rows if _alike(wanted, (row.surname, row.name))][:most]
    found = lines(store, alike)
    return [found[one] for one in alike]


def _alike(wanted: tuple[Sequence[str], Sequence[str]], names: tuple[str, str]) -> bool:
    surname, name = czech.words(names[0]), czech.words(names[1])
    return surname == wanted[0] and (not wanted[1] or not name or name == wanted[1])


def _found_by(word: str) -> ColumnElement[bool]:
    found = client_word.alias()
    return client.c.id.in_(select(found.c.client_id).where(found.c.word == word[:LONGEST_WORD]))
