"""The file `kp.keys`: who can open the store, and the proof that only this program changed it."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kp_tui.vault import presence
from kp_tui.vault.errors import (
    HeaderDamaged,
    HeaderOlder,
    HeaderTampered,
    HeaderTooNew,
    NoStore,
    StoreExists,
)
from kp_tui.vault.files import plain_file_errors, replace_durably
from kp_tui.vault.keys import SALT_BYTES, SEALED_BYTES, WRAPPED_BYTES, Cost, PublicKeys, derive
from kp_tui.vault.locks import locked

VERSION = 1
NAME, COPY, exists = presence.NAME, presence.COPY, presence.exists
_LOCK = "kp.keys.lock"
_DIGEST_BYTES = 32
_NO_DIGEST = bytes(_DIGEST_BYTES)

Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
Wrapped = Annotated[bytes, msgspec.Meta(min_length=WRAPPED_BYTES, max_length=WRAPPED_BYTES)]
Sealed = Annotated[bytes, msgspec.Meta(min_length=SEALED_BYTES, max_length=SEALED_BYTES)]
Login = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Slots = Annotated[list["Slot"], msgspec.Meta(min_length=1)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody's public keys and the database key sealed for them, None once they are shut out.

    The paper key is a member, too: whatever is sealed for people can be sealed for the paper in the safe.
    """

    exchange: Key
    signing: Key
    sealed: Sealed | None

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        return PublicKeys(self.exchange, self.signing)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Slot(Member, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person's way in: their private keys under the password, the database key under their public one."""

    login: Login
    active: bool
    created_at: Instant
    renewed_by_admin_at: Instant | None
    must_change_password: bool
    cost: Cost
    salt: Salt
    wrapped: Wrapped


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `kp.keys` holds; `sequence` grows by one with every change and stands in the database as well."""

    version: Literal[1]
    store_id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    database: Annotated[str, msgspec.Meta(pattern=r"^kp-[0-9]{4}\.db$")]
    sequence: Annotated[int, msgspec.Meta(ge=1)]
    slots: Slots
    paper: Member
    mac: Key = _NO_DIGEST
    checksum: Key = _NO_DIGEST

    def slot(self, login: str) -> Slot | None:
        """The slot of the person with this canonical login."""
        return next((slot for slot in self.slots if slot.login == login), None)

    def with_slot(self, changed: Slot) -> "Header":
        """This header with `changed` in place of the slot of the same login, or added."""
        others = [slot for slot in self.slots if slot.login != changed.login]
        return msgspec.structs.replace(self, slots=[*others, changed])

    def __repr__(self) -> str:
        return f"Header(sequence={self.sequence})"


Edit = Callable[[Header], Header]


class _AnyVersion(msgspec.Struct):
    version: int


def read(home: Path) -> Header:
    """The header as it stands, whole by its checksum; whether it is genuine only `check_mac` knows."""
    try:
        with plain_file_errors():
            data = (home / NAME).read_bytes()
    except FileNotFoundError as error:
        raise (HeaderDamaged if exists(home) else NoStore) from error
    return _decode(data)


def _decode(data: bytes) -> Header:
    try:
        if msgspec.json.decode(data, type=_AnyVersion).version > VERSION:
            raise HeaderTooNew
        header = msgspec.json.decode(data, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HeaderDamaged from error
    if not hmac.compare_digest(header.checksum, _checksum(header)):
        raise HeaderDamaged
    return header


def check_mac(header: Header, database_key: bytes | bytearray) -> None:
    """Refuse a header (`HeaderTampered`) that nobody with this database key wrote."""
    if not hmac.compare_digest(header.mac, _mac(header, database_key)):
        raise HeaderTampered


def refuse_older(sequence: int, known: int) -> None:
    """Refuse a header (`HeaderOlder`) whose number is below the `known` one, which the database keeps."""
    if sequence < known:
        raise HeaderOlder


def write_first(home: Path, header: Header, database_key: bytes | bytearray) -> Header:
    """Begin a store in a folder that holds none (`StoreExists`)."""
    with locked(home / _LOCK):
        if exists(home):
            raise StoreExists
        return _write(home, header, database_key)


def change(home: Path, database_key: bytes | bytearray, known: int, edit: Edit) -> Header:
    """Change the header as it stands now, so that two programs at once lose nothing of each other's.

    `known` is the number this session has seen: an older header is refused, as at sign-in.
    """
    with locked(home / _LOCK):
        header = read(home)
        check_mac(header, database_key)
        refuse_older(header.sequence, known)
        changed = msgspec.structs.replace(edit(header), sequence=header.sequence + 1)
        return _write(home, changed, database_key)


def _write(home: Path, header: Header, database_key: bytes | bytearray) -> Header:
    """Write the header, then its copy: at every moment one of the two is whole.

    The copy is the same, not the one before: an older one would be refused (`HeaderOlder`) and so could not
    replace a damaged header. What cannot be read again is never written.
    """
    header = msgspec.structs.replace(header, mac=_mac(header, database_key))
    header = msgspec.structs.replace(header, checksum=_checksum(header))
    data = msgspec.json.format(msgspec.json.encode(header), indent=2) + b"\n"
    _decode(data)
    replace_durably(data, home / NAME, home / COPY)
    return header


def _mac(header: Header, database_key: bytes | bytearray) -> bytes:
    key = derive(bytes(database_key), header.store_id.encode(), b"kp_tui header")
    bare = msgspec.structs.replace(header, mac=_NO_DIGEST, checksum=_NO_DIGEST)
    return hmac.digest(key, msgspec.json.encode(bare), "sha256")


def _checksum(header: Header) -> bytes:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(header, checksum=_NO_DIGEST))).digest()
