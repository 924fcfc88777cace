"""The ways of the timer: one key starts it, stops it into a write-up, switches it to another client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from kp_tui.desk import Desk
from kp_tui.domain.timers import Phase
from kp_tui.locale import _
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.forgotten_timer import ForgottenTimerScreen
from kp_tui.usecases.drafts import drop_draft
from kp_tui.usecases.event_forms import drafted_event_form
from kp_tui.usecases.timers import (
    NothingRuns,
    TimerChanged,
    TimerRuns,
    change_phase,
    running_timer,
    start_timer,
    stop_timer,
    switch_timer,
)

if TYPE_CHECKING:
    from kp_tui.app import KpApp
    from kp_tui.screens.ways import Ways


class Timing:
    """Acts on the timer that the person sees; where another window was quicker, it shows that and says so."""

    def __init__(self, app: "KpApp", ways: "Ways") -> None:
        self._app = app
        self._ways = ways

    async def toggle(self) -> None:
        """Start the timer for the current client; stop the running one and write up."""
        timer = self._desk.timer
        if timer is None:
            await self._start(self._ways.current())
        elif timer.timer.forgotten(self._desk.now()):
            await self.ask_if_forgotten()
        else:
            async with self._shown_anew():
                draft_id = await self._desk.perform(stop_timer, timer.timer.id)
            await self.write_up(draft_id)

    async def switch(self, client_id: int) -> None:
        """Start the timer for a client; the running one becomes a draft (F4)."""
        self._desk.timer = await self._desk.perform(switch_timer, client_id)
        self._desk.client = self._desk.timer.client

    async def change_phase(self, phase: Phase) -> None:
        """Go on with another phase of the work, or pause and go on."""
        if self._desk.timer is None:
            await self.look()
        if self._desk.timer is None:
            raise NothingRuns
        async with self._shown_anew():
            self._desk.timer = await self._desk.perform(change_phase, self._desk.timer.timer.id, phase)

    async def ask_if_forgotten(self) -> None:
        """Ask when the work really ended, where nobody has stopped the timer (I12)."""
        timer = self._desk.timer
        asks = isinstance(self._app.screen, ForgottenTimerScreen)
        if timer is not None and timer.timer.forgotten(self._desk.now()) and not asks:
            await self._app.push_screen(ForgottenTimerScreen(timer))

    async def write_up(self, draft_id: str) -> None:
        """Write up what a timer has measured: in the form that waits for its time, or in a new one."""
        self._desk.timer = None
        opened = await self._desk.perform(drafted_event_form, draft_id)
        if isinstance(self._app.screen, ForgottenTimerScreen):
            await self._ways.leave(1)
        screen = self._app.screen
        if isinstance(screen, EventFormScreen) and screen.takes_time(opened.client.id):
            await screen.take_time(opened.form.time)
            await self._desk.perform(drop_draft, draft_id)
        else:
            await self._ways.to_opened_form(opened)

    async def look(self) -> None:
        """Show the person's running timer as the store has it: another window may have changed it."""
        self._desk.timer = await self._desk.perform(running_timer)

    @property
    def _desk(self) -> Desk:
        return self._app.desk

    async def _start(self, client_id: int) -> None:
        async with self._shown_anew():
            self._desk.timer = await self._desk.perform(start_timer, client_id)
        self._ways.say(_("The timer runs: F5 stops it and opens the write-up."))

    @asynccontextmanager
    async def _shown_anew(self) -> AsyncIterator[None]:
        """Where another window was quicker: show what the store has, and say so."""
        try:
            yield
        except (TimerRuns, TimerChanged):
            await self.look()
            raise
