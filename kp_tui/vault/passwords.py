"""What a password must withstand: length first, then a guesser who knows Czech and the person."""

import unicodedata
from functools import cache
from pathlib import Path

from kp_tui.vault.errors import PasswordTooEasy, PasswordTooShort

MINIMUM = 12  # characters
_STRONG = 4  # zxcvbn's best mark: over 10^10 guesses, a century of one core at the cost of a guess
_WORD = 4  # letters; shorter ones stand inside other words
_LOOKED_AT = 40  # characters; the rest can only make it stronger, and the guesser takes time


def check_password(password: str, *personal_words: str) -> None:
    """Refuse what is short (`PasswordTooShort`) or guessed soon (`PasswordTooEasy`).

    `personal_words` are what an acquaintance would try first: the login, the name, the organisation.
    """
    typed = unicodedata.normalize("NFKC", password)
    if len(typed) < MINIMUM:
        raise PasswordTooShort(minimum=MINIMUM)
    personal = [_folded(part) for word in personal_words for part in (word, *word.split())]
    if _score(_without(personal, _folded(typed))[:_LOOKED_AT], personal) < _STRONG:
        raise PasswordTooEasy


def _without(personal: list[str], folded: str) -> str:
    """What is left when the words everybody knows of the person are taken out: they add nothing."""
    for word in sorted(personal, key=len, reverse=True):
        if len(word) >= _WORD:
            folded = folded.replace(word, " ")
    return folded


def _score(folded: str, personal: list[str]) -> int:
    from zxcvbn import matching, zxcvbn

    try:
        score: int = zxcvbn(folded, user_inputs=[*personal, *_czech_words()])["score"]
    finally:
        matching.RANKED_DICTIONARIES.pop("user_inputs", None)  # it would keep the person's name in memory
    return score


def _folded(text: str) -> str:
    """Without accents and capitals: who guesses `kočka` tries `Kocka` as well."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


@cache
def _czech_words() -> list[str]:
    """The commonest words of Czech passwords, names and places, the likeliest first, without accents."""
    return Path(__file__).with_name("words-cs.txt").read_text(encoding="ascii").split()
