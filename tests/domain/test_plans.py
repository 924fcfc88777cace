"""What makes a plan complete."""

from dataclasses import replace
from datetime import date

import pytest

from kp_tui.domain.plans import Goal, Part, Plan, PlanForm, Step

STEP = Step(2, "zajít na úřad", "klient", date(2026, 4, 1))
WHOLE = Plan("Bydlí u sestry.", goals=(Goal(1, "Chce bydlet sám", (STEP,)),))


def test_a_plan_with_situation_goal_and_step_is_complete_p1() -> None:
    assert WHOLE.missing(None) == []


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (Plan(), [Part.SITUATION, Part.GOAL, Part.STEP]),
        (replace(WHOLE, situation=""), [Part.SITUATION]),
        (replace(WHOLE, goals=()), [Part.GOAL, Part.STEP]),
        (replace(WHOLE, goals=(Goal(1, "Chce bydlet sám"),)), [Part.STEP]),
        (replace(WHOLE, goals=(Goal(1, "x", (STEP, replace(STEP, who="")),),)), [Part.WHO]),
        (replace(WHOLE, goals=(Goal(1, "x", (replace(STEP, due=None),)),)), [Part.WHEN]),
    ],
)  # fmt: skip
def test_a_missing_part_makes_it_a_draft_and_is_named_p1(plan: Plan, missing: list[Part]) -> None:
    assert plan.missing(None) == missing


def test_a_frequency_is_a_when_as_well_p1() -> None:
    often = replace(STEP, due=None, frequency="2x týdně")
    assert replace(WHOLE, goals=(Goal(1, "x", (often,)),)).missing(None) == []


def test_of_an_oral_plan_only_the_meeting_that_holds_its_words_is_missing_p2() -> None:
    oral = Plan(form=PlanForm.ORAL)
    assert oral.missing(None) == [Part.MEETING]
    assert oral.missing(7) == []


def test_no_repr_shows_a_word_of_the_plan() -> None:
    assert "sestry" not in repr(WHOLE)
    assert "úřad" not in repr(WHOLE)
    assert "klient" not in repr(WHOLE)
    assert "bydlet" not in repr(WHOLE)
