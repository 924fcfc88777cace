"""Emergency readings: closed when they end; told to the key worker after signing in, until they take note."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import span_text
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.calm import CalmScreen
from kp_tui.usecases.emergencies import Told, take_note_of_emergency
from kp_tui.widgets.keys import key

LOOK_AGAIN = 60.0  # seconds, at most


def close_when_over(screen: DeskScreen, until: datetime | None) -> None:
    """Close what was opened in an emergency, and all that lies on it, when the reading ends."""

    async def look() -> None:
        left = (until - screen.desk.now()).total_seconds() if until else 0.0
        if left > 0:
            screen.set_timer(min(left, LOOK_AGAIN), look)
            return
        with screen.refusals_shown():
            await screen.ways.close(screen)
            screen.ways.say(_("The emergency reading has ended."))

    if until is not None:
        screen.call_after_refresh(look)


class EmergencyScreen(CalmScreen):
    """Space takes note, not Enter: a second Enter behind the password must not hide it unseen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "noted", N_("I take note"), "emergency.noted", shown=True),
    ]

    def __init__(self, told: Sequence[Told]) -> None:
        super().__init__()
        self._told = told

    def heading(self) -> str:
        """What it is."""
        return _("Emergency reading of a plan")

    def body(self) -> ComposeResult:
        """Every reading with its reason."""
        for one in self._told:
            yield Static(_line(one), markup=False)
            yield Static(shown(one.reason), classes="aside", markup=False)
        yield Static(_("Space: I take note"), markup=False)

    async def action_noted(self) -> None:
        """Tell it no more, and go on."""
        for one in self._told:
            await self.kp.desk.perform(take_note_of_emergency, one.id)
        self.app.pop_screen()


def _line(one: Told) -> str:
    told = _("{name} opened the plan of {mark}: {span}. Reason:")
    return told.format(name=one.name, mark=one.mark, span=span_text(one.opened_at, one.until_at))
