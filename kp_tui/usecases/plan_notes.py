"""Beside the plan: evaluation with the client, discussion in the team, comments (P5, P6)."""

from dataclasses import dataclass, field
from datetime import date, datetime

import msgspec

from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plan_notes import Comment, Discussion, Evaluation, Note, lines_of
from kp_tui.domain.plans import NoteKind
from kp_tui.domain.sheets import day_typed
from kp_tui.store import audit, plan_notes, plans, workers
from kp_tui.store.plan_notes import NewNote
from kp_tui.store.plans import KeptPlan
from kp_tui.store.unit import Store
from kp_tui.usecases import plan_texts, vaulting
from kp_tui.usecases.cases import refuse_unfit_day
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.plan_rights import demand, demand_plan
from kp_tui.usecases.sheets import Offer, about_client, sheet

_KINDS: dict[type[Note], NoteKind] = {
    Evaluation: NoteKind.EVALUATION,
    Discussion: NoteKind.DISCUSSION,
    Comment: NoteKind.COMMENT,
}
_NOTES: dict[NoteKind, type[Note]] = {kind: note for note, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A note beside a plan: what it says, who wrote it, for whom where a deputy did."""

    id: int
    kind: NoteKind
    day: date
    next_on: date | None
    author: str = field(repr=False)
    acting_for: str = field(repr=False)
    recorded_at: datetime
    note: Note = field(repr=False)


def prepare_evaluation(store: Store, client_id: int) -> Offer:
    """An evaluation begins with a line for every goal and step, where the reading of the plan is logged."""
    kept = _demand(store, client_id, PlanRight.WRITE)
    opened = audit.opened_plan_lately(store, client_id)
    course = lines_of(plan_texts.glanced(store, kept).goals) if opened else ""
    return Offer({"day": day_typed(store.today), "course": course}, client_id=client_id)


def prepare_discussion(store: Store, client_id: int) -> Offer:
    """A discussion is today's."""
    _demand(store, client_id, PlanRight.WRITE)
    return about_client(store, client_id)


def prepare_comment(store: Store, client_id: int) -> Offer:
    """A comment begins empty."""
    _demand(store, client_id, PlanRight.COMMENT)
    return Offer(client_id=client_id)


@sheet(
    Permission.PLAN_WRITE, N_("Evaluation of the plan"), Evaluation, offers=prepare_evaluation, secret=True
)
def evaluate_plan(store: Store, client_id: int, evaluation: Evaluation) -> int:
    """Keep how goals and steps went by the client, and when the plan is looked at again (P5)."""
    kept = _demand(store, client_id, PlanRight.WRITE)
    refuse_unfit_day(store, client_id, evaluation.day)
    evaluation.check(plan_texts.latest(store, kept).goals)
    return _add(store, kept, evaluation, evaluation.day, evaluation.next_on)


@sheet(
    Permission.PLAN_WRITE, N_("Discussion in the team"), Discussion, offers=prepare_discussion, secret=True
)
def discuss_plan(store: Store, client_id: int, discussion: Discussion) -> int:
    """Keep that the plan was discussed in the team: when, who, outcome (P6)."""
    kept = _demand(store, client_id, PlanRight.WRITE)
    refuse_unfit_day(store, client_id, discussion.day)
    return _add(store, kept, discussion, discussion.day)


@sheet(Permission.PLAN_COMMENT, N_("Comment on the plan"), Comment, offers=prepare_comment, secret=True)
def comment_plan(store: Store, client_id: int, comment: Comment) -> int:
    """Keep what the planning coordinator says to a plan that they do not write (P6)."""
    kept = _demand(store, client_id, PlanRight.COMMENT)
    return _add(store, kept, comment, store.today)


@use_case(Permission.PLAN_READ)
def list_plan_notes(store: Store, plan_id: int) -> list[PlanNote]:
    """Evaluations, discussions and comments of a plan, the latest first."""
    kept = demand_plan(store, plan_id, PlanRight.READ)
    keys = plan_texts.open_keys(store, kept.client_id)
    names = workers.names(store)
    found = []
    for one in reversed(plan_notes.of_plan(store, plan_id)):
        new = one.new
        note = msgspec.json.decode(plan_notes.words(store, keys, one), type=_NOTES[new.kind])
        acting_for = names.get(one.acting_for or 0, "")
        who = names[one.recorded_by]
        found.append(PlanNote(one.id, new.kind, new.day, new.next_on, who, acting_for, one.recorded_at, note))
    return found


def _demand(store: Store, client_id: int, wanted: PlanRight) -> KeptPlan:
    demand(store, client_id, wanted)
    kept = plans.of_client(store, client_id)
    if kept is None:
        raise NotFound
    return kept


def _add(store: Store, kept: KeptPlan, note: Note, day: date, next_on: date | None = None) -> int:
    key, text = vaulting.current_key(store, kept.client_id), msgspec.json.encode(note).decode()
    note_id = plan_notes.add(store, key, kept, NewNote(_KINDS[type(note)], day, next_on), text)
    store.concerns(client_id=kept.client_id, record=f"plan_note:{note_id}")
    return note_id
