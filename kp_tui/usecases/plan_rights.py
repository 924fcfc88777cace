"""What the person may do with a client's plan: all that touches one asks here (rules, chapter 7)."""

from datetime import datetime

from kp_tui.domain.emergencies import EmergencyReadsOnly
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.plan_access import PlanRight, plan_right
from kp_tui.store import emergencies, plans, services, vault_keys, vaults
from kp_tui.store.plans import KeptPlan
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys

PURPOSE = "plan"


def right_to(store: Store, client_id: int) -> PlanRight:
    """The person's right to a client's plan now; `NotFound` where the client is out of reach."""
    if client_id in store.barred:
        store.concerns(client_id=client_id, purpose=PURPOSE)
        raise NotFound
    relation = plans.relation(store, client_id)
    emergency = emergencies.open_until(store, client_id) is not None
    return plan_right(store.person.roles, relation, emergency=emergency)


def demand(store: Store, client_id: int, wanted: PlanRight) -> PlanRight:
    """Raise `NotFound` where the person may not even know of a plan, `Refused` below the wanted right."""
    right = right_to(store, client_id)
    if right < wanted:
        store.concerns(client_id=client_id, purpose=PURPOSE)
        raise NotFound if right is PlanRight.NOTHING else Refused
    return right


def demand_plan(store: Store, plan_id: int, wanted: PlanRight) -> KeptPlan:
    """The plan of that number, for whoever has the wanted right to it; named in the audit row."""
    store.concerns(record=f"plan:{plan_id}", purpose=PURPOSE)
    kept = plans.one(store, plan_id)
    demand(store, kept.client_id, wanted)
    store.concerns(client_id=kept.client_id, record=f"plan:{plan_id}", purpose=PURPOSE)
    return kept


def plan_to_give(store: Store, client_id: int) -> KeptPlan:
    """The plan that a client has now, for whoever may print it or show it to them: nobody in an emergency."""
    demand(store, client_id, PlanRight.READ)
    refuse_in_emergency(store, client_id)
    kept = plans.of_client(store, client_id)
    if kept is None:
        raise NotFound
    return kept


def refuse_in_emergency(store: Store, client_id: int) -> None:
    """Raise `EmergencyReadsOnly` where only an emergency lets the person read: it is reading and no more."""
    if not _reads_by_role(store, client_id):
        raise EmergencyReadsOnly


def reads_until(store: Store, client_id: int) -> datetime | None:
    """When an emergency reading ends by which alone the person reads: what it opened is closed then."""
    return None if _reads_by_role(store, client_id) else emergencies.open_until(store, client_id)


def keys_for(store: Store, client_id: int) -> Keys:
    """The keys by which the person may open a client's texts now: an emergency opens what waits for one."""
    granted = vault_keys.keyring(store)
    kept = vaults.of_client(store, client_id)
    if kept is None or emergencies.open_until(store, client_id) is None:
        return granted
    service = vaults.of_service(store, services.of_client(store, client_id).id)
    both = {one.id for one in (kept, service) if one is not None}  # texts may wait to be moved
    return {**granted, **vault_keys.emergency_keys(store, *sorted(both))}


def _reads_by_role(store: Store, client_id: int) -> bool:
    return plan_right(store.person.roles, plans.relation(store, client_id)) >= PlanRight.READ
