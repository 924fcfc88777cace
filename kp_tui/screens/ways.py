"""The ways between screens: the list of clients lies at the bottom, everything else on top of it."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.timers import Phase
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.client_form import ClientFormScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.forgotten_timer import ForgottenTimerScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.menu import MenuScreen
from kp_tui.screens.today import TodayScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.clients import drafted_client_form, glance_at_client, kept_client_form, new_client_form
from kp_tui.usecases.drafts import form_left_open
from kp_tui.usecases.events import FORM, drafted_event_form, kept_event_form, new_event_form
from kp_tui.usecases.timers import change_phase, running_timer, start_timer, stop_timer

if TYPE_CHECKING:
    from kp_tui.app import KpApp


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

    async def arrive(self) -> None:
        """After signing in: the clients, the running timer, and the form that was left open."""
        self.desk.timer = await self.desk.perform(running_timer)
        await self._app.show_only(ClientsScreen())
        left_open = await self.desk.perform(form_left_open)
        if left_open is not None:
            await self.to_draft(left_open)
        elif self.desk.timer is not None and self.desk.timer.timer.forgotten(self.desk.now()):
            await self._on_top(ForgottenTimerScreen(self.desk.timer))

    def say(self, text: str) -> None:
        """Show a sentence on the screen that is on top now."""
        screen = self._app.screen
        if isinstance(screen, DeskScreen):
            screen.say(text)

    async def back(self) -> None:
        """Leave the topmost screen; the list of clients stays."""
        if len(self._app.screen_stack) > 1:
            await self._leave(self._app.screen)
            await self._app.pop_screen()
            self._app.desk_changed()

    async def to_clients(self, *, starting_timer: bool = False) -> None:
        """To the list of clients, ready to search; the chosen one may start the timer at once (F4)."""
        await self._to_bottom()
        screen = self._app.screen
        if isinstance(screen, ClientsScreen):
            await screen.search(starting_timer=starting_timer)

    async def to_client(self, client_id: int) -> None:
        """To a client's card; the client becomes the current one."""
        await self.choose(client_id)
        await self._go(ClientScreen(client_id))

    async def to_new_client(self) -> None:
        """To the form of a new client or applicant."""
        await self._on_top(ClientFormScreen(await self.desk.perform(new_client_form)))

    async def to_client_form(self, client_id: int) -> None:
        """To the form of a client, to change it."""
        await self._on_top(ClientFormScreen(await self.desk.perform(kept_client_form, client_id)))

    async def to_new_event(self) -> None:
        """To the form of a new event of the current client."""
        await self._on_top(EventFormScreen(await self.desk.perform(new_event_form, self._current())))

    async def to_event(self, event_id: int) -> None:
        """To one event, to read it."""
        await self._on_top(EventScreen(event_id))

    async def to_event_form(self, event_id: int) -> None:
        """To the form of an event that is kept, to change it."""
        await self._on_top(EventFormScreen(await self.desk.perform(kept_event_form, event_id)))

    async def to_draft(self, draft: "Draft") -> None:
        """Go on with an unfinished form, the cursor where it was."""
        if draft.client_id is not None:
            await self.choose(draft.client_id)
        if draft.form == FORM:
            await self._on_top(EventFormScreen(await self.desk.perform(drafted_event_form, draft.id)))
        else:
            await self._on_top(ClientFormScreen(await self.desk.perform(drafted_client_form, draft.id)))

    async def to_today(self) -> None:
        """To today."""
        await self._go(TodayScreen())

    async def toggle_timer(self) -> None:
        """Start the timer for the current client; stop the running one and write up."""
        if self.desk.timer is None:
            self.desk.timer = await self.desk.perform(start_timer, self._current())
            self._app.desk_changed()
        elif self.desk.timer.timer.forgotten(self.desk.now()):
            await self._on_top(ForgottenTimerScreen(self.desk.timer))
        else:
            await self.to_stopped_timer(await self.desk.perform(stop_timer))

    async def change_phase(self, phase: Phase) -> None:
        """Go on with another phase of the work, or pause and go on."""
        self.desk.timer = await self.desk.perform(change_phase, phase)
        self._app.desk_changed()

    async def to_help(self, about: DeskScreen) -> None:
        """Help for what has the focus, then the manual."""
        await self._app.push_screen(HelpScreen(about))

    async def to_menu(self, about: DeskScreen) -> None:
        """The menu of everything."""
        await self._app.push_screen(MenuScreen(about))

    async def to_stopped_timer(self, draft_id: str) -> None:
        """To the form of a timer that has just been stopped; its client becomes the current one."""
        self.desk.timer = None
        opened = await self.desk.perform(drafted_event_form, draft_id)
        self.desk.client = opened.client
        await self._go(EventFormScreen(opened))

    async def switch_timer(self, client_id: int) -> None:
        """Start the timer for a client; the running one becomes a draft (F4)."""
        self.desk.timer = await self.desk.perform(start_timer, client_id)
        self.desk.client = self.desk.timer.client
        self._app.desk_changed()

    async def choose(self, client_id: int) -> None:
        """Make a client the current one."""
        self.desk.client = await self.desk.perform(glance_at_client, client_id)
        self._app.desk_changed()

    def _current(self) -> int:
        if self.desk.client is None:
            raise NoClientChosen
        return self.desk.client.id

    async def _go(self, screen: Screen[None]) -> None:
        """To a screen right above the list of clients."""
        await self._to_bottom()
        await self._app.push_screen(screen)

    async def _on_top(self, screen: Screen[None]) -> None:
        """To a screen from which one comes back here; a form that is open is left first."""
        await self._leave(self._app.screen)
        await self._app.push_screen(screen)

    async def _to_bottom(self) -> None:
        while len(self._app.screen_stack) > 1:
            await self._leave(self._app.screen)
            await self._app.pop_screen()

    async def _leave(self, screen: Screen[object]) -> None:
        if isinstance(screen, DeskScreen):
            await screen.leave()
