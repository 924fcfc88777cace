"""The database file: encrypted, shared by several programs, whole after a power cut, plain in its errors."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, insert, literal, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from kp_tui.store.database import _COMPILED, Database
from kp_tui.store.errors import (
    DatabaseDamaged,
    DatabaseExists,
    DatabaseLocked,
    DatabaseMissing,
    ForeignDatabase,
    Interrupted,
)
from kp_tui.vault.errors import StoreBusy
from kp_tui.vault.locks import locked
from tests.store.database_child import BATCH, KEY, LINES, add, count, make

CHILD = str(Path(__file__).with_name("database_child.py"))
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kp-0001.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    made = make(path)
    yield made
    made.close()


def child(todo: str, path: Path, detail: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, CHILD, todo, str(path), detail], stdout=subprocess.PIPE, text=True
    )


def said_by_child(todo: str, path: Path, *, mounting: str, **places: str) -> str:
    """What the child says in a private mount namespace, where disks can be small or read-only for real."""
    if subprocess.run([*UNSHARE, "mount -t tmpfs none /mnt"], check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a file system of their own")
    script = f'{mounting} && exec "$PYTHON" "$CHILD" {todo} "$FILE" ""'
    environment = os.environ | places | {"PYTHON": sys.executable, "CHILD": CHILD, "FILE": str(path)}
    return subprocess.run(
        [*UNSHARE, script], check=True, capture_output=True, text=True, env=environment
    ).stdout


# --- opening


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("cipher_log_level", "NONE"),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("cell_size_check", 1),
        ("busy_timeout", 10_000),
    ],
)
def test_an_open_database_is_guarded(path: Path, database: Database, pragma: str, value: object) -> None:
    database.close()
    again = Database.open(path, KEY)
    with again.reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    again.close()


def test_the_memory_of_every_program_is_guarded(path: Path, database: Database) -> None:
    """Asked of a program of its own: the tests' own processes do without, see tests/conftest.py."""
    asked = child("guarded", path)
    assert asked.communicate()[0] == "1\n"


def test_nothing_readable_stands_in_any_file(path: Path, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(LINES).values(writer="Zbořilová", batch=1))
    for file in path.parent.iterdir():
        assert "Zbořilová".encode() not in file.read_bytes()
        assert b"line" not in file.read_bytes()


def test_files_belong_to_this_account_only(path: Path) -> None:
    before = os.umask(0)
    try:
        database = make(path)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
        database.close()
    finally:
        os.umask(before)
    assert len(modes) == 4
    assert set(modes.values()) == {0o600}


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Klíčoví #1? 100% & 'spol'"
    folder.mkdir()
    make(folder / "kp-0001.db").close()
    assert count(Database.open(folder / "kp-0001.db", KEY)) == 0


def test_the_last_one_to_close_leaves_one_whole_file(path: Path, database: Database) -> None:
    add(database, "a", 0)
    database.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["kp-0001.db", "kp-0001.db.lock"]


def test_a_new_database_never_replaces_another(path: Path, database: Database) -> None:
    add(database, "a", 0)
    with pytest.raises(DatabaseExists):
        Database.create(path, KEY)
    assert count(database) == BATCH


# --- transactions


def test_reading_sees_one_moment_while_others_write(path: Path, database: Database) -> None:
    other = Database.open(path, KEY)
    with database.reading() as connection:
        before = connection.execute(select(func.count()).select_from(LINES)).scalar_one()
        add(other, "other", 0)
        assert connection.execute(select(func.count()).select_from(LINES)).scalar_one() == before
    assert count(database) == before + BATCH
    other.close()


def test_nobody_writes_while_reading(database: Database) -> None:
    with pytest.raises(DBAPIError, match="readonly"), database.reading() as connection:
        connection.execute(insert(LINES).values(writer="a", batch=0))
    assert count(database) == 0
    add(database, "a", 0)


@pytest.mark.parametrize("stop", [ValueError, StoreBusy, KeyboardInterrupt, SystemExit])
def test_whatever_is_raised_nothing_is_half_done(database: Database, stop: type[BaseException]) -> None:
    def write_and_stop() -> None:
        with database.writing() as connection:
            connection.execute(insert(LINES).values(writer="a", batch=0))
            raise stop

    with pytest.raises(stop):
        write_and_stop()
    assert count(database) == 0
    add(database, "a", 0)
    assert count(database) == BATCH


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Ctrl+C while Python tidies up
def test_ctrl_c_at_any_moment_leaves_the_database_usable(database: Database) -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        for attempt in range(60):
            add_interrupted(database, after=0.0002 * (attempt % 30 + 1))
            assert count(database) % BATCH == 0
    finally:
        signal.signal(signal.SIGALRM, before)
    done = count(database)
    add(database, "a", 1)
    assert count(database) == done + BATCH


