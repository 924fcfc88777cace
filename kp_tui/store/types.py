"""How instants, lengths and codes stand in columns: integers and short texts, the same on any database."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as whole seconds since 1970 in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To seconds."""
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From seconds."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Length(TypeDecorator[timedelta]):
    """A length of time, stored as whole seconds: only a report rounds (I11)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """To seconds."""
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """From seconds."""
        return None if value is None else timedelta(seconds=value)


class Code(TypeDecorator[StrEnum]):
    """A member of one of the domain's enumerations, stored as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """To the value; anything but a member is refused."""
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:
        """Back to the member."""
        return None if value is None else self.codes(value)
