"""How vaults come to be and change: made by the first who writes, re-keyed when somebody has left.

For use cases that have been let through the door. Nobody's program ever holds a key that its person was not
granted, but for the moment in which it makes a new one.
"""

from collections.abc import Iterable

from kp_tui.domain.vaults import LastHolder
from kp_tui.store import bars, papers, plan_notes, plans, sealed, services, vault_keys, vault_members, vaults
from kp_tui.store.unit import Store
from kp_tui.store.vaults import Grantee, KeptVault
from kp_tui.vault import members
from kp_tui.vault.errors import VaultClosed
from kp_tui.vault.sealing import Generation, VaultKey
from kp_tui.vault.wrapping import PAPER


def current_key(store: Store, client_id: int) -> VaultKey:
    """The key by which a client's texts are sealed now; made where there is none.

    Raises `VaultClosed` where the person was not granted it, `KeyForged` where it cannot be trusted.
    """
    kept = vaults.of_client(store, client_id)
    if kept is None:
        service_id = services.of_client(store, client_id).id
        kept = settle(store, vaults.add(store, service_id=service_id))
    if kept.client_id is None and bars.barred_workers(store, client_id):
        kept = vaults.add(store, client_id=client_id)
    kept = settle(store, kept)
    key = vault_keys.keyring(store).get(Generation(kept.id, kept.generation))
    if key is None:
        raise VaultClosed
    return key


def settle_client(store: Store, client_id: int) -> None:
    """Make the key that a client's vault waits for, and seal their texts by it, as far as the person can."""
    kept = vaults.of_client(store, client_id)
    if kept is not None:
        settle(store, kept)


def settle(store: Store, kept: KeptVault) -> KeptVault:
    """Make the key of a new number, for everybody who held the one before; gives the vault as it is then.

    Whose role reads no plans any more is let out first. A client's own vault takes all of their texts over in
    the same transaction. Whoever lacks the old keys leaves that to a colleague. Raises `KeyForged`.
    """
    vault_keys.refuse_forged(store, kept)
    kept = _without_strangers(store, kept)
    if kept.generation not in vault_keys.made(store, kept.id):
        _make_next_key(store, kept)
    if kept.client_id is not None:
        _take_over(store, kept, kept.client_id)
    return kept


def separate(store: Store, client_id: int, worker_id: int) -> None:
    """Move a client's texts out of a colleague's reach, into a vault of the client's own (X1).

    The key is made here and now where the person holds the old one and stays; otherwise it is made by the
    next who opens the plan, and until then the use cases alone keep the colleague out.
    """
    kept = vaults.of_client(store, client_id)
    if kept is None or not sealed.generations(store, client_id):
        return  # the first who writes there leaves out who is barred by then
    if kept.client_id is None:
        kept = vaults.add(store, client_id=client_id)
    elif vaults.close_to(store, kept.id, worker_id):
        kept = vaults.of_client(store, client_id) or kept
    if worker_id != store.person.id:
        settle(store, kept)


def refuse_last(store: Store, kept: KeptVault, worker_id: int) -> None:
    """Raise `LastHolder` where nobody else could read in the vault, or let others read."""
    if vault_members.holders(store, kept) == {worker_id}:
        raise LastHolder


def leave(store: Store, worker_id: int) -> None:
    """Let a worker out of all vaults: their grants are emptied, and the next key is another one.

    That one is made by the next member who opens or writes there: whoever closes an account holds no key.
    """
    for vault_id in vaults.all_of(store, worker_id):
        vaults.close_to(store, vault_id, worker_id)


def grant_all(store: Store, kept: KeptVault, to: Grantee) -> int:
    """Grant all keys of a vault that the person holds, so that older texts are read too; how many."""
    held = [key for generation, key in vault_keys.keyring(store).items() if generation.vault == kept.id]
    for key in held:
        vaults.keep_grant(store, key, to)
    return len(held)


def _without_strangers(store: Store, kept: KeptVault) -> KeptVault:
    """The vault without those whom rule 7 lets in no more, however they came to lose it."""
    fit = {(one.worker_id, one.emergency) for one in vault_members.entitled(store, kept)}
    held = {(one.worker_id, one.emergency) for one in vaults.grants(store, kept.id)}
    strangers = [worker_id for worker_id, _ in sorted(held - fit, key=str) if worker_id is not None]
    for worker_id in strangers:
        vaults.close_to(store, kept.id, worker_id)
    return vaults.one(store, kept.id) or kept if strangers else kept


def _make_next_key(store: Store, kept: KeptVault) -> None:
    """Make the key that a vault waits for: a team's first for all, any other for who held the one before.

    A client's own vault begins after their service's, so that nobody else can begin one.
    """
    after = _latest(store, kept)
    if after is None and kept.client_id is not None:
        team = vaults.of_service(store, services.of_client(store, kept.client_id).id)
        after = _latest(store, team) if team else None
    before = vault_keys.keyring(store).get(after) if after else None
    if before is None and (after is not None or kept.client_id is not None):
        return
    key = VaultKey.new(store.vault.store_id, Generation(kept.id, kept.generation))
    vault_keys.keep(store, kept, key, before)
    for grantee in _stayed(store, before, _fit(store, kept)):
        vaults.keep_grant(store, key, grantee)


def _latest(store: Store, kept: KeptVault) -> Generation | None:
    number = vault_keys.latest(vault_keys.made(store, kept.id))
    return Generation(kept.id, number) if number else None


def _fit(store: Store, kept: KeptVault) -> list[Grantee]:
    """Whom the rules let in, and the paper key in the safe."""
    paper = members.known(store.home, store.vault)[PAPER]
    return [*vault_members.entitled(store, kept), Grantee(None, PAPER, paper.public)]


def _stayed(store: Store, before: VaultKey | None, fit: Iterable[Grantee]) -> Iterable[Grantee]:
    """Those who held the key before, with the keys that they have still: others wait for a colleague."""
    if before is None:
        return fit
    grants = (one for one in vaults.grants(store, before.generation.vault) if one.key == before.generation)
    held = {one.membership for one in grants if one.membership.proved(before, one.proof)}
    return (one for one in fit if one.membership in held)


def _take_over(store: Store, kept: KeptVault, client_id: int) -> None:
    """Seal all texts of a client by their own vault's key.

    Only those that were sealed by a key before it: who holds this one was let hold them all.
    """
    generation, keys = Generation(kept.id, kept.generation), vault_keys.keyring(store)
    strays = sealed.generations(store, client_id) - {generation}
    if not strays or not strays | {generation} <= keys.keys():
        return
    if strays <= vault_keys.before(store, generation):
        for module in (plans, plan_notes, papers):
            for row in module.sealed_rows(store, client_id):
                sealed.seal_anew(store, row, keys, keys[generation])
