"""Papers in a client's file: made together with the client, added with the day they were made (P2)."""

import re
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.errors import N_, InvalidInput, KpError
from kp_tui.domain.plans import PaperKind
from kp_tui.domain.sheets import asked
from kp_tui.domain.text import clean

MIB = 1 << 20
LARGEST = 5 * MIB  # bytes
KIB = 1 << 10
READABLE = 256 * KIB  # bytes
READABLE_LINES = 10_000
_BEGINNINGS = {
    b"%PDF-": (PaperKind.PDF, ".pdf"),
    b"\x89PNG\r\n\x1a\n": (PaperKind.PICTURE, ".png"),
    b"\xff\xd8\xff": (PaperKind.PICTURE, ".jpg"),
}
_ENCODINGS = ("utf-8-sig", "cp1250")  # Windows writes both
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""The controls but those that lay text out, and ESC, which is cleaned later."""


class PaperTooLarge(InvalidInput):
    """Every paper stands in the store whole, and goes into every backup."""

    message = N_("A paper may have up to {maximum} MiB: make it smaller, for example scan it in grey.")
    field = "path"


class PaperEmpty(InvalidInput):
    """There is nothing to keep."""

    message = N_("This file is empty.")
    field = "path"


class PaperUnknown(InvalidInput):
    """What a file is its bytes say, not its name."""

    message = N_("Only PDF, PNG and JPEG pictures and plain text can be added.")
    field = "path"


class PaperNotText(KpError):
    """The program shows words; a picture is looked at elsewhere."""

    message = N_("Only a text opens inside the program. This paper can be exported.")


class PaperTooLong(KpError):
    """A terminal is no place to read a book: laying it out would hold up the program."""

    message = N_("This text is too long to be read in the program. It can be exported.")


class PaperFromFuture(InvalidInput):
    """A paper was made before it is added."""

    message = N_("This day has not come yet: write the day on which the paper was made.")
    field = "made_on"


@dataclass(frozen=True, slots=True)
class NewPaper:
    """Where a paper lies, what it is called in the file, when it was made."""

    path: str = asked(N_("File"))
    what: str = asked(N_("What it is"))
    made_on: date = asked(N_("Made on"))

    def check(self, today: date) -> None:
        """Raise `PaperFromFuture` where the day is still to come."""
        if self.made_on > today:
            raise PaperFromFuture


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a client's file, without its content."""

    id: int
    client_id: int
    made_on: date
    kind: PaperKind
    size: int
    title: str = field(repr=False)
    recorded_by: int


def kind_of(data: bytes) -> PaperKind:
    """What a file is, by its bytes; raises `PaperEmpty`, `PaperTooLarge`, `PaperUnknown`."""
    if not data:
        raise PaperEmpty
    if len(data) > LARGEST:
        raise PaperTooLarge(maximum=LARGEST // MIB)
    known = next((kind for begins, (kind, _) in _BEGINNINGS.items() if data.startswith(begins)), None)
    if known is None and _text(data) is None:
        raise PaperUnknown
    return known or PaperKind.TEXT


def ending_of(data: bytes) -> str:
    """The ending of the name that a paper is exported under."""
    return next((ending for begins, (_, ending) in _BEGINNINGS.items() if data.startswith(begins)), ".txt")


def readable(data: bytes) -> str:
    """The words of a text file to read here, with nothing that acts on a terminal; raises `PaperTooLong`."""
    if len(data) > READABLE:
        raise PaperTooLong
    text = clean(_text(data) or "")
    if text.count("\n") >= READABLE_LINES:
        raise PaperTooLong
    return text


def _text(data: bytes) -> str | None:
    """The words of a text file as they are; None where it is no text."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _NO_TEXT.search(text) else text
    return None
