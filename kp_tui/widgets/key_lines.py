"""What the keys do on a screen now, read from its bindings: no list of keys is ever kept beside them."""

from dataclasses import dataclass, replace
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.dom import DOMNode
from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.widgets.key_names import key_text


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One thing that can be done: its keys, its name, and whose action it is."""

    keys: tuple[str, ...]
    binding: Binding
    node: DOMNode

    @property
    def label(self) -> str:
        """What it is called."""
        return _(self.binding.description)

    @property
    def tooltip(self) -> str:
        """What it does; empty where the name says it all."""
        says_more = self.binding.tooltip not in ("", self.binding.description)
        return _(self.binding.tooltip) if says_more else ""


def key_lines(screen: Screen[Any]) -> list[KeyLine]:
    """What can be done, the focused widget's things first; Textual's own keys have no id and are left out."""
    lines: dict[tuple[DOMNode, str], KeyLine] = {}
    for node, binding in _in_order(screen):
        line = lines.setdefault((node, binding.action), KeyLine((), binding, node))
        lines[node, binding.action] = replace(line, keys=(*line.keys, key_text(binding)))
    return list(lines.values())


def _in_order(screen: Screen[Any]) -> list[tuple[DOMNode, Binding]]:
    """The bindings that work now as they were declared; Textual's own order depends on who else has a key."""
    chain = list((screen.focused or screen).ancestors_with_self)

    def declared(active: ActiveBinding) -> tuple[int, int, int]:
        known = [(binding.id, key) for key, binding in active.node._bindings]
        ids = [known_id for known_id, _key in known]
        here = (active.binding.id, active.binding.key)
        key_place = known.index(here) if here in known else len(known)  # a remapped key is not declared
        return chain.index(active.node), ids.index(active.binding.id), key_place

    ours = [active for active in screen.active_bindings.values() if active.binding.id and active.enabled]
    return [(active.node, active.binding) for active in sorted(ours, key=declared)]
