"""Vaults of plans: who is a member, who waits to become one."""

from dataclasses import dataclass, field
from datetime import datetime

from kp_tui.domain.errors import N_, KpError


class NothingToGrant(KpError):
    """The person has the vault already, or their roles do not read plans."""

    message = N_("There is nothing to grant to this person: look at the list of those who wait.")


class FingerprintDiffers(KpError):
    """The keys that were compared are not the ones that the vault would be granted to."""

    message = N_("This person's keys have changed meanwhile. Compare the fingerprint again.")


class LastHolder(KpError):
    """Nobody else could read the plans any more, nor let others read them."""

    message = N_("Nobody else can open these plans: first let a colleague in (“kp vault grant”).")


@dataclass(frozen=True, slots=True)
class VaultMember:
    """Who holds a vault's key; `emergency` opens it only during an emergency reading."""

    worker_id: int
    name: str = field(repr=False)
    emergency: bool
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class VaultRow:
    """One vault: of a service, or of the client with the mark; `open` says that the person holds its key."""

    id: int
    service: str
    client_id: int | None
    mark: str
    generation: int
    open: bool
    members: tuple[VaultMember, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PendingGrant:
    """Who should hold a vault's key and does not, or holds it for keys they no longer have.

    `fingerprint` is what the two people compare; `renewed_at` says when an administrator made the new keys.
    """

    vault_id: int
    worker_id: int
    name: str = field(repr=False)
    emergency: bool
    fingerprint: str
    renewed_at: datetime | None
