"""Two versions of a plan, compared (P4)."""

from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.plan_changes import Change, Passage, Sign, Words, changes
from kp_tui.domain.plans import Goal, Plan, PlanForm, Step

PLAN = Plan(
    situation="Bydlí u sestry.\nMá dluhy.",
    goals=(Goal(1, "Chce bydlet sám", (Step(2, "zajít na úřad", "klient"), Step(3, "volat", "Jana"))),),
)


def text(words: tuple[Words, ...]) -> str:
    return "".join(piece.text for piece in words)


def told(older: Plan, newer: Plan) -> list[tuple[Sign, str, str]]:
    """What differs."""
    return [
        (one.sign, text(one.older), text(one.newer))
        for one in changes(older, newer)
        if one.sign is not Sign.SAME
    ]


def marked(words: tuple[Words, ...]) -> list[str]:
    return [piece.text for piece in words if piece.changed]


def test_a_version_does_not_differ_from_itself() -> None:
    assert told(PLAN, PLAN) == []
    assert len(list(changes(PLAN, PLAN))) == 7


def test_a_line_that_came_and_one_that_went_are_told() -> None:
    newer = Plan(situation="Má dluhy.\nHledá práci.", goals=PLAN.goals)
    assert told(PLAN, newer) == [
        (Sign.REMOVED, "Bydlí u sestry.", ""),
        (Sign.ADDED, "", "Hledá práci."),
    ]


def test_of_a_changed_line_only_the_words_that_differ_are_marked() -> None:
    older, newer = Plan(situation="Bydlí u sestry."), Plan(situation="Bydlí u bratra.")
    (change,) = [one for one in changes(older, newer) if one.sign is not Sign.SAME]
    assert change.sign is Sign.CHANGED
    assert change.passage is Passage.SITUATION
    assert (marked(change.older), marked(change.newer)) == (["sestry"], ["bratra"])


def test_a_line_that_says_something_else_has_not_changed_but_been_replaced() -> None:
    assert told(Plan(wishes="Chce psa."), Plan(wishes="Zajímají ho lodě a mořské mapy.")) == [
        (Sign.REMOVED, "Chce psa.", ""),
        (Sign.ADDED, "", "Zajímají ho lodě a mořské mapy."),
    ]


def test_a_step_is_the_same_by_its_number_however_much_of_it_is_reworded() -> None:
    steps = (Step(2, "poprosit sestru o doprovod", "klient"), Step(3, "volat", "Jana"))
    newer = Plan(situation=PLAN.situation, goals=(Goal(1, "Chce bydlet sám", steps),))
    assert told(PLAN, newer) == [
        (Sign.CHANGED, "- klient: zajít na úřad", "- klient: poprosit sestru o doprovod")
    ]


def test_form_and_horizon_are_compared_too() -> None:
    found = changes(Plan(), Plan(form=PlanForm.ORAL))
    codes = [(one.passage, text(one.newer)) for one in found if text(one.newer) and one.sign is not Sign.SAME]
    assert codes == [(Passage.FORM, "oral")]


plans = st.builds(
    Plan,
    situation=st.text("ab \n"),
    wishes=st.text("ab \n"),
    goals=st.lists(st.tuples(st.text("xy", min_size=1), st.lists(st.text("xy", min_size=1)))).map(
        lambda goals: tuple(
            Goal(
                100 * number,
                words,
                tuple(Step(100 * number + place, what) for place, what in enumerate(steps, 1)),
            )
            for number, (words, steps) in enumerate(goals, 1)
        )
    ),
)


@given(plans, plans)
def test_each_side_can_be_read_whole_from_the_comparison(older: Plan, newer: Plan) -> None:
    found = list(changes(older, newer))
    for passage in (Passage.SITUATION, Passage.WISHES):
        here = [one for one in found if one.passage is passage]
        assert [text(one.older) for one in here if one.older] == written(older, passage)
        assert [text(one.newer) for one in here if one.newer] == written(newer, passage)


def written(plan: Plan, passage: Passage) -> list[str]:
    return [line for line in getattr(plan, passage.value).splitlines() if line.strip()]


@given(plans, plans)
def test_what_is_the_same_is_marked_nowhere_and_what_differs_always(older: Plan, newer: Plan) -> None:
    for one in changes(older, newer):
        assert _marks(one) is (one.sign is not Sign.SAME)


def _marks(change: Change) -> bool:
    return any(piece.changed for piece in (*change.older, *change.newer))
