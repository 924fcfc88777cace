"""Checking the log of who did and read what."""

from kp_tui.store import anchors, audit, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.vault.sign import verify


@use_case(Permission.LOG_VERIFY, Access.GLANCE)
def verify_log(store: Store) -> int:
    """Check every row of the log: its chain, its signature, the anchors; gives how many there are."""
    keys = workers.signing_keys(store.connection)
    return audit.verify(store.connection, keys, verify, anchors.read(store.home)).seq
