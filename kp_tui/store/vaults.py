"""Vaults, and for whom their keys are sealed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.store.schema import client, vault, vault_key
from kp_tui.store.schema import vault_grant as grant
from kp_tui.store.unit import Store
from kp_tui.vault.keys import PublicKeys
from kp_tui.vault.sealing import Generation, VaultKey
from kp_tui.vault.vouching import Membership


@dataclass(frozen=True, slots=True)
class KeptVault:
    """A vault of a service, or of one client; `generation` is the number of the key in use.

    Where somebody has left, the number has grown and nobody has made its key yet.
    """

    id: int
    service_id: int | None
    client_id: int | None
    generation: int
    created_at: datetime

    @property
    def scope(self) -> str:
        """Whose vault it is, as its keys say."""
        return scope_of(self.service_id, self.client_id)


@dataclass(frozen=True, slots=True)
class KeptGrant:
    """One generation's key as it is sealed for a worker, or for the paper key where `worker_id` is empty."""

    vault_id: int
    generation: int
    worker_id: int | None
    emergency: bool
    exchange: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    proof: bytes = field(repr=False)
    granted_at: datetime

    @property
    def key(self) -> Generation:
        """Which key it is."""
        return Generation(self.vault_id, self.generation)

    @property
    def membership(self) -> Membership:
        """What the key vouches for."""
        return Membership(self.worker_id, self.exchange, self.emergency)


@dataclass(frozen=True, slots=True)
class Grantee:
    """For whom a key is sealed; `worker_id` is empty for the paper key."""

    worker_id: int | None
    login: str
    public: PublicKeys
    emergency: bool = False

    @property
    def membership(self) -> Membership:
        """What the key vouches for."""
        return Membership(self.worker_id, self.public.exchange, self.emergency)


def scope_of(service_id: int | None, client_id: int | None) -> str:
    """Whose vault it is: of a service, or of one client."""
    return f"client:{client_id}" if client_id is not None else f"service:{service_id}"


def of_client(store: Store, client_id: int) -> KeptVault | None:
    """The vault that a client's texts belong into: their own, else that of their service."""
    theirs = select(client.c.service_id).where(client.c.id == client_id).scalar_subquery()
    own_first = vault.c.client_id.is_(None)
    found = _vaults(store, (vault.c.client_id == client_id) | (vault.c.service_id == theirs), own_first)
    return found[0] if found else None


def of_service(store: Store, service_id: int) -> KeptVault | None:
    """The vault of a service, if anybody has written there yet."""
    return next(iter(_vaults(store, vault.c.service_id == service_id)), None)


def all_of(store: Store, worker_id: int) -> list[int]:
    """The vaults that a worker was granted, whoever asks."""
    mine = (grant.c.worker_id == worker_id) & grant.c.revoked_at.is_(None)
    query = select(grant.c.vault_id).where(mine).distinct().order_by(grant.c.vault_id)
    return list(store.connection.scalars(query))


def everything(store: Store) -> list[KeptVault]:
    """All vaults but those of clients from whom the person is barred."""
    hidden = vault.c.client_id.is_(None) | vault.c.client_id.not_in(sorted(store.barred))
    return _vaults(store, hidden, vault.c.id)


def one(store: Store, vault_id: int) -> KeptVault | None:
    """One vault, if it is there."""
    return next((each for each in everything(store) if each.id == vault_id), None)


def add(store: Store, *, service_id: int | None = None, client_id: int | None = None) -> KeptVault:
    """A new vault; its first key is still to be made."""
    values = {
        "service_id": service_id,
        "client_id": client_id,
        "generation": 1,
        "created_at": store.now,
    }
    added = store.connection.execute(insert(vault).values(values).returning(vault.c.id))
    return KeptVault(int(added.scalar_one()), service_id, client_id, 1, store.now)


def grants(store: Store, *vault_ids: int) -> list[KeptGrant]:
    """The grants in force of some vaults, of all their generations."""
    return _grants(store, grant.c.vault_id.in_(vault_ids))


def grants_to(store: Store, worker_id: int | None, exchange: bytes) -> list[KeptGrant]:
    """The grants in force of a worker, of the paper key without one, for the keys that they have now."""
    theirs = grant.c.worker_id.is_not_distinct_from(worker_id)
    return _grants(store, theirs, grant.c.exchange == exchange)


def keep_grant(store: Store, key: VaultKey, to: Grantee) -> None:
    """Grant one generation's key; what was granted for older keys of the same person is emptied."""
    values = {
        "vault_id": key.generation.vault,
        "generation": key.generation.number,
        "worker_id": to.worker_id,
        "emergency": to.emergency,
        "exchange": to.public.exchange,
        "sealed": key.granted(to.login, to.public),
        "proof": to.membership.proof(key),
        "granted_by": store.person.id,
        "granted_at": store.now,
    }
    if to.worker_id is not None:
        of_this = grant.c.generation == key.generation.number
        _empty(store, key.generation.vault, to.worker_id, of_this)
    store.connection.execute(insert(grant).values(values))


def close_to(store: Store, vault_id: int, worker_id: int) -> bool:
    """Empty all that a worker was granted in a vault; the next key is another one. Whether there was any."""
    if not _empty(store, vault_id, worker_id):
        return False
    in_use = (vault_key.c.vault_id == vault.c.id) & (vault_key.c.generation == vault.c.generation)
    keyed = select(vault_key.c.vault_id).where(in_use)
    counted_up = update(vault).where(vault.c.id == vault_id, keyed.exists())
    store.connection.execute(counted_up.values(generation=vault.c.generation + 1))
    return True


def _empty(store: Store, vault_id: int, worker_id: int, *which: ColumnElement[bool]) -> int:
    theirs = (grant.c.vault_id == vault_id) & (grant.c.worker_id == worker_id) & grant.c.revoked_at.is_(None)
    emptied = update(grant).where(theirs, *which).values(sealed=b"", revoked_at=store.now)
    return store.connection.execute(emptied).rowcount


def _vaults(store: Store, which: ColumnElement[bool], *order: ColumnElement[Any]) -> list[KeptVault]:
    columns = [vault.c[name] for name in KeptVault.__dataclass_fields__]
    query = select(*columns).where(which).order_by(*order)
    return [KeptVault(*row) for row in store.connection.execute(query)]


def _grants(store: Store, *which: ColumnElement[bool]) -> list[KeptGrant]:
    columns = [grant.c[name] for name in KeptGrant.__dataclass_fields__]
    query = select(*columns).where(grant.c.revoked_at.is_(None), *which).order_by(grant.c.id)
    return [KeptGrant(*row) for row in store.connection.execute(query)]
