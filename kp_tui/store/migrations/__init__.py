"""How the tables came to be, step by step; the first table on."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from kp_tui.domain.errors import N_, KpError
from kp_tui.store.database import Database
from kp_tui.store.triggers import TRIGGERS

HEAD = "0001"


class SchemaTooNew(KpError):
    """A later version of the program has been here."""

    message = N_("A newer version of this program made this store. Update the program.")


class StoreUnfinished(KpError):
    """The program or the machine was stopped while it made the store."""

    message = N_("Making this store was interrupted, so it is empty. Remove its folder and make it anew.")


def refuse_other_schema(connection: Connection) -> None:
    """Refuse a database that this version of the program was not made for, or never finished making."""
    if not inspect(connection).has_table("alembic_version"):
        raise StoreUnfinished
    if connection.scalar(text("SELECT version_num FROM alembic_version")) != HEAD:
        raise SchemaTooNew


def upgrade(database: Database) -> None:
    """Bring an empty database to the newest schema, with the rules that the database itself keeps."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)
