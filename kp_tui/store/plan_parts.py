"""Goals and steps of a plan without their words: how far they are, which area, what is due, what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.plans import Goal, GoalState
from kp_tui.store import rows
from kp_tui.store.schema import plan_goal, plan_step
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """How far a goal is, and its area as it was called when it was chosen."""

    number: int
    state: GoalState
    area_id: int | None
    area: str
    current: bool


@dataclass(frozen=True, slots=True)
class StepStatus:
    """Whether a step is done: when and who ticked it."""

    number: int
    goal_number: int
    due: date | None
    done_on: date | None
    done_by: int | None
    current: bool


def goals(store: Store, plan_id: int) -> Mapping[int, GoalStatus]:
    """The goals of a plan by number, those of older versions too."""
    columns = (plan_goal.c.number, plan_goal.c.state, plan_goal.c.area_id, plan_goal.c.area_name)
    query = select(*columns, plan_goal.c.current).where(plan_goal.c.plan_id == plan_id)
    return {row.number: GoalStatus(*row) for row in store.connection.execute(query)}


def steps(store: Store, plan_id: int) -> Mapping[int, StepStatus]:
    """The steps of a plan by number, those of older versions too."""
    found = rows.read(store, StepStatus, plan_step, plan_step.c.plan_id == plan_id)
    return {one.number: one for one in found}


def highest(store: Store, plan_id: int) -> int:
    """The highest number that a goal or a step of the plan ever had: none is given out twice."""
    return max([0, *goals(store, plan_id), *steps(store, plan_id)])


def follow(store: Store, plan_id: int, wanted: Sequence[Goal]) -> None:
    """Let the goals and steps be those of the new version; what a number has been through, stays its own."""
    for table in (plan_goal, plan_step):
        gone = update(table).where(table.c.plan_id == plan_id).values(current=False)
        store.connection.execute(gone)
    known_goals, known_steps = goals(store, plan_id), steps(store, plan_id)
    for goal in wanted:
        _follow_goal(store, plan_id, goal, known_goals)
        for step in goal.steps:
            values = {"goal_number": goal.number, "due": step.due, "current": True}
            this = {"plan_id": plan_id, "number": step.number}
            if step.number in known_steps:
                same = (plan_step.c.plan_id == plan_id) & (plan_step.c.number == step.number)
                store.connection.execute(update(plan_step).where(same).values(values))
            else:
                store.connection.execute(insert(plan_step).values(**this, **values))


def set_state(store: Store, plan_id: int, number: int, state: GoalState) -> None:
    """Say how far a goal is; `NotFound` where the plan has no such goal now."""
    _change_goal(store, plan_id, number, {"state": state})


def set_area(store: Store, plan_id: int, number: int, area_id: int | None, name: str) -> None:
    """Say to which area a goal belongs, under the name it has now."""
    _change_goal(store, plan_id, number, {"area_id": area_id, "area_name": name})


def set_done(store: Store, plan_id: int, number: int, day: date | None) -> None:
    """Tick a step, or untick it where no day is given; `NotFound` where the plan has no such step."""
    this = (plan_step.c.plan_id == plan_id) & (plan_step.c.number == number) & plan_step.c.current
    by = store.person.id if day else None
    changed = store.connection.execute(update(plan_step).where(this).values(done_on=day, done_by=by))
    if changed.rowcount == 0:
        raise NotFound


def _follow_goal(store: Store, plan_id: int, goal: Goal, known: Mapping[int, GoalStatus]) -> None:
    if goal.number in known:
        same = (plan_goal.c.plan_id == plan_id) & (plan_goal.c.number == goal.number)
        store.connection.execute(update(plan_goal).where(same).values(current=True))
        return
    values = {"state": GoalState.OPEN, "area_id": None, "area_name": "", "current": True}
    store.connection.execute(insert(plan_goal).values(plan_id=plan_id, number=goal.number, **values))


def _change_goal(store: Store, plan_id: int, number: int, values: Mapping[str, object]) -> None:
    this = (plan_goal.c.plan_id == plan_id) & (plan_goal.c.number == number) & plan_goal.c.current
    if store.connection.execute(update(plan_goal).where(this).values(values)).rowcount == 0:
        raise NotFound
