"""What people type, paste or import: cleaned once, and never able to act on the next reader's terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.text import clean, clean_line, shown

# Surrogates too: they come in with undecodable file names and broken pastes.
ANYTHING = st.text(st.characters())
LATIN = st.text(st.characters(max_codepoint=0x17F))


def hidden_in(text: str) -> set[str]:
    return {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Příliš žluťoučký kůň", "Příliš žluťoučký kůň"),
        ("c\u030cerma\u0301k", "čermák"),
        ("\x1b]0;title\x07Jan", "]0;titleJan"),
        ("\x9b31mJan\x9c", "31mJan"),
        ("a\x00b\x7fc", "abc"),
        ("\ufeffmark;surname", "mark;surname"),
        ("nej\u00admenší", "nejmenší"),
        ("Jan\u202edrol\u202c \u2066x\u2069", "Jandrol x"),
        ("No\u200bvák\u200d", "Novák"),
        ("\udcc8erný", "erný"),
        ("a\tb\u00a0c\u2007d", "a b c d"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x01\u030c", "ǎ"),
        ("[bold]x[/] <b>", "[bold]x[/] <b>"),
    ],
)
def test_cleaning_keeps_the_words_and_drops_what_acts_or_hides(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(ANYTHING)
def test_cleaned_text_is_normal_holds_nothing_hidden_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert not hidden_in(cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


@given(ANYTHING)
def test_cleaned_text_can_always_be_stored_as_utf_8(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@given(LATIN)
def test_cleaning_never_makes_latin_text_longer(text: str) -> None:
    assert len(clean(text)) <= len(text)


@given(ANYTHING)
def test_a_line_is_one_trimmed_line_of_single_spaces(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line == line.strip()
    assert "\n" not in line
    assert "  " not in line


def test_pasted_lines_become_one_line() -> None:
    assert clean_line(" Jan\r\n  Novák\n\n ") == "Jan Novák"


@given(ANYTHING)
def test_shown_text_holds_nothing_hidden_and_keeps_the_width_of_the_text(text: str) -> None:
    assert not hidden_in(shown(text))
    assert len(shown(text)) == len(text)
    assert shown(shown(text)) == shown(text)


@given(ANYTHING)
def test_what_was_cleaned_is_shown_as_it_is(text: str) -> None:
    assert shown(clean(text)) == clean(text)


def test_a_hostile_byte_that_reached_the_store_is_shown_as_a_dot() -> None:
    assert shown("Jan\x1b[31m\nNovák\u202e\u2028") == "Jan·[31m\nNovák··"
