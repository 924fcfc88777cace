"""Vaults: free text that only those read to whom the vault's key was granted, whoever has the database.

A vault's key is sealed for each member (HPKE), and for the paper key in the safe. Whoever leaves the vault is
left out of its next generation: what was sealed before they knew anyway, what comes after they never read.
"""

import hashlib
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kp_tui.vault import keys as crypto
from kp_tui.vault.errors import TextMoved, VaultClosed
from kp_tui.vault.keys import KeyPair, PublicKeys, binding

_SECRET_BYTES = 32
_NONCE_BYTES = 12
_VERSION = 1
_HEAD = struct.Struct(">BII")  # version of this form, vault, generation
_GROUPS, _GROUP = 6, 4
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: read out over the telephone


class Place(NamedTuple):
    """Where a sealed text stands: it opens nowhere else."""

    table: str
    row: str
    column: str


class Generation(NamedTuple):
    """One key of one vault."""

    vault: int
    number: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class VaultKey:
    """The secret of one generation; it never stands anywhere unsealed."""

    store_id: str
    generation: Generation
    secret: bytes

    @classmethod
    def new(cls, store_id: str, generation: Generation) -> Self:
        """A new random key."""
        return cls(store_id, generation, secrets.token_bytes(_SECRET_BYTES))

    def granted(self, login: str, member: PublicKeys) -> bytes:
        """This key sealed for a member; it needs nobody's password."""
        return crypto.seal(self.secret, member.exchange, _grant(self.store_id, self.generation, login))

    def seal(self, place: Place, text: str) -> bytes:
        """`text` for the members of this generation, at this place only."""
        nonce, head = secrets.token_bytes(_NONCE_BYTES), _HEAD.pack(_VERSION, *self.generation)
        sealed = AESGCM(self.secret).encrypt(nonce, text.encode(), self._bound(head, place))
        return head + nonce + sealed

    def unseal(self, place: Place, sealed: bytes) -> str:
        """The text; `TextMoved` where it was sealed for another place, by another key, or was changed."""
        head, rest = sealed[: _HEAD.size], sealed[_HEAD.size :]
        bound = self._bound(head, place)
        try:
            return AESGCM(self.secret).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], bound).decode()
        except (InvalidTag, ValueError) as error:  # ValueError: cut so short that not even a nonce is left
            raise TextMoved from error

    def _bound(self, head: bytes, place: Place) -> bytes:
        return binding("sealed text", self.store_id, head, *place)

    def __repr__(self) -> str:
        return "VaultKey(…)"


def accepted(
    sealed: bytes, store_id: str, generation: Generation, login: str, keys: KeyPair
) -> VaultKey | None:
    """The key that was granted to the owner of `keys`; None where the grant was for older or others' keys."""
    secret = crypto.unseal(sealed, keys, _grant(store_id, generation, login))
    return None if secret is None else VaultKey(store_id, generation, secret)


def generation_of(sealed: bytes) -> Generation:
    """By which key a text was sealed; `TextMoved` where that cannot be told."""
    try:
        version, *generation = _HEAD.unpack_from(sealed)
    except struct.error as error:
        raise TextMoved from error
    if version != _VERSION:
        raise TextMoved
    return Generation(*generation)


def opened(sealed: bytes, place: Place, keys: Mapping[Generation, VaultKey], *, since: Generation) -> str:
    """The text that stands at `place`; `VaultClosed` where its key was not granted.

    `since` is the generation that was in use when the row was written: a text that somebody who had left
    sealed with an older key is refused (`TextMoved`).
    """
    generation = generation_of(sealed)
    if generation != since:
        raise TextMoved
    key = keys.get(generation)
    if key is None:
        raise VaultClosed
    return key.unseal(place, sealed)


def fingerprint(member: PublicKeys) -> str:
    """What two people compare before one grants the other a vault: six groups of four, 120 bits."""
    digest = hashlib.sha256(binding("fingerprint", member.exchange, member.signing)).digest()
    number = int.from_bytes(digest, "big")
    digits = [_ALPHABET[number >> 5 * place & 31] for place in range(_GROUPS * _GROUP)]
    return "-".join("".join(digits[start : start + _GROUP]) for start in range(0, len(digits), _GROUP))


def _grant(store_id: str, generation: Generation, login: str) -> bytes:
    return binding("vault key", store_id, str(generation.vault), str(generation.number), login)
