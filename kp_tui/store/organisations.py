"""The organisation whose store this is."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from kp_tui.store.schema import organisation


def add(connection: Connection, name: str, header_sequence: int, now: datetime) -> None:
    """Name the organisation; there is one in a store."""
    values = {"id": 1, "name": name, "created_at": now, "header_sequence": header_sequence}
    connection.execute(insert(organisation).values(values))


def name(connection: Connection) -> str:
    """The organisation's name, for the headings of reports."""
    return str(connection.scalar(select(organisation.c.name)))


def known_header(connection: Connection) -> int:
    """The number of the newest key file this database has seen: an older one is refused."""
    return int(connection.scalar(select(organisation.c.header_sequence)) or 0)


def remember_header(connection: Connection, sequence: int) -> None:
    """Keep the number of the key file, if it is newer than the known one."""
    newer = organisation.c.header_sequence < sequence
    connection.execute(update(organisation).where(newer).values(header_sequence=sequence))
