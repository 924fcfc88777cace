"""A colleague by their login, as a command names them: their number, and what two people compare."""

from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.store import workers
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.vault import members
from kp_tui.vault.errors import NoSuchLogin
from kp_tui.vault.sealing import fingerprint


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who holds or waits for vaults; `renewed_at` says when an administrator made their keys anew."""

    worker_id: int
    name: str = field(repr=False)
    fingerprint: str
    renewed_at: datetime | None


@use_case(Permission.PLAN_READ, Access.GLANCE)
def colleague_of(store: Store, login: str) -> Colleague:
    """The colleague of that login with the keys they have now; raises `NoSuchLogin`."""
    worker = workers.by_login(store.connection, login)
    theirs = members.known(store.home, store.vault).get(login)
    if worker is None or theirs is None:
        raise NoSuchLogin
    return Colleague(worker.id, worker.full_name, fingerprint(theirs.public), theirs.renewed_at)
