"""Areas of life that goals belong to: a list of the service's own, renamed without rewriting the past."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, distinct, func, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.store.reach import reachable, unbarred
from kp_tui.store.schema import event, event_goal, goal_area, plan, plan_goal
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class Area:
    """One area; a retired one is offered no more."""

    id: int
    name: str
    retired: bool


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """How much is asked for in an area, under the name it had when the goals were put there."""

    area: str
    clients: int
    goals: int
    events: int
    units: int


def everything(store: Store) -> list[Area]:
    """All areas in the order of their names, retired ones too."""
    rows = store.connection.execute(select(goal_area).order_by(func.lower(goal_area.c.name), goal_area.c.id))
    return [Area(row.id, row.name, row.retired_at is not None) for row in rows]


def one(store: Store, area_id: int) -> Area:
    """One area; `NotFound` where there is none."""
    found = next((area for area in everything(store) if area.id == area_id), None)
    if found is None:
        raise NotFound
    return found


def add(store: Store, name: str) -> int:
    """Add an area; gives its number."""
    added = store.connection.execute(insert(goal_area).values(name=name).returning(goal_area.c.id))
    return int(added.scalar_one())


def rename(store: Store, area_id: int, name: str) -> None:
    """Call an area otherwise from now on; goals keep the name it had when they were put there."""
    store.connection.execute(update(goal_area).where(goal_area.c.id == area_id).values(name=name))


def set_retired(store: Store, area_id: int, *, retired: bool) -> None:
    """Offer an area no more, or again."""
    retired_at = store.now if retired else None
    store.connection.execute(update(goal_area).where(goal_area.c.id == area_id).values(retired_at=retired_at))


def figures(store: Store, first: date, last: date) -> list[AreaFigures]:
    """Of every area: its clients and goals now, and the events of a period that served them."""
    worked = _worked(store, first, last)
    query = (
        select(plan_goal.c.area_name, func.count(distinct(plan.c.client_id)), func.count())
        .join(plan, plan.c.id == plan_goal.c.plan_id)
        .where(plan_goal.c.area_id.is_not(None), plan_goal.c.current)
        .where(reachable(store, plan.c.client_id))
        .group_by(plan_goal.c.area_name)
        .order_by(func.count().desc(), plan_goal.c.area_name)
    )
    return [
        AreaFigures(name, people, goals, *worked.get(name, (0, 0)))
        for name, people, goals in store.connection.execute(query)
    ]


def _worked(store: Store, first: date, last: date) -> dict[str, tuple[int, int]]:
    """By the area's name, the events of a period that served its goals, and their units."""
    served = and_(event_goal.c.plan_id == plan_goal.c.plan_id, event_goal.c.goal_number == plan_goal.c.number)
    in_period = event.c.day.between(first, last) & event.c.removed_at.is_(None)
    events = (
        select(plan_goal.c.area_name, event.c.id, event.c.units)
        .select_from(plan_goal)
        .join(event_goal, served)
        .join(event, and_(event.c.id == event_goal.c.event_id, in_period))
        .where(plan_goal.c.area_id.is_not(None), *unbarred(store, event.c.id))
        .distinct()
    ).subquery()
    sums = select(events.c.area_name, func.count(), func.sum(events.c.units)).group_by(events.c.area_name)
    return {name: (number, units) for name, number, units in store.connection.execute(sums)}
