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
from kp_tui.locale.words import (
    contacts_text,
    interventions_text,
    kinds_text,
    month_text,
    short_moment_text,
    word,
)
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.store.drafts import Draft
from kp_tui.store.timelines import EventRow
from kp_tui.usecases.drafts import drop_draft, keep_draft
from kp_tui.usecases.timers import RunningTimer
from kp_tui.usecases.today import Today, Unfinished, look_at_today
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

RUNNING, DRAFT, OWED = "►", "○", "!"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to finish: the timer, a draft, or an event that does not count yet."""

    sign: str
    mark: str
    what: str = field(repr=False)
    since: datetime | None
    why: str
    draft: Draft | None = None
    event_id: int | None = None
    timer: RunningTimer | None = None

    @property
    def key(self) -> str:
        """What tells it from the others, however the list has changed meanwhile."""
        return self.draft.id if self.draft else f"event {self.event_id}" if self.event_id else "timer"


class TodayScreen(DeskScreen):
    """F8: the list of what is owed, under the figures of the month."""

    CSS_PATH = style("today")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete",
            "drop",
            N_("Throw the draft away"),
            id="draft.drop",
            show=False,
            tooltip=N_("Only drafts: an event that is saved is removed from its client's card"),
        ),
        Binding(
            "u",
            "undo",
            N_("Bring the draft back"),
            id="draft.undo",
            show=False,
            tooltip=N_("Bring back the draft that you threw away last"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._dropped: list[Draft] = []

    def body(self) -> ComposeResult:
        """The month, then the list."""
        yield Static(id="month", markup=False)
        yield Rows[str, Item](
            [
                Column("", lambda item: item.sign, 1),
                Column(_("Mark"), lambda item: item.mark, 9),
                Column(_("What"), lambda item: item.what, 18, grow=1),
                Column(
                    _("Since"),
                    lambda item: short_moment_text(item.since) if item.since else "",
                    13,
                    optional=True,
                ),
                Column(_("What is missing"), lambda item: item.why, 22, grow=1),
            ],
            empty=_("Nothing waits to be finished."),
        )

    async def on_screen_resume(self) -> None:
        """Look again: whatever was opened from here may be finished now."""
        self.set_focus(self.query_one(Rows))
        with self.refusals_shown():
            await self._look()

    async def _look(self) -> None:
        today = await self.desk.perform(look_at_today)
        self.query_one("#month", Static).update(month_lines(today))
        rows = self.query_one(Rows)
        listed = items(self.desk.timer, today)
        await rows.show(ListSource((item.key, item) for item in listed), keep=rows.key)

    @on(Chosen)
    async def open_item(self, event: Chosen[str, Item]) -> None:
        """Go on with a draft, open the event to complete it, or the card of the timer's client."""
        item = event.row
        with self.refusals_shown():
            if item.draft is not None:
                await self.ways.to_draft(item.draft)
            elif item.event_id is not None:
                await self.ways.to_event(item.event_id)
            elif item.timer is not None:
                await self._open_timer(item.timer)

    async def _open_timer(self, running: RunningTimer) -> None:
        if running.timer.forgotten(self.desk.now()):
            await self.ways.timing.ask_if_forgotten()
        else:
            await self.ways.to_client(running.client.id)

    async def action_drop(self) -> None:
        """Throw the draft under the cursor away; `u` brings it back."""
        item = self.query_one(Rows).row
        if item is None or item.draft is None:
            self.say(_("Only drafts can be thrown away here."))
            return
        with self.refusals_shown():
            await self.desk.perform(drop_draft, item.draft.id)
            self._dropped.append(item.draft)
            await self._look()
            self.say(_("The draft is thrown away: u brings it back."))

    async def action_undo(self) -> None:
        """Bring the draft back that was thrown away last."""
        if not self._dropped:
            self.say(_("There is nothing to bring back."))
            return
        with self.refusals_shown():
            await self.desk.perform(keep_draft, self._dropped.pop())
            await self._look()
            self.say(_("The draft is back."))


def items(running: RunningTimer | None, today: Today) -> Iterator[Item]:
    """The timer; drafts, the latest on top; then the events that do not count yet, the oldest on top."""
    if running is not None:
        since = running.timer.started_at
        why = _("F5 stops it and writes up")
        yield Item(RUNNING, running.client.mark, _("the timer runs"), since, why, timer=running)
    for unfinished in today.drafts:
        yield _waiting(unfinished)
    for event in today.not_counting:
        yield _owed(event)


def _waiting(unfinished: Unfinished) -> Item:
    draft = unfinished.draft
    opened_on = draft.client_id if unfinished.kind is None else draft.event_id
    why = _("not saved yet") if opened_on is None else _("change not saved")
    what = unfinished.begins or (word(unfinished.kind) if unfinished.kind else _("client"))
    return Item(DRAFT, unfinished.mark, what, draft.saved_at, why, draft=draft)


def _owed(event: EventRow) -> Item:
    why = word(event.reason) if event.reason else ""
    return Item(
        OWED, event.clients, event.content or word(event.kind), event.started_at, why, event_id=event.id
    )


def month_lines(today: Today) -> str:
    """The month so far: the totals, then each kind that occurred."""
    contacts = sum(kind.units for kind in today.month if kind.kind.is_contact)
    interventions = sum(kind.units for kind in today.month if not kind.kind.is_contact)
    totals = (
        f"{month_text(today.month_start)}: {contacts_text(contacts)} · {interventions_text(interventions)}"
    )
    return f"{totals}\n{kinds_text((kind.kind, kind.units) for kind in today.month)}".rstrip()
