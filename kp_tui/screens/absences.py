"""Who is away from today on; one's own absences are written down and cancelled here."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text
from kp_tui.screens.listing import ListingScreen
from kp_tui.store.absences import KeptAbsence
from kp_tui.usecases.absences import cancel_absence, list_absences, record_absence
from kp_tui.usecases.deputies import name_deputy
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column


class AbsencesScreen(ListingScreen[int, KeptAbsence]):
    """Everybody's absences; who is away is no secret of a team."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "new", N_("My absence"), "absence.new", N_("Write down when you are away")),
        key(
            "d", "deputy", N_("My deputy"), "deputy.name", N_("Name who stands in for you while you are away")
        ),
        key(
            "delete",
            "cancel",
            N_("Cancel the absence"),
            "absence.cancel",
            N_("It ends today, or does not begin at all"),
        ),
    ]

    def title_text(self) -> str:
        """What is listed."""
        return _("Absences: n writes down your own, d names your deputy, Del cancels one")

    def columns(self) -> Sequence[Column[KeptAbsence]]:
        """Who, from when to when."""
        return [
            Column(_("Worker"), lambda one: one.worker, 24, grow=1),
            Column(_("From"), lambda one: short_day_text(one.from_day), 12),
            Column(_("To"), lambda one: short_day_text(one.to_day), 12),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nobody is away, and nobody plans to be.")

    async def listed(self) -> Iterable[tuple[int, KeptAbsence]]:
        """The absences."""
        return [(one.id, one) for one in await self.desk.perform(list_absences)]

    async def action_new(self) -> None:
        """Write down one's own absence."""
        await self.ways.to_sheet(record_absence.name, self.desk.person.id)

    async def action_deputy(self) -> None:
        """Name one's own deputy."""
        await self.ways.to_sheet(name_deputy.name, self.desk.person.id)

    async def action_cancel(self) -> None:
        """Cancel the absence under the cursor."""
        if self.row is not None:
            await self.desk.perform(cancel_absence, self.row.id)
            await self.look()
            self.say(_("The absence is cancelled."))
