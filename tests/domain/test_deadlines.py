"""Until when and how often, as people say it."""

from datetime import date

import pytest

from kp_tui.domain.deadlines import day_ahead, without_deadline, without_frequency

TODAY = date(2026, 11, 22)
"""A Sunday."""


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("do 30. 6.", date(2027, 6, 30)),
        ("do 30. 6", date(2027, 6, 30)),
        ("do 30. června", date(2027, 6, 30)),
        ("5. prosince", date(2026, 12, 5)),
        ("do 5. prosince 2027", date(2027, 12, 5)),
        ("until 30 June", date(2027, 6, 30)),
        ("by the 31st July", date(2027, 7, 31)),
        ("by 31st July", date(2027, 7, 31)),
        ("5.11.", date(2026, 11, 5)),
        ("21.10.", date(2027, 10, 21)),
        ("22. 10.", date(2026, 10, 22)),
        ("dnes", TODAY),
        ("zítra", date(2026, 11, 23)),
        ("do zitra", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 23)),
        ("do pátku", date(2026, 11, 27)),
        ("do neděle", date(2026, 11, 29)),
        ("until Friday", date(2026, 11, 27)),
        ("do konce roku", date(2026, 12, 31)),
        ("do konce listopadu", date(2026, 11, 30)),
        ("do konce února", date(2027, 2, 28)),
        ("do konce týdne", TODAY),
        ("by the end of the month", date(2026, 11, 30)),
        ("do 14 dnů", date(2026, 12, 6)),
        ("do týdne", date(2026, 11, 29)),
        ("do 31. 2.", None),
        ("verze 5.12", None),
        ("v pátek", None),
    ],
)  # fmt: skip
def test_a_day_that_lies_ahead_is_understood(said: str, due: date | None) -> None:
    text = f"zajít na úřad, {said}"
    assert without_deadline(text, TODAY) == (("zajít na úřad", due) if due else (text, None))
    assert without_deadline(said, TODAY) == (said, None)


@pytest.mark.parametrize(
    "said",
    [
        "2x týdně", "1x za 14 dní", "jednou za 14 dní", "jednou za dva týdny", "tydne",
        "dvakrát do týdne", "obden", "průběžně", "každé pondělí", "každý druhý týden", "na každé schůzce",
        "při každém setkání", "každých 14 dní", "třikrát týdně", "podle potřeby", "twice a week", "every day",
        "3 times a month", "daily",
    ],
)  # fmt: skip
def test_a_frequency_is_understood(said: str) -> None:
    assert without_frequency(f"volat, {said}") == ("volat", said)
    assert without_frequency(said) == (said, "")


@pytest.mark.parametrize("said", ["každý", "x týdně na úřad", "jednou"])
def test_what_says_nothing_of_time_stays(said: str) -> None:
    assert without_frequency(f"volat {said}") == (f"volat {said}", "")


def test_an_answer_of_its_own_names_a_day_ahead() -> None:
    assert day_ahead("5. 11.", TODAY) == date(2027, 11, 5)
    assert day_ahead("po", TODAY) == date(2026, 11, 23)
    assert day_ahead("zítra", TODAY) == date(2026, 11, 23)
    assert day_ahead("5. 11. 2026", TODAY) == date(2026, 11, 5)
    assert day_ahead("někdy", TODAY) is None
