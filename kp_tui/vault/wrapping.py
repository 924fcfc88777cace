"""One person's slot: made under a password, opened with it, and told from nobody's."""

import secrets
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from kp_tui.vault import keys as crypto
from kp_tui.vault.errors import HeaderTampered, LoginUnusable
from kp_tui.vault.header import Header, Member, Slot
from kp_tui.vault.keys import SALT_BYTES, WRAPPED_BYTES, Cost, KeyPair, PublicKeys, binding
from kp_tui.vault.locks import core_turn

LONGEST_LOGIN = 100
PAPER = ""  # the paper key's login: nobody can have it


def canonical(login: str) -> str:
    """The one form of a login, however it was typed."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def usable(login: str) -> str:
    """The canonical form of a new login; `LoginUnusable` where nobody could type it."""
    login = canonical(login)
    if not login.isprintable() or not 0 < len(login) <= LONGEST_LOGIN:
        raise LoginUnusable(maximum=LONGEST_LOGIN)
    return login


def new_member(store_id: str, login: str, public: PublicKeys, database_key: bytearray) -> Member:
    """The database key sealed for the owner of the public keys."""
    sealed = crypto.seal(database_key, public.exchange, _sealed_for(store_id, login))
    return Member(exchange=public.exchange, signing=public.signing, sealed=sealed)


def new_slot(  # noqa: PLR0913 -- a slot binds exactly these together
    home: Path,
    store_id: str,
    login: str,
    password: str,
    keys: KeyPair,
    database_key: bytearray,
    cost: Cost,
    *,
    must_change: bool,
) -> Slot:
    """A slot for a person who was not there, or whose keys are new."""
    member = new_member(store_id, login, keys.public, database_key)
    salt, wrapped = wrap(home, store_id, login, password, keys, cost)
    return Slot(
        exchange=member.exchange,
        signing=member.signing,
        sealed=member.sealed,
        login=login,
        active=True,
        created_at=datetime.now(UTC),
        renewed_by_admin_at=None,
        must_change_password=must_change,
        cost=cost,
        salt=salt,
        wrapped=wrapped,
    )


def wrap(
    home: Path, store_id: str, login: str, password: str, keys: KeyPair, cost: Cost
) -> tuple[bytes, bytes]:
    """A new salt and `keys` wrapped under the password with it."""
    salt = secrets.token_bytes(SALT_BYTES)
    with core_turn(home):
        return salt, crypto.wrap(keys, password, salt, cost, _wrapped_for(store_id, login, keys.public))


def unwrap(home: Path, store_id: str, slot: Slot, password: str) -> KeyPair | None:
    """The keys in the slot; None where the password is wrong."""
    bound = _wrapped_for(store_id, slot.login, slot.public)
    with core_turn(home):
        return crypto.unwrap(slot.wrapped, password, slot.salt, slot.cost, bound)


def decoy(header: Header) -> Slot:
    """A slot that no password opens, for a login that nobody has: trying it takes as long as any other."""
    salt, wrapped = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(WRAPPED_BYTES)
    return replace(header.slots[0], salt=salt, wrapped=wrapped)


def unsealed(header: Header, member: Member, login: str, keys: KeyPair) -> bytearray:
    """The database key that was sealed for the owner of `keys`."""
    key = crypto.unseal(member.sealed or b"", keys, _sealed_for(header.store_id, login))
    if key is None:
        raise HeaderTampered
    return bytearray(key)


def _wrapped_for(store_id: str, login: str, public: PublicKeys) -> bytes:
    return binding("wrapped keys", store_id, login, public.exchange, public.signing)


def _sealed_for(store_id: str, login: str) -> bytes:
    return binding("database key", store_id, login)
