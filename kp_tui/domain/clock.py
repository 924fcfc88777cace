"""What time it is: told by a clock that is handed in, so that a test has its own."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The current instant, by this computer's clock."""
    return datetime.now(UTC)


def moment(clock: Clock) -> datetime:
    """What a clock tells, to the second: no finer is an instant kept."""
    return clock().replace(microsecond=0)
