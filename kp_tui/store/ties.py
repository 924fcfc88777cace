"""Which goals and steps of a plan an event served."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, func, insert, select

from kp_tui.domain.plans import PlanForm
from kp_tui.store.reach import unbarred
from kp_tui.store.schema import event, event_goal, event_worker, plan, worker
from kp_tui.store.unit import Store

Tie = tuple[int, int]
"""A goal and a step of it by their numbers; step 0 is the goal as a whole."""


@dataclass(frozen=True, slots=True)
class Served:
    """One event that served a goal, or one of its steps."""

    goal: int
    step: int
    event_id: int
    day: date
    units: int
    workers: tuple[str, ...] = field(repr=False)


def of_event(store: Store, event_id: int, plan_id: int) -> frozenset[Tie]:
    """What of a plan an event served."""
    this = (event_goal.c.event_id == event_id) & (event_goal.c.plan_id == plan_id)
    query = select(event_goal.c.goal_number, event_goal.c.step_number).where(this)
    return frozenset((row.goal_number, row.step_number) for row in store.connection.execute(query))


def count_of_event(store: Store, event_id: int) -> int:
    """How many goals and steps an event served."""
    query = select(func.count()).select_from(event_goal).where(event_goal.c.event_id == event_id)
    return store.connection.scalar(query) or 0


def holds_plan(store: Store, event_id: int) -> bool:
    """Whether the words of an oral plan stand in this event's record (P2)."""
    query = select(plan.c.id).where(plan.c.event_id == event_id, plan.c.form == PlanForm.ORAL)
    return store.connection.scalar(query) is not None


def tie(store: Store, event_id: int, plan_id: int, wanted: Collection[Tie]) -> None:
    """Let an event have served exactly these of a plan."""
    this = (event_goal.c.event_id == event_id) & (event_goal.c.plan_id == plan_id)
    store.connection.execute(delete(event_goal).where(this))
    if wanted:
        both = {"event_id": event_id, "plan_id": plan_id}
        rows = [{**both, "goal_number": goal, "step_number": step} for goal, step in sorted(set(wanted))]
        store.connection.execute(insert(event_goal), rows)


def of_plan(store: Store, plan_id: int) -> list[Served]:
    """The events that served a plan, the first one first; removed ones and those out of reach are none."""
    query = (
        select(event_goal, event.c.day, event.c.units)
        .join(event, event.c.id == event_goal.c.event_id)
        .where(event_goal.c.plan_id == plan_id, event.c.removed_at.is_(None))
        .where(*unbarred(store, event.c.id))
        .order_by(event.c.started_at, event.c.id)
    )
    rows = store.connection.execute(query).all()
    names = _names(store, {row.event_id for row in rows})
    return [
        Served(row.goal_number, row.step_number, row.event_id, row.day, row.units, tuple(names[row.event_id]))
        for row in rows
    ]


def _names(store: Store, event_ids: Collection[int]) -> dict[int, list[str]]:
    query = (
        select(event_worker.c.event_id, worker.c.surname, worker.c.name)
        .join(worker, worker.c.id == event_worker.c.worker_id)
        .where(event_worker.c.event_id.in_(event_ids))
        .order_by(event_worker.c.event_id, event_worker.c.position)
    )
    names: dict[int, list[str]] = {event_id: [] for event_id in event_ids}
    for row in store.connection.execute(query):
        names[row.event_id].append(f"{row.surname} {row.name}")
    return names
