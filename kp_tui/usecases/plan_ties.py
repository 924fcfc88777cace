"""Which goals and steps an event served: chosen after it was saved, shown in the plan as its progress."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.errors import NotFound
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plans import Goal
from kp_tui.store import events, plan_parts, plans, ties
from kp_tui.store.ties import Tie
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.events import NotYours
from kp_tui.usecases.plan_rights import demand, demand_plan, refuse_in_emergency


@dataclass(frozen=True, slots=True)
class TieChoice:
    """The goals that an event can be tied to, and what it is tied to already."""

    plan_id: int
    goals: tuple[Goal, ...] = field(repr=False)
    tied: frozenset[Tie]


@dataclass(frozen=True, slots=True)
class GoalWork:
    """One event that served a goal or a step of it (0: the goal as a whole)."""

    event_id: int
    goal: int
    step: int
    day: date
    units: int
    workers: tuple[str, ...] = field(repr=False)


@use_case(Permission.PLAN_READ)
def goals_to_tie(store: Store, client_id: int, event_id: int | None = None) -> TieChoice | None:
    """The goals and steps of a client's plan to choose from; none where there is no plan. It is a reading."""
    demand(store, client_id, PlanRight.READ)
    refuse_in_emergency(store, client_id)
    kept = plans.of_client(store, client_id)
    store.concerns(client_id=client_id, record=f"plan:{kept.id}" if kept else "", purpose="plan")
    if kept is None:
        return None
    tied = ties.of_event(store, event_id, kept.id) if event_id else frozenset()
    return TieChoice(kept.id, plan_texts.latest(store, kept).goals, tied)


@use_case(Permission.PLAN_READ)
def tie_event(store: Store, event_id: int, plan_id: int, wanted: Sequence[Tie]) -> None:
    """Let one's own event have served exactly these goals and steps of its client's plan."""
    kept = demand_plan(store, plan_id, PlanRight.READ)
    refuse_in_emergency(store, kept.client_id)
    event = events.kept(store, event_id)
    store.concerns(client_id=kept.client_id, record=f"event:{event_id}:plan:{plan_id}")
    if kept.client_id not in {person.client_id for person in event.event.participants}:
        raise NotFound
    if not events.is_own(store, event_id):
        raise NotYours
    _refuse_unknown(store, plan_id, wanted)
    ties.tie(store, event_id, plan_id, wanted)


@use_case(Permission.PLAN_READ)
def list_goal_work(store: Store, plan_id: int) -> list[GoalWork]:
    """What was done for the goals of a plan, the latest first: when, by whom, how many units."""
    demand_plan(store, plan_id, PlanRight.READ)
    served = ties.of_plan(store, plan_id)
    return [
        GoalWork(one.event_id, one.goal, one.step, one.day, one.units, one.workers)
        for one in reversed(served)
    ]


def _refuse_unknown(store: Store, plan_id: int, wanted: Sequence[Tie]) -> None:
    goals, steps = plan_parts.goals(store, plan_id), plan_parts.steps(store, plan_id)
    for goal, step in wanted:
        if goal not in goals or (step and (step not in steps or steps[step].goal_number != goal)):
            raise NotFound
