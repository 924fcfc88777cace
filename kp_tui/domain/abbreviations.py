"""Abbreviations that write themselves out while somebody types: each worker has their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.sheets import asked

ENDS_A_WORD = frozenset(" \n.,;:!?)/")
_SHORT = re.compile(r"[^\W_]{1,20}")
_LAST_WORD = re.compile(r"[^\W_]+$")


class ShortUnusable(InvalidInput):
    """Only a word of letters and digits ends where a space or a comma is typed."""

    message = N_("An abbreviation has up to 20 letters or digits, without spaces.")
    field = "short"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A few letters and the text they stand for."""

    short: str = asked(N_("Abbreviation"))
    long: str = asked(N_("Stands for"), text=True)

    def checked(self) -> "Abbreviation":
        """The same in small letters; raises `ShortUnusable`."""
        if not _SHORT.fullmatch(self.short):
            raise ShortUnusable
        return Abbreviation(self.short.lower(), self.long)


def written_out(before: str, known: Mapping[str, str]) -> tuple[int, str] | None:
    """How many letters at the end of `before` are an abbreviation, and what takes their place.

    A capital letter at its start makes one at the start of the text: a sentence begins with it.
    """
    match = _LAST_WORD.search(before)
    long = known.get(match[0].lower()) if match else None
    if match is None or long is None:
        return None
    capital = match[0][0].isupper()
    return len(match[0]), long[0].upper() + long[1:] if capital else long
