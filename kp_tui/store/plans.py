"""Plans: what the program asks for stands open, what people said is sealed; every version is kept (P4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.domain.deputies import Relation
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.plans import Horizon, Plan, PlanForm
from kp_tui.store import clients, deputies, plan_parts, reach, sealed
from kp_tui.store.schema import plan, plan_version
from kp_tui.store.sealed import Sealed, SealedRow
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.vault.errors import TextMoved
from kp_tui.vault.sealing import Place, VaultKey
from kp_tui.vault.writing import Written


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


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version with its sealed text: who wrote it and when, for whom where a deputy did."""

    plan_id: int
    client_id: int
    version: int
    saved_at: datetime
    saved_by: int
    acting_for: int | None
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a version says, beside its words."""

    plan: Plan
    event_id: int | None
    complete: bool


def relation(store: Store, client_id: int) -> Relation:
    """What the person is to a client's case; `NotFound` where the client is out of reach."""
    clients.row(store, client_id)
    return deputies.relation(store, client_id)


def of_client(store: Store, client_id: int) -> KeptPlan | None:
    """The plan that a client has now."""
    found = _plans(store, plan.c.client_id == client_id)
    return found[0] if found else None


def one(store: Store, plan_id: int) -> KeptPlan:
    """One plan; `NotFound` out of reach."""
    found = _plans(store, plan.c.id == plan_id)
    if not found:
        raise NotFound
    return found[0]


def versions(store: Store, kept: KeptPlan) -> list[KeptVersion]:
    """All versions of a plan, the first one first; `TextMoved` where one is missing or out of its time."""
    _refuse_disorder(store, kept)
    return _versions(store, plan_version.c.plan_id == kept.id)


def last_version(store: Store, kept: KeptPlan) -> KeptVersion:
    """The version that a plan has now; raises as `versions` does, without reading the others' texts."""
    _refuse_disorder(store, kept)
    (last,) = _versions(store, plan_version.c.plan_id == kept.id, plan_version.c.version == kept.version)
    return last


def words(store: Store, keys: Keys, kept: KeptVersion) -> str:
    """What a version says, as its author wrote it; raises as `sealed.unseal` does."""
    return sealed.unseal(store, keys, _written(store, kept), kept.sealed)


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


def add_version(store: Store, key: VaultKey, kept: KeptPlan, new: NewVersion, text: str) -> None:
    """Add the next version of a plan; goals and steps that are in it no more stay in the record."""
    number = kept.version + 1
    _keep_version(store, key, kept, number, text)
    values = {
        "form": new.plan.form,
        "horizon": new.plan.horizon,
        "event_id": new.event_id,
        "complete": new.complete,
        "version": number,
    }
    store.connection.execute(update(plan).where(plan.c.id == kept.id).values(values))
    plan_parts.follow(store, kept.id, new.plan.goals)


def sealed_rows(store: Store, client_id: int) -> Iterator[SealedRow]:
    """All versions of a client's plans as they are sealed."""
    for one in _versions(store, plan.c.client_id == client_id):
        this = (plan_version.c.plan_id == one.plan_id) & (plan_version.c.version == one.version)
        yield SealedRow(plan_version, this, {"body": (_written(store, one), one.sealed)})


def _keep_version(store: Store, key: VaultKey, kept: KeptPlan, number: int, text: str) -> None:
    acting_for = deputies.acting_for(store, [kept.client_id], store.today)
    said = sealed.written(
        store, _place(kept.id, number), kept.client_id, store.person.id, acting_for, store.now
    )
    values = {
        "plan_id": kept.id,
        "version": number,
        "saved_at": store.now,
        "saved_by": store.person.id,
        "acting_for": acting_for,
        **sealed.seal(store, key, said, text).values(),
    }
    store.connection.execute(insert(plan_version).values(values))


def _refuse_disorder(store: Store, kept: KeptPlan) -> None:
    columns = (plan_version.c.version, plan_version.c.saved_at)
    query = select(*columns).where(plan_version.c.plan_id == kept.id).order_by(plan_version.c.version)
    found = store.connection.execute(query).all()
    times = [row.saved_at for row in found]
    if [row.version for row in found] != list(range(1, kept.version + 1)) or times != sorted(times):
        raise TextMoved


def _place(plan_id: int, version: int) -> Place:
    return Place("plan_version", f"{plan_id}:{version}", "body")


def _written(store: Store, kept: KeptVersion) -> Written:
    place = _place(kept.plan_id, kept.version)
    return sealed.written(store, place, kept.client_id, kept.saved_by, kept.acting_for, kept.saved_at)


def _plans(store: Store, *which: ColumnElement[bool]) -> Sequence[KeptPlan]:
    columns = [plan.c[name] for name in KeptPlan.__dataclass_fields__]
    query = select(*columns).where(*which, reach.reachable(store, plan.c.client_id))
    return [KeptPlan(*row) for row in store.connection.execute(query.order_by(plan.c.id))]


def _versions(store: Store, *which: ColumnElement[bool]) -> list[KeptVersion]:
    of_plan = select(plan_version, plan.c.client_id).join(plan, plan.c.id == plan_version.c.plan_id)
    query = of_plan.where(*which).order_by(plan_version.c.plan_id, plan_version.c.version)
    return [
        KeptVersion(
            row.plan_id,
            row.client_id,
            row.version,
            row.saved_at,
            row.saved_by,
            row.acting_for,
            Sealed.of(row),
        )
        for row in store.connection.execute(query)
    ]
