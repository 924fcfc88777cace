"""Where the audit log ended at each sign-out, kept outside it: a cut-off end is seen against this file."""

import os
from datetime import datetime
from pathlib import Path

from kp_tui.store.audit import End

NAME = "kp.anchors"


def write(home: Path, end: End, now: datetime) -> None:
    """Add one line: the time, the last row's number, its hash."""
    line = f"{now.isoformat()} {end.seq} {end.hash.hex()}\n"
    handle = os.open(
        home / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    with os.fdopen(handle, "ab") as file:
        file.write(line.encode())


def last(home: Path) -> tuple[int, bytes] | None:
    """The furthest row any sign-out has seen, with its hash."""
    try:
        lines = (home / NAME).read_text().splitlines()
    except FileNotFoundError:
        return None
    ends = [(int(seq), bytes.fromhex(digest)) for _, seq, digest in (line.split() for line in lines)]
    return max(ends, default=None)
