"""What somebody can do to `kp.keys` who knows its format and not the database key."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kp_tui.vault.header import Header


def forge(home: Path, change: Callable[[Any], None]) -> None:
    """Change the header's JSON in place and make its checksum right again."""
    content = json.loads((home / "kp.keys").read_text())
    change(content)
    content["checksum"] = base64.b64encode(bytes(32)).decode()
    bare = msgspec.json.encode(msgspec.convert(content, Header))
    content["checksum"] = base64.b64encode(hashlib.sha256(bare).digest()).decode()
    (home / "kp.keys").write_text(json.dumps(content))
