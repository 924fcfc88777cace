"""What a key is called: as it stands on the keyboard, in signs that every terminal has."""

from textual.binding import Binding
from textual.keys import format_key

from kp_tui.domain.errors import N_
from kp_tui.locale import _

_NAMES = {
    "backspace": "Backspace",
    "delete": "Del",
    "down": "↓",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "home": "Home",
    "insert": "Ins",
    "left": "←",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "space": N_("Space"),
    "tab": "Tab",
    "up": "↑",
}


def key_text(binding: Binding) -> str:
    """A bound key as people call it: F3, ^S, Esc, Shift+Tab, n."""
    modifiers, key = binding.parse_key()
    name = _(_NAMES[key]) if key in _NAMES else format_key(key)
    if "ctrl" in modifiers:
        return f"^{name.upper()}"
    name = name if len(name) == 1 else name[:1].upper() + name[1:]
    return f"Shift+{name}" if "shift" in modifiers else name
