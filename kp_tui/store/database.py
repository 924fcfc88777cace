"""The encrypted database file: opening it, and reading and writing it in transactions.

Whatever only SQLite and SQLCipher have stays in this module; the others speak portable SQLAlchemy Core on the
`Connection` that `reading` and `writing` give them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Dialect, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from kp_tui.domain.errors import KpError
from kp_tui.store.errors import (
    DatabaseDamaged,
    DatabaseExists,
    DatabaseLocked,
    DatabaseMissing,
    ForeignDatabase,
    Interrupted,
)
from kp_tui.vault.errors import DiskFailed, DiskFull, FolderReadOnly, StoreBusy
from kp_tui.vault.files import plain_file_errors, refuse_network_folder, sync_folder
from kp_tui.vault.locks import PATIENCE, locked

# In this order: no log line may reach stderr, which is the screen, and nothing is read before it is guarded.
_QUIET = "cipher_log_level = NONE"
_GUARD = "cipher_memory_security = ON"  # memory is locked and wiped; it is never off again in this process
_PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # or REPLACE would get around the triggers that forbid to delete
    "trusted_schema = OFF",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "journal_mode = WAL",
    "synchronous = FULL",
    "cell_size_check = ON",
)
_KEY_BYTES = 32
_SMALLEST_FILE = 4096  # one page; SQLite takes a shorter file for a new, empty database
_PLAIN = b"SQLite format 3\0"
_PRIMARY = 0xFF  # SQLite's extended codes keep the kind of error in the lowest byte
_WHEN_READING: dict[int, type[KpError]] = {
    sqlcipher.SQLITE_BUSY: StoreBusy,
    sqlcipher.SQLITE_CANTOPEN: FolderReadOnly,
    sqlcipher.SQLITE_CORRUPT: DatabaseDamaged,
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_INTERRUPT: Interrupted,
    sqlcipher.SQLITE_IOERR: DiskFailed,
    sqlcipher.SQLITE_NOTADB: DatabaseLocked,
}
_WHEN_WRITING = _WHEN_READING | {sqlcipher.SQLITE_READONLY: FolderReadOnly}


# Statements are compiled once a process, and found again by their dialect: unlocking does not wait for that.
_COMPILED: LRUCache[Any, Any] = LRUCache(1_000)
_DIALECTS: dict[str, Dialect] = {}


class Database:
    """One connection to the store's database, for one thread; only `interrupt` may come from another."""

    def __init__(self, path: Path, file: sqlcipher.Connection, patience: float) -> None:
        self._turn = path.with_name(path.name + ".lock")
        self._patience = patience
        self._file = file
        self._connection = _engine(file).connect().execution_options(compiled_cache=_COMPILED)
        self._busy = False

    @classmethod
    def open(cls, path: Path, key: bytes | bytearray, patience: float = PATIENCE) -> Self:
        """The database at `path`, opened with its raw key of 32 bytes; `patience` is in seconds.

        Raises `DatabaseMissing`, `ForeignDatabase`, `DatabaseLocked`, `DatabaseDamaged`, `NetworkFolder`,
        `FolderReadOnly`, `StoreBusy`.
        """
        with plain_file_errors():
            _refuse_unusable(path)
        return cls(path, _connect(path, key, patience), patience)

    @classmethod
    def create(cls, path: Path, key: bytes | bytearray, *, secret: bool = True) -> Self:
        """A new, empty database at `path`, for this account only; `DatabaseExists` if there is one.

        What is not secret is written without guarding this process's memory, in less than half the time.
        """
        with plain_file_errors():
            refuse_network_folder(path.parent)
            _begin_file(path)
            try:
                file = _connect(path, key, PATIENCE, secret=secret)
                sync_folder(path.parent)
            except BaseException:
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                raise
        return cls(path, file, PATIENCE)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot: everything read in the block stands as it was at the first look; writing fails."""
        with _plain_errors(_WHEN_READING), self._transaction("BEGIN", "ROLLBACK", query_only="ON"):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept when the block ends, nothing when anything is raised in it.

        Programs write in turn; `StoreBusy` when another one writes for longer than `patience`.
        """
        with (
            locked(self._turn, self._patience),
            _plain_errors(_WHEN_WRITING),
            self._transaction("BEGIN IMMEDIATE", "COMMIT", query_only="OFF"),
        ):
            yield self._connection

    @contextmanager
    def _transaction(self, begin: str, end: str, query_only: str) -> Iterator[None]:
        """Begin and end by our own hand: SQLAlchemy closes a connection when Ctrl+C comes while it does."""
        if self._busy:
            raise RuntimeError("a transaction is open already: use cases do not nest")
        try:
            self._busy = True
            self._file.execute(f"PRAGMA query_only = {query_only}")
            self._file.execute(begin)
            yield
            self._file.execute(end)
        finally:
            self._busy = False
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")

    def interrupt(self) -> None:
        """Stop the statement that is running (`Interrupted`); called from another thread."""
        self._file.interrupt()

    def close(self) -> None:
        """Close the file; the last program to do so folds the write-ahead log into it."""
        self._connection.close()
        self._file.close()


def _refuse_unusable(path: Path) -> None:
    """Say plainly what SQLite would call "unable to open", or would open: a short file, a read-only one."""
    if not path.is_file():
        raise DatabaseMissing
    refuse_network_folder(path.parent)
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
        raise FolderReadOnly
    if path.stat().st_size < _SMALLEST_FILE:
        raise DatabaseDamaged
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) == _PLAIN:
            raise ForeignDatabase


def _begin_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError as error:
        raise DatabaseExists from error


def _connect(
    path: Path, key: bytes | bytearray, patience: float, *, secret: bool = True
) -> sqlcipher.Connection:
    if len(key) != _KEY_BYTES:
        raise ValueError("a raw key has 32 bytes")
    address = f"{path.absolute().as_uri()}?mode=rw"
    with _plain_errors(_WHEN_WRITING):
        file = sqlcipher.connect(address, uri=True, isolation_level=None, timeout=patience)
        try:
            file.set_key(f"x'{key.hex()}'")
            for pragma in (_QUIET, *([_GUARD] if secret else []), *_PRAGMAS):
                file.execute(f"PRAGMA {pragma}").fetchall()
            file.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except BaseException:
            file.close()
            raise
    return file


def _engine(file: sqlcipher.Connection) -> Engine:
    """SQLAlchemy's statements over our connection; it has no transactions of its own (AUTOCOMMIT)."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: file,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    engine.dialect = _DIALECTS.setdefault(engine.name, engine.dialect)
    event.listen(engine, "handle_error", _keep_connected)
    return engine


def _keep_connected(context: ExceptionContext) -> None:
    """A file does not hang up: Ctrl+C rolls the transaction back like any error, and closes nothing."""
    context.is_disconnect = False


@contextmanager
def _plain_errors(sentences: dict[int, type[KpError]]) -> Iterator[None]:
    """Turn what SQLite reports into the sentence for it; a mistake in a statement stays a crash."""
    try:
        yield
    except (sqlcipher.Error, DBAPIError) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        sentence = sentences.get(getattr(original, "sqlite_errorcode", 0) & _PRIMARY)
        if sentence is None:
            raise
        raise sentence from error
