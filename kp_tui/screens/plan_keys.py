"""Which right to a plan each key of its screen takes, and what whoever lacks it is told."""

from collections.abc import Mapping, Sequence

from kp_tui.domain.plan_access import PlanRight
from kp_tui.locale import _
from kp_tui.screens.plan_texts import words_text
from kp_tui.usecases.plan_notes import comment_plan, discuss_plan, evaluate_plan
from kp_tui.usecases.plans import OpenedPlan
from kp_tui.usecases.sheets import SavesSheet

NEEDED: Mapping[str, PlanRight] = {
    "edit": PlanRight.WRITE,
    "state": PlanRight.WRITE,
    "area": PlanRight.WRITE,
    "tick": PlanRight.WRITE,
    "write": PlanRight.COMMENT,
    "versions": PlanRight.READ,
    "work": PlanRight.READ,
    "print": PlanRight.READ,
    "client_view": PlanRight.READ,
}
"""The right to the plan that a key takes."""

NOTES: Sequence[tuple[PlanRight, SavesSheet]] = (
    (PlanRight.WRITE, evaluate_plan),
    (PlanRight.WRITE, discuss_plan),
    (PlanRight.COMMENT, comment_plan),
)
"""The sheets that are written beside a plan, and the right that each takes."""


def allowed(right: PlanRight, action: str) -> bool:
    """Whether a right goes far enough for what a key does."""
    return right >= NEEDED.get(action.partition("(")[0], PlanRight.EXISTS)


def whose_text(opened: OpenedPlan) -> str:
    """Who writes the plan; who reads its words, where the person does not."""
    if opened.kept is not None and opened.content is None:
        return words_text()
    name = opened.key_worker or _("none yet")
    return _("The plan is written by its key worker: {name}.").format(name=name)
