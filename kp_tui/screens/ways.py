"""The ways between screens: the list of clients lies at the bottom, everything else on top of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual.screen import Screen

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.timers import Phase
from kp_tui.locale import _
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.client_form import ClientFormScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.forgotten_timer import ForgottenTimerScreen
from kp_tui.screens.form import FormScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.menu import MenuScreen
from kp_tui.screens.today import TodayScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.clients import drafted_client_form, glance_at_client, kept_client_form, new_client_form
from kp_tui.usecases.drafts import drop_draft, form_left_open
from kp_tui.usecases.events import FORM, OpenedForm, drafted_event_form, kept_event_form, new_event_form
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


BOTTOM = 2  # screens: the app's own empty one, and the list of clients


class NoClientChosen(KpError):
    """F2, F5 and F6 are about the current client."""

    message = N_("Choose a client first: F3 finds one.")


class Ways:
    """Goes from screen to screen; whatever is left on the way keeps what was typed."""

    def __init__(self, app: "KpApp") -> None:
        self._app = app

    @property
    def desk(self) -> Desk:
        """The signed-in session and what lies on the desk."""
        return self._app.desk

    async def arrive(self, client_id: int | None) -> None:
        """After signing in: the clients, the form that was left open, and a timer that nobody stopped.

        `client_id` is whose file lay on the desk when it was locked.
        """
        await self.look_at_timer()
        if client_id is not None:
            self.desk.client = await self.desk.perform(glance_at_client, client_id)
        self._app.show_only(ClientsScreen())
        left_open = await self.desk.perform(form_left_open)
        if left_open is not None:
            await self.to_draft(left_open)
        timer = self.desk.timer
        if timer is not None and timer.timer.forgotten(self.desk.now()):
            await self._app.push_screen(ForgottenTimerScreen(timer))

    def say(self, text: str) -> None:
        """Show a sentence on the screen that is on top now."""
        screen = self._app.screen
        if isinstance(screen, DeskScreen) and screen.is_mounted:
            screen.say(text)

    async def back(self) -> None:
        """Leave the topmost screen; the list of clients stays."""
        if len(self._app.screen_stack) > BOTTOM:
            await self._leave()

    async def to_clients(self, *, starting_timer: bool = False) -> None:
        """To the list of clients, ready to search; the chosen one may start the timer at once (F4)."""
        await self._to_bottom()
        screen = self._app.screen
        if isinstance(screen, ClientsScreen):
            await screen.search(starting_timer=starting_timer)

    async def to_client(self, client_id: int) -> None:
        """To a client's card; the client becomes the current one."""
        await self._to_bottom()
        await self._push(ClientScreen(client_id))

    async def to_new_client(self) -> None:
        """To the form of a new client or applicant."""
        await self._push(ClientFormScreen(await self.desk.perform(new_client_form)))

    async def to_client_form(self, client_id: int) -> None:
        """To the form of a client, to change it."""
        await self._push(ClientFormScreen(await self.desk.perform(kept_client_form, client_id)))

    async def to_new_event(self) -> None:
        """To the form of a new event of the current client."""
        await self._push_event_form(await self.desk.perform(new_event_form, self._current()))

    async def to_event(self, event_id: int) -> None:
        """To one event, to read it."""
        await self._push(EventScreen(event_id))

    async def to_event_form(self, event_id: int) -> None:
        """To the form of an event that is kept, to change it."""
        await self._push_event_form(await self.desk.perform(kept_event_form, event_id))

    async def to_draft(self, draft: Draft) -> None:
        """Go on with an unfinished form, the cursor where it was."""
        if draft.form == FORM:
            await self._push_event_form(await self.desk.perform(drafted_event_form, draft.id))
        else:
            await self._push(ClientFormScreen(await self.desk.perform(drafted_client_form, draft.id)))

    async def to_today(self) -> None:
        """To today."""
        await self.look_at_timer()
        await self._to_bottom()
        await self._push(TodayScreen())

    async def to_help(self, about: DeskScreen) -> None:
        """Help for what has the focus, then the manual."""
        await self._app.push_screen(HelpScreen(about))

    async def to_menu(self, about: DeskScreen) -> None:
        """The menu of everything."""
        await self._app.push_screen(MenuScreen(about))

    async def toggle_timer(self) -> None:
        """Start the timer for the current client; stop the running one and write up."""
        timer = self.desk.timer
        if timer is None:
            await self._start_timer()
        elif timer.timer.forgotten(self.desk.now()):
            await self.to_forgotten_timer()
        else:
            async with self._timer_shown_anew():
                draft_id = await self.desk.perform(stop_timer, timer.timer.id)
            await self.to_stopped_timer(draft_id)

    async def switch_timer(self, client_id: int) -> None:
        """Start the timer for a client; the running one becomes a draft (F4)."""
        self.desk.timer = await self.desk.perform(switch_timer, client_id)
        self.desk.client = self.desk.timer.client
        self._app.desk_changed()

    async def change_phase(self, phase: Phase) -> None:
        """Go on with another phase of the work, or pause and go on."""
        if self.desk.timer is None:
            await self.look_at_timer()
        if self.desk.timer is None:
            raise NothingRuns
        async with self._timer_shown_anew():
            self.desk.timer = await self.desk.perform(change_phase, self.desk.timer.timer.id, phase)
        self._app.desk_changed()

    async def to_forgotten_timer(self) -> None:
        """To the question when the running timer's work really ended."""
        if self.desk.timer is not None and not isinstance(self._app.screen, ForgottenTimerScreen):
            await self._push(ForgottenTimerScreen(self.desk.timer))

    async def to_stopped_timer(self, draft_id: str) -> None:
        """Write up what a timer has measured: in the form that waits for its time, or in a new one."""
        self.desk.timer = None
        opened = await self.desk.perform(drafted_event_form, draft_id)
        if isinstance(self._app.screen, ForgottenTimerScreen):
            await self._leave()
        screen = self._app.screen
        if isinstance(screen, EventFormScreen) and screen.takes_time(opened.client.id):
            await screen.take_time(opened.form.time)
            await self.desk.perform(drop_draft, draft_id)
            self._app.desk_changed()
        else:
            await self._push_event_form(opened)

    async def choose(self, client_id: int) -> None:
        """Make a client the current one, and show it where the clients are listed."""
        self.desk.client = await self.desk.perform(glance_at_client, client_id)
        self._app.desk_changed()
        screen = self._app.screen
        if isinstance(screen, ClientsScreen):
            await screen.point_at_current()

    async def look_at_timer(self) -> None:
        """Show the person's running timer as the store has it: another window may have changed it."""
        if self.desk.may(running_timer):
            self.desk.timer = await self.desk.perform(running_timer)
            self._app.desk_changed()

    async def _start_timer(self) -> None:
        client_id = self._current()
        async with self._timer_shown_anew():
            self.desk.timer = await self.desk.perform(start_timer, client_id)
        self._app.desk_changed()
        self.say(_("The timer runs: F5 stops it and opens the write-up."))

    @asynccontextmanager
    async def _timer_shown_anew(self) -> AsyncIterator[None]:
        """Where another window was quicker: show what the store has, and say so."""
        try:
            yield
        except (TimerRuns, TimerChanged):
            await self.look_at_timer()
            raise

    def _current(self) -> int:
        if self.desk.client is None:
            raise NoClientChosen
        return self.desk.client.id

    async def _push_event_form(self, opened: OpenedForm) -> None:
        """To a form; its client becomes the current one."""
        self.desk.client = opened.client
        await self._push(EventFormScreen(opened))

    async def _push(self, screen: Screen[None]) -> None:
        """To a screen from which one comes back here; a form that is open is left, not covered."""
        if isinstance(self._app.screen, FormScreen):
            await self._leave()
        self.say("")
        await self._app.push_screen(screen)

    async def _to_bottom(self) -> None:
        while len(self._app.screen_stack) > BOTTOM:
            await self._leave()

    async def _leave(self) -> None:
        """Leave the topmost screen; where its form waits now, say so on the one below."""
        screen = self._app.screen
        waits = isinstance(screen, FormScreen) and screen.waits
        if isinstance(screen, DeskScreen):
            await screen.leave()
        self._app.pop_screen()
        self._app.desk_changed()
        if waits:
            self.say(_("The unfinished form waits under Today (F8)."))
