"""The words by which a client is found: every beginning of every word, in the order of the list."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert

from kp_tui.domain import czech
from kp_tui.domain.clients import ClientDetails
from kp_tui.store.schema import client_word
from kp_tui.store.unit import Store

LONGEST_WORD = 40  # letters of a word that the search looks at


def sort_key(details: ClientDetails) -> bytes:
    """Where a client stands in the alphabet: by the name, or by the mark where there is none."""
    return czech.sort_key(f"{details.surname} {details.name}".strip() or details.mark)


def rows(client_id: int, details: ClientDetails) -> list[dict[str, object]]:
    """Every beginning, up to a length, of every word a client is found by, ready to insert."""
    year = str(details.birth_date.year) if details.birth_date else ""
    words = czech.words(f"{details.surname} {details.name} {details.mark} {year}")
    beginnings = sorted({word[: end + 1] for word in words for end in range(min(len(word), LONGEST_WORD))})
    place = {"sort_key": sort_key(details), "client_id": client_id}
    return [{"word": beginning, **place} for beginning in beginnings]


def keep(store: Store, client_id: int, before: ClientDetails | None, now: ClientDetails) -> None:
    """Let a client be found by what they are called now, and no more by what they were called before."""
    gone, new = rows(client_id, before) if before else [], rows(client_id, now)
    if gone == new:
        return
    if gone:
        _forget(store, gone)
    store.connection.execute(insert(client_word), new)


def _forget(store: Store, gone: Sequence[dict[str, object]]) -> None:
    columns = [client_word.c.word, client_word.c.sort_key, client_word.c.client_id]
    this = [column == bindparam(f"its_{column.name}") for column in columns]
    which = [{f"its_{name}": value for name, value in row.items()} for row in gone]
    store.connection.execute(delete(client_word).where(*this), which)
