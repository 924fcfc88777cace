"""A slot is its owner's only, and a login has one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.vault.errors import HeaderTampered
from kp_tui.vault.header import Header, Member
from kp_tui.vault.keys import KeyPair
from kp_tui.vault.wrapping import canonical, new_member, unsealed

KEYS = KeyPair.generate()
DATABASE_KEY = bytearray(range(32))


def header(store_id: str, paper: Member) -> Header:
    return Header(version=1, store_id=store_id, database="kp-0001.db", sequence=1, slots=[], paper=paper)


@pytest.mark.parametrize(("store_id", "login"), [("a", "svoboda"), ("b", "novakova"), ("a", "")])
def test_the_database_key_is_sealed_for_one_login_in_one_store(store_id: str, login: str) -> None:
    member = new_member("a", "novakova", KEYS.public, DATABASE_KEY)
    assert unsealed(header("a", member), member, "novakova", KEYS) == DATABASE_KEY
    with pytest.raises(HeaderTampered):
        unsealed(header(store_id, member), member, login, KEYS)


@given(st.text())
def test_the_canonical_form_of_a_login_is_its_own_canonical_form(login: str) -> None:
    assert canonical(canonical(login)) == canonical(login)
