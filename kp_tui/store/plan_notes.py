"""Evaluations, discussions and comments beside a plan: sealed, added and never changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from kp_tui.domain.plans import NoteKind
from kp_tui.store import deputies
from kp_tui.store.plans import KeptPlan
from kp_tui.store.schema import plan_note
from kp_tui.store.sealed import Sealed
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class KeptNote:
    """A note with its sealed text; `next_on` is the day on which the plan is looked at again (P5)."""

    id: int
    kind: NoteKind
    day: date
    next_on: date | None
    recorded_by: int
    acting_for: int | None
    recorded_at: datetime
    sealed: Sealed


def add(store: Store, kept: KeptPlan, note: KeptNote) -> None:
    """Add a note under the number that its text was sealed for; who acts for whom, the store finds out."""
    values = {
        "id": note.id,
        "plan_id": kept.id,
        "kind": note.kind,
        "day": note.day,
        "next_on": note.next_on,
        "recorded_by": note.recorded_by,
        "acting_for": deputies.acting_for(store, [kept.client_id], note.day),
        "recorded_at": note.recorded_at,
        "vault_id": note.sealed.vault_id,
        "generation": note.sealed.generation,
        "body": note.sealed.body,
        "signature": note.sealed.signature,
    }
    store.connection.execute(insert(plan_note).values(values))


def of_plan(store: Store, plan_id: int) -> list[KeptNote]:
    """All notes beside a plan in the order of their days."""
    query = select(plan_note).where(plan_note.c.plan_id == plan_id)
    rows = store.connection.execute(query.order_by(plan_note.c.day, plan_note.c.id))
    return [
        KeptNote(
            row.id,
            row.kind,
            row.day,
            row.next_on,
            row.recorded_by,
            row.acting_for,
            row.recorded_at,
            Sealed(row.vault_id, row.generation, row.body, row.signature),
        )
        for row in rows
    ]
