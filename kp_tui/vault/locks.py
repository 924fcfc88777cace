"""Locks that several programs on one store take in turn; the system frees those of a program that died."""

import fcntl
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kp_tui.vault.errors import StoreBusy
from kp_tui.vault.files import plain_file_errors

PATIENCE = 10.0  # seconds a person is kept waiting for another program


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file at `path`, waiting in the kernel's queue; `StoreBusy` after `patience` seconds."""
    with plain_file_errors():
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, patience)
        yield
    finally:
        os.close(handle)


def _take(handle: int, patience: float) -> None:
    with suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    if patience <= 0:
        raise StoreBusy
    taken = threading.Event()
    threading.Thread(target=_queue, args=(os.dup(handle), taken), daemon=True).start()
    if not taken.wait(patience):
        raise StoreBusy


def _queue(handle: int, taken: threading.Event) -> None:
    """Wait in the kernel's queue, which knows no time limit and, unlike trying again and again, is fair.

    The lock belongs to the open file, which `handle` duplicates: it stays when the waiting caller still has
    the file open, and goes when the caller has given up and this was the last handle.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        taken.set()
    finally:
        os.close(handle)


@contextmanager
def core_turn(home: Path) -> Iterator[None]:
    """Wait for one of as many turns as the computer has cores, shared by all programs on the store.

    Argon2id takes 64 MiB and a whole core: a hundred sign-ins at once must queue, not bring the server down.
    """
    turns = [home / f"kp.core-{number}.lock" for number in range(os.cpu_count() or 1)]
    with ExitStack() as stack:
        for turn in turns:
            with suppress(StoreBusy):
                stack.enter_context(locked(turn, patience=0))
                break
        else:
            stack.enter_context(locked(secrets.choice(turns), patience=6 * PATIENCE))
        yield
