"""A second program on the same database, for the tests that need real processes."""

import os
import resource
import sys
from pathlib import Path

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text, func, insert, select

from kp_tui.domain.errors import KpError
from kp_tui.store.database import Database

KEY = bytes(range(32))
BATCH = 20
LINES = Table(
    "line",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("writer", Text),
    Column("batch", Integer),
    Column("text", LargeBinary),
)


def make(path: Path) -> Database:
    """A new database with one table."""
    database = Database.create(path, KEY)
    with database.writing() as connection:
        LINES.create(connection)
    return database


def add(database: Database, writer: str, batch: int, size: int = 100) -> None:
    """Write one batch of lines, all or none."""
    with database.writing() as connection:
        for _ in range(BATCH):
            connection.execute(insert(LINES).values(writer=writer, batch=batch, text=os.urandom(size)))


def count(database: Database) -> int:
    """How many lines there are."""
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(LINES)).scalar_one()


def say_whether_guarded(path: Path, _: str) -> None:
    """Print whether the memory that holds the database's pages is locked and wiped."""
    database = Database.open(path, KEY)
    with database.reading() as connection:
        print(connection.exec_driver_sql("PRAGMA cipher_memory_security").scalar_one())  # noqa: T201 -- as below


def take_part(path: Path, writer: str) -> None:
    """Sign in, write and leave again and again, as people do."""
    for batch in range(10):
        database = Database.open(path, KEY)
        add(database, writer, batch)
        count(database)
        database.close()


def write_for_ever(path: Path, writer: str) -> None:
    """Write until somebody pulls the plug."""
    database, batch = Database.open(path, KEY), 0
    while True:
        add(database, writer, batch)
        batch += 1
        print(batch, flush=True)  # noqa: T201 -- the test reads it


def fill(path: Path, limit: str) -> None:
    """Write until nothing more fits, then look at what is there; `limit` is in bytes a file."""
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    database, batch = make(path), 0
    try:
        while True:
            add(database, "fill", batch, size=2_000)
            batch += 1
    except KpError as error:
        print(type(error).__name__, batch * BATCH, count(database))  # noqa: T201 -- the test reads it


def look(path: Path, _: str) -> None:
    """Open the database."""
    try:
        Database.open(path, KEY)
        print("opened")  # noqa: T201 -- the test reads it
    except KpError as error:
        print(type(error).__name__)  # noqa: T201 -- the test reads it


def create(path: Path, _: str) -> None:
    """Make a new database."""
    try:
        Database.create(path, KEY)
    except KpError as error:
        print(type(error).__name__, *sorted(file.name for file in path.parent.iterdir()))  # noqa: T201 -- as above


if __name__ == "__main__":
    todo, where, detail = sys.argv[1:]
    doing = {
        "take_part": take_part,
        "write": write_for_ever,
        "fill": fill,
        "look": look,
        "create": create,
        "guarded": say_whether_guarded,
    }
    doing[todo](Path(where), detail)
