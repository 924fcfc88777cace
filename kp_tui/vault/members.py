"""Whose public keys they are: the one answer to whom a vault's key is sealed for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kp_tui.vault import header as header_file
from kp_tui.vault.errors import HeaderTampered
from kp_tui.vault.header import Slot
from kp_tui.vault.keys import PublicKeys
from kp_tui.vault.opened import Opened
from kp_tui.vault.wrapping import PAPER


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody's keys as `kp.keys` has them now; `renewed_at` says when an administrator made new ones.

    `temporary` says that whoever gave them their password knows it still.
    """

    public: PublicKeys
    active: bool = True
    temporary: bool = False
    renewed_at: datetime | None = None


def known(home: Path, opened: Opened) -> Mapping[str, Known]:
    """Everybody's keys by login, the paper key's under `PAPER`; raises the errors of a changed header.

    Whoever has the database key can write the file anew, but not so that the person finds others' keys
    under their own name (`HeaderTampered`).
    """
    header = header_file.read(home)
    header_file.check_mac(header, opened.database_key)
    header_file.refuse_older(header.sequence, opened.sequence)
    own = header.slot(opened.login)
    if own is not None and own.public != opened.keys.public:
        raise HeaderTampered
    return {PAPER: Known(header.paper.public), **{slot.login: _known(slot) for slot in header.slots}}


def _known(slot: Slot) -> Known:
    return Known(slot.public, slot.active, slot.must_change_password, slot.renewed_by_admin_at)
