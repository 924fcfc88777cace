"""Texts in a vault are signed by who wrote them, whoever has the vault's key beside them.

The signature stands over the words and not over their sealed form: a client whose texts move to a vault of
their own keeps every author's. Before the words stand random letters that nobody knows without the vault's
key, so that a guess at the words cannot be tried at the signature.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kp_tui.vault.errors import TextMoved
from kp_tui.vault.keys import KeyPair, binding
from kp_tui.vault.sealing import Place
from kp_tui.vault.sign import sign, verify

_LETTERS = 22  # of `token_urlsafe`: 128 bits


@dataclass(frozen=True, slots=True)
class Written:
    """What a row says of its text: where it stands, about whom, who wrote it, for whom and when."""

    store_id: str
    place: Place
    client_id: int
    author_id: int
    acting_for: int | None
    at: datetime

    def signed(self, keys: KeyPair, text: str) -> tuple[str, bytes]:
        """The text as it is sealed, and its author's signature."""
        salted = secrets.token_urlsafe(16) + text
        return salted, sign(keys, self._bound(salted))

    def refuse_unsigned(self, salted: str, signature: bytes, signing: Iterable[bytes]) -> None:
        """Raise `TextMoved` where the author, with one of these public keys, never signed it there."""
        if not any(verify(key, self._bound(salted), signature) for key in signing):
            raise TextMoved

    def _bound(self, salted: str) -> bytes:
        people = (str(one or "") for one in (self.client_id, self.author_id, self.acting_for))
        seconds = str(int(self.at.timestamp()))
        return binding("written text", self.store_id, *self.place, *people, seconds, salted)


def unsalted(salted: str) -> str:
    """The words of a text as it was sealed."""
    return salted[_LETTERS:]
