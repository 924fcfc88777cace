"""One event in full: what was written, what it counts and why."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.events import Event, Share
from kp_tui.locale import _
from kp_tui.locale.words import count_text, minutes_text, span_text, word
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.usecases.events import OpenedEvent, open_event, remove_event, restore_event


class NotEditable(KpError):
    """Only one's own contacts and individual interventions have a form."""

    message = N_("You can change your own contacts and individual interventions only.")


class EventScreen(DeskScreen):
    """Reading an event; it is logged as a reading of the client's file."""

    CSS_PATH = style("event")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "edit", N_("Change the event"), id="event.edit", show=False),
        Binding("delete", "remove", N_("Remove the event"), id="event.remove", show=False),
        Binding("u", "undo", N_("Put the event back"), id="event.undo", show=False),
    ]

    def __init__(self, event_id: int) -> None:
        super().__init__()
        self._event_id = event_id
        self._opened: OpenedEvent | None = None

    def body(self) -> ComposeResult:
        """The whole event, scrolled by the arrow keys."""
        with VerticalScroll():
            yield Static(id="event", markup=False)

    async def on_screen_resume(self) -> None:
        """Read it, again after a change."""
        with self.refusals_shown():
            await self._look()
        self.query_one(VerticalScroll).focus()

    async def _look(self) -> None:
        self._opened = await self.desk.perform(open_event, self._event_id)
        self.query_one("#event", Static).update("\n".join(event_lines(self._opened)))

    async def action_edit(self) -> None:
        """Open the form, where the event has one and is one's own."""
        with self.refusals_shown():
            if self._opened is None or not self._opened.in_form:
                raise NotEditable
            await self.ways.to_event_form(self._event_id)

    async def action_remove(self) -> None:
        """Take the event out of lists and counts."""
        with self.refusals_shown():
            await self.desk.perform(remove_event, self._event_id)
            await self._look()
            self.say(_("The event is removed; u puts it back."))

    async def action_undo(self) -> None:
        """Put it back."""
        with self.refusals_shown():
            await self.desk.perform(restore_event, self._event_id)
            await self._look()
            self.say(_("The event is back."))


def event_lines(opened: OpenedEvent) -> Iterator[str]:
    """Everything that is written down about an event."""
    event = opened.kept.event
    channel = f" · {word(event.channel)}" if event.channel else ""
    yield f"{word(event.kind)}{channel} · {', '.join(opened.clients.values())}"
    yield span_text(event.started_at, event.ended_at, opened.count.included)
    yield (
        _("Removed: counts for nothing")
        if opened.kept.removed
        else f"→ {count_text(event.kind, opened.count)}"
    )
    yield ""
    yield from (f"{opened.workers[share.worker_id]}: {share_text(share)}" for share in event.shares)
    for label, text in event_texts(event):
        if text:
            yield from ("", f"{label}:", text)
    for person in event.participants:
        if person.note:
            yield from ("", f"{opened.clients[person.client_id]}:", person.note)


def share_text(share: Share) -> str:
    """One worker's minutes."""
    return _("direct {direct}, preparation {preparation}, write-up {write_up}").format(
        direct=minutes_text(share.direct),
        preparation=minutes_text(share.preparation),
        write_up=minutes_text(share.write_up),
    )


def event_texts(event: Event) -> tuple[tuple[str, str], ...]:
    """The written fields with their labels, in the order they are read."""
    return (
        (_("Content"), event.content),
        (_("Impact on the client's situation"), event.impact),
        (_("Institution"), event.institution),
        (_("Lesson"), event.lesson),
        (_("Reason for two"), event.joint_reason),
        (_("Text of the letter or e-mail"), event.letter),
    )
