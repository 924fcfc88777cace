"""The client's individual plan as it is kept: read, and each of its versions (P2, P4)."""

from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.domain.errors import NotFound
from kp_tui.domain.plan_access import PlanRight
from kp_tui.store import clients, duties, plans
from kp_tui.store.clients import ClientRow
from kp_tui.store.plans import KeptPlan
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand, demand_plan, reads_until
from kp_tui.usecases.plan_texts import PlanContent, PlanVersion


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A client's plan as the person may see it.

    Without a `plan_id` there is none yet; without `content` the person sees that there is one, no more.
    `reminds` says that the client was met seven times without a written plan (P3), `until` when an emergency
    reading ends by which it was opened.
    """

    client: ClientRow
    right: PlanRight
    kept: KeptPlan | None
    key_worker: str = field(repr=False)
    content: PlanContent | None = field(repr=False)
    reminds: bool = False
    until: datetime | None = None

    @property
    def plan_id(self) -> int | None:
        """The number of the plan, if there is one."""
        return self.kept.id if self.kept else None


@use_case(Permission.PLAN_SEE)
def open_plan(store: Store, client_id: int) -> OpenedPlan:
    """A client's plan to read, as far as the person may; every reading is logged (V2)."""
    right = demand(store, client_id, PlanRight.EXISTS)
    kept = plans.of_client(store, client_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}" if kept else "", purpose="plan")
    content = plan_texts.content(store, kept) if kept and right >= PlanRight.READ else None
    reminds = duties.lacks_plan(store, client_id)
    key_worker = clients.card(store, client_id).key_worker
    until = reads_until(store, client_id)
    return OpenedPlan(clients.row(store, client_id), right, kept, key_worker, content, reminds, until)


@use_case(Permission.PLAN_READ)
def list_plan_versions(store: Store, plan_id: int) -> list[PlanVersion]:
    """All versions of a plan: who wrote them, when, who took part (P4); the latest first."""
    kept = demand_plan(store, plan_id, PlanRight.READ)
    return list(reversed(plan_texts.read_versions(store, kept)))


@use_case(Permission.PLAN_READ)
def open_plan_version(store: Store, plan_id: int, number: int) -> PlanVersion:
    """One version of a plan to read, whatever has come after it (P4)."""
    kept = demand_plan(store, plan_id, PlanRight.READ)
    store.concerns(client_id=kept.client_id, record=f"plan:{plan_id}:{number}", purpose="plan")
    found = next((one for one in plan_texts.read_versions(store, kept) if one.number == number), None)
    if found is None:
        raise NotFound
    return found
