"""The list of goal areas that the manager keeps, and what people ask for in them (004)."""

from dataclasses import dataclass
from datetime import date

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.sheets import asked
from kp_tui.store import goal_areas
from kp_tui.store.goal_areas import Area, AreaFigures
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


class AreaTaken(InvalidInput):
    """Two areas of one name could not be told apart."""

    message = N_("There is an area of this name already.")
    field = "name"


@dataclass(frozen=True, slots=True)
class GoalArea:
    """An area of life that goals belong to."""

    name: str = asked(N_("Name of the area"))


@use_case(Permission.PLAN_READ, Access.GLANCE)
def list_goal_areas(store: Store) -> list[Area]:
    """All areas, retired ones too."""
    return goal_areas.everything(store)


def prepare_new_area(_store: Store, _nothing: int) -> Offer:
    """A new area begins empty."""
    return Offer()


@sheet(Permission.TEAM_LEAD, N_("New goal area"), GoalArea, offers=prepare_new_area)
def add_goal_area(store: Store, _nothing: int, area: GoalArea) -> int:
    """Add an area; gives its number."""
    _refuse_taken(store, area.name, 0)
    area_id = goal_areas.add(store, area.name)
    store.concerns(record=f"goal_area:{area_id}")
    return area_id


def prepare_area(store: Store, area_id: int) -> Offer:
    """Renaming begins with the name there is."""
    return Offer({"name": goal_areas.one(store, area_id).name})


@sheet(Permission.TEAM_LEAD, N_("Goal area"), GoalArea, offers=prepare_area)
def rename_goal_area(store: Store, area_id: int, area: GoalArea) -> None:
    """Call an area otherwise from now on: goals keep the name that it had for them."""
    goal_areas.one(store, area_id)
    _refuse_taken(store, area.name, area_id)
    goal_areas.rename(store, area_id, area.name)
    store.concerns(record=f"goal_area:{area_id}")


@use_case(Permission.TEAM_LEAD)
def retire_goal_area(store: Store, area_id: int) -> None:
    """Offer an area no more; what is in it stays."""
    _retire(store, area_id, retired=True)


@use_case(Permission.TEAM_LEAD)
def restore_goal_area(store: Store, area_id: int) -> None:
    """Offer a retired area again."""
    _retire(store, area_id, retired=False)


@use_case(Permission.TEAM_LEAD)
def goal_area_figures(store: Store, first: date, last: date) -> list[AreaFigures]:
    """In which areas people ask for help: clients, goals, and what was done for them in a period."""
    return goal_areas.figures(store, first, last)


def _retire(store: Store, area_id: int, *, retired: bool) -> None:
    goal_areas.one(store, area_id)
    goal_areas.set_retired(store, area_id, retired=retired)
    store.concerns(record=f"goal_area:{area_id}")


def _refuse_taken(store: Store, name: str, area_id: int) -> None:
    same = (one for one in goal_areas.everything(store) if one.name.casefold() == name.casefold())
    if any(one.id != area_id for one in same):
        raise AreaTaken
