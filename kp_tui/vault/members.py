"""Whose public keys they are: the one answer to whom a vault's key is sealed for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kp_tui.vault import header as header_file
from kp_tui.vault.keys import PublicKeys
from kp_tui.vault.opened import Opened
from kp_tui.vault.wrapping import PAPER


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody's keys as `kp.keys` has them now; `renewed_at` says when an administrator made new ones."""

    public: PublicKeys
    active: bool
    renewed_at: datetime | None


def known(home: Path, opened: Opened) -> Mapping[str, Known]:
    """Everybody's keys by login, the paper key's under `PAPER`; raises the errors of a changed header."""
    header = header_file.read(home)
    header_file.check_mac(header, opened.database_key)
    header_file.refuse_older(header.sequence, opened.sequence)
    people = {slot.login: Known(slot.public, slot.active, slot.renewed_by_admin_at) for slot in header.slots}
    return {**people, PAPER: Known(header.paper.public, active=True, renewed_at=None)}
