"""Evaluations, discussions and comments beside a plan: sealed, added and never changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, insert, select

from kp_tui.domain.plans import NoteKind
from kp_tui.store import deputies, sealed
from kp_tui.store.plans import KeptPlan
from kp_tui.store.schema import plan, plan_note
from kp_tui.store.sealed import Sealed, SealedRow
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.vault.sealing import Place, VaultKey
from kp_tui.vault.writing import Written


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note without its words; `next_on` is the day on which the plan is looked at again (P5)."""

    kind: NoteKind
    day: date
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note with its sealed text: who wrote it and when, for whom where a deputy did."""

    id: int
    plan_id: int
    client_id: int
    new: NewNote
    recorded_by: int
    acting_for: int | None
    recorded_at: datetime
    sealed: Sealed


def add(store: Store, key: VaultKey, kept: KeptPlan, new: NewNote, text: str) -> int:
    """Add a note; gives its number. Who acts for whom, the store finds out."""
    number = sealed.next_id(store, plan_note)
    acting_for = deputies.acting_for(store, [kept.client_id], new.day)
    place = _place(kept.id, number, new)
    said = sealed.written(store, place, kept.client_id, store.person.id, acting_for, store.now)
    values = {
        "id": number,
        "plan_id": kept.id,
        "kind": new.kind,
        "day": new.day,
        "next_on": new.next_on,
        "recorded_by": store.person.id,
        "acting_for": acting_for,
        "recorded_at": store.now,
        **sealed.seal(store, key, said, text).values(),
    }
    store.connection.execute(insert(plan_note).values(values))
    return number


def of_plan(store: Store, plan_id: int) -> list[KeptNote]:
    """All notes beside a plan in the order of their days."""
    return _notes(store, plan_note.c.plan_id == plan_id)


def words(store: Store, keys: Keys, kept: KeptNote) -> str:
    """What a note says, as its author wrote it; raises as `sealed.unseal` does."""
    return sealed.unseal(store, keys, _written(store, kept), kept.sealed)


def sealed_rows(store: Store, client_id: int) -> Iterator[SealedRow]:
    """All notes beside a client's plans as they are sealed."""
    for one in _notes(store, plan.c.client_id == client_id):
        yield SealedRow(plan_note, plan_note.c.id == one.id, {"body": (_written(store, one), one.sealed)})


def _place(plan_id: int, number: int, new: NewNote) -> Place:
    return Place("plan_note", f"{plan_id}:{number}:{new.kind}:{new.day}:{new.next_on or ''}", "body")


def _written(store: Store, kept: KeptNote) -> Written:
    place = _place(kept.plan_id, kept.id, kept.new)
    return sealed.written(store, place, kept.client_id, kept.recorded_by, kept.acting_for, kept.recorded_at)


def _notes(store: Store, *which: ColumnElement[bool]) -> list[KeptNote]:
    query = select(plan_note, plan.c.client_id).join(plan, plan.c.id == plan_note.c.plan_id).where(*which)
    rows = store.connection.execute(query.order_by(plan_note.c.day, plan_note.c.id))
    return [
        KeptNote(
            row.id,
            row.plan_id,
            row.client_id,
            NewNote(row.kind, row.day, row.next_on),
            row.recorded_by,
            row.acting_for,
            row.recorded_at,
            Sealed.of(row),
        )
        for row in rows
    ]
