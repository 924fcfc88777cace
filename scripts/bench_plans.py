"""What sealing costs: 20,000 plans sealed and a word searched in them, beside bare AES-GCM of the same bytes.

Sealing and searching go through `vault/sealing.py`, in one run with the bare decryption by the same library.
"""

import json
import secrets
import time
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kp_tui.vault.sealing import Generation, Place, VaultKey, opened
from scripts.bench_rows import Figure

PLANS = 20_000
FIXED = 1.0  # seconds that the issue grants beside twice the bare decryption
WORD = "dluhová"
NONCE_BYTES = 12


def figures(plans: int = PLANS) -> list[Figure]:
    """Seconds of sealing and searching, and what both may take: 1 s and twice the bare decryption."""
    texts = [text(number) for number in range(plans)]
    bare = bare_decryption(texts)
    key = VaultKey.new("0" * 32, Generation(1, 1))
    start = time.perf_counter()
    sealed = [key.seal(_place(number), one) for number, one in enumerate(texts)]
    found = search(sealed, key, WORD)
    taken = time.perf_counter() - start
    assert len(found) == (plans + 99) // 100  # noqa: S101 -- a search that finds the wrong plans measures nothing
    return [Figure(f"seconds to seal {plans:,} plans and search a word", taken, FIXED + 2 * bare)]


def text(number: int) -> str:
    """A fictional plan as it is kept: two kilobytes, every hundredth one about debts."""
    about = "Dluhová poradna a splátkový kalendář. " if number % 100 == 0 else ""
    step = {"number": 2, "what": "zajít na úřad a požádat o dávku", "who": "klient", "due": "2026-12-05"}
    goal = {"number": 1, "text": "Chce bydlet ve svém.", "steps": [step] * 4}
    situation = about + f"Přišel o byt, spí u sestry, hledá práci. {number} " * 20
    return json.dumps({"situation": situation, "goals": [goal] * 2}, ensure_ascii=False)


def bare_decryption(texts: Sequence[str]) -> float:
    """Seconds that the plain decryption of the same bytes takes."""
    cipher = AESGCM(secrets.token_bytes(32))
    nonces = [number.to_bytes(NONCE_BYTES, "big") for number in range(len(texts))]
    kept = [cipher.encrypt(nonce, one.encode(), None) for nonce, one in zip(nonces, texts, strict=True)]
    start = time.perf_counter()
    for nonce, one in zip(nonces, kept, strict=True):
        cipher.decrypt(nonce, one, None)
    return time.perf_counter() - start


def search(sealed: Sequence[bytes], key: VaultKey, word: str) -> list[int]:
    """The plans in which a word stands, small, with a capital, or all in capitals."""
    keys, spelled = {key.generation: key}, (word.lower(), word.capitalize(), word.upper())
    texts = (opened(one, _place(number), keys, since=key.generation) for number, one in enumerate(sealed))
    return [number for number, one in enumerate(texts) if any(form in one for form in spelled)]


def _place(number: int) -> Place:
    return Place("plan_version", f"{number}:1", "body")
