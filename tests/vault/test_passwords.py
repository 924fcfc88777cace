"""A password that is accepted would take a guesser years; one that is refused says what to do."""

import sys

import pytest

from kp_tui.domain.errors import KpError
from kp_tui.vault.errors import PasswordTooEasy, PasswordTooShort
from kp_tui.vault.passwords import MINIMUM, check_password

PERSON = ("novakova", "Marie Nováková", "Charita Opava")


def refusal(password: str, *personal_words: str) -> type[KpError] | None:
    """Why a password is refused; None where it is accepted."""
    try:
        check_password(password, *personal_words)
    except KpError as error:
        return type(error)
    return None


@pytest.mark.parametrize(
    "password",
    [
        "kabát pod lampou zpívá",
        "zelená tramvaj jede pomalu",
        "slon bruslí na ledu",
        "correct horse battery staple",
        "x7$kPq2!vRtz",
        "ｓｌｏｎ　ｂｒｕｓｌí　ｎａ　ｌｅｄｕ",
    ],
)
def test_a_reasonable_passphrase_is_accepted(password: str) -> None:
    assert refusal(password, *PERSON) is None


@pytest.mark.parametrize(
    "password",
    [
        "Heslo1234567",
        "prosinec2025!",
        "Ostrava2024jaro",
        "klíčovýpracovník",
        "maminka a tatinek",
        "aaaaaaaaaaaaaaaaaaaa",
        "qwertzuiopasdf",
        "1234567890+ěščř",
        "            ",
    ],
)
def test_words_dates_and_keyboard_rows_are_refused(password: str) -> None:
    with pytest.raises(PasswordTooEasy):
        check_password(password, *PERSON)


@pytest.mark.parametrize(
    "password",
    [
        "Zbořilová.Zbyněk",
        "zborilova-Zbynek",
        "Zborilova Zborilova",
        "Zborilova2026!Zbynek",
        "Domov2026!Zvonek",
    ],
)
def test_the_persons_own_name_adds_nothing(password: str) -> None:
    with pytest.raises(PasswordTooEasy):
        check_password(password, "zborilova", "Zbyněk Zbořilová", "Domov Zvonek")


def test_eleven_characters_are_too_short_however_random_they_are() -> None:
    with pytest.raises(PasswordTooShort) as refusal:
        check_password("x7$kPq2!vRt")
    assert str(MINIMUM) in str(refusal.value)


def test_length_is_counted_in_letters_not_in_the_marks_above_them() -> None:
    with pytest.raises(PasswordTooShort):
        check_password("z\u030cr\u030cs\u030cc\u030cu\u030au\u030a")


def test_a_very_long_password_takes_no_longer_to_judge() -> None:
    assert refusal("kabát pod lampou zpívá " + "(4@8{[<36!|0$57+%2" * 5_000) is None


def test_the_persons_name_does_not_stay_in_memory() -> None:
    check_password("kabát pod lampou zpívá", "zborilova")
    assert "user_inputs" not in sys.modules["zxcvbn.matching"].RANKED_DICTIONARIES
