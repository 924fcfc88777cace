"""Duties that stand in one line of Today: consents of cases taken over, plans to write, older events."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.domain.duties import DutyGroup
from kp_tui.locale import _
from kp_tui.screens.owed import Item, OwedScreen, columns, item_of, item_of_group
from kp_tui.usecases.duties import list_duty_group
from kp_tui.widgets.rows import ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen


class DutiesScreen(OwedScreen):
    """Each of them in a line of its own."""

    def __init__(self, group: DutyGroup) -> None:
        super().__init__()
        self._group = group

    def body(self) -> ComposeResult:
        """What they are, then the list."""
        yield Static(id="month", markup=False)
        yield Rows[str, Item](columns(), empty=_("Nothing of this is owed any more."))

    async def look(self) -> None:
        """Look again: whatever was opened from here may be done now."""
        rows = self.query_one(Rows)
        listed = await self.desk.perform(list_duty_group, self._group)
        reader = self.reader(listed.names)
        now = replace(self._group, number=len(listed.duties))
        title = (item_of_group(now, reader).what, reader.whose(now.worker_id))
        self.query_one("#month", Static).update(" · ".join(filter(None, title)))
        lines = (item_of(duty, reader) for duty in listed.duties)
        await rows.show(ListSource((line.key, line) for line in lines), keep=rows.key)

    @on(Chosen)
    async def open_item(self, event: Chosen[str, Item]) -> None:
        """Do what is owed."""
        if event.row.duty is not None:
            await self.do(event.row.duty)
