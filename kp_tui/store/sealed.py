"""Texts that stand in the database sealed: read where their key was granted, as they were written only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, func, select, update

from kp_tui.store import vaults
from kp_tui.store.schema import paper, plan, plan_note, plan_version, worker
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Keys
from kp_tui.vault import members
from kp_tui.vault.errors import TextMoved
from kp_tui.vault.sealing import Generation, Place, VaultKey, opened
from kp_tui.vault.writing import Written, unsalted

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "plan_version": ("body",),
    "plan_note": ("body",),
    "paper": ("title", "body"),
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text as its row keeps it: by which key it is sealed, and its author's signature."""

    vault_id: int
    generation: int
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def version_place(plan_id: int, version: int) -> Place:
    """Where one version of a plan stands."""
    return Place("plan_version", f"{plan_id}:{version}", "body")


def row_place(table: str, row_id: int, column: str = "body") -> Place:
    """Where a text of a row with a number stands: of a note beside a plan, of a paper."""
    return Place(table, str(row_id), column)


def seal(store: Store, key: VaultKey, place: Place, text: str) -> Sealed:
    """`text` by the person at this moment, for the members of the vault."""
    written = Written(store.vault.store_id, place, store.person.id, store.now)
    salted, signature = written.signed(store.vault.keys, text)
    return Sealed(*key.generation, key.seal(place, salted), signature)


def unseal(store: Store, keys: Keys, place: Place, sealed: Sealed, author_id: int, at: datetime) -> str:
    """The text at `place`, as its author wrote it at that time.

    Raises `VaultClosed` where its key was not granted, `TextMoved` where it was changed, moved, cut, or
    sealed with a key that was no longer in use.
    """
    salted = _opened(store, keys, place, sealed, at)
    written = Written(store.vault.store_id, place, author_id, at)
    login, signing = _signer(store, author_id)
    try:
        return written.checked(salted, sealed.signature, (signing,))
    except TextMoved:  # an administrator gave the author new keys since
        known = members.known(store.home, store.vault).get(login)
        return written.checked(salted, sealed.signature, (known.public.signing,) if known else ())


def unseal_label(store: Store, keys: Keys, place: Place, sealed: Sealed, at: datetime) -> str:
    """A text whose row keeps the signature of another one beside it: the title of a paper."""
    return unsalted(_opened(store, keys, place, sealed, at))


def generations(store: Store, client_id: int) -> set[Generation]:
    """By which keys the texts of a client are sealed."""
    return {Generation(row.vault_id, row.generation) for _, row in _rows(store, client_id)}


def seal_anew(store: Store, client_id: int, keys: Keys, to: VaultKey) -> None:
    """Seal all texts of a client by another key; authors, times and signatures stay."""
    for table, row in _rows(store, client_id):
        since = Generation(row.vault_id, row.generation)
        values: dict[str, object] = {"vault_id": to.generation.vault, "generation": to.generation.number}
        for column in _TEXTS[table.name]:
            place = _place(table, row, column)
            values[column] = to.seal(place, opened(row._mapping[table.c[column]], place, keys, since=since))
        this = [column == row._mapping[column] for column in table.primary_key]
        store.connection.execute(update(table).where(*this).values(values))


def next_id(store: Store, table: Table) -> int:
    """The number of the row that is added next, so that its text can be sealed for its place."""
    return int(store.connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())


def _rows(store: Store, client_id: int) -> list[tuple[Table, Row[Any]]]:
    of_plans = select(plan.c.id).where(plan.c.client_id == client_id)
    queries = {
        plan_version: select(plan_version).where(plan_version.c.plan_id.in_(of_plans)),
        plan_note: select(plan_note).where(plan_note.c.plan_id.in_(of_plans)),
        paper: select(paper).where(paper.c.client_id == client_id),
    }
    return [(table, row) for table, query in queries.items() for row in store.connection.execute(query)]


def _place(table: Table, row: Row[Any], column: str) -> Place:
    if table is plan_version:
        return version_place(row.plan_id, row.version)
    return row_place(str(table.name), row.id, column)  # SQLAlchemy's names are no plain texts


def _refuse_older_key(store: Store, sealed: Sealed, at: datetime) -> None:
    """Whoever has left a vault writes nothing into it any more with the key they knew."""
    since = vaults.began(store, sealed.vault_id)
    if sealed.generation < vaults.latest(number for number, began in since.items() if began < at):
        raise TextMoved


def _opened(store: Store, keys: Keys, place: Place, sealed: Sealed, at: datetime) -> str:
    _refuse_older_key(store, sealed, at)
    return opened(sealed.body, place, keys, since=Generation(sealed.vault_id, sealed.generation))


def _signer(store: Store, author_id: int) -> tuple[str, bytes]:
    query = select(worker.c.login, worker.c.signing_key).where(worker.c.id == author_id)
    row = store.connection.execute(query).first()
    return (row.login, row.signing_key) if row else ("", b"")
