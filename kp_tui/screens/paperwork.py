"""The ways to papers: those in the file, the plan's written copy, and what is told of emergencies."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.screens.emergency import EmergencyScreen, close_when_over
from kp_tui.screens.grants import GrantsScreen
from kp_tui.screens.papers import PapersScreen
from kp_tui.screens.plan import PlanScreen
from kp_tui.usecases.emergencies import list_emergencies_to_tell, open_emergency
from kp_tui.usecases.papers import list_papers
from kp_tui.usecases.prints import print_plan
from kp_tui.usecases.vaults import grant_vault

if TYPE_CHECKING:
    from kp_tui.app import KpApp
    from kp_tui.screens.ways import Ways

Offered = tuple[str, str, Callable[[], Awaitable[object]]]


class Paperwork:
    """Goes to what is on paper; whoever may not see it is told so where they are."""

    def __init__(self, app: "KpApp", ways: "Ways") -> None:
        self._app = app
        self._ways = ways

    async def to_papers(self, client_id: int) -> None:
        """To the papers in a client's file."""
        opened = await self._app.desk.perform(list_papers, client_id)
        screen = PapersScreen(opened)
        await self._ways.push(screen)
        close_when_over(screen, opened.until)

    async def print_plan(self, client_id: int) -> None:
        """Write the plan's copy into the folder for exports, and say where it lies."""
        path = await self._app.desk.perform(print_plan, client_id)
        self._ways.say(_("Written: {path}").format(path=path))

    async def tell_emergencies(self) -> None:
        """Show what a key worker has to hear of."""
        told = await self._app.desk.perform(list_emergencies_to_tell)
        if told:
            await self._app.push_screen(EmergencyScreen(told))

    async def to_grants(self) -> None:
        """To those who wait for the vault of the plans."""
        await self._ways.push(GrantsScreen())

    def offered(self, about: Screen[Any]) -> Iterator[Offered]:
        """What the menu offers of vaults and of the current client: label, tooltip, and what does it.

        What has a key on the screen it was opened from stands there already.
        """
        may = self._app.desk.may
        if may(grant_vault):
            told = _("Grant it to a colleague; your own fingerprint")
            yield _("Who waits for the vault of the plans"), told, self.to_grants
        if self._app.desk.client is None:
            return
        client_id = self._app.desk.client.id
        has_keys = isinstance(about, PlanScreen)
        if may(list_papers) and not has_keys:
            told = _("What was made together, kept in the client's file")
            yield _("Papers in the file"), told, partial(self.to_papers, client_id)
        if may(print_plan) and not has_keys:
            told = _("A PDF for the client to keep or to sign")
            yield _("Print the plan"), told, partial(self.print_plan, client_id)
        if may(open_emergency):
            told = _("For an hour, with a reason; the key worker is told")
            open_sheet = partial(self._ways.to_sheet, open_emergency.name, client_id)
            yield _("Emergency reading of a plan"), told, open_sheet
