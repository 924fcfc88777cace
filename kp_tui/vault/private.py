"""What a person seals for themselves: an unfinished text that nobody else reads or writes for them.

Anybody can seal for a public key, so the text is signed inside.
"""

import binascii
from base64 import b64decode, b64encode

from kp_tui.vault.keys import binding, seal, unseal
from kp_tui.vault.opened import Opened
from kp_tui.vault.sign import sign, verify

_SIGN = "sealed:"  # no JSON begins with it
_SIGNATURE_BYTES = 64


def is_sealed(body: str) -> bool:
    """Whether a text stands sealed."""
    return body.startswith(_SIGN)


def sealed(opened: Opened, place: tuple[str, ...], text: str) -> str:
    """`text` for the person alone, at this place only."""
    bound = _bound(opened, place)
    signature = sign(opened.keys, bound + text.encode())
    return _SIGN + b64encode(seal(signature + text.encode(), opened.keys.public.exchange, bound)).decode()


def opened(opened: Opened, place: tuple[str, ...], body: str) -> str | None:
    """A sealed text; None where it was sealed for other keys, by somebody else, or for another place."""
    bound = _bound(opened, place)
    try:
        signed = unseal(b64decode(body.removeprefix(_SIGN)), opened.keys, bound) or b""
    except (binascii.Error, ValueError):
        return None
    signature, text = signed[:_SIGNATURE_BYTES], signed[_SIGNATURE_BYTES:]
    whole = verify(opened.keys.public.signing, bound + text, signature)
    return text.decode() if whole else None


def _bound(opened: Opened, place: tuple[str, ...]) -> bytes:
    return binding("own text", opened.store_id, opened.login, *place)
