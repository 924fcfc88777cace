"""Folders that are judged and then held open: what their names lead to afterwards does not matter."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kp_tui.domain.errors import N_, KpError

SETTING = "KP_EXPORT"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FOLDER = os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC
_GIVEN_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
_OTHERS_WRITE, _OTHERS_ENTER = 0o022, 0o077


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


class ExportFolderUnsafe(KpError):
    """A link, somebody else's, open to others, or the store's own: no place for what is in clear."""

    message = N_(
        "The folder {folder} is not safe for exports. Ask the server's administrator: it has to be a real"
        " folder of the program's account, outside the store and closed to everybody else (chmod 700)."
    )


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A person's folder for exports: its handle, and the path to tell."""

    handle: int
    path: Path


@contextmanager
def own_folder(login: str, home: Path) -> Iterator[OwnFolder]:
    """Hold the person's own folder open, made where there was none; `home` is the store's.

    Raises `NoExportFolder`, `ExportFolderClosed`, `ExportFolderUnsafe`.
    """
    root = export_root()
    path = root / login
    with ExitStack() as held:
        with told_plainly():
            above = held.enter_context(holding(root))
            if root.resolve().is_relative_to(home.resolve()):
                raise ExportFolderUnsafe(folder=root)
            _refuse_unsafe(above, root, _OTHERS_WRITE, {0, os.geteuid()})
            with suppress(FileExistsError):
                os.mkdir(login, 0o700, dir_fd=above)
            try:
                handle = held.enter_context(holding(login, above, os.O_NOFOLLOW))
            except NotADirectoryError:
                raise ExportFolderUnsafe(folder=path) from None
            _refuse_unsafe(handle, path, _OTHERS_ENTER, {os.geteuid()})
            if is_home(handle, home):
                raise ExportFolderUnsafe(folder=path)
        yield OwnFolder(handle, path)


def export_root() -> Path:
    """The folder that the server's administrator set; `NoExportFolder` where none is."""
    folder = os.environ.get(SETTING, "")
    if not folder:
        raise NoExportFolder
    return Path(folder)


@contextmanager
def holding(name: str | Path, inside: int | None = None, flags: int = 0) -> Iterator[int]:
    """Hold a folder open; `name` is looked up in the folder `inside`."""
    handle = os.open(name, _FOLDER | flags, dir_fd=inside)
    try:
        yield handle
    finally:
        os.close(handle)


def opened_below(folder: int, parts: Sequence[str], home: Path) -> int:
    """The handle of the file at `parts` below a folder; follows no link, and opens nothing of the store's.

    Raises `OSError`, `ValueError`.
    """
    with ExitStack() as held:
        for part in parts[:-1]:
            folder = held.enter_context(holding(part, folder, os.O_NOFOLLOW))
            if is_home(folder, home):
                raise PermissionError
        return os.open(parts[-1], _GIVEN_FILE, dir_fd=folder)


def is_home(folder: int, home: Path) -> bool:
    """Whether a folder that is held open is the store's."""
    return home.exists() and os.path.samestat(os.fstat(folder), home.stat())


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the system refuses into the sentence for it."""
    try:
        yield
    except OSError as error:
        raise (ExportFolderFull if error.errno in _NO_ROOM else ExportFolderClosed) from None


def _refuse_unsafe(folder: int, path: Path, forbidden: int, owners: set[int]) -> None:
    about = os.fstat(folder)
    if about.st_uid not in owners or about.st_mode & forbidden:
        raise ExportFolderUnsafe(folder=path)
