"""A key on one line: what is pressed, what it does and what that is called."""

from textual.binding import Binding


def key(
    keys: str,
    action: str,
    label: str,
    name: str,
    tooltip: str = "",
    *,
    shown: bool = False,
    first: bool = False,
) -> Binding:
    """A binding known by its `name`: in the line of keys if `shown`, before what has the focus if `first`."""
    return Binding(keys, action, label, id=name, tooltip=tooltip, show=shown, priority=first)
