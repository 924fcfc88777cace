"""What can be written down in a case: what comes next on top, found by a word or picked by its number."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.screens.menu import Entry, MenuScreen
from kp_tui.usecases.case_steps import ToWrite
from kp_tui.usecases.sheets import SHEETS
from kp_tui.widgets.rows import Column, Rows

NUMBERS = frozenset("123456789")


class StepsScreen(MenuScreen):
    """Opened over a case with `n`; a digit picks, as no step is called by one."""

    def __init__(self, about: Screen[None], steps: Sequence[ToWrite]) -> None:
        super().__init__(about)
        self._steps = steps

    def heading(self) -> str:
        """What is chosen from."""
        return _("Write down")

    def rows(self) -> Rows[int, Entry]:
        """The list, numbered."""
        columns = [Column[Entry]("", lambda entry: entry.label, 24, grow=1)]
        return Rows[int, Entry](columns, empty=_("Nothing found."), header=False, numbered=True)

    def entries(self) -> list[Entry]:
        """The sheets of the case that the person may save."""
        offered = [step for step in self._steps if self.kp.desk.may(step.saves)]
        return [Entry(_(SHEETS[step.saves.name].title), "", "", self._way(step)) for step in offered]

    def _way(self, step: ToWrite) -> Callable[[], Awaitable[None]]:
        return partial(self.kp.ways.to_sheet, step.saves.name, step.subject)

    async def searched(self, typed: str) -> None:
        """A digit picks what has that number; words search."""
        if typed in NUMBERS:
            await self.query_one(Rows).action_pick(int(typed))
        else:
            await super().searched(typed)
