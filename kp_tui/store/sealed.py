"""Texts that stand in the database sealed: read where their key was granted, as they were written only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, Table, func, select, update

from kp_tui.store import vault_keys, vaults, workers
from kp_tui.store.schema import paper, plan, plan_note, plan_version
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.vault.errors import TextMoved
from kp_tui.vault.sealing import Generation, Place, VaultKey, opened
from kp_tui.vault.writing import Written, unsalted


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text as its row keeps it: by which key it is sealed, and its author's signature."""

    vault_id: int
    generation: int
    body: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @classmethod
    def of(cls, row: Any) -> Self:
        """The text of a row."""
        return cls(row.vault_id, row.generation, row.body, row.signature)

    @property
    def key(self) -> Generation:
        """By which key it is sealed."""
        return Generation(self.vault_id, self.generation)

    def values(self) -> dict[str, object]:
        """The columns of the text's row."""
        return {name: getattr(self, name) for name in ("vault_id", "generation", "body", "signature")}


@dataclass(frozen=True, slots=True)
class SealedRow:
    """A row about a client with its texts by their columns, all of them sealed by one key."""

    table: Table
    this: ColumnElement[bool]
    texts: Mapping[str, tuple[Written, Sealed]]


def written(
    store: Store, place: Place, client_id: int, author_id: int, acting_for: int | None, at: datetime
) -> Written:
    """What a row says of its text."""
    return Written(store.vault.store_id, place, client_id, author_id, acting_for, at)


def seal(store: Store, key: VaultKey, said: Written, text: str) -> Sealed:
    """`text` by the person at this moment, for the members of the vault."""
    salted, signature = said.signed(store.vault.keys, text)
    return Sealed(*key.generation, key.seal(said.place, salted), signature)


def unseal(store: Store, keys: Keys, said: Written, sealed: Sealed) -> str:
    """The text, as its author wrote it there and then.

    Raises `VaultClosed` where its key was not granted, `TextMoved` where it was changed, moved, cut, or
    sealed with a key that was no longer in use.
    """
    return unsalted(_opened(store, keys, said, sealed))


def seal_anew(store: Store, row: SealedRow, keys: Keys, to: VaultKey) -> None:
    """Seal a row's texts by another key; authors, times and signatures stay.

    A row that cannot be trusted is left as it is: it is refused when it is read, and keeps no other one back.
    """
    if all(sealed.key == to.generation for _, sealed in row.texts.values()):
        return
    columns: dict[str, object] = {}
    try:
        for column, (said, sealed) in row.texts.items():
            columns[column] = to.seal(said.place, _opened(store, keys, said, sealed))
    except TextMoved:
        return
    by = {"vault_id": to.generation.vault, "generation": to.generation.number}
    store.connection.execute(update(row.table).where(row.this).values(**by, **columns))


def generations(store: Store, client_id: int) -> set[Generation]:
    """By which keys the texts of a client are sealed."""
    of_plans = select(plan.c.id).where(plan.c.client_id == client_id)
    queries = (
        _keys_of(plan_version).where(plan_version.c.plan_id.in_(of_plans)),
        _keys_of(plan_note).where(plan_note.c.plan_id.in_(of_plans)),
        _keys_of(paper).where(paper.c.client_id == client_id),
    )
    rows = (row for query in queries for row in store.connection.execute(query))
    return {Generation(row.vault_id, row.generation) for row in rows}


def next_id(store: Store, table: Table) -> int:
    """The number of the row that is added next, so that its text can be sealed for its place."""
    return int(store.connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())


def _keys_of(table: Table) -> Select[tuple[int, int]]:
    return select(table.c.vault_id, table.c.generation).distinct()


def _opened(store: Store, keys: Keys, said: Written, sealed: Sealed) -> str:
    """The salted text, proved to be its author's."""
    _refuse_older_key(store, said, sealed.key)
    salted = opened(sealed.body, said.place, keys, since=sealed.key)
    said.refuse_unsigned(salted, sealed.signature, workers.keys_at(store.connection, said.author_id, said.at))
    return salted


def _refuse_older_key(store: Store, said: Written, key: Generation) -> None:
    """Whoever has left a vault, or is barred from the client, writes nothing by the key they knew."""
    own = vaults.of_client(store, said.client_id)
    replaced = [since for number, since in vault_keys.made(store, key.vault).items() if number > key.number]
    if own is not None and own.client_id is not None and own.id != key.vault:
        replaced = list(vault_keys.made(store, own.id).values())
    if any(since < said.at for since in replaced):
        raise TextMoved
