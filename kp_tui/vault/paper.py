"""The paper key: 160 bits printed once, the way in when every password is lost."""

import secrets
import unicodedata

from kp_tui.vault.errors import PaperKeyIncomplete, PaperKeyMistyped
from kp_tui.vault.keys import KeyPair, derive

SECRET_BYTES = 20
GROUPS = 8
_GROUP = 5  # four characters of the key, one that checks them
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_SIMILAR = str.maketrans("OILU+ĚŠČŘŽÝÁÍÉ", "011V1234567890")  # and the number row of a Czech keyboard
_IGNORED = frozenset(" \t\r\n.,-_/\u00a0\u2010\u2011\u2012\u2013\u2014\u2212")


def generate() -> bytes:
    """A new secret."""
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """`secret` as it is printed: eight groups of five, the fifth character of each checks the four."""
    number = int.from_bytes(secret, "big")
    digits = [number >> 5 * place & 31 for place in reversed(range(GROUPS * (_GROUP - 1)))]
    groups = (digits[start : start + 4] for start in range(0, len(digits), 4))
    return "-".join(
        "".join(_ALPHABET[digit] for digit in [*group, _twice(_remainder(place, group))])
        for place, group in enumerate(groups, 1)
    )


def read(typed: str) -> bytes:
    """The secret somebody copied from paper: case, separators and letters that look alike do not matter."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_SIMILAR)
    text = "".join(character for character in plain if character not in _IGNORED)
    if len(text) != GROUPS * _GROUP:
        raise PaperKeyIncomplete
    number = 0
    for place in range(1, GROUPS + 1):
        for digit in _checked(place, text[(place - 1) * _GROUP : place * _GROUP]):
            number = number << 5 | digit
    return number.to_bytes(SECRET_BYTES, "big")


def _checked(place: int, group: str) -> list[int]:
    digits = [_ALPHABET.find(character) for character in group]
    if -1 in digits or _remainder(place, digits):
        raise PaperKeyMistyped(group=place)
    return digits[:-1]


def _remainder(place: int, digits: list[int]) -> int:
    """Zero for a whole group at its own place, in the field of 32 elements.

    Every place has a weight of its own there, so one wrong character, two neighbours swapped and two groups
    swapped are all caught, not just most of them.
    """
    total = place
    for digit in digits:
        total = _twice(total) ^ digit
    return total


def _twice(element: int) -> int:
    return element << 1 ^ (0b100101 if element & 16 else 0)


def keys(secret: bytes, store_id: str) -> KeyPair:
    """The paper is a member like any person: keys of its own, so that it can open and sign."""
    return KeyPair.from_bytes(derive(secret, store_id.encode(), b"kp_tui paper", 64))
