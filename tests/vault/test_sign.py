"""Signatures prove who wrote a record (D3)."""

from hypothesis import given
from hypothesis import strategies as st

from kp_tui.vault.keys import KeyPair
from kp_tui.vault.sign import sign, verify

KEYS = KeyPair.generate()


@given(st.binary())
def test_a_signature_holds_for_its_own_message_and_person(message: bytes) -> None:
    signature = sign(KEYS, message)
    assert verify(KEYS.public.signing, message, signature)
    assert not verify(KEYS.public.signing, message + b".", signature)
    assert not verify(KeyPair.generate().public.signing, message, signature)


@given(st.binary(max_size=80), st.binary(max_size=40))
def test_anything_else_is_no_signature(signature: bytes, key: bytes) -> None:
    assert not verify(KEYS.public.signing, b"text", signature)
    assert not verify(key, b"text", sign(KEYS, b"text"))
