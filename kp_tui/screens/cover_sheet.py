"""The cover sheet of a case: who was responsible from when to when, and how the client was told (K3, 003)."""

from collections.abc import Iterable, Sequence

from textual import on

from kp_tui.domain.key_workers import CoverLine
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens.form import FormScreen
from kp_tui.screens.listing import ListingScreen
from kp_tui.usecases.key_workers import cover_sheet, record_notice
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen


class CoverSheetScreen(ListingScreen[int, CoverLine]):
    """One line a period, the first one first; Enter writes down a notice that is still owed."""

    CHANGED_BY = (FormScreen,)

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id

    def title_text(self) -> str:
        """What is listed."""
        return _("Key workers of the case")

    def columns(self) -> Sequence[Column[CoverLine]]:
        """Who, from when to when, how the client was told of it, and why."""
        return [
            Column(_("Name and surname"), lambda line: line.worker.full_name, 16, grow=1),
            Column(_("From"), lambda line: short_day_text(line.period.from_day), 12),
            Column(_("To"), lambda line: short_day_text(line.period.to_day), 12),
            Column(_("Client told"), told_text, 32, grow=1),
            Column(_("Why"), why_text, 18, grow=2, optional=True),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nobody has been responsible for this case yet.")

    async def listed(self) -> Iterable[tuple[int, CoverLine]]:
        """The periods."""
        return [(line.period.id, line) for line in await self.desk.perform(cover_sheet, self._client_id)]

    @on(Chosen)
    async def tell(self, event: Chosen[int, CoverLine]) -> None:
        """Write down how the client was told, where that is owed."""
        if event.row.owes_notice:
            await self.ways.to_sheet(record_notice.name, event.row.period.id)


def why_text(line: CoverLine) -> str:
    """Why the case came to this worker."""
    period = line.period
    return ": ".join(part for part in (word(period.reason), period.explanation) if part)


def told_text(line: CoverLine) -> str:
    """When, how and by whom the client was told; what is owed, or why they were not told before (K5)."""
    if line.notice is not None and line.told_by is not None:
        notice = line.notice
        told = (short_day_text(notice.told_on), word(notice.channel), line.told_by.surname)
        return " · ".join(told)
    return _("! not yet: Enter writes it down") if line.owes_notice else ""
