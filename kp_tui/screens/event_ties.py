"""What an event served of its client's plan: chosen in its form, kept and saved with it (004)."""

from collections.abc import Callable, Sequence

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _, ngettext
from kp_tui.screens.plan_tie import PlanTieScreen, Tie, tie_lines
from kp_tui.usecases.plan_ties import TieChoice, goals_to_tie


class NoPlanToServe(KpError):
    """An event is tied to what stands in a plan."""

    message = N_("This client has no plan yet: F6 opens it, e begins one.")


class EventTies:
    """The goals and steps that one form's event served; None until somebody chooses."""

    def __init__(
        self, desk: Desk, client_id: int, event_id: int | None, serves: Sequence[Tie] | None
    ) -> None:
        self._desk = desk
        self._client_id = client_id
        self._event_id = event_id
        self._choice: TieChoice | None = None
        self.serves = None if serves is None else tuple(serves)

    async def screen(self, changed: Callable[[], None]) -> PlanTieScreen:
        """The list to choose from; raises `NoPlanToServe`. Opening it is a reading of the plan."""
        choice = await self._read()
        if self.serves is None:
            self.serves = tuple(sorted(choice.tied))

        def keep(ticked: Sequence[Tie]) -> None:
            self.serves = tuple(ticked)
            changed()

        return PlanTieScreen(choice.goals, self.serves, keep)

    def text(self) -> str:
        """The goals and steps in words, or how many where the plan is not open; empty without any."""
        if not self.serves:
            return ""
        if self._choice is None:
            n = len(self.serves)
            told = ngettext("{n} line of it", "{n} lines of it", n).format(n=n)
        else:
            words = dict(tie_lines(self._choice.goals))
            told = " · ".join(words[tie].removeprefix("– ") for tie in self.serves if tie in words)
        return _("Serves the plan: {what}").format(what=told)

    async def _read(self) -> TieChoice:
        self._choice = await self._desk.perform(goals_to_tie, self._client_id, self._event_id)
        if self._choice is None:
            raise NoPlanToServe
        return self._choice
