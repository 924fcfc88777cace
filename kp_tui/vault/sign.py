"""Signing and checking signatures (D3): who wrote a record can be proved later."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kp_tui.vault.keys import KeyPair


def sign(keys: KeyPair, message: bytes) -> bytes:
    """The 64-byte Ed25519 signature of `message` by the owner of `keys`."""
    return keys.signing.sign(message)


def verify(signing: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of the public key `signing` signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(signing).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
