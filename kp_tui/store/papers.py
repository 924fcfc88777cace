"""Papers of a client's file: titles and contents sealed, day and kind open; none is ever deleted (P2, D4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.plans import PaperKind
from kp_tui.store import reach, sealed
from kp_tui.store.schema import paper
from kp_tui.store.sealed import Sealed, SealedRow
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.vault.sealing import Place, VaultKey
from kp_tui.vault.writing import Written

TITLE, BODY = "title", "body"


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper as its row keeps it, but for its content; `size` is the file's, in bytes."""

    id: int
    client_id: int
    made_on: date
    kind: PaperKind
    size: int
    recorded_by: int
    recorded_at: datetime
    removed_at: datetime | None
    title: Sealed


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to keep: what stands open, and what is sealed."""

    client_id: int
    made_on: date
    kind: PaperKind
    size: int


def add(store: Store, key: VaultKey, new: NewPaper, title: str, body: str) -> int:
    """Keep a paper; gives its number."""
    number = sealed.next_id(store, paper)
    texts = {
        column: sealed.seal(store, key, _said(store, number, new, column), text)
        for column, text in ((TITLE, title), (BODY, body))
    }
    values = {
        "id": number,
        "client_id": new.client_id,
        "made_on": new.made_on,
        "kind": new.kind,
        "size": new.size,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
        "title": texts[TITLE].body,
        "title_signature": texts[TITLE].signature,
        **texts[BODY].values(),
    }
    store.connection.execute(insert(paper).values(values))
    return number


def of_client(store: Store, client_id: int) -> list[KeptPaper]:
    """The papers in a client's file, the latest first; those that were removed are not there."""
    theirs = (paper.c.client_id == client_id) & paper.c.removed_at.is_(None)
    query = select(*_COLUMNS).where(theirs, reach.reachable(store, paper.c.client_id))
    rows = store.connection.execute(query.order_by(paper.c.made_on.desc(), paper.c.id.desc()))
    return [_paper(row) for row in rows]


def one(store: Store, paper_id: int) -> KeptPaper:
    """One paper, removed or not; `NotFound` out of reach."""
    this = (paper.c.id == paper_id) & reach.reachable(store, paper.c.client_id)
    row = store.connection.execute(select(*_COLUMNS).where(this)).first()
    if row is None:
        raise NotFound
    return _paper(row)


def title(store: Store, keys: Keys, kept: KeptPaper) -> str:
    """What a paper is called; raises as `sealed.unseal` does."""
    return sealed.unseal(store, keys, _written(store, kept, TITLE), kept.title)


def body(store: Store, keys: Keys, kept: KeptPaper) -> str:
    """What a paper holds, as it was added; raises as `sealed.unseal` does."""
    return sealed.unseal(store, keys, _written(store, kept, BODY), _body(store, kept))


def sealed_rows(store: Store, client_id: int) -> Iterator[SealedRow]:
    """All papers of a client as they are sealed, those that were removed as well."""
    for row in store.connection.execute(select(*_COLUMNS).where(paper.c.client_id == client_id)).all():
        kept = _paper(row)
        texts = {TITLE: kept.title, BODY: _body(store, kept)}
        said = {column: (_written(store, kept, column), text) for column, text in texts.items()}
        yield SealedRow(paper, paper.c.id == kept.id, said)


def set_removed(store: Store, paper_id: int, *, removed: bool) -> None:
    """Take a paper out of the file, or put it back: it is kept either way."""
    values = {"removed_at": store.now if removed else None}
    store.connection.execute(update(paper).where(paper.c.id == paper_id).values(values))


def _body(store: Store, kept: KeptPaper) -> Sealed:
    columns = (paper.c.vault_id, paper.c.generation, paper.c.body, paper.c.signature)
    return Sealed.of(store.connection.execute(select(*columns).where(paper.c.id == kept.id)).one())


def _said(store: Store, number: int, new: NewPaper, column: str) -> Written:
    place = _place(number, new.kind, new.made_on, column)
    return sealed.written(store, place, new.client_id, store.person.id, None, store.now)


def _written(store: Store, kept: KeptPaper, column: str) -> Written:
    place = _place(kept.id, kept.kind, kept.made_on, column)
    return sealed.written(store, place, kept.client_id, kept.recorded_by, None, kept.recorded_at)


def _place(number: int, kind: PaperKind, made_on: date, column: str) -> Place:
    return Place("paper", f"{number}:{kind}:{made_on}", column)


_OPEN = tuple(name for name in KeptPaper.__dataclass_fields__ if name != TITLE)
_COLUMNS = (
    *(paper.c[name] for name in _OPEN),
    paper.c.vault_id,
    paper.c.generation,
    paper.c.title.label("body"),
    paper.c.title_signature.label("signature"),
)


def _paper(row: Row[Any]) -> KeptPaper:
    return KeptPaper(**{name: getattr(row, name) for name in _OPEN}, title=Sealed.of(row))
