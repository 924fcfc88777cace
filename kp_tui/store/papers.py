"""Papers of a client's file: titles and contents sealed, day and kind open; none is ever deleted (P2, D4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.plans import PaperKind
from kp_tui.store import clients, sealed
from kp_tui.store.schema import paper
from kp_tui.store.sealed import Sealed
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Keys
from kp_tui.vault.sealing import VaultKey

TABLE, TITLE, BODY = "paper", "title", "body"


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
    """Keep a paper; gives its number. The signature stands over the body."""
    number = sealed.next_id(store, paper)
    content = sealed.seal(store, key, sealed.row_place(TABLE, number, BODY), body)
    values = {
        "id": number,
        "client_id": new.client_id,
        "made_on": new.made_on,
        "kind": new.kind,
        "size": new.size,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
        "vault_id": content.vault_id,
        "generation": content.generation,
        "title": sealed.seal(store, key, sealed.row_place(TABLE, number, TITLE), title).body,
        "body": content.body,
        "signature": content.signature,
    }
    store.connection.execute(insert(paper).values(values))
    return number


def of_client(store: Store, client_id: int) -> list[KeptPaper]:
    """The papers in a client's file, the latest first; those that were removed are not there."""
    theirs = (paper.c.client_id == client_id) & paper.c.removed_at.is_(None)
    query = select(*_COLUMNS).where(theirs, clients.reachable(store, paper.c.client_id))
    rows = store.connection.execute(query.order_by(paper.c.made_on.desc(), paper.c.id.desc()))
    return [_paper(row) for row in rows]


def one(store: Store, paper_id: int) -> KeptPaper:
    """One paper, removed or not; `NotFound` out of reach."""
    this = (paper.c.id == paper_id) & clients.reachable(store, paper.c.client_id)
    row = store.connection.execute(select(*_COLUMNS).where(this)).first()
    if row is None:
        raise NotFound
    return _paper(row)


def title(store: Store, keys: Keys, kept: KeptPaper) -> str:
    """What a paper is called; raises as `sealed.unseal` does."""
    place = sealed.row_place(TABLE, kept.id, TITLE)
    return sealed.unseal_label(store, keys, place, kept.title, kept.recorded_at)


def body(store: Store, keys: Keys, kept: KeptPaper) -> str:
    """What a paper holds, as it was added; raises as `sealed.unseal` does."""
    content: bytes = store.connection.execute(select(paper.c.body).where(paper.c.id == kept.id)).scalar_one()
    whole = Sealed(kept.title.vault_id, kept.title.generation, content, kept.title.signature)
    place = sealed.row_place(TABLE, kept.id, BODY)
    return sealed.unseal(store, keys, place, whole, kept.recorded_by, kept.recorded_at)


def set_removed(store: Store, paper_id: int, *, removed: bool) -> None:
    """Take a paper out of the file, or put it back: it is kept either way."""
    values = {"removed_at": store.now if removed else None}
    store.connection.execute(update(paper).where(paper.c.id == paper_id).values(values))


_OPEN = tuple(name for name in KeptPaper.__dataclass_fields__ if name != TITLE)
_COLUMNS = (
    *(paper.c[name] for name in _OPEN),
    paper.c.vault_id,
    paper.c.generation,
    paper.c.title,
    paper.c.signature,
)


def _paper(row: Row[Any]) -> KeptPaper:
    return KeptPaper(**{name: getattr(row, name) for name in _OPEN}, title=_title(row))


def _title(row: Row[Any]) -> Sealed:
    return Sealed(row.vault_id, row.generation, row.title, row.signature)
