"""What can be written down in a case: what comes next on top, found by a word or picked by its number."""

from collections.abc import Sequence
from functools import partial

from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.screens.pick import Entry, PickScreen
from kp_tui.usecases.case_steps import ToWrite
from kp_tui.usecases.sheets import SHEETS


class StepsScreen(PickScreen):
    """Opened over a case with `n`."""

    def __init__(self, about: Screen[None], steps: Sequence[ToWrite]) -> None:
        super().__init__(about)
        self._steps = steps

    def heading(self) -> str:
        """What is chosen from."""
        return _("Write down")

    def entries(self) -> list[Entry]:
        """The sheets of the case that the person may save."""
        offered = [step for step in self._steps if self.kp.desk.may(step.saves)]
        to_sheet = self.kp.ways.to_sheet
        return [
            Entry(_(SHEETS[step.saves.name].title), partial(to_sheet, step.saves.name, step.subject))
            for step in offered
        ]
