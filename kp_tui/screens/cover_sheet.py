"""The cover sheet of a case: who was responsible from when to when, and how the client was told (K3, 003)."""

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.domain.key_workers import CoverLine
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.form import FormScreen
from kp_tui.usecases.key_workers import cover_sheet, record_notice
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen


class CoverSheetScreen(DeskScreen):
    """One line a period; Enter writes down a notice that is still owed."""

    CSS_PATH = style("cover_sheet")

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id
        self._stale = True

    def body(self) -> ComposeResult:
        """The periods, the first one first."""
        yield Static(_("Key workers of the case"), classes="heading", markup=False)
        yield Rows[int, CoverLine](
            [
                Column(_("Name and surname"), lambda line: line.worker.full_name, 16, grow=1),
                Column(_("From"), lambda line: short_day_text(line.period.from_day), 12),
                Column(_("To"), lambda line: short_day_text(line.period.to_day), 12),
                Column(_("Client told"), told_text, 32, grow=1),
                Column(_("Why"), why_text, 18, grow=2, optional=True),
            ],
            empty=_("Nobody has been responsible for this case yet."),
        )

    async def on_screen_resume(self) -> None:
        """Read it; again only after a form: every reading is logged."""
        self.set_focus(self.query_one(Rows))
        if self._stale:
            lines = await self.desk.perform(cover_sheet, self._client_id)
            self._stale = False
            await self.query_one(Rows).show(ListSource((line.period.id, line) for line in lines))

    def on_screen_suspend(self) -> None:
        """A notice may be written down."""
        self._stale = self._stale or isinstance(self.app.screen, FormScreen)

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
