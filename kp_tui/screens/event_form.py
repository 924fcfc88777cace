"""Writing up: a contact or an individual intervention, what it counts shown while it is typed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.event_forms import EventForm, completed, confirms_end
from kp_tui.domain.events import Channel, Event, Kind
from kp_tui.domain.policies import policy_on
from kp_tui.locale import _
from kp_tui.locale.words import answer_text, count_text, error_text
from kp_tui.screens import style
from kp_tui.screens.both_versions import Answers
from kp_tui.screens.event_fields import colleagues, event_answers, event_fields
from kp_tui.screens.event_ties import EventTies
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.event_forms import (
    OpenedEventForm,
    Recorded,
    earlier_notes,
    event_draft,
    record_event,
    rival_event_form,
)
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.keys import key
from kp_tui.widgets.note import Note


class EventFormScreen(FormScreen):
    """F2 and F5: the time and the note are enough; everything else is offered as it was last time."""

    CSS_PATH = style("event_form")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-wide")]  # noqa: RUF012 -- as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "ctrl+g",
            "as_contact",
            N_("As a contact"),
            "form.as_contact",
            N_("Record a short intervention as a contact"),
        ),
        key(
            "ctrl+o",
            "serves",
            N_("Goals and steps"),
            "form.serves",
            N_("What of the client's plan this event served"),
        ),
    ]

    def __init__(self, opened: OpenedEventForm) -> None:
        super().__init__(drafted=opened.drafted)
        self.add_class("-wide")  # nearly always right: found out later, it would style everything twice
        self._opened = opened
        self._last_answer = ""
        self._ties: EventTies | None = None

    def body(self) -> ComposeResult:
        """Kind and channel, the time and what it comes to, the notes, then what is rarely needed."""
        yield from event_fields(self._opened)

    def on_mount(self) -> None:
        """Put the cursor where it was, or into the first thing to type."""
        opened = self._opened
        self._ties = EventTies(self.desk, opened.client.id, opened.event_id, opened.form.serves)
        self._tell_ties()
        self.begin(self._opened.form, "time")

    def form(self) -> EventForm:
        """The fields as they stand."""
        focus, cursor = self.place()
        before = self._opened.form
        return EventForm(
            client_id=before.client_id,
            kind=self.chosen("kind"),
            channel=self.chosen("channel"),
            time=self.typed("time"),
            colleague_id=self.chosen("colleague"),
            colleague_time=self.typed("colleague_time"),
            joint_reason=self.typed("joint_reason"),
            content=self.typed("content"),
            impact=self.typed("impact"),
            letter=self.typed("letter"),
            two_way=self.chosen("two_way"),
            exclusion=self.chosen("exclusion"),
            end_confirmed=self.chosen("end_confirmed") or confirms_end(before, self.typed("time")),
            serves=self._ties.serves if self._ties else before.serves,
            focus=focus,
            cursor=cursor,
        )

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the form as it stands."""
        return event_draft(self._opened, self.form(), on_screen=on_screen)

    def answers(self, form: EventForm) -> Answers:  # type: ignore[override]  # a screen of events has events
        """Each question with a form's answer."""
        return event_answers(form, colleagues(self._opened))

    async def save(self) -> None:
        """Record the event, say what it came to, and go back."""
        recorded = await self.desk.perform(record_event, self._opened, self.form())
        kind = self.form().kind
        await self.ways.back()
        self.ways.say(saved_text(kind, recorded))

    async def rival(self) -> EventForm:
        """The event as somebody else has saved it; from now on `save` replaces that."""
        theirs = await self.desk.perform(rival_event_form, self._opened)
        self._opened = theirs
        return theirs.form

    def takes_time(self, client_id: int) -> bool:
        """Whether a timer of that client may put its time here: a new event, and no time typed yet."""
        opened = self._opened
        return (
            opened.event_id is None and opened.form.client_id == client_id and not self.typed("time").strip()
        )

    async def take_time(self, time: str) -> None:
        """Fill in and keep the time that a timer has measured; the cursor goes on to the content."""
        self.query_one("#time", LineInput).value = time
        self.go_to("content")
        await self.keep()

    def action_as_contact(self) -> None:
        """Turn a short intervention into a contact, where that is offered (I9)."""
        if self._count(self._event()).offers_contact:
            self.query_one("#kind", Choice).value = Kind.CONTACT_SPECIFIED
            self.note_change()

    async def action_serves(self) -> None:
        """Choose the goals and steps of the plan that the event served."""
        if self._ties is not None:
            await self.app.push_screen(await self._ties.screen(self._ties_changed))

    def _ties_changed(self) -> None:
        self._tell_ties()
        self.note_change()

    def _tell_ties(self) -> None:
        told = self._ties.text() if self._ties else ""
        line = self.query_one("#serves", Static)
        line.update(told)
        line.display = bool(told)

    @on(Note.OlderWanted)
    async def bring_older(self, event: Note.OlderWanted) -> None:
        """Fill an empty note with what one wrote the last times."""
        earlier = await self.desk.perform(earlier_notes, self._opened.form.client_id)
        texts = [note.content if event.note.id == "content" else note.impact for note in earlier]
        event.note.offer(list(dict.fromkeys(text for text in texts if text)))

    def changed(self) -> None:
        """Show only the fields that are asked for now, and what the form comes to."""
        self._show_fitting()
        answer = self._answer()
        if answer != self._last_answer:  # most letters of a note change nothing here
            self._last_answer = answer
            self.query_one("#answer", Static).update(answer)

    def _answer(self) -> str:
        if not self.typed("time").strip():
            return self._time_wanted()
        try:
            event = self._event()
            result = self._count(event)
        except KpError as error:
            return error_text(error)
        offer = _("^G records it as a contact") if result.offers_contact else ""
        return " – ".join(part for part in (answer_text(event, result), offer) if part)

    def _time_wanted(self) -> str:
        timer = self.desk.timer
        if timer is not None and self.takes_time(timer.client.id):
            return _("The time is missing: F5 stops the timer and puts its time here.")
        return _("The time is missing. Write 9:15-10:40, 85m, 1h25, for yesterday v 14-15.")

    def _event(self) -> Event:
        opened = self._opened
        return completed(self.form(), opened.author, opened.colleagues, self.desk.now())

    def _count(self, event: Event) -> Count:
        return count(event, policy_on(event.day, self._opened.policies))

    def _show_fitting(self) -> None:
        """Show only the fields that the kind, the channel and the second worker ask for."""
        kind: Kind = self.chosen("kind")
        channel: Channel | None = self.chosen("channel")
        with_colleague = self.chosen("colleague") is not None
        before = self._opened.form
        asked = {
            "impact": not kind.is_contact,
            "letter": channel is not None and channel.leaves_letter,
            "colleague_time": with_colleague,
            "joint_reason": with_colleague and kind is Kind.INDIVIDUAL,
            "two_way": kind.is_contact,
            "end_confirmed": not before.end_confirmed and not confirms_end(before, self.typed("time")),
        }
        for name, wanted in asked.items():
            self._field(name).display = wanted

    def _field(self, name: str) -> Field:
        field = self.query_one(f"#{name}").parent
        assert isinstance(field, Field)  # noqa: S101 -- every answer stands in one
        return field


def saved_text(kind: Kind, recorded: Recorded) -> str:
    """What was saved and what it counts; a warning where it overlaps the worker's other work (D5)."""
    saved = _("Saved: {count}.").format(count=count_text(kind, recorded.count))
    if not recorded.tied:
        saved = _("{saved} It is tied to no plan: the plan has changed.").format(saved=saved)
    if not recorded.overlaps:
        return saved
    marks = ", ".join(dict.fromkeys(event.clients for event in recorded.overlaps))
    return _("{saved} It overlaps your work with {marks}.").format(saved=saved, marks=marks)
