"""What a vault's key vouches for: the next key, and who holds it.

Whoever only writes into the database can neither slip in a key of their own for what is written later, nor
make themselves a member of the next generation. A signature would prove less: whoever writes the rows writes
the public keys beside them.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime

from kp_tui.vault.keys import binding, derive
from kp_tui.vault.sealing import Generation, VaultKey


@dataclass(frozen=True, slots=True)
class Membership:
    """That a generation's key was sealed for these public keys, for good or for an emergency only."""

    worker_id: int | None
    exchange: bytes
    emergency: bool

    def proof(self, key: VaultKey) -> bytes:
        """What only a holder of the key can have written."""
        return _vouch(key, "member", str(self.worker_id or ""), self.exchange, str(self.emergency))

    def proved(self, key: VaultKey, proof: bytes) -> bool:
        """Whether a holder of the key wrote it."""
        return hmac.compare_digest(self.proof(key), proof)


@dataclass(frozen=True, slots=True)
class Succession:
    """That a generation's key is in use since then, in the vault of that team or client (`scope`)."""

    generation: Generation
    scope: str
    since: datetime

    def mark(self, key: VaultKey) -> bytes:
        """By what those who hold the key know it."""
        return _vouch(key, "mark", *self._said())

    def marked(self, key: VaultKey, mark: bytes) -> bool:
        """Whether it is this key that the row is about."""
        return hmac.compare_digest(self.mark(key), mark)

    def proof(self, before: VaultKey, mark: bytes) -> bytes:
        """What only a holder of the key before can have written."""
        return _vouch(before, "next key", *self._said(), mark)

    def proved(self, before: VaultKey, mark: bytes, proof: bytes) -> bool:
        """Whether a holder of the key before wrote it."""
        return hmac.compare_digest(self.proof(before, mark), proof)

    def _said(self) -> tuple[str, ...]:
        return (*map(str, self.generation), self.scope, str(int(self.since.timestamp())))


def _vouch(key: VaultKey, purpose: str, *said: str | bytes) -> bytes:
    bound = binding(purpose, key.store_id, *map(str, key.generation), *said)
    return hmac.digest(derive(key.secret, b"", b"kp_tui vouch"), bound, "sha256")
