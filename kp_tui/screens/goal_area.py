"""The area of a goal: one of those the manager keeps, picked by its number or by a word (004)."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.screens.pick import Entry, PickScreen
from kp_tui.store.goal_areas import Area

Choose = Callable[[int | None], Awaitable[None]]


class GoalAreaScreen(PickScreen):
    """Opened over a plan with `o`; the last line takes the goal out of its area."""

    def __init__(self, about: Screen[None], areas: Sequence[Area], choose: Choose) -> None:
        super().__init__(about)
        self._areas = areas
        self._choose = choose

    def heading(self) -> str:
        """What is chosen from."""
        return _("Area")

    def asked(self) -> str:
        """What is asked until a letter is typed."""
        return _("in what does the client ask for help?")

    def entries(self) -> list[Entry]:
        """The areas that are offered, and none."""
        offered = [(area.name, area.id) for area in self._areas if not area.retired]
        return [
            Entry(name, partial(self._choose, area_id)) for name, area_id in (*offered, (_("no area"), None))
        ]
