"""The folder through which papers leave and enter: set by the server's administrator, a part for each person.

`KP_EXPORT` names it. Everybody has a folder of their own in it, so that nobody takes in what somebody else
took out. Where it is not set, nothing leaves, and a paper comes from any path outside the store's own folder.
"""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.reports.folders import SETTING, OwnFolder, holding, opened_below, own_folder, told_plainly

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class FileUnreadable(InvalidInput):
    """It is not there, it is no file, or this account may not read it."""

    message = N_("This file cannot be read: check its name and your right to read it.")
    field = "path"


class FileElsewhere(InvalidInput):
    """On a server a paper comes through the person's own folder only."""

    message = N_("On this server papers are added from your own folder: {folder}. Put the file there first.")
    field = "path"


class Outgoing:
    """A file that has its name already, for its owner only, and no word yet: they follow the log's row."""

    def __init__(self, path: Path, handle: int, data: bytes) -> None:
        self.path = path
        self._file = os.fdopen(handle, "wb")
        self._data = data

    def write(self) -> None:
        """Write it to the disk; raises `ExportFolderFull`, `ExportFolderClosed`."""
        with told_plainly(), self._file:
            self._file.write(self._data)
            self._file.flush()
            os.fsync(self._file.fileno())

    def take_back(self) -> None:
        """Leave nothing of it: it was not kept that it leaves."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def outgoing(login: str, name: str, ending: str, data: bytes, home: Path) -> Outgoing:
    """A new file in the person's folder, not written yet; `home` is the store's folder.

    A file that is there already is never overwritten: the next one has a number. Raises as `own_folder` does.
    """
    with own_folder(login, home) as own, told_plainly():
        for number in count(1):
            free = f"{_harmless(name)}{f'-{number}' if number > 1 else ''}{ending}"
            with suppress(FileExistsError):
                return Outgoing(own.path / free, os.open(free, _NEW_FILE, 0o600, dir_fd=own.handle), data)
    raise AssertionError("unreachable: there is always a next number")


def taken(login: str, typed: str, home: Path, at_most: int) -> bytes:
    """The file at a typed path, cut after `at_most` bytes and one; `home` is the store's folder.

    Raises `FileUnreadable`, and `FileElsewhere` where it must lie in the person's own folder and does not.
    """
    try:
        with (
            _begin(login, typed, home) as (folder, parts),
            os.fdopen(opened_below(folder, parts, home), "rb") as file,
        ):
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileUnreadable
            return file.read(at_most + 1)
    except (OSError, ValueError, IndexError, RuntimeError):
        raise FileUnreadable from None


@contextmanager
def _begin(login: str, typed: str, home: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The folder from which a typed path is followed, held open, and its steps."""
    if os.environ.get(SETTING):
        with own_folder(login, home) as own:
            yield own.handle, _steps(own, Path(typed))
    else:
        with holding("/") as top:
            yield top, Path(typed).expanduser().resolve().parts[1:]


def _steps(own: OwnFolder, path: Path) -> Sequence[str]:
    """The steps within the person's folder; nothing leads out of it."""
    inside = path.is_relative_to(own.path) if path.is_absolute() else True
    if not inside or ".." in path.parts:
        raise FileElsewhere(folder=own.path)
    return (path.relative_to(own.path) if path.is_absolute() else path).parts


def _harmless(name: str) -> str:
    """A mark may have slashes and dots; a file's name leads nowhere."""
    return re.sub(r"[^\w.-]", "-", name).lstrip(".-") or "-"
