"""The client reads their own plan at the desk: when that begins and ends is in the log (chapter 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.plans import GoalState, Plan
from kp_tui.store import clients
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import plan_to_give

PURPOSE = "client_view"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """What the client sees: the plan's words, how far the goals are, which steps are done."""

    client_id: int
    day: date
    plan: Plan = field(repr=False)
    states: Mapping[int, GoalState]
    done: frozenset[int]


@use_case(Permission.PLAN_READ)
def show_plan_to_client(store: Store, client_id: int) -> ShownPlan:
    """The plan for the client to read at the desk; logged as their reading, beside the worker's own."""
    kept = plan_to_give(store, client_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}", purpose=PURPOSE)
    content = plan_texts.content(store, kept)
    states = {number: status.state for number, status in content.goals.items()}
    done = frozenset(number for number, status in content.steps.items() if status.done_on)
    return ShownPlan(client_id, kept.created_on, content.plan, states, done)


@use_case(Permission.PLAN_READ)
def end_client_view(store: Store, client_id: int) -> None:
    """The worker has the desk back: when that was stands in the log."""
    clients.row(store, client_id)
    store.concerns(client_id=client_id, purpose=PURPOSE)
