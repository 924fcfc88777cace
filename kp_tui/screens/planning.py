"""The ways to a client's plan, its form and its versions, and to the client's view of it."""

from typing import TYPE_CHECKING

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_, KpError, NotFound, Refused
from kp_tui.domain.plan_access import has_emergencies
from kp_tui.screens.client_view import ClientViewScreen
from kp_tui.screens.emergency import close_when_over
from kp_tui.screens.plan import PlanScreen
from kp_tui.screens.plan_draft import PlanDraftScreen
from kp_tui.screens.plan_form import PlanFormScreen
from kp_tui.usecases.client_view import show_plan_to_client
from kp_tui.usecases.plan_forms import OpenedPlanForm, drafted_plan_form, plan_form, read_plan_draft
from kp_tui.usecases.plans import open_plan

if TYPE_CHECKING:
    from kp_tui.app import KpApp
    from kp_tui.screens.ways import Ways


class EmergencyWanted(KpError):
    """A manager reads no plans, whether there is one or not."""

    message = N_("A manager reads no plans. In an emergency: F9, Emergency reading of a plan.")


class Planning:
    """Goes to what belongs to a plan; whoever may not see it is told so where they are."""

    def __init__(self, app: "KpApp", ways: "Ways") -> None:
        self._app = app
        self._ways = ways

    @property
    def _desk(self) -> Desk:
        return self._app.desk

    async def to_plan(self, client_id: int, step: int = 0) -> None:
        """To a client's plan, to the step that is owed; a plan that lies below is read again: rights end."""
        for above, screen in enumerate(reversed(self._app.screen_stack)):
            if isinstance(screen, PlanScreen) and screen.client_id == client_id:
                await self._ways.leave(above)
                await screen.look()
                screen.go_to(step)
                return
        try:
            opened = await self._desk.perform(open_plan, client_id)
        except NotFound:
            if has_emergencies(self._desk.person.roles):
                raise EmergencyWanted from None
            raise
        screen = PlanScreen(opened, step)
        await self._ways.push(screen)
        close_when_over(screen, opened.until)

    async def to_form(self, client_id: int) -> None:
        """To the form of a client's plan, to change it or to begin one."""
        await self._to_opened_form(await self._desk.perform(plan_form, client_id))

    async def to_drafted_form(self, draft_id: str) -> None:
        """To the form of a draft, as it was left; to its words where the case is somebody else's now."""
        try:
            opened = await self._desk.perform(drafted_plan_form, draft_id)
        except Refused:
            left = await self._desk.perform(read_plan_draft, draft_id)
            await self._ways.push(PlanDraftScreen(left.form), left.client)
        else:
            await self._to_opened_form(opened)

    async def to_client_view(self, client_id: int) -> None:
        """Turn the screen to the client."""
        plan = await self._desk.perform(show_plan_to_client, client_id)
        await self._app.push_screen(ClientViewScreen(plan))

    async def _to_opened_form(self, opened: OpenedPlanForm) -> None:
        await self._ways.push(PlanFormScreen(opened), opened.client)
