"""Today: what runs, what waits to be finished, what is owed until when, and the month so far."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_, Refused
from kp_tui.locale import _
from kp_tui.locale.words import (
    contacts_text,
    interventions_text,
    kinds_text,
    month_text,
    short_moment_text,
    word,
)
from kp_tui.screens.duties import DutiesScreen
from kp_tui.screens.owed import (
    DRAFT,
    RUNNING,
    Item,
    OwedScreen,
    Reader,
    columns,
    item_of,
    item_of_group,
)
from kp_tui.store.drafts import Draft
from kp_tui.usecases.drafts import drop_draft, keep_draft
from kp_tui.usecases.duties import DutyList, list_everybodys_duties
from kp_tui.usecases.timers import RunningTimer
from kp_tui.usecases.today import Today, Unfinished, look_at_today
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen


class TodayScreen(OwedScreen):
    """F8: the list of what waits and what is owed, under the figures of the month."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "delete",
            "drop",
            N_("Throw the draft away"),
            "draft.drop",
            N_("Only drafts: an event that is saved is removed from its client's card"),
        ),
        key(
            "u",
            "undo",
            N_("Bring the draft back"),
            "draft.undo",
            N_("Bring back the draft that you threw away last"),
        ),
        key(
            "m",
            "turn",
            N_("My duties or everybody's"),
            "today.turn",
            N_("The manager sees what anybody owes"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._dropped: list[Draft] = []
        self._everybodys = False

    def body(self) -> ComposeResult:
        """The month, then the list."""
        yield Static(id="month", markup=False)
        yield Rows[str, Item](columns(), empty=_("Nothing waits to be finished."))

    async def look(self) -> None:
        """Read the month, and what waits and is owed now."""
        if self._everybodys:
            owed = await self.desk.perform(list_everybodys_duties)
            self._tell(_("Everybody's duties: m shows your own"))
            await self._show(duty_items(owed, self.reader(owed.names, everybodys=True)))
        else:
            today = await self.desk.perform(look_at_today)
            self._tell(month_lines(today))
            await self._show(items(self.desk.timer, today, self.reader(today.owed.names)))

    def _tell(self, text: str) -> None:
        self.query_one("#month", Static).update(text)

    async def _show(self, listed: Iterator[Item]) -> None:
        rows = self.query_one(Rows)
        await rows.show(ListSource((item.key, item) for item in listed), keep=rows.key)

    @on(Chosen)
    async def open_item(self, event: Chosen[str, Item]) -> None:
        """Go on with a draft, do what is owed, list what stands in one line, or open the timer's client."""
        item = event.row
        if item.draft is not None:
            await self.ways.to_draft(item.draft)
        elif item.duty is not None:
            await self.do(item.duty)
        elif item.group is not None:
            await self.ways.push(DutiesScreen(item.group))
        elif item.timer is not None:
            await self._open_timer(item.timer)

    async def _open_timer(self, running: RunningTimer) -> None:
        if running.timer.forgotten(self.desk.now()):
            await self.ways.timing.ask_if_forgotten()
        else:
            await self.ways.to_client(running.client.id)

    async def action_turn(self) -> None:
        """Turn between one's own duties and everybody's, which the manager sees."""
        if not self.desk.may(list_everybodys_duties):
            raise Refused
        self._everybodys = not self._everybodys
        await self.look()

    async def action_drop(self) -> None:
        """Throw the draft under the cursor away; `u` brings it back."""
        item = self.query_one(Rows).row
        if item is None or item.draft is None:
            self.say(_("Only drafts can be thrown away here."))
            return
        await self.desk.perform(drop_draft, item.draft.id)
        self._dropped.append(item.draft)
        await self.look()
        self.say(_("The draft is thrown away: u brings it back."))

    async def action_undo(self) -> None:
        """Bring the draft back that was thrown away last."""
        if not self._dropped:
            self.say(_("There is nothing to bring back."))
            return
        await self.desk.perform(keep_draft, self._dropped.pop())
        await self.look()
        self.say(_("The draft is back."))


def items(running: RunningTimer | None, today: Today, reader: Reader) -> Iterator[Item]:
    """The timer; drafts, the latest on top; then what is owed, what is due first on top."""
    if running is not None:
        since = short_moment_text(running.timer.started_at)
        why = _("F5 stops it and writes up")
        yield Item(RUNNING, running.client.mark, _("the timer runs"), since, why, timer=running)
    for unfinished in today.drafts:
        yield _waiting(unfinished)
    yield from duty_items(today.owed, reader)


def duty_items(owed: DutyList, reader: Reader) -> Iterator[Item]:
    """What is owed, one by one; then what stands in one line."""
    for duty in owed.duties:
        yield item_of(duty, reader)
    for group in owed.groups:
        yield item_of_group(group, reader)


def _waiting(unfinished: Unfinished) -> Item:
    draft = unfinished.draft
    changes = draft.client_id if unfinished.is_client else draft.event_id
    why = _("not saved yet") if changes is None else _("change not saved")
    since = short_moment_text(draft.saved_at) if draft.saved_at else ""
    return Item(DRAFT, unfinished.mark, _begins(unfinished), since, why, draft=draft)


def _begins(unfinished: Unfinished) -> str:
    """How a draft begins, or what it is of."""
    if unfinished.begins:
        return unfinished.begins
    if unfinished.kind is not None:
        return word(unfinished.kind)
    return _(unfinished.title) if unfinished.title else _("client")


def month_lines(today: Today) -> str:
    """The month so far: the totals, then each kind that occurred."""
    contacts = sum(kind.units for kind in today.month if kind.kind.is_contact)
    interventions = sum(kind.units for kind in today.month if not kind.kind.is_contact)
    totals = (
        f"{month_text(today.month_start)}: {contacts_text(contacts)} · {interventions_text(interventions)}"
    )
    return f"{totals}\n{kinds_text((kind.kind, kind.units) for kind in today.month)}".rstrip()
