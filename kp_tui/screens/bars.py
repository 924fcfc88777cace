"""Who has no part in a case (X1): bars in force and lifted ones."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from kp_tui.domain.errors import N_
from kp_tui.domain.walltime import PRAGUE
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens.listing import ListingScreen
from kp_tui.store.bars import KeptBar
from kp_tui.usecases.bars import bar_worker, lift_bar, list_bars
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column
from kp_tui.widgets.rows_messages import Chosen


class BarsScreen(ListingScreen[int, KeptBar]):
    """Enter lifts the bar under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "n",
            "bar",
            N_("No part in the case"),
            "bar.new",
            N_("Write down a worker who has no part in this case, whatever their roles"),
        ),
    ]

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id

    def title_text(self) -> str:
        """What is listed."""
        return _("Who has no part in the case: n writes down, Enter lifts")

    def columns(self) -> Sequence[Column[KeptBar]]:
        """Who, why, from when to when."""
        return [
            Column(_("Worker"), lambda one: one.worker, 18, grow=1),
            Column(_("Reason"), lambda one: word(one.reason), 16),
            Column(_("Explanation"), lambda one: one.explanation, 12, grow=2, optional=True),
            Column(_("Since"), lambda one: short_day_text(one.recorded_at.astimezone(PRAGUE).date()), 12),
            Column(_("Until"), until_text, 12),
        ]

    def empty(self) -> str:
        """What stands there instead of no lines."""
        return _("Nobody is barred from this case.")

    async def listed(self) -> Iterable[tuple[int, KeptBar]]:
        """The bars."""
        return [(one.id, one) for one in await self.desk.perform(list_bars, self._client_id)]

    @on(Chosen)
    async def lift(self, event: Chosen[int, KeptBar]) -> None:
        """Lift the bar, where it holds."""
        if event.row.lifted_at is None:
            await self.ways.to_sheet(lift_bar.name, event.row.id)

    async def action_bar(self) -> None:
        """Bar somebody."""
        await self.ways.to_sheet(bar_worker.name, self._client_id)


def until_text(one: KeptBar) -> str:
    """The day on which a bar was lifted."""
    return short_day_text(one.lifted_at.astimezone(PRAGUE).date()) if one.lifted_at else ""
