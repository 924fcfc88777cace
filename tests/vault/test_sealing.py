"""A sealed text opens at its own place, with its own key, for the members only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.vault.errors import TextMoved, VaultClosed
from kp_tui.vault.keys import KeyPair, PublicKeys
from kp_tui.vault.sealing import Generation, Place, VaultKey, accepted, fingerprint, generation_of, opened

STORE = "5e" * 16
FIRST, SECOND = Generation(1, 1), Generation(1, 2)
KEY, NEXT = VaultKey.new(STORE, FIRST), VaultKey.new(STORE, SECOND)
RING = {FIRST: KEY, SECOND: NEXT}
HERE = Place("plan_version", "7:1", "body")
JANA, PETR = KeyPair.generate(), KeyPair.generate()


@given(st.text())
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert opened(KEY.seal(HERE, text), HERE, RING, since=FIRST) == text


def test_nothing_of_it_shows_and_it_is_never_sealed_alike() -> None:
    one, other = KEY.seal(HERE, "Chce bydlet sám"), KEY.seal(HERE, "Chce bydlet sám")
    assert one != other
    assert b"bydlet" not in one


@pytest.mark.parametrize(
    "elsewhere",
    [
        HERE._replace(table="plan_note"),
        HERE._replace(row="7:2"),
        HERE._replace(row="8:1"),
        HERE._replace(column="x"),
    ],
)
def test_a_moved_text_is_refused(elsewhere: Place) -> None:
    with pytest.raises(TextMoved):
        opened(KEY.seal(HERE, "text"), elsewhere, RING, since=FIRST)


def test_two_texts_that_were_swapped_are_both_refused() -> None:
    places = (HERE, HERE._replace(row="7:2"))
    for place, other in (places, places[::-1]):
        with pytest.raises(TextMoved):
            opened(KEY.seal(other, "text"), place, RING, since=FIRST)


def test_a_text_is_refused_wherever_it_is_cut_or_changed() -> None:
    sealed = KEY.seal(HERE, "krátký")
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        for broken in (sealed[:place], changed):
            with pytest.raises(TextMoved):
                opened(broken, HERE, RING, since=FIRST)
    with pytest.raises(TextMoved):
        opened(sealed + b"\0", HERE, RING, since=FIRST)


def test_who_has_left_writes_nothing_with_the_key_of_before() -> None:
    with pytest.raises(TextMoved):
        opened(KEY.seal(HERE, "podvrh"), HERE, RING, since=SECOND)


def test_a_text_of_another_store_or_vault_is_refused() -> None:
    for other in (VaultKey("0" * 32, FIRST, KEY.secret), VaultKey(STORE, Generation(2, 1), KEY.secret)):
        with pytest.raises(TextMoved):
            opened(other.seal(HERE, "text"), HERE, RING, since=FIRST)


def test_without_the_generations_key_it_stays_closed() -> None:
    with pytest.raises(VaultClosed):
        opened(NEXT.seal(HERE, "text"), HERE, {FIRST: KEY}, since=SECOND)
    assert generation_of(NEXT.seal(HERE, "text")) == SECOND


def test_a_grant_opens_for_its_member_only() -> None:
    grant = KEY.granted("jana", JANA.public)
    got = accepted(grant, STORE, FIRST, "jana", JANA)
    assert got is not None
    assert got.unseal(HERE, KEY.seal(HERE, "text")) == "text"
    assert accepted(grant, STORE, FIRST, "jana", PETR) is None
    assert accepted(grant, STORE, FIRST, "petr", JANA) is None
    assert accepted(grant, STORE, SECOND, "jana", JANA) is None
    assert accepted(grant, "0" * 32, FIRST, "jana", JANA) is None


def test_new_keys_after_a_reset_need_a_new_grant() -> None:
    renewed = KeyPair.generate()
    assert accepted(KEY.granted("jana", JANA.public), STORE, FIRST, "jana", renewed) is None


def test_a_fingerprint_tells_any_two_keys_apart_and_can_be_read_out() -> None:
    jana = fingerprint(JANA.public)
    assert jana == fingerprint(JANA.public)
    assert [len(group) for group in jana.split("-")] == [4] * 6
    mixed = PublicKeys(JANA.public.exchange, PETR.public.signing)
    assert len({jana, fingerprint(PETR.public), fingerprint(mixed)}) == 3


def test_no_repr_shows_a_secret() -> None:
    assert repr(KEY) == "VaultKey(…)"
