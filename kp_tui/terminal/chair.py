"""The chair at the desk: since when it is empty, when that locks the desk and when it ends the program."""

import os
import time
from datetime import timedelta

LOCK_AFTER = timedelta(minutes=5)
END_AFTER = timedelta(minutes=30)
LOOK_AGAIN = timedelta(minutes=1)  # where what was due has been put off


def lock_after(environment: os._Environ[str]) -> timedelta:
    """How long nobody may type before the desk locks itself; `KP_LOCK_MINUTES` sets it for a whole server."""
    minutes = environment.get("KP_LOCK_MINUTES", "")
    return timedelta(minutes=int(minutes)) if minutes.isdecimal() and int(minutes) else LOCK_AFTER


class Chair:
    """Measures by a clock that goes on while the machine sleeps."""

    def __init__(self) -> None:
        self._lock_after = lock_after(os.environ)
        self._last_key = _now()

    @property
    def empty_for(self) -> timedelta:
        """Since when nobody has typed."""
        return _now() - self._last_key

    @property
    def locks(self) -> bool:
        """Whether an open desk must be locked."""
        return self.empty_for >= self._lock_after

    @property
    def ends(self) -> bool:
        """Whether the program must end."""
        return self.empty_for >= END_AFTER

    def taken(self) -> None:
        """Somebody types."""
        self._last_key = _now()

    def next_look(self, *, locked: bool) -> float:
        """Seconds until the lock or the end is due."""
        due = END_AFTER if locked or self.locks else self._lock_after
        wait = due - self.empty_for
        return (wait if wait > timedelta(0) else LOOK_AGAIN).total_seconds()


def _now() -> timedelta:
    return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))
