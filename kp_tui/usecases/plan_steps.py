"""What happens to a plan between its versions: steps are ticked, goals are reached, put into areas."""

from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plans import GoalState
from kp_tui.store import goal_areas, plan_parts
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand_plan


@use_case(Permission.PLAN_WRITE)
def tick_step(store: Store, plan_id: int, number: int) -> None:
    """Say that a step is done, today and by the person."""
    _concerns(store, plan_id, f"step:{number}")
    plan_parts.set_done(store, plan_id, number, store.today)


@use_case(Permission.PLAN_WRITE)
def untick_step(store: Store, plan_id: int, number: int) -> None:
    """Take a tick back."""
    _concerns(store, plan_id, f"step:{number}")
    plan_parts.set_done(store, plan_id, number, None)


@use_case(Permission.PLAN_WRITE)
def set_goal_state(store: Store, plan_id: int, number: int, state: GoalState) -> None:
    """Say how far a goal is."""
    _concerns(store, plan_id, f"goal:{number}")
    plan_parts.set_state(store, plan_id, number, state)


@use_case(Permission.PLAN_WRITE)
def set_goal_area(store: Store, plan_id: int, number: int, area_id: int | None) -> None:
    """Put a goal into an area, under the name that it has now; none takes it out."""
    _concerns(store, plan_id, f"goal:{number}")
    name = goal_areas.one(store, area_id).name if area_id is not None else ""
    plan_parts.set_area(store, plan_id, number, area_id, name)


def _concerns(store: Store, plan_id: int, part: str) -> None:
    kept = demand_plan(store, plan_id, PlanRight.WRITE)
    store.concerns(client_id=kept.client_id, record=f"plan:{plan_id}:{part}")
