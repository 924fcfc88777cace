"""The ways between screens: the list of clients lies at the bottom, everything else on top of it."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.case import CaseScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.client_form import ClientFormScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.ending import EndingScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.form import FormScreen
from kp_tui.screens.intake import IntakeScreen
from kp_tui.screens.menu import MenuScreen
from kp_tui.screens.paperwork import Paperwork
from kp_tui.screens.planning import Planning
from kp_tui.screens.sheet import SheetScreen
from kp_tui.screens.timing import Timing
from kp_tui.screens.today import TodayScreen
from kp_tui.store.clients import ClientRow
from kp_tui.store.drafts import Draft
from kp_tui.usecases import event_forms, plan_forms, sheets
from kp_tui.usecases.case_around import look_around_case
from kp_tui.usecases.client_forms import drafted_client_form, kept_client_form, new_client_form
from kp_tui.usecases.clients import glance_at_client
from kp_tui.usecases.drafts import form_left_open
from kp_tui.usecases.endings import end_case
from kp_tui.usecases.event_forms import OpenedEventForm, drafted_event_form, kept_event_form, new_event_form
from kp_tui.usecases.intake import take_first_contact
from kp_tui.usecases.naming import name_anonymous
from kp_tui.usecases.sheets import OpenedSheet, drafted_sheet, open_sheet

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
        self.timing = Timing(app, self)
        self.planning = Planning(app, self)
        self.paperwork = Paperwork(app, self)

    @property
    def desk(self) -> Desk:
        """The signed-in session and what lies on the desk."""
        return self._app.desk

    async def arrive(self, client_id: int | None) -> None:
        """After signing in: the clients, the form that was left open, and a timer that nobody stopped.

        `client_id` is whose file lay on the desk when it was locked.
        """
        await self.timing.look()
        await self.desk.learn_abbreviations()
        if client_id is not None:
            self.desk.client = await self.desk.perform(glance_at_client, client_id)
        self._app.show_only(ClientsScreen())
        left_open = await self.desk.perform(form_left_open)
        if left_open is not None:
            await self._go_on(left_open)
        await self.timing.ask_if_forgotten()
        await self.paperwork.tell_emergencies()

    async def _go_on(self, left_open: Draft) -> None:
        """Open the form that was left open; what the case no longer allows stays a draft, and is said."""
        try:
            await self.to_draft(left_open)
        except KpError as error:
            self._app.complain(error)

    def say(self, text: str) -> None:
        """Show a sentence on the screen that is on top now."""
        screen = self._app.screen
        if isinstance(screen, DeskScreen) and screen.is_mounted:
            screen.say(text)

    async def back(self) -> None:
        """Leave the topmost screen; the list of clients stays."""
        if len(self._app.screen_stack) > BOTTOM:
            await self.leave(1)

    async def to_clients(self, *, starting_timer: bool = False) -> None:
        """To the list of clients, ready to search; the chosen one may start the timer at once (F4)."""
        await self._to_bottom()
        screen = self._app.screen
        if isinstance(screen, ClientsScreen):
            await screen.search(starting_timer=starting_timer)

    async def to_client(self, client_id: int) -> None:
        """To a client's card; the client becomes the current one."""
        await self._to_bottom()
        await self.push(ClientScreen(client_id))

    async def to_case(self, client_id: int) -> None:
        """To a client's case, over whatever it was asked from."""
        await self.push(CaseScreen(client_id))

    async def to_new_case(self, client_id: int) -> None:
        """To the case of somebody who has just been taken in."""
        await self._to_bottom()
        await self.to_case(client_id)

    async def to_new_client(self) -> None:
        """To the form of a new client or applicant."""
        await self.push(ClientFormScreen(await self.desk.perform(new_client_form)))

    async def to_client_form(self, client_id: int) -> None:
        """To the form of a client, to change it."""
        await self.push(ClientFormScreen(await self.desk.perform(kept_client_form, client_id)))

    async def to_new_event(self) -> None:
        """To the form of a new event of the current client."""
        await self.to_opened_form(await self.desk.perform(new_event_form, self.current()))

    async def to_event(self, event_id: int) -> None:
        """To one event, to read it."""
        await self.push(EventScreen(event_id))

    async def to_event_form(self, event_id: int) -> None:
        """To the form of an event that is kept, to change it."""
        await self.to_opened_form(await self.desk.perform(kept_event_form, event_id))

    async def to_sheet(self, case_name: str, subject: int = 0) -> None:
        """To the sheet that a use case saves, about a client, a worker, a period, an entry."""
        await self.to_opened_sheet(await self.desk.perform(open_sheet, case_name, subject))

    async def to_draft(self, draft: Draft) -> None:
        """Go on with an unfinished form, the cursor where it was."""
        if draft.form == event_forms.FORM:
            await self.to_opened_form(await self.desk.perform(drafted_event_form, draft.id))
        elif draft.form == sheets.FORM:
            await self.to_opened_sheet(await self.desk.perform(drafted_sheet, draft.id))
        elif draft.form == plan_forms.FORM:
            await self.planning.to_drafted_form(draft.id)
        else:
            await self.push(ClientFormScreen(await self.desk.perform(drafted_client_form, draft.id)))

    async def to_today(self) -> None:
        """To today."""
        await self.timing.look()
        await self._to_bottom()
        await self.push(TodayScreen())

    async def to_menu(self, about: DeskScreen) -> None:
        """The menu of everything."""
        await self._app.push_screen(MenuScreen(about))

    async def choose(self, client_id: int, on: DeskScreen) -> None:
        """Make a client the current one, unless the screen that is about them is no longer in front."""
        client = await self.desk.perform(glance_at_client, client_id)
        if self._app.screen is on:
            self.desk.client = client

    def current(self) -> int:
        """The current client; `NoClientChosen` where there is none."""
        if self.desk.client is None:
            raise NoClientChosen
        return self.desk.client.id

    async def to_opened_form(self, opened: OpenedEventForm) -> None:
        """To the form of an event; its client becomes the current one."""
        await self.push(EventFormScreen(opened), opened.client)

    async def to_opened_sheet(self, opened: OpenedSheet) -> None:
        """To a sheet; the client it is about becomes the current one."""
        await self.push(await self._sheet_screen(opened), opened.client)

    async def _sheet_screen(self, opened: OpenedSheet) -> SheetScreen:
        saves = opened.sheet.saves
        if saves in (take_first_contact, name_anonymous):
            return IntakeScreen(opened)
        if saves is end_case:
            return EndingScreen(opened, await self.desk.perform(look_around_case, opened.form.subject))
        return SheetScreen(opened)

    async def push(self, screen: Screen[None], client: ClientRow | None = None) -> None:
        """To a screen from which one comes back here; the `client` it is about becomes the current one.

        A form that is open is left, not covered.
        """
        if isinstance(self._app.screen, FormScreen):
            await self.leave(1)
        self.say("")
        await self._app.push_screen(screen)
        if client is not None:
            self.desk.client = client

    async def leave(self, screens: int) -> None:
        """Leave the topmost screens, all at once; where a form waits now, say so on the one below."""
        left = self._app.screen_stack[len(self._app.screen_stack) - screens :]
        waits = any(isinstance(screen, FormScreen) and screen.waits for screen in left)
        for screen in reversed(left):
            if isinstance(screen, DeskScreen):
                await screen.leave()
        for _screen in left:
            self._app.pop_screen()
        if waits:
            self.say(_("The unfinished form waits under Today (F8)."))

    async def close(self, screen: Screen[None]) -> None:
        """Leave a screen, where it is still there, and whatever lies on it."""
        stack = self._app.screen_stack
        if screen in stack:
            await self.leave(len(stack) - stack.index(screen))

    async def _to_bottom(self) -> None:
        await self.leave(len(self._app.screen_stack) - BOTTOM)
