"""Vaults of plans: who holds their keys, who waits for them, granting and revoking."""

from kp_tui.domain.errors import NotFound
from kp_tui.domain.vaults import FingerprintDiffers, NothingToGrant, PendingGrant, VaultMember, VaultRow
from kp_tui.store import clients, services, vault_keys, vault_members, vaults, workers
from kp_tui.store.unit import Store
from kp_tui.store.vault_keys import Keys
from kp_tui.store.vaults import KeptGrant, KeptVault
from kp_tui.usecases import vaulting
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.vault import members, paper
from kp_tui.vault.errors import NoSuchLogin, VaultClosed, WrongPaperKey
from kp_tui.vault.sealing import Generation, fingerprint
from kp_tui.vault.wrapping import PAPER


@use_case(Permission.VAULT_SEE, Access.GLANCE)
def list_vaults(store: Store) -> list[VaultRow]:
    """All vaults with their members; nothing of what is in them."""
    names, held = workers.names(store), vault_keys.keyring(store)
    return [_row(store, kept, names, held) for kept in vaults.everything(store)]


@use_case(Permission.VAULT_SEE, Access.GLANCE)
def pending_grants(store: Store) -> list[PendingGrant]:
    """Who should hold a vault's key and does not, or holds it for keys they no longer have."""
    return [
        PendingGrant(
            kept.id,
            one.worker_id,
            one.name,
            one.grantee.emergency,
            fingerprint(one.grantee.public),
            one.renewed_at,
        )
        for kept in vaults.everything(store)
        for one in vault_members.waiting(store, kept)
    ]


@use_case(Permission.SIGNED_IN, Access.GLANCE)
def fingerprint_of(store: Store, login: str) -> str:
    """The fingerprint of somebody's keys as they are now: the two compare it before a grant.

    One's own is the one of the keys that one holds, whatever `kp.keys` says (`HeaderTampered`).
    """
    found = members.known(store.home, store.vault).get(login) if login else None
    if found is None:
        raise NoSuchLogin
    return fingerprint(found.public)


@use_case(Permission.VAULT_GRANT)
def grant_vault(store: Store, vault_id: int, worker_id: int, compared: str) -> None:
    """Grant a vault to somebody who waits for it; `compared` is the fingerprint that both have seen.

    Raises `NothingToGrant`, `FingerprintDiffers`, and `VaultClosed` where the person lacks the key.
    """
    kept = _kept(store, vault_id)
    store.concerns(client_id=kept.client_id, record=_record(vault_id, worker_id))
    vaulting.settle(store, kept)
    found = next((one for one in vault_members.waiting(store, kept) if one.worker_id == worker_id), None)
    if found is None:
        raise NothingToGrant
    if fingerprint(found.grantee.public) != compared.strip().upper():
        raise FingerprintDiffers
    if not vaulting.grant_all(store, kept, found.grantee):
        raise VaultClosed


@use_case(Permission.PLAN_READ)
def revoke_vault(store: Store, vault_id: int, worker_id: int) -> None:
    """Take a vault from somebody: what is written from now on they never read, whatever they have copied."""
    kept = _kept(store, vault_id)
    store.concerns(client_id=kept.client_id, record=_record(vault_id, worker_id))
    vaulting.refuse_last(store, kept, worker_id)
    if not vaults.close_to(store, vault_id, worker_id):
        raise NotFound
    if worker_id != store.person.id:
        vaulting.settle(store, _kept(store, vault_id))


@use_case(Permission.VAULT_GRANT)
def recover_vaults(store: Store, paper_key: str) -> int:
    """Let the person in by the paper key from the safe, where no colleague is left who could.

    Gives the number of vaults. Raises `WrongPaperKey` and the errors of a paper key that is mistyped.
    """
    store.concerns(record="vault:paper")
    held = paper.keys(paper.read(paper_key), store.vault.store_id)
    if held.public != members.known(store.home, store.vault)[PAPER].public:
        raise WrongPaperKey
    keys = vault_keys.paper_keys(store, held)
    recovered = 0
    for kept in vaults.everything(store):
        theirs = [one for one in vault_members.entitled(store, kept) if one.worker_id == store.person.id]
        ours = [key for generation, key in keys.items() if generation.vault == kept.id]
        for key in ours if theirs else ():
            vaults.keep_grant(store, key, theirs[0])
        recovered += bool(theirs and ours)
    return recovered


def _row(store: Store, kept: KeptVault, names: dict[int, str], keys: Keys) -> VaultRow:
    theirs = vaults.grants(store, kept.id)
    last = vault_keys.latest(one.generation for one in theirs)
    held = [_member(one, names) for one in theirs if one.generation == last and one.worker_id]
    return VaultRow(
        kept.id,
        _service(store, kept),
        kept.client_id,
        _mark(store, kept),
        kept.generation,
        Generation(kept.id, last) in keys,
        tuple(held),
    )


def _mark(store: Store, kept: KeptVault) -> str:
    if kept.client_id is None or not store.works_with_people:
        return ""
    return clients.row(store, kept.client_id).mark


def _service(store: Store, kept: KeptVault) -> str:
    return next((one.name for one in services.everything(store) if one.id == kept.service_id), "")


def _member(one: KeptGrant, names: dict[int, str]) -> VaultMember:
    worker_id = one.worker_id or 0
    return VaultMember(worker_id, names[worker_id], one.emergency, one.granted_at)


def _kept(store: Store, vault_id: int) -> KeptVault:
    kept = vaults.one(store, vault_id)
    if kept is None:
        raise NotFound
    return kept


def _record(vault_id: int, worker_id: int) -> str:
    return f"vault:{vault_id}:worker:{worker_id}"
