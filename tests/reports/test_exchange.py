"""The folder for exports: private, never overwritten, each person's own; and where papers come from."""

import os
from pathlib import Path

import pytest

from kp_tui.reports import exchange
from kp_tui.reports.exchange import FileElsewhere, FileUnreadable
from kp_tui.reports.folders import ExportFolderClosed, ExportFolderFull, ExportFolderUnsafe, NoExportFolder

HOME = Path("/nowhere/store")


def export(login: str, name: str, ending: str, data: bytes, home: Path = HOME) -> Path:
    """Let a file leave at once."""
    file = exchange.outgoing(login, name, ending, data, home)
    try:
        file.write()
    except BaseException:
        file.take_back()
        raise
    return file.path


def taken(login: str, typed: str, home: Path = HOME, at_most: int = 99) -> bytes:
    """Take a file in."""
    return exchange.taken(login, typed, home, at_most)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the server's administrator set."""
    path = tmp_path / "export"
    path.mkdir(0o700)
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
    folder.unlink()
    folder.symlink_to(folder)
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
    for path in (theirs, "../svoboda/K.txt", "/etc/passwd", "sub/../../svoboda/K.txt"):
        with pytest.raises(FileElsewhere):
            taken("novakova", str(path))
    (folder / "novakova" / "link").symlink_to(theirs)
    (folder / "novakova" / "sub").symlink_to(folder / "svoboda")
    for typed in ("link", "sub/K.txt", ".", "dopis.txt/x"):
        with pytest.raises(FileUnreadable):
            taken("novakova", typed)


@pytest.mark.parametrize("mode", [0o770, 0o701, 0o750, 0o777])
def test_a_folder_that_others_may_enter_is_not_used(folder: Path, mode: int) -> None:
    own = folder / "novakova"
    own.mkdir()
    own.chmod(mode)
    refuses_both(own)


@pytest.mark.parametrize("mode", [0o770, 0o702])
def test_a_folder_whose_parts_others_may_swap_is_not_used(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    refuses_both(folder)


def test_a_link_in_place_of_a_persons_folder_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir(0o700)
    (folder / "novakova").symlink_to(tmp_path / "public")
    refuses_both(folder / "novakova")
    assert list((tmp_path / "public").iterdir()) == []


def test_the_folder_of_another_account_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export("novakova", "K", ".pdf", b"")
    account = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: account + 1)
    with pytest.raises(ExportFolderUnsafe):
        export("novakova", "K", ".pdf", b"")


@pytest.mark.parametrize("root", ["", "store", "store/below"])
def test_nothing_leaves_into_the_stores_folder_or_comes_from_it(
    folder: Path, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = folder / "store"
    (home / "below").mkdir(0o700, parents=True)
    (home / "kp.keys").write_bytes(b"{}")
    home.chmod(0o700)
    monkeypatch.setenv("KP_EXPORT", str(folder / root))
    with pytest.raises(ExportFolderUnsafe):
        export("store", "K", ".pdf", b"", home)
    with pytest.raises(ExportFolderUnsafe):
        taken("store", "kp.keys", home)


def test_the_stores_folder_is_not_read_where_it_lies_in_a_persons_own(folder: Path) -> None:
    home = folder / "novakova" / "store"
    home.mkdir(0o700, parents=True)
    home.parent.chmod(0o700)
    (home / "kp.keys").write_bytes(b"{}")
    with pytest.raises(FileUnreadable):
        taken("novakova", "store/kp.keys", home)


def test_a_folder_swapped_for_a_link_meanwhile_leads_nowhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export("novakova", "K", ".txt", b"words")
    own, sub, opened = folder / "novakova", folder / "novakova" / "sub", os.open
    for place, words in ((sub, b"words"), (tmp_path / "evil", b"somebody else's")):
        place.mkdir(0o700)
        (place / "f.txt").write_bytes(words)

    def swapping(path: str, *how: int, dir_fd: int | None = None) -> int:
        if path == "f.txt":
            own.rename(folder / "moved")
            own.symlink_to(tmp_path / "evil")
            (folder / "moved" / "sub").rename(folder / "moved" / "before")
            (folder / "moved" / "sub").symlink_to(tmp_path / "evil")
        return opened(path, *how, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", swapping)
    assert taken("novakova", "sub/f.txt") == b"words"


def refuses_both(told: Path) -> None:
    """Nothing leaves and nothing comes, and the folder that is not safe is named."""
    with pytest.raises(ExportFolderUnsafe, match=str(told)):
        export("novakova", "K", ".pdf", b"")
    with pytest.raises(ExportFolderUnsafe, match=str(told)):
        taken("novakova", "K.pdf")


def test_a_file_has_its_name_and_no_word_until_it_may_leave(folder: Path) -> None:
    first, second = (exchange.outgoing("novakova", "K", ".pdf", b"words", HOME) for _ in range(2))
    assert [path.stat().st_size for path in (folder / "novakova").iterdir()] == [0, 0]
    second.write()
    first.take_back()
    assert [path.read_bytes() for path in (folder / "novakova").iterdir()] == [b"words"]


def test_what_is_too_large_is_read_no_further_than_shows_it(folder: Path) -> None:
    export("novakova", "K", ".txt", b"x" * 100)
    assert len(taken("novakova", "K.txt", at_most=10)) == 11
