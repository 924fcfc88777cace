"""Which goals and steps an event served: chosen in its form, saved with it, the plan's progress."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.plan_access import PlanRight, plan_right
from kp_tui.domain.plans import Goal
from kp_tui.store import plan_parts, plans, ties
from kp_tui.store.ties import Served, Tie
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand, demand_plan, refuse_in_emergency


@dataclass(frozen=True, slots=True)
class TieChoice:
    """The goals that an event can be tied to, and what it is tied to already."""

    plan_id: int
    goals: tuple[Goal, ...] = field(repr=False)
    tied: frozenset[Tie]


@dataclass(frozen=True, slots=True)
class GoalWork:
    """One event that served a goal, or steps of it (0: the goal as a whole)."""

    event_id: int
    goal: int
    steps: tuple[int, ...]
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


def tie_event(store: Store, event_id: int, client_id: int, wanted: Sequence[Tie]) -> bool:
    """Let an event that is being saved have served exactly these goals and steps of its client's plan.

    Gives False, and leaves the ties as they are, where the person reads the plan no more or it has no such
    line: a plan never holds up what was written of an event.
    """
    kept = plans.of_client(store, client_id)
    relation = plans.relation(store, client_id)
    if kept is None or plan_right(store.person.roles, relation) < PlanRight.READ:
        return not wanted
    if not _has_all(store, kept.id, wanted):
        return False
    ties.tie(store, event_id, kept.id, wanted)
    return True


@use_case(Permission.PLAN_READ)
def list_goal_work(store: Store, plan_id: int) -> list[GoalWork]:
    """What was done for the goals of a plan, the latest first: when, by whom, how many units."""
    demand_plan(store, plan_id, PlanRight.READ)
    served: dict[tuple[int, int], list[Served]] = {}
    for one in reversed(ties.of_plan(store, plan_id)):
        served.setdefault((one.event_id, one.goal), []).append(one)
    return [_work(some) for some in served.values()]


def _work(some: list[Served]) -> GoalWork:
    """What one event served of one goal; its units are said once, however many steps they are."""
    one = some[0]
    steps = tuple(sorted(tie.step for tie in some))
    return GoalWork(one.event_id, one.goal, steps, one.day, one.units, one.workers)


def _has_all(store: Store, plan_id: int, wanted: Sequence[Tie]) -> bool:
    goals, steps = plan_parts.goals(store, plan_id), plan_parts.steps(store, plan_id)
    return all(
        goal in goals and (not step or (step in steps and steps[step].goal_number == goal))
        for goal, step in wanted
    )
