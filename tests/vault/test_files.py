"""Small files are whole at every moment, and lie on a disk of this computer."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kp_tui.vault.errors import FolderReadOnly, NetworkFolder, NotAFolder
from kp_tui.vault.files import file_system, plain_file_errors, refuse_network_folder, replace_durably

CHILD = str(Path(__file__).with_name("vault_child.py"))
SIZE = 300_000


def test_a_file_is_replaced_with_its_copy_and_belongs_to_us_only(tmp_path: Path) -> None:
    first, copy = tmp_path / "first", tmp_path / "copy"
    first.write_bytes(b"old")
    replace_durably(b"new", first, copy)
    assert first.read_bytes() == copy.read_bytes() == b"new"
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    assert {path.name for path in tmp_path.iterdir()} == {"first", "copy"}


def test_a_power_cut_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    for attempt in range(8):
        command = [sys.executable, CHILD, "replace", str(tmp_path), str(SIZE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(0.001 * attempt)  # any moment will do
            process.send_signal(signal.SIGKILL)
        for name in ("file", "copy"):
            content = (tmp_path / name).read_bytes()
            assert content == content[:1] * SIZE


def test_without_room_for_all_of_them_nothing_is_replaced(tmp_path: Path) -> None:
    first, copy = tmp_path / "first", tmp_path / "missing" / "copy"
    first.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        replace_durably(b"new", first, copy)
    assert [path.name for path in tmp_path.iterdir()] == ["first"]
    assert first.read_bytes() == b"old"


def test_a_link_planted_under_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"untouched")
    (tmp_path / "file.tmp").symlink_to(tmp_path / "victim")
    with pytest.raises(NotAFolder):
        replace_durably(b"new", tmp_path / "file")
    assert (tmp_path / "victim").read_bytes() == b"untouched"


def test_what_the_system_refuses_is_said_plainly_and_the_rest_crashes() -> None:
    with pytest.raises(FolderReadOnly), plain_file_errors():
        raise PermissionError(errno.EACCES, "no")
    with pytest.raises(FileNotFoundError), plain_file_errors():
        raise FileNotFoundError(errno.ENOENT, "no")


def test_the_file_system_under_a_folder_has_its_kernel_name() -> None:
    assert file_system(Path("/proc")) == "proc"
    assert file_system(Path("/dev/pts")) == "devpts"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse", "fuse.rclone"])
def test_a_network_folder_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    with pytest.raises(NetworkFolder) as refusal:
        refuse_network_folder(tmp_path, mounts(tmp_path, kind))
    assert kind in str(refusal.value)


@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "fuse.gocryptfs", "fuseblk"]
)
def test_a_disk_of_this_computer_is_taken(tmp_path: Path, kind: str) -> None:
    table = mounts(tmp_path, kind)
    refuse_network_folder(tmp_path, table)
    assert file_system(tmp_path, table) == kind, "it was judged by this name"


def mounts(folder: Path, kind: str) -> Path:
    """What the kernel would say if `folder` lay on a file system of this kind."""
    device = folder.stat().st_dev
    table = folder / "mountinfo"
    table.write_text(
        "22 27 0:21 / /proc rw,relatime - proc proc rw\n"
        f"27 1 {os.major(device)}:{os.minor(device)} / /srv/a\\040b rw shared:1 - {kind} server:/x rw\n"
    )
    return table
