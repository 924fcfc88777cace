"""Czech in names: the order of the alphabet, search without accents, and the number row without Shift."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

CZECH_ROW = "+ěščřžýáíé"
"""What the keys 1 to 9 and 0 type on a Czech keyboard without Shift."""

# ICU's order (CLDR, cs); letters with a caron stand decomposed, as names are when they are compared.
_ALPHABET = (
    *" _-–—,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789",
    *("a", "b", "c", "c\u030c", "d", "e", "f", "g", "h", "ch", "i", "ı", "j", "k", "l", "m", "n", "o"),
    *("p", "q", "r", "r\u030c", "s", "s\u030c", "t", "u", "v", "w", "x", "y", "z", "z\u030c"),
)
_ACCENTS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304\u0335\u0326"
# What Unicode does not decompose; \u0361 ties two letters that are written as one.
_SPELLED_OUT = str.maketrans({
    "ł": "l\u0335", "Ł": "L\u0335", "đ": "d\u0335", "Đ": "D\u0335", "ø": "o\u0338", "Ø": "O\u0338",
    "ß": "s\u0361s", "ẞ": "S\u0361S", "æ": "a\u0361e", "Æ": "A\u0361E", "œ": "o\u0361e", "Œ": "O\u0361E",
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"',
})  # fmt: skip
_ELEMENT = re.compile("ch|[crsz]\u030c|.", re.IGNORECASE | re.DOTALL)

_FIRST, _OTHER_ACCENT, _OTHER_LETTER = 2, 0xFD, 0xFE
_END, _PLAIN = bytes([_FIRST - 1]), bytes([_FIRST])
_LETTER_WEIGHTS = {letter: bytes([weight]) for weight, letter in enumerate(_ALPHABET, _FIRST)}
_ACCENT_WEIGHTS = {accent: weight for weight, accent in enumerate(_ACCENTS, _FIRST + 1)}
_SEARCHED_AS = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})


class _Weights(NamedTuple):
    letter: bytes
    accent: bytes
    case: bytes


@lru_cache(maxsize=512)  # letters, never names: nothing personal stays in memory
def _weights(element: str) -> _Weights:
    """What one letter or accent adds to the three levels of a key; what cannot be seen adds nothing."""
    match unicodedata.category(element[0])[0]:
        case "C":
            return _Weights(b"", b"", b"")
        case "M":
            return _Weights(b"", bytes([_ACCENT_WEIGHTS.get(element, _OTHER_ACCENT)]), _PLAIN)
    letter = element.lower()
    capitals = int("".join(str(int(character.isupper())) for character in element), base=2)
    other = bytes([_OTHER_LETTER]) + ord(letter[0]).to_bytes(3)
    return _Weights(_LETTER_WEIGHTS.get(letter, other), _PLAIN, bytes([_FIRST + capitals]))


def sort_key(text: str) -> bytes:
    """A key whose bytes stand in Czech order, compared as SQLite compares blobs.

    `ch` follows `h`, and `č ř š ž` are letters; other accents only decide between equal letters, and case
    between equal accents. A space comes first: `Novák Jan` before `Nováková`. It is ICU's order (CLDR, cs) as
    far as names of Czechs and their neighbours go; letters beyond Latin come last, by code point.
    """
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).translate(_SPELLED_OUT))
    weights = [_weights(element) for element in _ELEMENT.findall(spelled)]
    letters = b"".join(weight.letter for weight in weights)
    accents = b"".join(weight.accent for weight in weights).rstrip(_PLAIN)
    cases = b"".join(weight.case for weight in weights).rstrip(_PLAIN)
    return _END.join((letters, accents, cases))


def fold(text: str) -> str:
    """`text` as it is searched: without accents and case, so that `cermak` finds `Čermák`. Idempotent."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in spelled if unicodedata.category(character) != "Mn")
    return plain.translate(_SEARCHED_AS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`: what stands between anything that is no letter and no digit."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def matches(query: str, *texts: str) -> bool:
    """Whether every typed word starts some word of `texts`: `nov z` finds `Nováková Žofie`."""
    known = [word for text in texts for word in words(text)]
    return all(any(word.startswith(typed) for word in known) for typed in words(query))


def pick_digit(key: str) -> int | None:
    """The row that a typed character picks, 1 to 9, with Shift or without on a Czech keyboard."""
    if len(key) != 1:
        return None
    place = max("123456789".find(key), CZECH_ROW[:9].find(key.lower()))
    return place + 1 or None
