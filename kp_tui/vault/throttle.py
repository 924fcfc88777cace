"""Wrong passwords cost time: three free tries, then 2, 4, 8 … seconds up to a quarter of an hour.

The file is shared by all programs on the store, and charged before the password is checked: whoever kills the
program in the middle of a check, or checks in many programs at once, has paid.

Time is `CLOCK_BOOTTIME` beside the boot's id, never the wall clock: setting the clock neither shortens a wait
nor makes it last for ever, and sleep counts. After a restart the wait begins anew, from the start of the
computer, so a restart gives nothing either and costs a quarter of an hour at most.
"""

import hashlib
import hmac
import math
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from kp_tui.vault.errors import Throttled
from kp_tui.vault.files import plain_file_errors, replace_durably
from kp_tui.vault.locks import locked

FREE_TRIES = 3
LONGEST_WAIT = 15 * 60  # seconds
_NAME = "kp.throttle"
_LOCK = "kp.throttle.lock"
_STRANGERS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since the start of the computer, and which start that was."""

    boot: str
    seconds: float

    @classmethod
    def now(cls) -> Self:
        """This moment."""
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return cls(boot, time.clock_gettime(time.CLOCK_BOOTTIME))


class _Tries(msgspec.Struct, frozen=True):
    failures: int
    boot: str
    at: float
    known: bool

    def wait(self, now: Moment) -> float:
        same_run = now.boot == self.boot and now.seconds >= self.at
        passed = now.seconds - self.at if same_run else now.seconds
        return _wait_after(self.failures) - passed


class _Book(msgspec.Struct, frozen=True):
    salt: bytes
    tries: dict[str, _Tries]


def charge(home: Path, login: str, now: Moment, *, known: bool) -> int:
    """Count one try for `login` before its password is checked, and return the failures before it.

    Raises `Throttled` while the login has to wait; such a try is not counted. Logins that nobody has are
    `known=False` and cost the same, but a flood of them is forgotten, oldest first.
    """
    with locked(home / _LOCK):
        book = _read(home)
        name = _hidden(book, login)
        before = book.tries.get(name)
        if before and (wait := before.wait(now)) > 0:
            raise Throttled(math.ceil(wait))
        failures = before.failures if before else 0
        tries = _Tries(failures + 1, now.boot, now.seconds, known)
        _write(home, book, {**_without(book, name), name: tries})
        return failures


def forgive(home: Path, login: str) -> None:
    """Forget the failures of `login`: the right password was given."""
    with locked(home / _LOCK):
        book = _read(home)
        _write(home, book, _without(book, _hidden(book, login)))


def _wait_after(failures: int) -> int:
    beyond = failures - FREE_TRIES
    return 0 if beyond < 0 else min(2 << min(beyond, 30), LONGEST_WAIT)


def _hidden(book: _Book, login: str) -> str:
    """The login as it stands in the file: people type passwords into the wrong field."""
    return hmac.new(book.salt, login.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _without(book: _Book, name: str) -> dict[str, _Tries]:
    return {other: tries for other, tries in book.tries.items() if other != name}


def _read(home: Path) -> _Book:
    """The file as it stands; a missing or broken one begins anew, or nobody could sign in any more."""
    try:
        with plain_file_errors():
            return msgspec.json.decode((home / _NAME).read_bytes(), type=_Book)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Book(secrets.token_bytes(32), {})


def _write(home: Path, book: _Book, tries: dict[str, _Tries]) -> None:
    strangers = [name for name, entry in tries.items() if not entry.known]
    forgotten = set(strangers[:-_STRANGERS_KEPT])
    kept = {name: entry for name, entry in tries.items() if name not in forgotten}
    replace_durably(msgspec.json.encode(_Book(book.salt, kept)), home / _NAME)
