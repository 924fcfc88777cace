"""The fields of a plan: what is asked, what the typed goals come to, and an answer as people read it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from kp_tui.domain.errors import KpError
from kp_tui.domain.goal_lines import parsed
from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.plans import Horizon, Part, Plan, PlanForm, Step
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import day_text, error_text, word
from kp_tui.screens.answers import NOBODY, typed_line
from kp_tui.screens.both_versions import Answers
from kp_tui.store.meetings import Meeting
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.note import Note

Meetings = Mapping[int | None, str]


def plan_fields(form: PlanAnswers, meetings: Meetings) -> ComposeResult:
    """The situation, wishes and abilities, the goals and what they come to, then how the plan is kept."""
    yield _note("situation", _("Situation"), form.situation)
    yield _note("wishes", _("Wishes, needs"), form.wishes)
    yield _note("abilities", _("Abilities"), form.abilities)
    yield _note("goals", _("Goals, steps"), form.goals)
    yield Static(id="answer", markup=False)
    yield Field(_("Participants"), typed_line("participants", form.participants))
    yield Container(
        Field(_("Form"), Choice(_words(PlanForm), form.form, id="form")),
        Field(_("Horizon"), Choice(_words(Horizon), form.horizon, id="horizon")),
        classes="pair",
    )
    yield Field(_("Meeting"), Choice(list(meetings.items()), form.event_id, id="event_id"))


def plan_answers(form: PlanAnswers, meetings: Meetings) -> Answers:
    """Each question with a form's answer, as people read it."""
    return (
        *text_answers(form),
        (_("Form"), word(form.form)),
        (_("Horizon"), word(form.horizon)),
        (_("Meeting"), meetings.get(form.event_id, NOBODY)),
    )


def text_answers(form: PlanAnswers) -> Answers:
    """Each question that is answered in words, with a form's answer."""
    return (
        (_("Situation"), form.situation),
        (_("Wishes, needs"), form.wishes),
        (_("Abilities"), form.abilities),
        (_("Goals, steps"), form.goals),
        (_("Participants"), form.participants),
    )


def meeting_labels(meetings: Iterable[Meeting], chosen: int | None) -> Meetings:
    """What a plan's meeting is chosen from; the `chosen` one stays even where its record was removed."""
    offered: Meetings = {None: NOBODY, **{one.id: meeting_text(one) for one in meetings}}
    return {**offered, chosen: offered.get(chosen, _("the record was removed"))}


def understood_text(form: PlanAnswers, today: date, meetings: Iterable[Meeting]) -> str:
    """What was understood: how many goals and steps, what the line under the cursor says, what is missing."""
    try:
        plan = form.plan((), today)
    except KpError as error:
        return error_text(error)
    told = " · ".join([*_counted(plan), *_line_told(form, today)])
    stands = form.event_id if form.event_id in {one.id for one in meetings} else None
    return f"{told}\n{missing_text(plan.missing(stands))}"


def missing_text(parts: Iterable[Part]) -> str:
    """What makes the plan a draft still; a word where nothing does."""
    wanted = ", ".join(word(part) for part in parts)
    return _("Still missing: {parts}").format(parts=wanted) if wanted else _("Nothing is missing.")


def meeting_text(meeting: Meeting) -> str:
    """The day and the kind of a meeting."""
    return f"{day_text(meeting.day)} · {word(meeting.kind)}"


def step_text(step: Step) -> str:
    """Who, what and when."""
    who = f"{step.who}: " if step.who else ""
    when = ", ".join(when_text(step))
    return f"{who}{step.what} – {when}" if when else f"{who}{step.what}"


def when_text(step: Step) -> Iterator[str]:
    """How often and until when."""
    if step.frequency:
        yield step.frequency
    if step.due:
        yield _("until {day}").format(day=day_text(step.due))


def _counted(plan: Plan) -> Iterator[str]:
    goals, steps = len(plan.goals), len(list(plan.steps))
    yield ngettext("{n} goal", "{n} goals", goals).format(n=goals)
    yield ngettext("{n} step", "{n} steps", steps).format(n=steps)


def _line_told(form: PlanAnswers, today: date) -> Iterator[str]:
    """Who and when, of the step that the cursor stands on; how a line becomes one."""
    if form.focus != "goals":
        return
    line = "".join(form.goals.split("\n")[form.cursor[0] : form.cursor[0] + 1])
    goals = parsed(line, (), today)
    if not goals:
        yield _("a line is a goal, a line with – before it is a step")
    elif goals[0].steps:
        yield from _step_told(goals[0].steps[0])
    else:
        yield _("a goal")


def _step_told(step: Step) -> Iterator[str]:
    yield _("a step: {who}").format(who=step.who or _("nobody yet"))
    yield from when_text(step) if step.timed else (_("no day yet"),)


def _note(name: str, label: str, text: str) -> Widget:
    return Field(label, Note(text, id=name), classes=f"note {name}")


def _words(codes: type[PlanForm] | type[Horizon]) -> list[tuple[PlanForm | Horizon, str]]:
    return [(code, word(code)) for code in codes]
