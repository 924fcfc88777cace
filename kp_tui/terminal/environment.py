"""What is let in from the environment, and what Textual is told before its first import."""

import os
import sys
from collections.abc import Mapping

KEPT = frozenset(
    {
        "COLORTERM",
        "HOME",
        "LANG",
        "LANGUAGE",
        "LOGNAME",
        "NO_COLOR",
        "PATH",
        "SSH_CONNECTION",
        "SSH_ORIGINAL_COMMAND",  # kept so that the program can refuse it
        "SSH_TTY",
        "TERM",
        "TZ",
        "USER",
    }
)
KEPT_PREFIXES = ("KP_", "LC_")

TOLD_TO_TEXTUAL = {
    "TEXTUAL_ANIMATIONS": "none",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",  # Windows Terminal loses AltGr characters otherwise
    "TEXTUAL_SMOOTH_SCROLL": "0",  # its only effect here would be mouse pixels and resize reports
    "ESCDELAY": "10",  # milliseconds after which a lone Esc is Esc; SSH hands over a key's bytes all at once
}


def cleaned(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment the program runs in: a short list, so that no variable we never heard of acts in it."""
    kept = {
        name: value for name, value in environment.items() if name in KEPT or name.startswith(KEPT_PREFIXES)
    }
    return kept | TOLD_TO_TEXTUAL


def clean_environment() -> None:
    """Replace the process's environment by the cleaned one; must run before Textual is imported.

    Textual reads its variables once, at import: one of them writes every key, passwords too, to a file.
    """
    if "textual.constants" in sys.modules:
        raise RuntimeError("Textual was imported before the environment was cleaned")
    clean = cleaned(os.environ)
    os.environ.clear()
    os.environ.update(clean)
