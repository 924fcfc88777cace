"""Papers are made by a child process: what a large one takes of memory goes with it, and so do its words.

The words of people are data for the template, never a part of it; they reach the child through a pipe and
come back as PDF/A through another. Nothing stands in a file, in an argument or in the environment.
"""

import subprocess
import sys

import msgspec

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.text import clean

TYPESETTER = "kp_tui.reports.typesetter"
PATIENCE = 60.0  # seconds; a plan takes less than one
UNPRINTABLE = "□"
LONGEST_WORD = 14  # characters, after which a line may break: the narrowest column has room for so many
_BREAK = "\u200b"
_PRINTABLE = (
    (0x0A, 0x0A),
    (0x20, 0x7E),
    (0xA1, 0x2FF),
    (0x391, 0x3A1),
    (0x3A3, 0x482),
    (0x48A, 0x4FF),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20C0),
    (0x2190, 0x2328),
    (0x2460, 0x2606),
)
"""What typst's own fonts have, of the scripts that are written from the left; PDF/A refuses all else."""


class NotPrinted(KpError):
    """The child failed or took too long; what it was about is not told."""

    message = N_("The paper could not be made. Try again, and tell the administrator if it fails again.")


def typeset(template: str, data: object) -> bytes:
    """The PDF that a template of this package makes of `data`; raises `NotPrinted`."""
    command = [sys.executable, "-I", "-m", TYPESETTER, template]
    given = msgspec.json.encode(data)
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, the template's name is ours
            command, input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, timeout=PATIENCE, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        raise NotPrinted from None
    return done.stdout


def printable(text: str) -> str:
    """`text` as it can be printed: a box for each character that has no glyph, long words free to break."""
    boxed = "".join(one if _has_glyph(one) else UNPRINTABLE for one in clean(text))
    return "\n".join(" ".join(map(_breakable, line.split(" "))) for line in boxed.split("\n"))


def _has_glyph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _PRINTABLE)


def _breakable(word: str) -> str:
    pieces = (word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))
    return _BREAK.join(pieces)