def add_interrupted(database: Database, after: float) -> None:
    try:
        signal.setitimer(signal.ITIMER_REAL, after)
        add(database, "a", 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        return


def test_transactions_do_not_nest(database: Database) -> None:
    def write_and_read() -> None:
        with database.writing() as connection:
            connection.execute(insert(LINES).values(writer="a", batch=0))
            count(database)

    with pytest.raises(RuntimeError):
        write_and_read()
    assert count(database) == 0


def test_a_mistake_in_the_program_stays_a_crash_and_shows_no_data(database: Database) -> None:
    with pytest.raises(IntegrityError) as crash, database.writing() as connection:
        connection.execute(
            insert(LINES), [{"id": 1, "writer": "Zbořilová"}, {"id": 1, "writer": "Zbořilová"}]
        )
    assert "Zbořilová" not in str(crash.value)


def test_another_thread_may_only_interrupt(database: Database) -> None:
    refused: list[BaseException] = []

    def meddle() -> None:
        try:
            count(database)
        except sqlcipher.ProgrammingError as error:
            refused.append(error)

    thread = threading.Thread(target=meddle)
    thread.start()
    thread.join()
    assert refused


def test_a_long_query_is_stopped_from_another_thread(database: Database) -> None:
    stopped = threading.Event()

    def stop() -> None:
        while not stopped.wait(0.01):
            database.interrupt()

    thread = threading.Thread(target=stop)
    thread.start()
    try:
        with pytest.raises(Interrupted), database.reading() as connection:
            connection.execute(ENDLESS)
    finally:
        stopped.set()
        thread.join()
    add(database, "a", 0)


# --- several programs


def test_four_programs_write_at_once_and_none_loses_a_line(path: Path, database: Database) -> None:
    children = [child("take_part", path, f"writer {number}") for number in range(4)]
    assert [process.communicate()[0] for process in children] == [""] * 4
    assert [process.returncode for process in children] == [0] * 4
    with database.reading() as connection:
        lines = select(LINES.c.writer, func.count(LINES.c.id)).group_by(LINES.c.writer)
        written = {row.writer: row[1] for row in connection.execute(lines)}
    assert written == {f"writer {number}": 10 * BATCH for number in range(4)}


def test_a_power_cut_in_the_middle_of_writing_leaves_whole_batches(path: Path, database: Database) -> None:
    for attempt in range(4):
        process = child("write", path, f"writer {attempt}")
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        time.sleep(0.001 * attempt)  # any moment will do
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    add(database, "survivor", 0)
    with database.reading() as connection:
        batches = select(func.count(LINES.c.id)).group_by(LINES.c.writer, LINES.c.batch)
        assert set(connection.execute(batches).scalars()) == {BATCH}
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []


def test_waiting_for_another_writer_ends_in_a_clear_sentence(path: Path, database: Database) -> None:
    hasty = Database.open(path, KEY, patience=0.1)
    with locked(path.with_name("kp-0001.db.lock")), pytest.raises(StoreBusy):
        add(hasty, "a", 0)
    add(hasty, "a", 0)
    hasty.close()


def test_a_foreign_tool_that_holds_the_file_is_not_waited_for_for_ever(
    path: Path, database: Database
) -> None:
    tool = sqlcipher.connect(path, isolation_level=None)
    tool.set_key(f"x'{KEY.hex()}'")
    tool.execute("BEGIN IMMEDIATE")
    hasty = Database.open(path, KEY, patience=0.1)
    with pytest.raises(StoreBusy):
        add(hasty, "a", 0)
    assert count(hasty) == 0
    tool.close()
    hasty.close()


def test_who_writes_holds_the_file_against_foreign_tools_from_the_start(
    path: Path, database: Database
) -> None:
    tool = sqlcipher.connect(path, isolation_level=None, timeout=0)
    tool.set_key(f"x'{KEY.hex()}'")
    with database.writing(), pytest.raises(sqlcipher.OperationalError, match="locked"):
        tool.execute("BEGIN IMMEDIATE")
    tool.close()


# --- files that are not what they should be


def test_a_missing_file_is_not_made_anew(path: Path) -> None:
    with pytest.raises(DatabaseMissing):
        Database.open(path, KEY)
    assert not path.exists()


def test_another_key_is_refused_without_a_word_on_the_screen(
    path: Path, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DatabaseLocked):
        Database.open(path, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_passphrase_is_no_key(path: Path, database: Database) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Database.open(path, b"heslo")


def test_a_plain_database_is_foreign(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE client (name TEXT)")
    plain.close()
    with pytest.raises(ForeignDatabase):
        Database.open(path, KEY)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 4095, b"x" * 100_000, bytes(8192)])
def test_anything_else_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises((DatabaseDamaged, DatabaseLocked)):
        Database.open(path, KEY)
    assert path.read_bytes() == content


def test_every_page_changed_by_one_bit_is_noticed(path: Path, database: Database) -> None:
    for batch in range(5):
        add(database, "a", batch, size=500)
    database.close()
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        place = page * 4096 + (page * 977) % 4096
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((DatabaseDamaged, DatabaseLocked)):
            read_everything(path)
    path.write_bytes(whole)
    read_everything(path)


@pytest.mark.parametrize("kept", [4096, 5000, 0.5, -1])
def test_a_file_cut_short_is_noticed(path: Path, database: Database, kept: float) -> None:
    for batch in range(5):
        add(database, "a", batch, size=500)
    database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept) if kept == 0.5 else int(kept)])
    with pytest.raises((DatabaseDamaged, DatabaseLocked)):
        read_everything(path)


