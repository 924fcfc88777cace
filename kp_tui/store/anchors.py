"""Where the audit log ended at each sign-out, kept outside it: a cut-off end is seen against this file."""

import os
import re
from datetime import datetime
from pathlib import Path

from kp_tui.store.audit import End

NAME = "kp.anchors"
_END = re.compile(r" (\d+) ([0-9a-f]{64})$", re.MULTILINE)


def write(home: Path, end: End, now: datetime) -> None:
    """Add one line: the time, the last row's number, its hash."""
    line = f"{now.isoformat()} {end.seq} {end.hash.hex()}\n"
    handle = os.open(
        home / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
    )
    with os.fdopen(handle, "ab") as file:
        file.write(line.encode())


def read(home: Path) -> dict[int, bytes]:
    """The rows that a sign-out saw as the last, each with its hash; a line that a crash cut off is none."""
    try:
        text = (home / NAME).read_text(encoding="ascii")
    except FileNotFoundError:
        return {}
    return {int(seq): bytes.fromhex(digest) for seq, digest in _END.findall(text)}
