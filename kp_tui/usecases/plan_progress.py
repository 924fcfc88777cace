"""How a plan moves: which goals were worked on, when, by whom, how much (004)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kp_tui.store import ties
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """What was done for a goal: how many events and units, on which last day, by whom."""

    events: int
    units: int
    last: date
    workers: tuple[str, ...] = field(repr=False)


def of_plan(store: Store, plan_id: int) -> Mapping[int, GoalProgress]:
    """What was done for the goals of a plan, by their numbers; nothing where nobody has worked on one yet."""
    served: dict[int, list[ties.Served]] = {}
    for one in ties.of_plan(store, plan_id):
        served.setdefault(one.goal, []).append(one)
    return {goal: _summed(some) for goal, some in served.items()}


def _summed(some: list[ties.Served]) -> GoalProgress:
    units = {one.event_id: one.units for one in some}
    who = dict.fromkeys(name for one in some for name in one.workers)
    return GoalProgress(len(units), sum(units.values()), max(one.day for one in some), tuple(who))
