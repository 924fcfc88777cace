"""Keys open with the right password and for the right person only."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.vault.keys import COST, Cost, KeyPair, binding, seal, unseal, unwrap, wrap

CHEAP = Cost(memory_kib=8, iterations=1)
SALT = bytes(16)
KEYS = KeyPair.generate()


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.sampled_from(["NFC", "NFD", "NFKD"]))
def test_a_password_opens_in_every_unicode_form(password: str, then: str, now: str) -> None:
    wrapped = wrap(KEYS, unicodedata.normalize(then, password), SALT, CHEAP, b"bound")  # type: ignore[arg-type]
    opened = unwrap(wrapped, unicodedata.normalize(now, password), SALT, CHEAP, b"bound")  # type: ignore[arg-type]
    assert opened is not None
    assert opened.to_bytes() == KEYS.to_bytes()


@given(st.text(), st.text())
def test_another_password_does_not_open(password: str, other: str) -> None:
    same = unicodedata.normalize("NFKC", password) == unicodedata.normalize("NFKC", other)
    wrapped = wrap(KEYS, password, SALT, CHEAP, b"")
    assert (unwrap(wrapped, other, SALT, CHEAP, b"") is not None) == same


def test_a_password_with_half_a_character_is_still_a_password() -> None:
    wrapped = wrap(KEYS, "\udc8a", SALT, CHEAP, b"")
    assert unwrap(wrapped, "\udc8a", SALT, CHEAP, b"") is not None
    assert unwrap(wrapped, "?", SALT, CHEAP, b"") is None


@pytest.mark.parametrize(
    ("salt", "cost", "bound"),
    [(b"x" * 16, CHEAP, b"me"), (SALT, Cost(16, 1), b"me"), (SALT, Cost(8, 2), b"me"), (SALT, CHEAP, b"you")],
)
def test_wrapped_keys_are_bound_to_salt_cost_and_person(salt: bytes, cost: Cost, bound: bytes) -> None:
    wrapped = wrap(KEYS, "heslo", SALT, CHEAP, b"me")
    assert unwrap(wrapped, "heslo", salt, cost, bound) is None


def test_the_same_keys_never_look_the_same_twice() -> None:
    assert wrap(KEYS, "heslo", SALT, CHEAP, b"") != wrap(KEYS, "heslo", SALT, CHEAP, b"")


def test_what_is_sealed_opens_for_its_owner_and_purpose_only() -> None:
    sealed = seal(b"secret", KEYS.public.exchange, b"purpose")
    assert unseal(sealed, KEYS, b"purpose") == b"secret"
    assert unseal(sealed, KEYS, b"another") is None
    assert unseal(sealed, KeyPair.generate(), b"purpose") is None
    assert unseal(b"", KEYS, b"purpose") is None


@given(st.lists(st.text(max_size=3), max_size=3), st.lists(st.text(max_size=3), max_size=3))
def test_a_binding_cannot_be_made_to_look_like_another(parts: list[str], others: list[str]) -> None:
    assert (binding("a", *parts) == binding("a", *others)) == (parts == others)
    assert binding("a", *parts) != binding("b", *parts)


def test_private_keys_never_show() -> None:
    assert repr(KEYS) == "KeyPair(…)"
    assert KEYS.to_bytes().hex() not in repr(KEYS)


def test_a_guess_costs_what_the_design_says() -> None:
    assert Cost(memory_kib=64 * 1024, iterations=3, lanes=1) == COST


@pytest.mark.parametrize("cost", [{"memory_kib": 1 << 30}, {"iterations": 1000}, {"lanes": 0}])
def test_a_changed_file_cannot_ask_for_the_whole_memory(cost: dict[str, int]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(cost, Cost)
