"""An individual plan on paper (P7): mark, version, date, and room for the signatures; no client's name."""

from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.plans import GoalState, Plan, Step
from kp_tui.domain.sheets import day_typed
from kp_tui.reports.typeset import UNPRINTABLE, printable, typeset

TEMPLATE = "plan"
_FIXED = "\u00a0"  # a day never breaks over two lines


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """All that one copy of a plan says; goals without a state are open, steps without a day are not done."""

    organisation: str
    service: str
    mark: str
    version: int
    created_on: date
    saved_on: date
    printed_on: date
    plan: Plan = field(repr=False)
    draft: bool
    key_worker: str = field(default="", repr=False)
    states: dict[int, GoalState] = field(default_factory=dict)
    done: dict[int, date] = field(default_factory=dict)
    evaluated: tuple[date, ...] = ()
    next_on: date | None = None


WITHOUT_GOAL = "Kroky bez cíle"
"""The title of steps that stand for themselves."""


def plan_pdf(paper: PlanPaper) -> bytes:
    """The paper as PDF/A; raises `NotPrinted`."""
    return typeset(TEMPLATE, _data(paper))


def _data(paper: PlanPaper) -> dict[str, object]:
    plan, words, goals = paper.plan, _words(paper), _goals(paper)
    return {
        **words,
        "version": paper.version,
        "created_on": _day(paper.created_on),
        "saved_on": _day(paper.saved_on),
        "printed_on": _day(paper.printed_on),
        "printed": (paper.printed_on.year, paper.printed_on.month, paper.printed_on.day),
        "form": plan.form,
        "horizon": plan.horizon,
        "draft": paper.draft,
        "goals": goals,
        "evaluated": [_day(day) for day in paper.evaluated],
        "next_on": _day(paper.next_on),
        "unprintable": UNPRINTABLE in str((words, goals)),
    }


def _words(paper: PlanPaper) -> dict[str, str]:
    plan = paper.plan
    said = {
        "organisation": paper.organisation,
        "service": paper.service,
        "mark": paper.mark,
        "key_worker": paper.key_worker,
        "situation": plan.situation,
        "wishes": plan.wishes,
        "abilities": plan.abilities,
        "participants": plan.participants,
    }
    return {name: printable(text) for name, text in said.items()}


def _goals(paper: PlanPaper) -> list[dict[str, object]]:
    return [
        {
            "text": printable(goal.text) or WITHOUT_GOAL,
            "state": paper.states.get(goal.number, GoalState.OPEN),
            "steps": [_step(step, paper.done.get(step.number)) for step in goal.steps],
        }
        for goal in paper.plan.goals
    ]


def _step(step: Step, done_on: date | None) -> dict[str, str]:
    until = f"do {_day(step.due)}" if step.due else ""
    when = ", ".join(filter(None, [printable(step.frequency), until]))
    return {"what": printable(step.what), "who": printable(step.who), "when": when, "done": _day(done_on)}


def _day(day: date | None) -> str:
    return day_typed(day).replace(" ", _FIXED) if day else ""
