"""Writing up: a contact or an individual intervention, what it counts shown while it is typed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.event_forms import FORM_KINDS, EventForm, completed
from kp_tui.domain.events import Channel, Event, Exclusion, Kind
from kp_tui.domain.policies import policy_on
from kp_tui.locale import _
from kp_tui.locale.words import count_text, error_text, span_text, word
from kp_tui.screens import style
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.terminal.fields import LineInput, NoteArea
from kp_tui.usecases.events import OpenedForm, Recorded, draft_of, record_event
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field

NOBODY = "–"
Code = TypeVar("Code", bound=StrEnum)


class EventFormScreen(FormScreen):
    """F2 and F5: the time and the note are enough; everything else is offered as it was last time."""

    CSS_PATH = style("event_form")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "as_contact", N_("Record as a contact"), id="form.as_contact", show=False),
    ]

    def __init__(self, opened: OpenedForm) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> ComposeResult:
        """Kind and channel, the time, the notes, then what is rarely needed."""
        form = self._opened.form
        with Horizontal(classes="pair"):
            yield Field(_("Kind"), Choice(_labels(FORM_KINDS), form.kind, id="kind"))
            yield Field(_("Channel"), Choice(_labels(Channel), form.channel, id="channel"))
        with Horizontal(classes="pair"):
            yield Field(_("Time"), LineInput(form.time, id="time", placeholder="9:15-10:40"))
            yield Static(id="understood", markup=False)
        yield from _note("content", _("Content"), form.content)
        yield from _note("impact", _("Impact on the client's situation"), form.impact)
        yield from _note("letter", _("Text of the letter or e-mail"), form.letter)
        with Horizontal(classes="pair"):
            yield Field(_("2nd worker"), Choice(self._colleagues(), form.colleague_id, id="colleague"))
            yield Field(_("Their time"), LineInput(form.colleague_time, id="colleague_time"))
        yield Field(_("Reason for two"), LineInput(form.joint_reason, id="joint_reason"))
        with Horizontal(classes="pair"):
            yield Field(_("Counts"), Choice(_exclusions(), form.exclusion, id="exclusion"))
            yield Field(_("Both spoke"), Choice(_yes_no(), form.two_way, id="two_way"))
        yield Static(id="count", markup=False)

    def on_mount(self) -> None:
        """Put the cursor where it was, or into the first thing to type."""
        self.go_to(self._opened.form.focus or "time", self._opened.form.cursor)
        self._show_fitting()
        self._recount()

    def changed(self) -> None:
        """Show what the form comes to now."""
        self._show_fitting()
        self._recount()

    def form(self) -> EventForm:
        """The fields as they stand."""
        focus, cursor = self.place()
        return EventForm(
            client_id=self._opened.form.client_id,
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
            end_confirmed=self._opened.form.end_confirmed,
            focus=focus,
            cursor=cursor,
        )

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the form as it stands."""
        return draft_of(self._opened, self.form(), on_screen=on_screen)

    async def save(self) -> None:
        """Record the event, say what it came to, and go back."""
        recorded = await self.desk.perform(record_event, self._opened, self.form())
        kind = self.form().kind
        await self.ways.back()
        self.ways.say(saved_text(kind, recorded))

    def action_as_contact(self) -> None:
        """Turn a short intervention into a contact, where that is offered (I9)."""
        with self.refusals_shown():
            if self._count(self._event()).offers_contact:
                self.query_one("#kind", Choice).value = Kind.CONTACT_SPECIFIED
                self.note_change()

    def _event(self) -> Event:
        opened = self._opened
        return completed(self.form(), opened.author, opened.colleagues, self.desk.now())

    def _count(self, event: Event) -> Count:
        return count(event, policy_on(event.day, self._opened.policies))

    def _recount(self) -> None:
        understood, counted = self.query_one("#understood", Static), self.query_one("#count", Static)
        if not self.typed("time").strip():
            understood.update("")
            counted.update(_("The time is missing: 9:15-10:40, 85m, 1h25, yesterday: v 14-15"))
            return
        try:
            event = self._event()
            result = self._count(event)
        except KpError as error:
            understood.update("")
            counted.update(error_text(error))
            return
        understood.update(span_text(event.started_at, event.ended_at, result.included))
        offer = _(" – ^G records it as a contact") if result.offers_contact else ""
        counted.update(f"→ {count_text(event.kind, result)}{offer}")

    def _show_fitting(self) -> None:
        """Show only the fields that the kind, the channel and the second worker ask for."""
        kind: Kind = self.chosen("kind")
        channel: Channel | None = self.chosen("channel")
        with_colleague = self.chosen("colleague") is not None
        self.query_one("#impact-note").display = not kind.is_contact
        self.query_one("#letter-note").display = channel is not None and channel.leaves_letter
        self._field("colleague_time").display = with_colleague
        self._field("joint_reason").display = with_colleague and kind is Kind.INDIVIDUAL
        self._field("two_way").display = kind.is_contact

    def _field(self, name: str) -> Widget:
        field = self.query_one(f"#{name}").parent
        assert isinstance(field, Field)  # noqa: S101 -- every control stands in one
        return field

    def _colleagues(self) -> list[tuple[int | None, str]]:
        others = [
            (worker.id, worker.full_name)
            for worker in self._opened.colleagues.values()
            if worker.active and worker.id != self._opened.author.id
        ]
        return [(None, NOBODY), *others]


def saved_text(kind: Kind, recorded: Recorded) -> str:
    """What was saved and what it counts; a warning where it overlaps the worker's other work (D5)."""
    saved = _("Saved: {count}.").format(count=count_text(kind, recorded.count))
    if not recorded.overlaps:
        return saved
    marks = ", ".join(event.clients for event in recorded.overlaps)
    return _("{saved} It overlaps your work with {marks}.").format(saved=saved, marks=marks)


def _note(name: str, label: str, text: str) -> Iterator[Widget]:
    yield Vertical(
        Static(label, classes="heading", markup=False),
        NoteArea(text, id=name, compact=True),
        id=f"{name}-note",
        classes="note",
    )


def _labels(codes: Iterable[Code]) -> list[tuple[Code, str]]:
    return [(code, word(code)) for code in codes]


def _exclusions() -> list[tuple[Exclusion | None, str]]:
    excluded = [(exclusion, _("no: {why}").format(why=word(exclusion))) for exclusion in Exclusion]
    return [(None, _("yes")), *excluded]


def _yes_no() -> list[tuple[bool, str]]:
    return [(True, _("yes")), (False, _("no"))]
