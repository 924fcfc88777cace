"""Deputies and absences of the key workers, for their manager."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text
from kp_tui.screens.listing import ListingScreen
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.deputies import name_deputy
from kp_tui.usecases.handover import hand_over_cases
from kp_tui.usecases.team import TeamRow, list_team
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Align, Column
from kp_tui.widgets.rows_messages import Chosen


class TeamScreen(ListingScreen[int, TeamRow]):
    """Enter names a deputy; a missing one is marked (K7)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("a", "absence", N_("Absence"), "team.absence", N_("Write down when the worker is away")),
        key(
            "h",
            "hand_over",
            N_("Hand over"),
            "team.hand_over",
            N_("All cases of the worker to somebody else, in one step"),
        ),
    ]

    def title_text(self) -> str:
        """What is listed."""
        return _("Key workers: Enter names a deputy, a an absence, h hands all cases over")

    def columns(self) -> Sequence[Column[TeamRow]]:
        """Who, for how many, who stands in, away until when."""
        return [
            Column(_("Key worker"), lambda row: row.worker, 20, grow=1),
            Column(_("Cases"), lambda row: str(row.cases), 6, align=Align.RIGHT),
            Column(_("Deputy"), deputy_text, 20, grow=1),
            Column(_("Away until"), lambda row: short_day_text(row.away_until), 12),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("There are no key workers.")

    async def listed(self) -> Iterable[tuple[int, TeamRow]]:
        """The key workers."""
        return [(row.worker_id, row) for row in await self.desk.perform(list_team)]

    @on(Chosen)
    async def name_deputy(self, event: Chosen[int, TeamRow]) -> None:
        """Name the deputy."""
        await self._open(name_deputy.name)

    async def action_absence(self) -> None:
        """Write down an absence."""
        await self._open(record_absence.name)

    async def action_hand_over(self) -> None:
        """Hand all cases over."""
        await self._open(hand_over_cases.name)

    async def _open(self, sheet: str) -> None:
        if self.row is not None:
            await self.ways.to_sheet(sheet, self.row.worker_id)


def deputy_text(row: TeamRow) -> str:
    """The deputy, or that one is missing."""
    return _("! missing") if row.lacks_deputy else row.deputy
