"""Whom rule 7 lets into a vault, who of them holds its key, and who waits for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.domain.plan_access import has_emergencies, reads_plans
from kp_tui.store import bars, vaults, workers
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Grantee, KeptVault
from kp_tui.vault import members

Held = tuple[int | None, bytes, bool]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody entitled who lacks a key of the vault, or has it for keys that are theirs no more."""

    worker_id: int
    name: str = field(repr=False)
    grantee: Grantee
    since: datetime
    renewed_at: datetime | None


def entitled(store: Store, kept: KeptVault) -> list[Grantee]:
    """Whom rule 7 lets read in a vault, with the keys they have now; managers for an emergency only."""
    known = members.known(store.home, store.vault)
    barred = bars.barred_workers(store, kept.client_id) if kept.client_id is not None else frozenset()
    found = []
    for worker in workers.everybody(store):
        reads = reads_plans(worker.roles)
        theirs = known.get(worker.login)
        fit = worker.active and worker.id not in barred and (reads or has_emergencies(worker.roles))
        if fit and theirs is not None and theirs.active:
            found.append(Grantee(worker.id, worker.login, theirs.public, emergency=not reads))
    return found


def waiting(store: Store, kept: KeptVault) -> Iterator[Waiting]:
    """Who should hold a vault's key and does not."""
    held, made = _held(store, kept), set(vaults.began(store, kept.id))
    lacking = [one for one in entitled(store, kept) if made - held.get(_of(one), set())]
    if not lacking:
        return
    known, hired = members.known(store.home, store.vault), workers.hired(store)
    names = {worker.id: worker.full_name for worker in workers.everybody(store)}
    for grantee in lacking:
        worker_id, renewed_at = grantee.worker_id or 0, known[grantee.login].renewed_at
        since = max(kept.created_at, renewed_at or hired[worker_id])
        yield Waiting(worker_id, names[worker_id], grantee, since, renewed_at)


def holders(store: Store, kept: KeptVault) -> frozenset[int]:
    """Who can grant a vault: whoever holds its last key for good, with the keys they have now."""
    held, last = _held(store, kept), vaults.latest(vaults.began(store, kept.id))
    fit = (one for one in entitled(store, kept) if not one.emergency)
    return frozenset(one.worker_id or 0 for one in fit if last in held.get(_of(one), set()))


def _held(store: Store, kept: KeptVault) -> Mapping[Held, set[int]]:
    held: dict[Held, set[int]] = {}
    for one in vaults.grants(store, kept.id):
        held.setdefault((one.worker_id, one.exchange, one.emergency), set()).add(one.generation)
    return held


def _of(grantee: Grantee) -> Held:
    return grantee.worker_id, grantee.public.exchange, grantee.emergency
