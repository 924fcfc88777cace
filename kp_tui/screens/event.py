"""One event in full: what was written, what it counts and why."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.events import Event, Share
from kp_tui.domain.text import shown
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import explanation, minutes_text, span_text, word
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.reading import ReadingScreen
from kp_tui.usecases.events import OpenedEvent, open_event, remove_event, restore_event
from kp_tui.widgets.keys import key
from kp_tui.widgets.prose import Block, one_line


class NotEditable(KpError):
    """Only one's own contacts and individual interventions have a form."""

    message = N_("You can change your own contacts and individual interventions only.")


class EventScreen(ReadingScreen):
    """Reading an event; it is logged as a reading of the client's file."""

    CHANGED_BY = (EventFormScreen,)
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "e,enter",
            "edit",
            N_("Change the event"),
            "event.edit",
            N_("Change your own event; the old version is kept"),
        ),
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

    def __init__(self, event_id: int) -> None:
        super().__init__()
        self._event_id = event_id
        self._opened: OpenedEvent | None = None

    async def blocks(self) -> Iterable[Block]:
        """The whole event; its client becomes the current one."""
        self._opened = opened = await self.desk.perform(open_event, self._event_id)
        if opened.clients:
            await self.ways.choose(next(iter(opened.clients)), self)
        return event_blocks(opened)

    async def action_edit(self) -> None:
        """Open the form, where the event has one and is one's own."""
        if self._opened is None or not self._opened.in_form:
            raise NotEditable
        await self.ways.to_event_form(self._event_id)

    async def action_remove(self) -> None:
        """Take the event out of lists and counts."""
        await self.desk.perform(remove_event, self._event_id)
        await self.look()
        self.say(_("The event is removed: u puts it back."))

    async def action_undo(self) -> None:
        """Put it back."""
        if self._opened is None or not self._opened.kept.removed:
            self.say(_("There is nothing to put back."))
            return
        await self.desk.perform(restore_event, self._event_id)
        await self.look()
        self.say(_("The event is back."))


def event_blocks(opened: OpenedEvent) -> Iterator[Block]:
    """Everything that is written down about an event."""
    event = opened.kept.event
    channel = f" · {word(event.channel)}" if event.channel else ""
    yield Block(Content.styled(shown(f"{word(event.kind)}{channel} · {_marks(opened)}"), "bold"))
    yield Block(Content(span_text(event.started_at, event.ended_at)), space_before=False)
    if opened.acting_for:
        yield one_line(_("for: {name}").format(name=opened.acting_for))
    yield from _count_blocks(opened)
    if opened.holds_plan:
        yield one_line(_("An oral plan stands in this record: F6 opens it."))
    if n := opened.served:
        told = ngettext("It served {n} line of the plan.", "It served {n} lines of the plan.", n)
        yield one_line(told.format(n=n))
    for number, share in enumerate(event.shares):
        yield one_line(f"{opened.workers[share.worker_id]}: {share_text(share)}", space_before=number == 0)
    for label, text in event_texts(event):
        yield from _text_blocks(label, text)
    for person in event.participants:
        yield from _text_blocks(opened.clients[person.client_id], person.note)


def _count_blocks(opened: OpenedEvent) -> Iterator[Block]:
    """The units with their rule; of a zero every reason."""
    event = opened.kept.event
    if opened.kept.removed:
        yield one_line(_("Removed: counts for nothing"), "→ ")
        return
    if opened.count.reason is not None:
        yield one_line(_("Counts for nothing yet, because:"), "→ ")
    first = "→ " if opened.count.reason is None else "  – "
    for line in explanation(event.kind, opened.count):
        yield one_line(line, first)


def _text_blocks(label: str, text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(Content.styled(shown(label), "bold"))
        yield from (one_line(line) for line in text.splitlines())


def _marks(opened: OpenedEvent) -> str:
    return ", ".join(opened.clients.values()) or _("nobody written down")


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
