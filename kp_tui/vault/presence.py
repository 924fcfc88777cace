"""Whether a folder holds a store: asked before the first screen, so without the libraries that open one."""

from pathlib import Path

from kp_tui.vault.files import plain_file_errors

NAME = "kp.keys"
COPY = "kp.keys.bak"


def exists(home: Path) -> bool:
    """Whether the folder holds a store, a damaged one too."""
    with plain_file_errors():
        return any((home / name).exists() for name in (NAME, COPY)) or any(home.glob("kp-[0-9]*.db"))
