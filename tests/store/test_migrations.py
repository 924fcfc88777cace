"""The tables as migrations make them, as `schema.py` has them, and what is refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from kp_tui.store import migrations
from kp_tui.store.database import Database
from kp_tui.store.migrations import HEAD, SchemaTooNew, StoreUnfinished
from kp_tui.store.schema import metadata
from kp_tui.store.triggers import TRIGGERS
from kp_tui.usecases.session import sign_in
from tests.support.stores import PASSWORD, Office

KEY = bytes(32)
VERSIONS = sorted((Path(migrations.__file__).parent / "versions").glob("*.py"))


@pytest.fixture
def migrated(tmp_path: Path) -> Database:
    """An empty database, brought up to date."""
    database = Database.create(tmp_path / "kp-0001.db", KEY)
    migrations.upgrade(database)
    return database


def made(connection: Connection, kind: str) -> dict[str, tuple[str, ...]]:
    """What the database says each thing was made by, in one spacing."""
    query = text("SELECT name, sql FROM sqlite_master WHERE type = :kind AND sql IS NOT NULL")
    rows = connection.execute(query, {"kind": kind})
    return {row.name: plain(row.sql) for row in rows if row.name != "alembic_version"}


def plain(sql: object) -> tuple[str, ...]:
    """SQL in one spacing, its columns and constraints in one order."""
    begin, _, rest = re.sub(r"\s+", " ", str(sql)).partition("(")
    inside, _, end = rest.rpartition(")")
    return begin.strip(), *sorted(re.split(r", (?=[A-Za-z_]+ )", inside.strip())), end.strip()


def test_no_migration_is_missing(migrated: Database) -> None:
    with migrated.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_make_the_tables_that_the_schema_has(migrated: Database, tmp_path: Path) -> None:
    straight = Database.create(tmp_path / "kp-0002.db", KEY)
    with straight.writing() as connection:
        metadata.create_all(connection)
    with migrated.reading() as one, straight.reading() as other:
        for kind in ("table", "index"):
            assert made(one, kind) == made(other, kind)


def test_the_newest_migration_is_the_one_the_program_wants(migrated: Database) -> None:
    assert VERSIONS[-1].name.startswith(HEAD)
    with migrated.reading() as connection:
        migrations.refuse_other_schema(connection)


def test_the_triggers_are_there(migrated: Database) -> None:
    with migrated.reading() as connection:
        assert sorted(made(connection, "trigger").values()) == sorted(map(plain, TRIGGERS))


def test_every_foreign_key_and_page_is_sound(migrated: Database) -> None:
    with migrated.reading() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_a_store_of_a_newer_program_is_refused_and_left_alone(office: Office) -> None:
    office.raw().execute("UPDATE alembic_version SET version_num = '9999'")
    before = (office.home / "kp-0001.db").read_bytes()
    with pytest.raises(SchemaTooNew):
        sign_in(office.home, "novakova", PASSWORD)
    assert (office.home / "kp-0001.db").read_bytes() == before


def test_a_store_whose_making_was_cut_short_is_named_as_that(office: Office) -> None:
    database = office.home / "kp-0001.db"
    key = bytes(office["spravce"]._opened.database_key)
    office.close()
    for file in office.home.glob("kp-0001.db*"):
        file.unlink()
    Database.create(database, key).close()
    with pytest.raises(StoreUnfinished):
        sign_in(office.home, "novakova", PASSWORD)


def test_migrating_says_nothing_on_the_screen(tmp_path: Path) -> None:
    make = """
import sys
from pathlib import Path
from kp_tui.store import migrations
from kp_tui.store.database import Database
migrations.upgrade(Database.create(Path(sys.argv[1]), bytes(32)))
"""
    new = tmp_path / "kp-0001.db"
    ran = subprocess.run([sys.executable, "-c", make, str(new)], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")


def test_the_schema_stays_portable() -> None:
    """No table is made in words that only SQLite has, but for `WITHOUT ROWID`, which others leave out."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
