"""A person's keys: how a password wraps them, and how they open what was sealed for the person."""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DATABASE_KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
WRAPPED_BYTES = _NONCE_BYTES + 2 * _KEY_BYTES + 16
SEALED_BYTES = 32 + DATABASE_KEY_BYTES + 16
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess at a password costs (Argon2id); kept in the slot, so that it can grow over the years.

    The bounds keep a changed file from taking the computer's whole memory.
    """

    memory_kib: Annotated[int, msgspec.Meta(ge=8, le=1 << 20)] = 64 * 1024
    iterations: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=4)] = 1


COST = Cost()  # 0.3 to 0.4 s a guess


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What everybody may know of a person: X25519 to seal for them, Ed25519 to check their signatures."""

    exchange: bytes
    signing: bytes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class KeyPair:
    """What only the person has: the one pair opens what was sealed for them, the other one signs."""

    exchange: X25519PrivateKey
    signing: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> Self:
        """New random keys."""
        return cls(X25519PrivateKey.generate(), Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The keys that `to_bytes` wrote, or any 64 secret bytes."""
        return cls(
            X25519PrivateKey.from_private_bytes(data[:_KEY_BYTES]),
            Ed25519PrivateKey.from_private_bytes(data[_KEY_BYTES:]),
        )

    def to_bytes(self) -> bytes:
        """Both private keys, 32 bytes each; they never stand anywhere unwrapped."""
        return self.exchange.private_bytes_raw() + self.signing.private_bytes_raw()

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        return PublicKeys(
            self.exchange.public_key().public_bytes_raw(), self.signing.public_key().public_bytes_raw()
        )

    def __repr__(self) -> str:
        return "KeyPair(…)"


def binding(purpose: str, *parts: str | bytes) -> bytes:
    """Associated data: what is bound to it opens for this purpose, store and person only."""
    return msgspec.json.encode(["kp_tui", purpose, *parts])


def derive(secret: bytes, salt: bytes, purpose: bytes, length: int = _KEY_BYTES) -> bytes:
    """A key for one purpose out of a secret that is random or already stretched."""
    return HKDF(SHA256(), length, salt, purpose).derive(secret)


def wrap(keys: KeyPair, password: str, salt: bytes, cost: Cost, bound: bytes) -> bytes:
    """`keys` under `password`; takes 0.3 s. `salt` is new for every wrap, so every key is used once."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _cipher(password, salt, cost).encrypt(nonce, keys.to_bytes(), bound)


def unwrap(wrapped: bytes, password: str, salt: bytes, cost: Cost, bound: bytes) -> KeyPair | None:
    """The keys that `wrap` wrapped; None where the password or anything bound to them is another."""
    cipher = _cipher(password, salt, cost)
    try:
        return KeyPair.from_bytes(cipher.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound))
    except InvalidTag:
        return None


def _cipher(password: str, salt: bytes, cost: Cost) -> AESGCM:
    typed = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    argon2 = Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return AESGCM(derive(argon2.derive(typed), salt, b"kp_tui wrap"))


def seal(secret: bytes | bytearray, exchange: bytes, bound: bytes) -> bytes:
    """`secret` for the owner of the public key `exchange` (HPKE); it needs nobody's password."""
    return _SUITE.encrypt(bytes(secret), X25519PublicKey.from_public_bytes(exchange), bound)


def unseal(sealed: bytes, keys: KeyPair, bound: bytes) -> bytes | None:
    """What was sealed for the owner of `keys`; None where it was sealed for another purpose or person."""
    try:
        return _SUITE.decrypt(sealed, keys.exchange, bound)
    except InvalidTag:
        return None
