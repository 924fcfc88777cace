"""Plans: what the program asks for stands open, what people said is sealed; every version is kept (P4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.domain.deputies import Relation
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.plans import Horizon, Plan, PlanForm
from kp_tui.store import clients, deputies, plan_parts
from kp_tui.store.schema import plan, plan_version
from kp_tui.store.sealed import Sealed
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A client's plan as the program knows it without its words, with the version an edit must name."""

    id: int
    client_id: int
    created_on: date
    form: PlanForm
    horizon: Horizon
    event_id: int | None
    complete: bool
    version: int
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version with its sealed text: who wrote it and when, for whom where a deputy did."""

    plan_id: int
    version: int
    saved_at: datetime
    saved_by: int
    acting_for: int | None
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a version says, beside its sealed text."""

    plan: Plan
    event_id: int | None
    complete: bool


def relation(store: Store, client_id: int) -> Relation:
    """What the person is to a client's case; `NotFound` where the client is out of reach."""
    clients.row(store, client_id)
    return deputies.relation(store, client_id)


def of_client(store: Store, client_id: int) -> KeptPlan | None:
    """The plan that a client has now."""
    found = _plans(store, plan.c.client_id == client_id, plan.c.closed_on.is_(None))
    return found[0] if found else None


def one(store: Store, plan_id: int) -> KeptPlan:
    """One plan; `NotFound` out of reach."""
    found = _plans(store, plan.c.id == plan_id)
    if not found:
        raise NotFound
    return found[0]


def versions(store: Store, plan_id: int) -> list[KeptVersion]:
    """All versions of a plan, the first one first."""
    return _versions(store, plan_version.c.plan_id == plan_id)


def version(store: Store, plan_id: int, number: int) -> KeptVersion:
    """One version; `NotFound` where there is none."""
    found = _versions(store, plan_version.c.plan_id == plan_id, plan_version.c.version == number)
    if not found:
        raise NotFound
    return found[0]


def begin(store: Store, client_id: int) -> int:
    """A plan that has no version yet; `Conflict` where somebody else has begun one meanwhile."""
    if of_client(store, client_id) is not None:
        raise Conflict
    values = {
        "client_id": client_id,
        "created_on": store.today,
        "form": PlanForm.WRITTEN,
        "horizon": Horizon.LONG,
        "complete": False,
        "version": 0,
    }
    return int(store.connection.execute(insert(plan).values(values).returning(plan.c.id)).scalar_one())


def add_version(store: Store, kept: KeptPlan, new: NewVersion, text: Sealed) -> None:
    """Add the next version of a plan; goals and steps that are in it no more stay in the record."""
    number = kept.version + 1
    _keep_version(store, kept, number, text)
    values = {
        "form": new.plan.form,
        "horizon": new.plan.horizon,
        "event_id": new.event_id,
        "complete": new.complete,
        "version": number,
    }
    store.connection.execute(update(plan).where(plan.c.id == kept.id).values(values))
    plan_parts.follow(store, kept.id, new.plan.goals)


def _keep_version(store: Store, kept: KeptPlan, number: int, text: Sealed) -> None:
    values = {
        "plan_id": kept.id,
        "version": number,
        "saved_at": store.now,
        "saved_by": store.person.id,
        "acting_for": deputies.acting_for(store, [kept.client_id], store.today),
        "vault_id": text.vault_id,
        "generation": text.generation,
        "body": text.body,
        "signature": text.signature,
    }
    store.connection.execute(insert(plan_version).values(values))


def _plans(store: Store, *which: ColumnElement[bool]) -> Sequence[KeptPlan]:
    columns = [plan.c[name] for name in KeptPlan.__dataclass_fields__]
    query = select(*columns).where(*which, clients.reachable(store, plan.c.client_id))
    return [KeptPlan(*row) for row in store.connection.execute(query.order_by(plan.c.id))]


def _versions(store: Store, *which: ColumnElement[bool]) -> list[KeptVersion]:
    query = select(plan_version).where(*which).order_by(plan_version.c.version)
    return [
        KeptVersion(
            row.plan_id,
            row.version,
            row.saved_at,
            row.saved_by,
            row.acting_for,
            Sealed(row.vault_id, row.generation, row.body, row.signature),
        )
        for row in store.connection.execute(query)
    ]
