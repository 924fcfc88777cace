"""What a person seals for themselves: an unfinished text that nobody else reads, whoever has the database."""

import binascii
from base64 import b64decode, b64encode

from kp_tui.vault.keys import binding, seal, unseal
from kp_tui.vault.opened import Opened

_SIGN = "sealed:"  # no JSON begins with it


def sealed(opened: Opened, row: str, text: str) -> str:
    """`text` for the person alone, at this row only."""
    sealed = seal(text.encode(), opened.keys.public.exchange, _bound(opened, row))
    return _SIGN + b64encode(sealed).decode()


def opened(opened: Opened, row: str, body: str) -> str | None:
    """A text as it was before it was sealed, if it was; None where it was sealed for other keys or moved."""
    if not body.startswith(_SIGN):
        return body
    try:
        text = unseal(b64decode(body.removeprefix(_SIGN)), opened.keys, _bound(opened, row))
    except (binascii.Error, ValueError):
        return None
    return None if text is None else text.decode()


def _bound(opened: Opened, row: str) -> bytes:
    return binding("own text", opened.store_id, opened.login, row)
