"""Abbreviations write themselves out, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.abbreviations import Abbreviation, ShortUnusable, written_out

KNOWN = {"kl": "klient", "žp": "životní prostředí", "op2": "občanský průkaz"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kl", "klient"),
        ("Kl", "Klient"),
        ("Ráno přišel kl", "Ráno přišel klient"),
        ("ŽP", "Životní prostředí"),
        ("(op2", "(občanský průkaz"),
    ],
)
def test_the_last_word_is_written_out_a_capital_stays_one(before: str, after: str) -> None:
    longer = written_out(before, KNOWN)
    assert longer is not None
    assert before[: len(before) - longer[0]] + longer[1] == after


@pytest.mark.parametrize("before", ["", " ", "skl", "kl ", "klient", "kl2", "op", "kl."])
def test_nothing_else_is(before: str) -> None:
    assert written_out(before, KNOWN) is None


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(min_size=1)))
def test_whatever_is_typed_only_whole_known_words_change(before: str, known: dict[str, str]) -> None:
    longer = written_out(before, known)
    if longer is not None:
        length, long = longer
        assert known[before[len(before) - length :].lower()][1:] == long[1:]


@pytest.mark.parametrize("short", ["", "k l", "k.", "x" * 21, "k-l", "k\n"])
def test_an_abbreviation_is_one_short_word(short: str) -> None:
    with pytest.raises(ShortUnusable):
        Abbreviation(short, "klient").checked()
