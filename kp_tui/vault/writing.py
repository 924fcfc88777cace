"""Texts in a vault are signed by who wrote them, whoever has the vault's key beside them.

The signature stands over the words and not over their sealed form: a client whose texts move to a vault of
their own keeps every author's. Before the words stand random letters that nobody knows without the vault's
key, so that a guess at the words cannot be tried at the signature.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from kp_tui.vault.errors import TextMoved
from kp_tui.vault.keys import KeyPair, binding
from kp_tui.vault.sealing import Place
from kp_tui.vault.sign import sign, verify

_LETTERS = 22  # of `token_urlsafe`: 128 bits


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a text and when, as its row says."""

    store_id: str
    place: Place
    author_id: int
    at: datetime

    def signed(self, keys: KeyPair, text: str) -> tuple[str, bytes]:
        """The text as it is sealed, and its author's signature."""
        salted = secrets.token_urlsafe(16) + text
        return salted, sign(keys, self._bound(salted))

    def checked(self, salted: str, signature: bytes, signing: tuple[bytes, ...]) -> str:
        """The text; `TextMoved` where the author, with one of their public keys, never signed it there."""
        if not any(verify(key, self._bound(salted), signature) for key in signing):
            raise TextMoved
        return unsalted(salted)

    def _bound(self, salted: str) -> bytes:
        seconds = str(int(self.at.timestamp()))
        return binding("written text", self.store_id, *self.place, str(self.author_id), seconds, salted)


def unsalted(salted: str) -> str:
    """The words of a text as it was sealed."""
    return salted[_LETTERS:]
