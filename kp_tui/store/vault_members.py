"""Whom rule 7 lets into a vault, who of them holds its key, and who waits for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.domain.plan_access import has_emergencies, reads_plans
from kp_tui.store import bars, vault_keys, vaults, workers
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Grantee, KeptVault
from kp_tui.vault import members
from kp_tui.vault.vouching import Membership


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody entitled who lacks a key of the vault, or has it for keys that are theirs no more."""

    worker_id: int
    name: str = field(repr=False)
    grantee: Grantee
    since: datetime
    renewed_at: datetime | None


def entitled(store: Store, kept: KeptVault) -> list[Grantee]:
    """Whom rule 7 lets read in a vault, with the keys they have now; managers for an emergency only.

    Whose password is temporary is let in once they have chosen their own: somebody else knows it still.
    """
    known = members.known(store.home, store.vault)
    barred = bars.barred_workers(store, kept.client_id) if kept.client_id is not None else frozenset()
    found = []
    for worker in workers.everybody(store):
        reads = reads_plans(worker.roles)
        theirs = known.get(worker.login)
        fit = worker.active and worker.id not in barred and (reads or has_emergencies(worker.roles))
        if fit and theirs is not None and theirs.active and not theirs.temporary:
            found.append(Grantee(worker.id, worker.login, theirs.public, emergency=not reads))
    return found


def waiting(store: Store, kept: KeptVault) -> Iterator[Waiting]:
    """Who should hold a vault's key and does not."""
    held, made = _held(store, kept), set(vault_keys.made(store, kept.id))
    lacking = [one for one in entitled(store, kept) if made - held.get(one.membership, set())]
    if not lacking:
        return
    known, hired = members.known(store.home, store.vault), workers.hired(store)
    names = workers.names(store)
    for grantee in lacking:
        worker_id, renewed_at = grantee.worker_id or 0, known[grantee.login].renewed_at
        since = max(kept.created_at, renewed_at or hired[worker_id])
        yield Waiting(worker_id, names[worker_id], grantee, since, renewed_at)


def holders(store: Store, kept: KeptVault) -> frozenset[int]:
    """Who can grant a vault: whoever holds its last key for good, with the keys they have now."""
    held, last = _held(store, kept), vault_keys.latest(vault_keys.made(store, kept.id))
    fit = (one for one in entitled(store, kept) if not one.emergency)
    return frozenset(one.worker_id or 0 for one in fit if last in held.get(one.membership, set()))


def _held(store: Store, kept: KeptVault) -> Mapping[Membership, set[int]]:
    held: dict[Membership, set[int]] = {}
    for one in vaults.grants(store, kept.id):
        held.setdefault(one.membership, set()).add(one.generation)
    return held
