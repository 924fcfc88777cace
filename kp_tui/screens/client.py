"""A client's card: who they are, who is responsible, what was done and how the month stands."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_
from kp_tui.domain.events import Kind
from kp_tui.locale import _
from kp_tui.locale.words import clock_text, kinds_text, minutes_text, short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.case_texts import duty_text
from kp_tui.screens.removing import RemovingScreen
from kp_tui.store.clients import ClientCard
from kp_tui.store.timelines import EventKey, EventRow
from kp_tui.usecases.case_around import next_duty_of
from kp_tui.usecases.clients import open_client
from kp_tui.usecases.events import list_events, remove_event, restore_event
from kp_tui.usecases.today import month_of_client
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Align, Column, Rows
from kp_tui.widgets.rows_messages import Chosen, Failed


class TimelineSource:
    """Pages of a client's events, the latest first, for the list widget."""

    def __init__(self, desk: Desk, client_id: int) -> None:
        self._desk = desk
        self._client_id = client_id

    async def page(
        self, key: EventKey | None, limit: int, *, back: bool
    ) -> Sequence[tuple[EventKey, EventRow]]:
        """See `Source.page`."""
        return await self._desk.perform(list_events, self._client_id, key, limit, back=back)


class ClientScreen(RemovingScreen):
    """The card over the timeline; opening it is logged as a reading of the file."""

    CSS_PATH = style("client")
    CHANGED_BY = (Screen,)
    REMOVES, RESTORES = remove_event, restore_event
    BINDINGS: ClassVar[list[BindingType]] = [
        key("e", "edit", N_("Edit the client"), "client.edit", N_("Change what is written about the client")),
        key(
            "c",
            "open_case",
            N_("Case"),
            "case.open",
            N_("How the client's case stands, and what to write down in it"),
        ),
        key("n", "new_event", N_("Write up"), "client.event", N_("Write up an event of this client")),
        key(
            "delete",
            "remove",
            N_("Remove the event"),
            "event.remove",
            N_("Take your own event out of lists and counts"),
        ),
        key(
            "u",
            "undo",
            N_("Put the event back"),
            "event.undo",
            N_("Put back the event that you removed last"),
        ),
    ]

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id

    def body(self) -> ComposeResult:
        """The card, what is owed first, the month, the timeline."""
        yield Static(id="card", markup=False)
        yield Static(id="duty", markup=False)
        yield Static(id="month", markup=False)
        yield Rows[EventKey, EventRow](
            event_columns(), empty=_("Nothing is written up yet: F2 writes up, F5 starts the timer.")
        )

    async def on_mount(self) -> None:
        """Open the file; leave again where there is none within reach."""
        card = await self.desk.perform(open_client, self._client_id)
        self.query_one("#card", Static).update(card_text(card))
        await self.query_one(Rows).show(TimelineSource(self.desk, self._client_id))

    async def come_back(self) -> None:
        """Be the current client's card."""
        await self.ways.choose(self._client_id, self)
        await super().come_back()

    async def look(self) -> None:
        """Show what is owed, and what was written up meanwhile."""
        duty = await self.desk.perform(next_duty_of, self._client_id)
        self.query_one("#duty", Static).update(Content(duty_text(duty) if duty else ""))
        self.query_one("#duty").display = duty is not None
        month = await self.desk.perform(month_of_client, self._client_id)
        self.query_one("#month", Static).update(month_text_of(month))
        await self.query_one(Rows).reload()

    @on(Chosen)
    async def open_event(self, event: Chosen[EventKey, EventRow]) -> None:
        """Read the event."""
        await self.ways.to_event(event.row.id)

    @on(Failed)
    def say_failure(self, event: Failed) -> None:
        """Show why a page could not be read."""
        self.complain(event.error)

    async def action_edit(self) -> None:
        """Change the client's details."""
        await self.ways.to_client_form(self._client_id)

    async def action_open_case(self) -> None:
        """Open the client's case."""
        await self.ways.to_case(self._client_id)

    def number(self) -> int | None:
        """The event under the cursor."""
        row: EventRow | None = self.query_one(Rows).row
        return row.id if row is not None else None

    def removed_text(self) -> str:
        """That the event is out of lists and counts."""
        return _("The event is removed: u puts it back.")

    def restored_text(self) -> str:
        """That it is in them again."""
        return _("The event is back.")


def event_columns() -> list[Column[EventRow]]:
    """What a line of the timeline says."""
    return [
        Column(_("Day"), lambda row: short_day_text(row.day), 12),
        Column(_("Time"), lambda row: clock_text(row.started_at), 5),
        Column(_("Kind"), lambda row: word(row.kind), 14, grow=1),
        Column(_("Length"), lambda row: minutes_text(row.included), 7, align=Align.RIGHT, optional=True),
        Column(_("Counts"), counts_text, 15),
        Column(_("Content"), lambda row: row.content, 14, grow=3, optional=True),
        Column(_("Worker"), lambda row: row.workers, 10, optional=True),
    ]


def counts_text(row: EventRow) -> str:
    """The units, or zero with its reason."""
    return f"0: {word(row.reason)}" if row.reason else str(row.units)


def card_text(card: ClientCard) -> str:
    """Who the client is, who is responsible for them, how they are reached."""
    details = card.details
    name = f"{details.surname} {details.name}".strip() or _("anonymous")
    born = _("born {day}").format(day=short_day_text(details.birth_date)) if details.birth_date else ""
    key_worker = _("key worker: {name}").format(name=card.key_worker or _("none yet"))
    who = " · ".join(part for part in (details.mark, name, born, word(details.state), key_worker) if part)
    contacts = " · ".join(line.strip() for line in details.contacts.splitlines() if line.strip())
    return f"{who}\n{contacts}".rstrip()


def month_text_of(month: Sequence[tuple[Kind, int]]) -> str:
    """This month's units by kind."""
    return _("This month: {kinds}").format(kinds=kinds_text(month) or _("nothing that counts"))
