"""Today: what runs, what waits to be finished, what does not count yet, and the month so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.locale.words import contacts_text, interventions_text, moment_text, month_text, word
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.store.drafts import Draft
from kp_tui.store.timelines import EventRow
from kp_tui.usecases.drafts import drop_draft, keep_draft
from kp_tui.usecases.today import Today, look_at_today
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

DRAFT, OWED = "○", "!"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to finish: a draft, or an event that does not count yet."""

    sign: str
    mark: str
    what: str
    when: datetime | None
    why: str
    draft: Draft | None = field(default=None, repr=False)
    event_id: int | None = None


class TodayScreen(DeskScreen):
    """F8: the list of what is owed, under the figures of the month."""

    CSS_PATH = style("today")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "drop", N_("Throw the draft away"), id="draft.drop", show=False),
        Binding("u", "undo", N_("Bring the draft back"), id="draft.undo", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._dropped: Draft | None = None

    def body(self) -> ComposeResult:
        """The month, then the list."""
        yield Static(id="month", markup=False)
        yield Static(_("To finish"), classes="heading", markup=False)
        yield Rows[int, Item](
            [
                Column("", lambda item: item.sign, 1),
                Column(_("Mark"), lambda item: item.mark, 10),
                Column(_("What"), lambda item: item.what, 24, grow=1),
                Column(_("When"), lambda item: moment_text(item.when) if item.when else "", 20),
                Column(_("What is missing"), lambda item: item.why, 20, grow=2),
            ],
            empty=_("Nothing waits to be finished."),
        )

    async def on_screen_resume(self) -> None:
        """Look again: whatever was opened from here may be finished now."""
        with self.refusals_shown():
            await self._look()

    async def _look(self) -> None:
        today = await self.desk.perform(look_at_today)
        self.query_one("#month", Static).update(month_lines(today))
        rows = self.query_one(Rows)
        await rows.show(ListSource(enumerate(items(today))))
        rows.focus()

    @on(Rows.Chosen)
    async def open_item(self, event: Chosen[int, Item]) -> None:
        """Go on with a draft, or open the event to complete it."""
        item = event.row
        with self.refusals_shown():
            if item.draft is not None:
                await self.ways.to_draft(item.draft)
            elif item.event_id is not None:
                await self.ways.to_event(item.event_id)

    async def action_drop(self) -> None:
        """Throw the draft under the cursor away; `u` brings it back."""
        item = self.query_one(Rows).row
        if item is None or item.draft is None:
            return
        with self.refusals_shown():
            await self.desk.perform(drop_draft, item.draft.id)
            self._dropped = item.draft
            await self._look()
            self.say(_("The draft is thrown away; u brings it back."))

    async def action_undo(self) -> None:
        """Bring the draft back that was thrown away last."""
        dropped, self._dropped = self._dropped, None
        if dropped is not None:
            with self.refusals_shown():
                await self.desk.perform(keep_draft, dropped)
                await self._look()


def items(today: Today) -> Iterator[Item]:
    """Drafts first, the latest on top; then the events that do not count yet, the oldest on top."""
    for draft in today.drafts:
        yield Item(DRAFT, draft.mark, _("draft"), draft.saved_at, _("not saved yet"), draft=draft)
    for event in today.not_counting:
        yield _owed(event)


def _owed(event: EventRow) -> Item:
    why = word(event.reason) if event.reason else ""
    return Item(OWED, event.clients, word(event.kind), event.started_at, why, event_id=event.id)


def month_lines(today: Today) -> str:
    """The month so far: the totals, then each kind that occurred."""
    contacts = sum(kind.units for kind in today.month if kind.kind.is_contact)
    interventions = sum(kind.units for kind in today.month if not kind.kind.is_contact)
    totals = f"{contacts_text(contacts)} · {interventions_text(interventions)}"
    kinds = " · ".join(
        f"{word(kind.kind)} {kind.units}" for kind in sorted(today.month, key=lambda one: one.kind)
    )
    return f"{month_text(today.month_start)}: {totals}\n{kinds}"
