"""An open store as the session holds it."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kp_tui.vault.keys import KeyPair
from kp_tui.vault.sealing import Generation, VaultKey


@dataclass(slots=True, repr=False, eq=False)
class Opened:
    """The keys that a session holds until it is locked.

    `login` is empty where the paper key opened the store. `sequence` is the header's number as of this
    session's last look, which the database keeps as well. `failures` counts the wrong passwords since the
    last right one. `vaults` are the vault keys that were unsealed meanwhile: each costs a third of a
    millisecond, and what is granted is asked of the store every time.
    """

    database: Path
    store_id: str
    login: str
    keys: KeyPair
    database_key: bytearray
    sequence: int
    failures: int = 0
    must_change_password: bool = False
    vaults: dict[Generation, VaultKey] = field(default_factory=dict)

    def forget(self) -> None:
        """Overwrite the database key and let all other keys go; what Python copied meanwhile stays."""
        self.database_key[:] = bytes(len(self.database_key))
        self.vaults.clear()
        with suppress(AttributeError):
            del self.keys

    def __repr__(self) -> str:
        return "Opened(…)"
