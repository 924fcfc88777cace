"""The fields of a write-up: what is asked, in which order, and an answer as people read it."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from kp_tui.domain.event_forms import FORM_KINDS, EventForm
from kp_tui.domain.events import Channel, Exclusion
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens.answers import NOBODY, no_yes, typed_line
from kp_tui.screens.both_versions import Answers
from kp_tui.usecases.event_forms import OpenedEventForm
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.note import Note

Code = TypeVar("Code", bound=StrEnum)


def event_fields(opened: OpenedEventForm) -> ComposeResult:
    """Kind and channel, the time and what it comes to, the notes, then what is rarely needed."""
    form = opened.form
    yield _pair(
        Field(_("Kind"), Choice(_labels(FORM_KINDS), form.kind, id="kind"), classes="wider"),
        Field(_("Channel"), Choice(_channels(form.channel), form.channel, id="channel")),
    )
    yield Field(_("Time"), typed_line("time", form.time, "9:15-10:40"))
    yield Static(id="answer", markup=False)
    yield _note("content", _("Content"), form.content)
    yield _note("impact", _("Impact"), form.impact)
    yield _note("letter", _("Letter"), form.letter, recalling=False)
    yield _pair(
        Field(
            _("2nd worker"), Choice(_colleagues(opened), form.colleague_id, id="colleague"), classes="wider"
        ),
        Field(_("Their time"), typed_line("colleague_time", form.colleague_time, _("the same"))),
    )
    yield Field(_("Why two"), typed_line("joint_reason", form.joint_reason, _("the reason for two workers")))
    yield _pair(
        Field(_("Counts"), Choice(_exclusions(), form.exclusion, id="exclusion"), classes="wider"),
        Field(_("Both spoke"), Choice(no_yes(), form.two_way, id="two_way")),
    )
    yield Static(id="serves", markup=False)
    yield Field(_("End is true"), Choice(no_yes(), form.end_confirmed, id="end_confirmed"))


def event_answers(form: EventForm, names: Mapping[int | None, str]) -> Answers:
    """Each question with a form's answer, as people read it."""
    return (
        (_("Kind"), word(form.kind)),
        (_("Channel"), word(form.channel) if form.channel else ""),
        (_("Time"), form.time),
        (_("Content"), form.content),
        (_("Impact"), form.impact),
        (_("Letter"), form.letter),
        (_("2nd worker"), names[form.colleague_id]),
        (_("Their time"), form.colleague_time),
        (_("Why two"), form.joint_reason),
        (_("Counts"), dict(_exclusions())[form.exclusion]),
        (_("Both spoke"), dict(no_yes())[form.two_way]),
        (_("End is true"), dict(no_yes())[form.end_confirmed]),
    )


def colleagues(opened: OpenedEventForm) -> Mapping[int | None, str]:
    """The names of everybody who may have been there."""
    return {None: NOBODY, **{worker.id: worker.full_name for worker in opened.colleagues.values()}}


def _colleagues(opened: OpenedEventForm) -> list[tuple[int | None, str]]:
    """Nobody, the active colleagues, and who stands there already."""
    others = [
        (worker.id, worker.full_name)
        for worker in opened.colleagues.values()
        if (worker.active and worker.id != opened.author.id) or worker.id == opened.form.colleague_id
    ]
    return [(None, NOBODY), *others]


def _pair(*fields: Widget) -> Widget:
    return Container(*fields, classes="pair")


def _note(name: str, label: str, text: str, *, recalling: bool = True) -> Widget:
    return Field(label, Note(text, id=name, recalling=recalling), classes="note")


def _labels(codes: Iterable[Code]) -> list[tuple[Code, str]]:
    return [(code, word(code)) for code in codes]


def _channels(now: Channel | None) -> list[tuple[Channel | None, str]]:
    """The four; none only where an imported event came without."""
    return [*_labels(Channel), *([(None, NOBODY)] if now is None else [])]


def _exclusions() -> list[tuple[Exclusion | None, str]]:
    return [(None, _("yes")), *_excluded()]


def _excluded() -> Iterator[tuple[Exclusion, str]]:
    for exclusion in Exclusion:
        yield exclusion, _("no: {why}").format(why=word(exclusion))
