"""Text from people is hostile: cleaned when it is typed, pasted or imported, filtered again when shown."""

import re
import unicodedata

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _is_hidden(character: str) -> bool:
    """Whether a character acts on a terminal, or hides in a text, instead of standing in it.

    Controls (ESC, C1, DEL, NUL), lone surrogates, and all format characters: direction overrides, the byte
    order mark, soft hyphens, and zero-width joiners too, which no Czech text needs and which make two names
    that look the same differ.
    """
    return character != "\n" and unicodedata.category(character) in _HIDDEN


def _plain(character: str) -> str:
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return "" if _is_hidden(character) else character


def clean(text: str) -> str:
    """`text` as the store keeps it: NFC, lines ended by LF, one kind of space, nothing hidden. Idempotent."""
    lines = _LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", lines if lines.isprintable() else "".join(map(_plain, lines)))


def clean_line(text: str) -> str:
    """`text` cleaned for a field of one line: lines joined, single spaces, ends trimmed. Idempotent."""
    return " ".join(clean(text).split())


def shown(text: str) -> str:
    """`text` safe to render, whoever wrote it: `·` stands where `clean` would have dropped something."""
    if text.isprintable():
        return text
    return "".join("·" if _is_hidden(character) else character for character in text)
