"""The folder through which papers leave and enter: set by the server's administrator, a part for each person.

`KP_EXPORT` names it. Everybody has a folder of their own in it, so that nobody takes in what somebody else
took out. Where it is not set, nothing leaves, and a paper comes from any path outside the store's own folder.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from kp_tui.domain.errors import N_, InvalidInput, KpError

SETTING = "KP_EXPORT"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_GIVEN_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class NoExportFolder(KpError):
    """Nothing is written outside the store unless whoever runs the server says where."""

    message = N_("No folder for exports is set. The server's administrator sets one: KP_EXPORT.")


class ExportFolderClosed(KpError):
    """It is not there, or this account may not write there."""

    message = N_(
        "The folder for exports cannot be written. Ask the server's administrator to check KP_EXPORT."
    )


class ExportFolderFull(KpError):
    """No room, or over quota."""

    message = N_("There is no room in the folder for exports. Nothing was written: make room and try again.")


class FileUnreadable(InvalidInput):
    """It is not there, it is no file, or this account may not read it."""

    message = N_("This file cannot be read: check its name and your right to read it.")
    field = "path"


class FileElsewhere(InvalidInput):
    """On a server a paper comes through the person's own folder only."""

    message = N_("On this server papers are added from your own folder: {folder}. Put the file there first.")
    field = "path"


def export(login: str, name: str, ending: str, data: bytes) -> Path:
    """Write a new file into the person's folder, for its owner only; gives its path.

    A file that is there already is never overwritten: the next one has a number.
    """
    with _told_plainly():
        folder = _own_folder(login)
        folder.mkdir(mode=0o700, exist_ok=True)
        for number in count(1):
            path = folder / f"{_harmless(name)}{f'-{number}' if number > 1 else ''}{ending}"
            try:
                handle = os.open(path, _NEW_FILE, 0o600)
            except FileExistsError:
                continue
            _fill(handle, path, data)
            return path
    raise AssertionError("unreachable: there is always a next number")


def taken(login: str, typed: str, home: Path, at_most: int) -> bytes:
    """The file at a typed path, cut after `at_most` bytes and one; `home` is the store's folder.

    Raises `FileUnreadable`, and `FileElsewhere` where it must lie in the person's own folder and does not.
    """
    path = _allowed(login, typed, home)
    try:
        handle = os.open(path, _GIVEN_FILE)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise FileUnreadable
            return file.read(at_most + 1)
    except (OSError, ValueError):
        raise FileUnreadable from None


def _allowed(login: str, typed: str, home: Path) -> Path:
    try:
        if os.environ.get(SETTING):
            own = _own_folder(login).resolve()
            path = (own / typed).resolve()
            if not path.is_relative_to(own):
                raise FileElsewhere(folder=own)
            return path
        path = Path(typed).expanduser().resolve()
    except (OSError, ValueError, RuntimeError):
        raise FileUnreadable from None
    if path.is_relative_to(home.resolve()):
        raise FileUnreadable
    return path


def _own_folder(login: str) -> Path:
    folder = os.environ.get(SETTING, "")
    if not folder:
        raise NoExportFolder
    return Path(folder, login)


def _harmless(name: str) -> str:
    """A mark may have slashes and dots; a file's name leads nowhere."""
    return re.sub(r"[^\w.-]", "-", name).lstrip(".-") or "-"


def _fill(handle: int, path: Path, data: bytes) -> None:
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
    except BaseException:
        path.unlink()
        raise


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (ExportFolderFull if error.errno in _NO_ROOM else ExportFolderClosed) from None
