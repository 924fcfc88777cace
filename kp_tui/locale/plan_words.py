"""Words for what stands in a plan and beside it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kp_tui.domain.errors import N_
from kp_tui.domain.plan_changes import Passage, Sign
from kp_tui.domain.plan_notes import Satisfaction
from kp_tui.domain.plans import GoalState, Horizon, NoteKind, PaperKind, Part, PlanForm

_PLAN_FORMS: Mapping[PlanForm, str] = {
    PlanForm.WRITTEN: N_("written plan"),
    PlanForm.ORAL: N_("oral plan"),
}
_HORIZONS: Mapping[Horizon, str] = {
    Horizon.LONG: N_("long-term"),
    Horizon.SHORT: N_("short-term, here and now"),
}
_GOAL_STATES: Mapping[GoalState, str] = {
    GoalState.OPEN: N_("open goal"),
    GoalState.REACHED: N_("reached"),
    GoalState.DROPPED: N_("dropped"),
}
_PARTS: Mapping[Part, str] = {
    Part.SITUATION: N_("the starting situation"),
    Part.GOAL: N_("a goal"),
    Part.STEP: N_("a step"),
    Part.WHO: N_("who does the step"),
    Part.WHEN: N_("until when or how often"),
    Part.MEETING: N_("the meeting whose record holds it"),
}
_NOTE_KINDS: Mapping[NoteKind, str] = {
    NoteKind.EVALUATION: N_("evaluation with the client"),
    NoteKind.DISCUSSION: N_("discussion in the team"),
    NoteKind.COMMENT: N_("comment"),
}
_PAPER_KINDS: Mapping[PaperKind, str] = {
    PaperKind.PDF: N_("PDF"),
    PaperKind.PICTURE: N_("picture"),
    PaperKind.TEXT: N_("text"),
}
_PASSAGES: Mapping[Passage, str] = {
    Passage.SITUATION: N_("Starting situation"),
    Passage.WISHES: N_("Wishes and needs"),
    Passage.ABILITIES: N_("Abilities and experience"),
    Passage.GOALS: N_("Goals and steps"),
    Passage.PARTICIPANTS: N_("Participants"),
    Passage.FORM: N_("Form of the plan"),
    Passage.HORIZON: N_("Horizon"),
    Passage.MEETING: N_("Meeting"),
}
_SIGNS: Mapping[Sign, str] = {
    Sign.SAME: N_("the same"),
    Sign.ADDED: N_("added"),
    Sign.REMOVED: N_("left out"),
    Sign.CHANGED: N_("changed"),
}
_SATISFACTIONS: Mapping[Satisfaction, str] = {
    Satisfaction.SATISFIED: N_("satisfied"),
    Satisfaction.PARTLY: N_("partly satisfied"),
    Satisfaction.DISSATISFIED: N_("dissatisfied"),
    Satisfaction.UNKNOWN: N_("did not say"),
}
WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    PlanForm: _PLAN_FORMS,
    Horizon: _HORIZONS,
    GoalState: _GOAL_STATES,
    Part: _PARTS,
    NoteKind: _NOTE_KINDS,
    PaperKind: _PAPER_KINDS,
    Satisfaction: _SATISFACTIONS,
    Passage: _PASSAGES,
    Sign: _SIGNS,
}
"""By the kind of code, as `words.word` looks them up."""
