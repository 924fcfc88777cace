"""Abbreviations: each worker has their own, one of the same letters."""

import pytest

from kp_tui.domain.abbreviations import ShortUnusable
from kp_tui.domain.errors import NotFound
from kp_tui.usecases.abbreviations import (
    keep_abbreviation,
    list_abbreviations,
    remove_abbreviation,
    restore_abbreviation,
)
from tests.support.sheets import fill_in
from tests.support.stores import Office


def mine(office: Office, login: str = "novakova") -> dict[str, str]:
    """That person's abbreviations."""
    return {one.short: one.long for one in office[login].perform(list_abbreviations).values()}


def number(office: Office, short: str) -> int:
    """The number of novakova's abbreviation."""
    kept = office["novakova"].perform(list_abbreviations)
    return next(place for place, one in kept.items() if one.short == short)


def keep(office: Office, short: str, long: str, subject: int = 0, login: str = "novakova") -> None:
    """Write one down."""
    fill_in(office[login], keep_abbreviation, subject, short=short, long=long)


def test_they_are_ones_own(office: Office) -> None:
    keep(office, "Kl", "klient")
    keep(office, "kl", "klíčový", login="svoboda")
    assert mine(office) == {"kl": "klient"}
    assert mine(office, "svoboda") == {"kl": "klíčový"}


def test_the_same_letters_stand_for_what_was_written_down_last(office: Office) -> None:
    keep(office, "kl", "klient")
    keep(office, "kl", "klientka")
    assert mine(office) == {"kl": "klientka"}


def test_one_is_changed_even_into_the_letters_of_another(office: Office) -> None:
    keep(office, "kl", "klient")
    keep(office, "kla", "klientka")
    keep(office, "kl", "klientka", subject=number(office, "kla"))
    assert mine(office) == {"kl": "klientka"}


def test_a_removed_one_comes_back_in_place_of_what_took_its_letters(office: Office) -> None:
    keep(office, "kl", "klient")
    gone = number(office, "kl")
    office["novakova"].perform(remove_abbreviation, gone)
    assert mine(office) == {}
    keep(office, "kl", "klientka")
    office["novakova"].perform(restore_abbreviation, gone)
    assert mine(office) == {"kl": "klient"}


def test_nobody_reaches_anothers(office: Office) -> None:
    keep(office, "kl", "klient")
    with pytest.raises(NotFound):
        office["svoboda"].perform(remove_abbreviation, number(office, "kl"))
    keep(office, "xy", "cizí", subject=number(office, "kl"), login="svoboda")
    assert mine(office) == {"kl": "klient"}
    assert mine(office, "svoboda") == {"xy": "cizí"}


def test_what_no_abbreviation_can_be_is_refused_with_its_field(office: Office) -> None:
    with pytest.raises(ShortUnusable) as refused:
        keep(office, "k l", "klient")
    assert refused.value.field == "short"
