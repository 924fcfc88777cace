"""The keys of vaults: which were made, and which of them the person holds and can trust."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select

from kp_tui.store import vaults
from kp_tui.store.schema import client, vault, vault_key
from kp_tui.store.unit import Store
from kp_tui.store.vaults import KeptGrant, KeptVault
from kp_tui.vault.errors import KeyForged
from kp_tui.vault.keys import KeyPair
from kp_tui.vault.sealing import Generation, VaultKey, accepted
from kp_tui.vault.vouching import Succession
from kp_tui.vault.wrapping import PAPER

Keys = Mapping[Generation, VaultKey]


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key that was made: since when it is in use, and the key `after` which it came, which vouches for it.

    `team_vault` is the vault that a client's own one begins after; a team's own begins after nothing.
    """

    made: Succession
    mark: bytes = field(repr=False)
    after: Generation | None
    proof: bytes = field(repr=False)
    team_vault: int | None

    def fits(self, key: VaultKey) -> bool:
        """Whether it is about this key, and comes after the one that it has to come after."""
        vault_id, number = self.made.generation
        if number > 1:
            in_its_place = self.after == Generation(vault_id, number - 1)
        else:
            in_its_place = (self.after.vault if self.after else None) == self.team_vault
        return in_its_place and self.made.marked(key, self.mark)

    def follows(self, before: VaultKey) -> bool:
        """Whether a holder of the key before made it."""
        return self.made.proved(before, self.mark, self.proof)


def keyring(store: Store) -> Keys:
    """The keys that the person was granted for good; unsealed once, asked of the store every time."""
    return _held(store, lambda one: not one.emergency)


def emergency_keys(store: Store, *vault_ids: int) -> Keys:
    """The keys of some vaults that open to the person in an emergency only: for while it lasts."""
    return _held(store, lambda one: one.emergency and one.vault_id in vault_ids)


def paper_keys(store: Store, paper: KeyPair) -> Keys:
    """The keys that open to whoever has the paper key."""
    trusted, _ = _judged(store, vaults.grants_to(store, None, paper.public.exchange), PAPER, paper, {})
    return trusted


def keep(store: Store, kept: KeptVault, key: VaultKey, before: VaultKey | None) -> None:
    """Note that a vault's key is in use from now on, vouched for by the one before it."""
    made = Succession(key.generation, kept.scope, store.now)
    mark = made.mark(key)
    values = {
        "vault_id": kept.id,
        "generation": key.generation.number,
        "since": made.since,
        "mark": mark,
        "after_vault_id": before.generation.vault if before else None,
        "after_generation": before.generation.number if before else None,
        "proof": made.proof(before, mark) if before else b"",
    }
    store.connection.execute(insert(vault_key).values(values))


def made(store: Store, vault_id: int) -> Mapping[int, datetime]:
    """Since when each generation's key is in use; a number without a key is not there."""
    query = select(vault_key.c.generation, vault_key.c.since).where(vault_key.c.vault_id == vault_id)
    return {row.generation: row.since for row in store.connection.execute(query)}


def latest(generations: Iterable[int]) -> int:
    """The last generation that has a key; 0 where none has."""
    return max(generations, default=0)


def before(store: Store, generation: Generation) -> set[Generation]:
    """All keys that a key came after: whoever holds it was let hold them, too."""
    after = {kept.made.generation: kept.after for kept in _made(store)}
    found: set[Generation] = set()
    while (one := after.get(generation)) is not None and one not in found:
        found.add(one)
        generation = one
    return found


def refuse_forged(store: Store, kept: KeptVault) -> None:
    """Raise `KeyForged` where the vault is told to use an older key, or one that nobody entitled made."""
    _, forged = _own(store, _grants(store))
    if kept.generation < latest(made(store, kept.id)) or any(one.vault == kept.id for one in forged):
        raise KeyForged


def _held(store: Store, wanted: Callable[[KeptGrant], bool]) -> Keys:
    grants = _grants(store)
    trusted, _ = _own(store, grants)
    lasting = {one.key for one in grants if not one.emergency}
    store.vault.vaults.update((one, key) for one, key in trusted.items() if one in lasting)
    return {one.key: trusted[one.key] for one in grants if wanted(one) and one.key in trusted}


def _grants(store: Store) -> list[KeptGrant]:
    return vaults.grants_to(store, store.person.id, store.vault.keys.public.exchange)


def _own(store: Store, grants: Iterable[KeptGrant]) -> tuple[Keys, set[Generation]]:
    return _judged(store, grants, store.vault.login, store.vault.keys, store.vault.vaults)


def _judged(
    store: Store, grants: Iterable[KeptGrant], login: str, mine: KeyPair, known: Keys
) -> tuple[Keys, set[Generation]]:
    """The keys that can be trusted, the `known` ones among them, and those that somebody slipped in.

    A key whose forerunner is not held is neither: it waits for that one to be granted.
    """
    trusted = dict(known)
    fresh = {
        one.key: key for one in grants if one.key not in known and (key := _key(store, one, login, mine))
    }
    forged = set(fresh)
    for kept in _made(store) if fresh else ():
        generation = kept.made.generation
        key, before = fresh.get(generation), trusted.get(kept.after) if kept.after else None
        if key is None or not kept.fits(key) or (before and not kept.follows(before)):
            continue
        forged.discard(generation)
        if before or kept.after is None:
            trusted[generation] = key
    return trusted, forged


def _key(store: Store, one: KeptGrant, login: str, mine: KeyPair) -> VaultKey | None:
    key = accepted(one.sealed, store.vault.store_id, one.key, login, mine)
    return key if key is not None and one.membership.proved(key, one.proof) else None


def _made(store: Store) -> Iterator[KeptKey]:
    """All keys, each behind the one that it came after."""
    team_vault = vault.alias("team_vault")
    query = (
        select(vault_key, vault.c.service_id, vault.c.client_id, team_vault.c.id.label("team_vault"))
        .join(vault, vault.c.id == vault_key.c.vault_id)
        .outerjoin(client, client.c.id == vault.c.client_id)
        .outerjoin(team_vault, team_vault.c.service_id == client.c.service_id)
        .order_by(vault.c.client_id.is_not(None), vault_key.c.vault_id, vault_key.c.generation)
    )
    for row in store.connection.execute(query):
        scope = vaults.scope_of(row.service_id, row.client_id)
        made = Succession(Generation(row.vault_id, row.generation), scope, row.since)
        after = Generation(row.after_vault_id, row.after_generation) if row.after_vault_id else None
        yield KeptKey(made, row.mark, after, row.proof, row.team_vault)