def read_everything(path: Path) -> None:
    database = Database.open(path, KEY)
    try:
        with database.reading() as connection:
            connection.execute(select(LINES)).all()
    finally:
        database.close()


# --- disks that are full, read-only or far away


def test_a_full_disk_keeps_what_was_written_before(tmp_path: Path) -> None:
    said = said_by_child(
        "fill", tmp_path / "kp.db", mounting='mount -t tmpfs -o size=512k none "$AT"', AT=str(tmp_path)
    )
    error, written, there = said.split()
    assert error == "DiskFull"
    assert int(there) == int(written) >= BATCH


def test_a_quota_on_the_file_keeps_what_was_written_before(path: Path) -> None:
    process = child("fill", path, "200000")
    error, written, there = process.communicate()[0].split()
    assert error in {"DiskFull", "DiskFailed"}
    assert int(there) == int(written) >= BATCH
    assert count(Database.open(path, KEY)) == int(written)


@pytest.mark.parametrize("size", ["4k", "16k"])
def test_no_room_for_a_new_database_leaves_nothing_behind(tmp_path: Path, size: str) -> None:
    mounting = f'mount -t tmpfs -o size={size} none "$AT"'
    said = said_by_child("create", tmp_path / "kp.db", mounting=mounting, AT=str(tmp_path))
    assert said in {"DiskFull\n", "DiskFailed\n"}


def test_a_read_only_disk_is_named(tmp_path: Path, path: Path, database: Database) -> None:
    database.close()
    mounting = 'mount --bind "$AT" "$AT" && mount -o remount,ro,bind "$AT"'
    assert said_by_child("look", path, mounting=mounting, AT=str(tmp_path)) == "FolderReadOnly\n"


@pytest.mark.parametrize("target", ["kp-0001.db", "."])
def test_a_read_only_file_or_folder_is_named(path: Path, database: Database, target: str) -> None:
    database.close()
    locked_up = path.parent / target
    locked_up.chmod(0o500)
    try:
        assert without_privileges("look", path) == "FolderReadOnly\n"
    finally:
        locked_up.chmod(0o700)


def without_privileges(todo: str, path: Path) -> str:
    """What the child says when the system's rights bite: for root they do only without its capabilities."""
    command = [sys.executable, CHILD, todo, str(path), ""]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("nothing here can lay down root's privileges")
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_file_system_is_refused_by_its_name(
    tmp_path: Path, path: Path, database: Database, kind: str
) -> None:
    database.close()
    device = tmp_path.stat().st_dev
    line = f"1 1 {os.major(device)}:{os.minor(device)} / {tmp_path} rw - {kind} server:/store rw"
    mounting = 'mount -t tmpfs none /proc && mkdir /proc/self && echo "$LINE" >/proc/self/mountinfo'
    assert said_by_child("look", path, mounting=mounting, LINE=line) == "NetworkFolder\n"


def test_a_statement_is_compiled_once_however_often_the_store_is_opened(tmp_path: Path) -> None:
    Database.create(tmp_path / "kp-0001.db", KEY).close()

    def ask() -> None:
        database = Database.open(tmp_path / "kp-0001.db", KEY)
        with database.reading() as connection:
            connection.execute(select(literal("only asked here")))
        database.close()

    ask()
    compiled = list(_COMPILED)
    ask()
    assert list(_COMPILED) == compiled
