"""Who sat here last, so that the next start asks for the password alone.

It stands in the store's own folder, which one account of the system alone can read and which names everybody
who has a login anyway; so it tells nobody anything new. Signing out forgets it, quitting keeps it. Where the
login is given from outside (`KP_LOGIN`, one account for a whole server) nothing is kept.
"""

import os
from contextlib import suppress
from pathlib import Path

from kp_tui.domain.text import clean_line

NAME = "kp.last"
LONGEST = 100  # characters of a login


def remembered(home: Path) -> str:
    """The login kept here; empty where there is none, or none that can be read."""
    with suppress(OSError):
        return clean_line((home / NAME).read_text(encoding="utf-8", errors="replace")[:LONGEST])
    return ""


def remember(home: Path, login: str) -> None:
    """Keep a login; a folder that cannot be written only costs its comfort."""
    with suppress(OSError):
        handle = os.open(
            home / NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(login)


def forget(home: Path) -> None:
    """Keep no login any more."""
    with suppress(OSError):
        (home / NAME).unlink(missing_ok=True)
