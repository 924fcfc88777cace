"""Opening the store and saying who may: one slot a person, and the paper key."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from kp_tui.domain.errors import Conflict
from kp_tui.vault import header as header_file
from kp_tui.vault import paper, throttle
from kp_tui.vault.errors import LoginTaken, NoSuchLogin, NotTheirPassword, WrongPaperKey, WrongPassword
from kp_tui.vault.files import plain_file_errors, refuse_network_folder
from kp_tui.vault.header import Edit, Header, Slot
from kp_tui.vault.keys import COST, DATABASE_KEY_BYTES, Cost, KeyPair, PublicKeys
from kp_tui.vault.opened import Opened
from kp_tui.vault.throttle import Moment
from kp_tui.vault.wrapping import (
    PAPER,
    canonical,
    decoy,
    new_member,
    new_slot,
    unsealed,
    unwrap,
    usable,
)

FIRST_DATABASE = "kp-0001.db"


def create_store(home: Path, login: str, password: str, cost: Cost = COST) -> tuple[Opened, str]:
    """Begin a store with its first person; the text is the paper key, to be shown once and kept nowhere."""
    login, keys, secret = usable(login), KeyPair.generate(), paper.generate()
    store_id, database_key = secrets.token_hex(16), bytearray(secrets.token_bytes(DATABASE_KEY_BYTES))
    with plain_file_errors():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    refuse_network_folder(home)
    slot = new_slot(home, store_id, login, password, keys, database_key, cost, must_change=False)
    header = Header(
        version=1,
        store_id=store_id,
        database=FIRST_DATABASE,
        sequence=1,
        slots=[slot],
        paper=new_member(store_id, PAPER, paper.keys(secret, store_id).public, database_key),
    )
    written = header_file.write_first(home, header, database_key)
    return _opened(home, written, login, keys, database_key), paper.written(secret)


def open_store(home: Path, login: str, password: str) -> Opened:
    """Open the store with a password; an unknown or deactivated login costs what a wrong password does.

    Raises `WrongPassword`, `Throttled`, `NoStore`, and the errors of a header that is damaged or was changed.
    """
    login, header = canonical(login), header_file.read(home)
    theirs = header.slot(login)
    failures = throttle.charge(home, login, Moment.now(), known=theirs is not None)
    slot = theirs if theirs and theirs.active else decoy(header)
    keys = unwrap(home, header.store_id, slot, password)
    if keys is None:
        raise WrongPassword
    opened = _opened(home, header, login, keys, unsealed(header, slot, login, keys))
    throttle.forgive(home, login)
    opened.failures, opened.must_change_password = failures, slot.must_change_password
    return opened


def open_with_paper(home: Path, paper_key: str) -> Opened:
    """Open the store with the paper key, so that an administrator's password can be reset."""
    secret, header = paper.read(paper_key), header_file.read(home)
    keys = paper.keys(secret, header.store_id)
    if keys.public != header.paper.public:
        raise WrongPaperKey
    return _opened(home, header, PAPER, keys, unsealed(header, header.paper, PAPER, keys))


def refuse_old_header(home: Path, opened: Opened, known: int) -> None:
    """Refuse (`HeaderOlder`) a header older than the `known` number, which the database keeps.

    The header is read again, after the database: what a colleague changes between the two is not mistaken
    for an old header.
    """
    header = header_file.read(home)
    header_file.check_mac(header, opened.database_key)
    header_file.refuse_older(header.sequence, known)
    opened.sequence = header.sequence


def add_slot(
    home: Path, opened: Opened, login: str, password: str, cost: Cost = COST, *, must_change: bool = True
) -> PublicKeys:
    """Let one more person in, with a password that is temporary unless `must_change` says otherwise."""
    login, keys = usable(login), KeyPair.generate()
    slot = new_slot(
        home, opened.store_id, login, password, keys, opened.database_key, cost, must_change=must_change
    )

    def add(header: Header) -> Header:
        if header.slot(login):
            raise LoginTaken
        return header.with_slot(slot)

    _change(home, opened, add)
    return keys.public


def change_password(home: Path, opened: Opened, old: str, new: str, cost: Cost = COST) -> None:
    """Wrap the person's own keys under a new password; the old one is asked for, throttled as at sign-in.

    Whoever gave out a temporary password may have kept the keys that it opens: the person gets others.
    """
    login, slot = opened.login, _existing(header_file.read(home), opened.login)
    throttle.charge(home, login, Moment.now(), known=True)
    if unwrap(home, opened.store_id, slot, old) is None:
        raise NotTheirPassword
    keys = KeyPair.generate() if slot.must_change_password else opened.keys
    rewrapped = new_slot(
        home, opened.store_id, login, new, keys, opened.database_key, cost, must_change=False
    )

    def rewrap(header: Header) -> Header:
        if header.slot(login) != slot:
            raise Conflict
        since = {"created_at": slot.created_at, "renewed_by_admin_at": slot.renewed_by_admin_at}
        return header.with_slot(replace(rewrapped, **since))

    _change(home, opened, rewrap)
    throttle.forgive(home, login)
    opened.keys, opened.must_change_password = keys, False


def confirm_password(home: Path, opened: Opened, password: str) -> int:
    """Prove that who types is who has signed in, throttled as at sign-in; gives the failures before.

    Raises `NotTheirPassword` and `Throttled`. Nothing is opened anew.
    """
    login, slot = opened.login, _existing(header_file.read(home), opened.login)
    failures = throttle.charge(home, login, Moment.now(), known=True)
    if unwrap(home, opened.store_id, slot, password) is None:
        raise NotTheirPassword
    throttle.forgive(home, login)
    return failures


def reset_password(home: Path, opened: Opened, login: str, temporary: str, cost: Cost = COST) -> PublicKeys:
    """Give a person new keys under a temporary password; a deactivated person is let in again.

    The old keys are gone, and with them the vaults they opened, until a colleague grants them again.
    """
    login, keys = canonical(login), KeyPair.generate()
    slot = new_slot(
        home, opened.store_id, login, temporary, keys, opened.database_key, cost, must_change=True
    )

    def reset(header: Header) -> Header:
        since = _existing(header, login).created_at
        return header.with_slot(replace(slot, created_at=since, renewed_by_admin_at=datetime.now(UTC)))

    _change(home, opened, reset)
    throttle.forgive(home, login)
    return keys.public


def deactivate_slot(home: Path, opened: Opened, login: str) -> None:
    """Shut a person out; their slot stays, so that nobody else gets the login."""

    def shut_out(header: Header) -> Header:
        return header.with_slot(replace(_existing(header, canonical(login)), active=False, sealed=None))

    _change(home, opened, shut_out)


def _existing(header: Header, login: str) -> Slot:
    if (slot := header.slot(login)) is None:
        raise NoSuchLogin
    return slot


def _change(home: Path, opened: Opened, edit: Edit) -> None:
    opened.sequence = header_file.change(home, opened.database_key, opened.sequence, edit).sequence


def _opened(home: Path, header: Header, login: str, keys: KeyPair, database_key: bytearray) -> Opened:
    header_file.check_mac(header, database_key)
    return Opened(home / header.database, header.store_id, login, keys, database_key, header.sequence)
