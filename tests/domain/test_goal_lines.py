"""Goals and steps are typed as one text; every line keeps its number, and no letter is lost."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.goal_lines import parsed, rendered, step_line, step_of
from kp_tui.domain.plans import Goal, Step

TODAY = date(2026, 3, 18)
TYPED = """Chce bydlet sám
- klient: zajít na úřad do 5. 12.
- Jana: volat realitkám 2x týdně do 30.6.

Chce mít klid od dluhů
– klient: přinést smlouvy každé pondělí
"""


def numbers(goals: Sequence[Goal]) -> list[int]:
    """The numbers of all goals and steps."""
    return [goal.number for goal in goals] + [step.number for goal in goals for step in goal.steps]


def test_a_line_is_a_goal_and_a_hyphen_makes_a_step_of_it() -> None:
    home, debts = parsed(TYPED, (), TODAY)
    assert (home.text, debts.text) == ("Chce bydlet sám", "Chce mít klid od dluhů")
    assert [(step.who, step.what, step.due, step.frequency) for step in (*home.steps, *debts.steps)] == [
        ("klient", "zajít na úřad", date(2026, 12, 5), ""),
        ("Jana", "volat realitkám", date(2026, 6, 30), "2x týdně"),
        ("klient", "přinést smlouvy", None, "každé pondělí"),
    ]


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("zavolat", Step(0, "zavolat")),
        ("zavolat 14.2.", Step(0, "zavolat", due=date(2027, 2, 14))),
        ("zavolat 17.3.", Step(0, "zavolat", due=date(2026, 3, 17))),
        ("zavolat do 18. 3.", Step(0, "zavolat", due=TODAY)),
        ("zavolat do 1.2.2025", Step(0, "zavolat", due=date(2025, 2, 1))),
        ("zavolat do 29.2.", Step(0, "zavolat", due=date(2028, 2, 29))),
        ("zavolat do 31.2.", Step(0, "zavolat do 31.2.")),
        ("cvičit třikrát týdně", Step(0, "cvičit", frequency="třikrát týdně")),
        ("cvičit denně do 1.4.", Step(0, "cvičit", due=date(2026, 4, 1), frequency="denně")),
        ("volat 2 x za měsíc", Step(0, "volat", frequency="2 x za měsíc")),
        ("denně", Step(0, "denně")),
        ("matka a klient: sejít se", Step(0, "sejít se", "matka a klient")),
        ("přijít v 9:30", Step(0, "přijít v 9:30")),
        ("klient:zajít", Step(0, "zajít", "klient")),
        ("napsat na https://uoou.cz", Step(0, "napsat na https://uoou.cz")),
        ("volat 2x týdně, do 30. června", Step(0, "volat", due=date(2026, 6, 30), frequency="2x týdně")),
        ("volat do 30. 6. 2x týdně", Step(0, "volat", due=date(2026, 6, 30), frequency="2x týdně")),
        ("go twice a week, until 30 June", Step(0, "go", due=date(2026, 6, 30), frequency="twice a week")),
        ("chodit na každé schůzce", Step(0, "chodit", frequency="na každé schůzce")),
        ("volat dvakrát do týdne", Step(0, "volat", frequency="dvakrát do týdne")),
        ("volat denně do konce roku", Step(0, "volat", due=date(2026, 12, 31), frequency="denně")),
        ("jít do banky", Step(0, "jít do banky")),
        ("jet do Prahy po obědě", Step(0, "jet do Prahy po obědě")),
    ],
)  # fmt: skip
def test_a_step_says_who_what_and_when(line: str, step: Step) -> None:
    assert step_of(line, TODAY) == step


def test_lines_keep_their_numbers_when_they_move_or_change_and_new_ones_get_new_numbers() -> None:
    before = parsed(TYPED, (), TODAY)
    changed = parsed(
        "Chce mít klid od dluhů\n- klient: přinést všechny smlouvy každé pondělí\n- nový krok\n"
        "Chce bydlet sám\n- Jana: volat realitkám 2x týdně do 30.6.\n",
        before,
        TODAY,
    )
    home, debts = before
    assert [goal.number for goal in changed] == [debts.number, home.number]
    assert changed[0].steps[0].number == debts.steps[0].number
    assert changed[1].steps[0].number == home.steps[1].number
    assert changed[0].steps[1].number not in numbers(before)


def test_a_changed_line_is_the_one_most_like_it_and_takes_no_unchanged_ones_number() -> None:
    step = "- klient: přinést smlouvy do 20. 12."
    before = parsed(f"Chce mít klid od dluhů\n{step}", (), TODAY)
    longer = "- klient: přinést smlouvy z banky do 20. 12."
    (goal,) = parsed(f"Chce mít klid\n{longer}\n{step}", before, TODAY)
    assert [one.number for one in goal.steps] == [3, 2]
    goals = parsed(f"Chce mít klid od dluhu\nChce mít klid od dluhů\n{step}", before, TODAY)
    assert [one.number for one in goals] == [3, 1]
    better = "- klient: přinést smlouvy do 21. 12."
    (goal,) = parsed(f"Chce mít klid od dluhů\n{longer}\n{better}", before, TODAY)
    assert [one.number for one in goal.steps] == [3, 2]


def test_of_two_same_steps_each_stays_with_its_goal() -> None:
    before = parsed("Byt\n- klient: volat denně\nPráce\n- klient: volat denně", (), TODAY)
    (work,) = parsed("Práce\n- klient: volat denně", before, TODAY)
    assert numbers([work]) == numbers(before[1:])


WORDS = st.lists(
    st.sampled_from(["smlouvy", "z banky", "úřad", "volat", "Jana", "byt"]), min_size=1, max_size=4
)
GOAL = WORDS.map(" ".join)
STEP = WORDS.map(lambda words: "- klient: " + " ".join(words))
PLAN_LINES = st.lists(GOAL | STEP, unique=True, max_size=8)


@given(PLAN_LINES, PLAN_LINES)
def test_an_unchanged_line_keeps_its_number_whatever_comes_goes_or_moves_around_it(
    old: list[str], new: list[str]
) -> None:
    def numbered(goals: Sequence[Goal]) -> dict[str, int]:
        steps = {f"- {step_line(step)}": step.number for goal in goals for step in goal.steps}
        return {goal.text: goal.number for goal in goals if goal.text} | steps

    before = parsed("\n".join(old), (), TODAY)
    was, now = numbered(before), numbered(parsed("\n".join(new), before, TODAY))
    assert {line: now[line] for line in was.keys() & now.keys()} == {
        line: was[line] for line in was.keys() & now.keys()
    }


def test_steps_above_the_first_goal_are_not_lost() -> None:
    (goal,) = parsed("- klient: přijít do 5.4.", (), TODAY)
    assert (goal.text, goal.steps[0].what) == ("", "přijít")


LINES = st.text("aáb:-–,. 0123456789x×týdně do", max_size=30)


@given(st.lists(LINES).map("\n".join))
def test_whatever_is_typed_comes_back_as_the_same_goals(text: str) -> None:
    goals = parsed(text, (), TODAY)
    assert parsed(rendered(goals), goals, TODAY) == goals


TIMES = [
    "volat",
    "2x",
    "týdně",
    "do",
    "do 5. 12.",
    "zítra",
    "každé",
    "30. června",
    "klient:",
    "denně",
    "do pátku",
]


@given(st.lists(st.sampled_from(TIMES), max_size=8).map(" ".join))
def test_a_step_reads_again_as_what_was_understood(line: str) -> None:
    step = step_of(line, TODAY)
    assert step_of(step_line(step), TODAY) == step


@given(st.lists(LINES).map("\n".join))
def test_no_number_is_given_twice(text: str) -> None:
    goals = parsed(text, (Goal(3, "starý", (Step(9, "krok"),)),), TODAY)
    assert len(numbers(goals)) == len(set(numbers(goals)))


@given(st.lists(LINES).map("\n".join))
def test_no_letter_is_lost(text: str) -> None:
    kept = rendered(parsed(text, (), TODAY))
    letters = [character for character in text if character.isalpha() and character not in "do"]
    assert all(kept.count(letter) >= letters.count(letter) for letter in letters)
