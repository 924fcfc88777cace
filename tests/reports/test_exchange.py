"""The folder for exports: private, never overwritten, each person's own; and where papers come from."""

import os
from pathlib import Path

import pytest

from kp_tui.reports.exchange import (
    ExportFolderClosed,
    ExportFolderFull,
    FileElsewhere,
    FileUnreadable,
    NoExportFolder,
    export,
    taken,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the server's administrator set."""
    path = tmp_path / "export"
    path.mkdir()
    monkeypatch.setenv("KP_EXPORT", str(path))
    return path


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder is set."""
    monkeypatch.delenv("KP_EXPORT", raising=False)


def test_a_file_goes_into_the_persons_own_folder_for_its_owner_only(folder: Path) -> None:
    path = export("novakova", "K-001-v3", ".pdf", b"words")
    assert path == folder / "novakova" / "K-001-v3.pdf"
    assert path.read_bytes() == b"words"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_nothing_is_overwritten_or_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    first = export("novakova", "K", ".pdf", b"1")
    (first.parent / "K-2.pdf").symlink_to(tmp_path / "elsewhere")
    third = export("novakova", "K", ".pdf", b"3")
    assert (first.read_bytes(), third.name, third.read_bytes()) == (b"1", "K-3.pdf", b"3")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("mark", ["../../etc/x", "/etc/x", ".hidden", "a/b", "..", "Ž-1"])
def test_a_mark_leads_nowhere(folder: Path, mark: str) -> None:
    path = export("novakova", mark, ".pdf", b"")
    assert path.resolve().parent == folder / "novakova"
    assert not path.name.startswith(".")


@pytest.mark.usefixtures("unset")
def test_without_a_folder_nothing_leaves() -> None:
    with pytest.raises(NoExportFolder):
        export("novakova", "K", ".pdf", b"")


def test_a_folder_that_is_not_there_or_no_folder_says_so(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(ExportFolderClosed):
        export("novakova", "K", ".pdf", b"")
    folder.write_bytes(b"")
    with pytest.raises(ExportFolderClosed):
        export("novakova", "K", ".pdf", b"")


def test_a_full_disk_leaves_no_half_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportFolderFull):
        export("novakova", "K", ".pdf", b"words")
    assert list((folder / "novakova").iterdir()) == []


@pytest.mark.usefixtures("unset")
def test_a_paper_comes_from_any_path_but_the_stores(tmp_path: Path) -> None:
    home, paper = tmp_path / "store", tmp_path / "dopis.txt"
    home.mkdir()
    paper.write_bytes(b"words")
    (home / "kp.keys").write_bytes(b"{}")
    (tmp_path / "link").symlink_to(home / "kp.keys")
    assert taken("novakova", str(paper), home, 9) == b"words"
    for path in (
        home / "kp.keys",
        tmp_path / "link",
        home / ".." / "store" / "kp.keys",
        tmp_path,
        "/dev/zero",
    ):
        with pytest.raises(FileUnreadable):
            taken("novakova", str(path), home, 9)


@pytest.mark.parametrize("typed", ["nowhere.txt", "a\0b", "", "x" * 5000, "~nobody_here/x"])
@pytest.mark.usefixtures("unset")
def test_a_path_that_leads_to_nothing_is_refused_plainly(tmp_path: Path, typed: str) -> None:
    with pytest.raises(FileUnreadable):
        taken("novakova", typed, tmp_path / "store", 9)


def test_on_a_server_a_paper_comes_from_ones_own_folder_only(folder: Path, tmp_path: Path) -> None:
    theirs = export("svoboda", "K", ".txt", b"words of somebody else")
    own = export("novakova", "dopis", ".txt", b"words")
    assert taken("novakova", "dopis.txt", tmp_path / "store", 9) == b"words"
    assert taken("novakova", str(own), tmp_path / "store", 9) == b"words"
    (folder / "novakova" / "link").symlink_to(theirs)
    for path in (theirs, "../svoboda/K.txt", "link", "/etc/passwd"):
        with pytest.raises(FileElsewhere):
            taken("novakova", str(path), tmp_path / "store", 9)


def test_what_is_too_large_is_read_no_further_than_shows_it(folder: Path, tmp_path: Path) -> None:
    export("novakova", "K", ".txt", b"x" * 100)
    assert len(taken("novakova", "K.txt", tmp_path, 10)) == 11
