"""A plan as people read it: what is missing, the situation, goals and steps with how far they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plan_changes import Passage
from kp_tui.domain.plans import Goal, GoalState, Plan, PlanForm, Step
from kp_tui.domain.text import shown
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import clock_text, day_text, moment_text, short_day_text, word
from kp_tui.screens.answers import answer_blocks, on_behalf
from kp_tui.screens.plan_fields import missing_text, step_text
from kp_tui.store.plans import KeptPlan
from kp_tui.usecases.plan_notes import PlanNote
from kp_tui.usecases.plan_progress import GoalProgress
from kp_tui.usecases.plan_texts import PlanContent, PlanVersion
from kp_tui.usecases.plans import OpenedPlan
from kp_tui.widgets.pick_page import Item
from kp_tui.widgets.prose import Block, one_line, title_line

OPEN, DONE, DROPPED = "○", "√", "–"
SIGNS: Mapping[GoalState, str] = {
    GoalState.OPEN: "■",
    GoalState.REACHED: DONE,
    GoalState.DROPPED: DROPPED,
}
OWED, REMINDER = "!", "▲"


@dataclass(frozen=True, slots=True)
class Key:
    """What the cursor stands on: a goal, or one of its steps; 0 is the goal as a whole."""

    goal: int
    step: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What the cursor stands on: the record that holds an oral plan's words."""

    event_id: int


def plan_page(opened: OpenedPlan, numbers: Mapping[Key, int]) -> Iterator[Block | Item]:
    """All that the person may see of a plan; `numbers` are those by which its lines are picked."""
    if opened.reminds:
        yield one_line(f"{REMINDER} {_reminder(opened.kept)}", space_before=True)
    if opened.until is not None:
        told = _("Emergency reading until {time}").format(time=clock_text(opened.until))
        yield one_line(f"{OWED} {told}", bold=True, space_before=True)
    if opened.kept is None:
        writes = opened.right is PlanRight.WRITE
        told = _("There is no plan yet: e begins one.") if writes else _("There is no plan yet.")
        yield one_line(told, space_before=True)
        return
    content = opened.content
    if content is None:
        yield from _existence(opened.kept, opened.key_worker)
        return
    yield from version_heading(content.version)
    if content.missing:
        yield one_line(f"{OWED} {missing_text(content.missing)}", bold=True)
    if meeting := content.version.meeting:
        yield Item(Record(meeting.id), Content(shown(record_text(content.version))))
    yield from _told(content.plan)
    yield title_line(_("Goals and steps"))
    for goal in content.plan.goals:
        yield from _goal(goal, content, numbers)


def _reminder(kept: KeptPlan | None) -> str:
    if kept is not None and kept.form is PlanForm.WRITTEN:
        return _("Met seven times, and the written plan is not complete yet.")
    return _("Met seven times without a written plan: is it time for one?")


def words_text() -> str:
    """Who reads a plan's words."""
    return _("Its words are read by key workers, social workers and the planning coordinator.")


def version_page(version: PlanVersion) -> Iterator[Block]:
    """One version as it was, whatever has come of it."""
    yield from version_heading(version)
    if version.plan.event_id is not None:
        yield one_line(record_text(version))
    yield from _told(version.plan)
    yield title_line(_("Goals and steps"))
    for goal in version.plan.goals:
        yield one_line(goal.text, bold=True, space_before=True)
        yield from (one_line(step_text(step), "– ") for step in goal.steps)


def version_heading(version: PlanVersion) -> Iterator[Block]:
    """Which version it is, whose and from when, who took part, how it is kept."""
    told = _("Plan, version {number}").format(number=version.number)
    words = (told, moment_text(version.saved_at), by_text(version))
    yield one_line(" · ".join(words), bold=True, space_before=True)
    plan = version.plan
    parts = [word(plan.form), word(plan.horizon)]
    if plan.participants:
        parts.append(_("took part: {names}").format(names=plan.participants))
    yield one_line(" · ".join(parts))


def record_text(version: PlanVersion) -> str:
    """In which record an oral plan's words stand (P2)."""
    if version.meeting is None:
        return _("the record was removed")
    return _("Its words are in the record of {day}").format(day=day_text(version.meeting.day))


def by_text(version: PlanVersion) -> str:
    """Who wrote it, and for whom where a deputy did."""
    return on_behalf(version.author, version.acting_for)


def picked_numbers(content: PlanContent) -> Mapping[Key, int]:
    """The numbers 1 to 9 for the first steps that are not done yet."""
    waiting = [
        Key(goal.number, step.number)
        for goal, step in content.plan.steps
        if not is_done(content, step.number)
    ]
    return {key: number for number, key in enumerate(waiting[:9], 1)}


def is_done(content: PlanContent, step: int) -> bool:
    """Whether a step is ticked."""
    status = content.steps.get(step)
    return status is not None and status.done_on is not None


def state_of(content: PlanContent, goal: int) -> GoalState:
    """How far a goal is."""
    status = content.goals.get(goal)
    return status.state if status else GoalState.OPEN


def _existence(kept: KeptPlan, key_worker: str) -> Iterator[Block]:
    day = short_day_text(kept.created_on)
    told = _("There is a plan since {day}.").format(day=day)
    yield one_line(told, bold=True, space_before=True)
    yield one_line(_("key worker: {name}").format(name=key_worker or _("none yet")))
    yield one_line(words_text())


def _told(plan: Plan) -> Iterator[Block]:
    for passage in (Passage.SITUATION, Passage.WISHES, Passage.ABILITIES):
        text = getattr(plan, passage.value)
        if text:
            yield title_line(word(passage))
            yield from (one_line(line) for line in text.splitlines())


def _goal(goal: Goal, content: PlanContent, numbers: Mapping[Key, int]) -> Iterator[Item]:
    state = state_of(content, goal.number)
    words = [goal.text or _("Steps without a goal")]
    if state is not GoalState.OPEN:
        words.append(word(state))
    if (status := content.goals.get(goal.number)) and status.area:
        words.append(status.area)
    if progress := content.progress.get(goal.number):
        words.append(progress_text(progress))
    text = Content.styled(shown(" · ".join(words)), "bold")
    yield Item(Key(goal.number), text, f"{SIGNS[state]} ", space_before=True)
    for step in goal.steps:
        yield _step(goal, step, content, numbers)


def _step(goal: Goal, step: Step, content: PlanContent, numbers: Mapping[Key, int]) -> Item:
    key = Key(goal.number, step.number)
    text, status = step_text(step), content.steps.get(step.number)
    if status is not None and status.done_on is not None:
        done = _("done {day}").format(day=short_day_text(status.done_on))
        text = f"{text} · {done}"
    sign = DONE if is_done(content, step.number) else OPEN
    return Item(key, Content(shown(text)), f"  {sign} ", numbers.get(key))


def progress_text(progress: GoalProgress) -> str:
    """How often something was done for a goal, when last and by whom."""
    times = ngettext("{n} event", "{n} events", progress.events).format(n=progress.events)
    last = _("last {day}").format(day=short_day_text(progress.last))
    return f"{times}, {last}: {', '.join(progress.workers)}"


def note_blocks(notes: Sequence[PlanNote]) -> Iterator[Block]:
    """What was written about the plan, the latest first: each question that was answered."""
    for one in notes:
        by = on_behalf(one.author, one.acting_for)
        yield title_line(" · ".join((word(one.kind), short_day_text(one.day), by)))
        yield from answer_blocks(one.note, {}, {})
