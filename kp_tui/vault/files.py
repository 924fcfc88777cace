"""Small files that survive a power cut, on a disk of this computer."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kp_tui.domain.errors import KpError
from kp_tui.vault.errors import DiskFailed, DiskFull, FolderReadOnly, NetworkFolder, NotAFolder

_SENTENCES: dict[int, type[KpError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: FolderReadOnly,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.EIO: DiskFailed,
    errno.ENOTDIR: NotAFolder,
    errno.EEXIST: NotAFolder,
    errno.EISDIR: NotAFolder,
    errno.ELOOP: NotAFolder,
    errno.ENAMETOOLONG: NotAFolder,
}
_NETWORK_FILE_SYSTEMS = frozenset(
    (
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
    )
)
_FUSE_ON_THIS_COMPUTER = frozenset(
    {"fuseblk", "fuse.ntfs-3g", "fuse.bindfs", "fuse.mergerfs", "fuse.gocryptfs"}
)


@contextmanager
def plain_file_errors() -> Iterator[None]:
    """Turn what the system refuses (a full disk, a read-only folder) into the sentence for it."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0)
        if sentence is None:
            raise
        raise sentence from error


def replace_durably(data: bytes, *paths: Path) -> None:
    """Put `data` in place of each file, whole or not at all, even if the power fails; mode 0600.

    All room is taken before the first file changes, and each is safe on the disk before the next. The caller
    holds the lock that guards them: the temporary names are the same for everybody.
    """
    temporary = [path.with_name(path.name + ".tmp") for path in paths]
    with plain_file_errors():
        try:
            for file in temporary:
                _write_synced(file, data)
            for file, path in zip(temporary, paths, strict=True):
                file.replace(path)
                sync_folder(path.parent)
        except BaseException:
            for file in temporary:
                file.unlink(missing_ok=True)
            raise


def _write_synced(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the folder's names survive a power cut: which files are there, and which were replaced."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_network_folder(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> None:
    """Refuse a folder on a network file system (`NetworkFolder`): WAL and `flock` hold on one computer."""
    kind = file_system(folder, mounts)
    far_fuse = kind.startswith("fuse") and kind not in _FUSE_ON_THIS_COMPUTER
    if kind in _NETWORK_FILE_SYSTEMS or far_fuse:
        raise NetworkFolder(kind=kind)


def file_system(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The kernel's name of the file system under `folder`; empty where the kernel does not tell."""
    device = folder.stat().st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in mounts.read_text(errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2] == wanted:
            return after.split()[0]
    return ""
