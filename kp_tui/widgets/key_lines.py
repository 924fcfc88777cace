"""What the keys do on a screen now, read from its bindings: no list of keys is ever kept beside them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from kp_tui.locale import _
from kp_tui.widgets.key_names import key_text

Bound = tuple[DOMNode, Binding]


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
    """What can be done, the focused widget's things first and each widget's in the order it declares them."""
    lines: dict[tuple[DOMNode, str], KeyLine] = {}
    for node, binding in sorted(_working(screen).values(), key=_declared(screen)):
        line = lines.setdefault((node, binding.action), KeyLine((), binding, node))
        lines[node, binding.action] = replace(line, keys=(*line.keys, key_text(binding)))
    return list(lines.values())


def lines_to_read(screen: Screen[Any]) -> list[KeyLine]:
    """The same for reading: what only this screen does, what its widgets do, what every screen does."""
    common = {binding.id for binding in _frame(screen).__dict__["BINDINGS"] if isinstance(binding, Binding)}

    def place(line: KeyLine) -> int:
        if line.node is not screen:
            return 1
        return 2 if line.binding.id in common else 0

    return sorted(key_lines(screen), key=place)


def _frame(screen: Screen[Any]) -> type:
    """The class that gives a screen the keys of all screens of its sort."""
    kinds = [kind for kind in type(screen).__mro__ if issubclass(kind, Screen)]
    ours = [kind for kind in kinds if not kind.__module__.startswith("textual.")]
    return [kind for kind in ours if kind.__dict__.get("BINDINGS")][-1]


def _working(screen: Screen[Any]) -> dict[str, Bound]:
    """What each key does, ours only, as far as the screen `offers` it to the person.

    Textual's keys have no id and stand before ours in `Screen.active_bindings`, where a line of text answers
    ↑ and ↓ with a scrolling that it then leaves to others.
    """
    working: dict[str, Bound] = {}
    offers = getattr(screen, "offers", lambda _action: True)
    for node, bindings in screen._modal_binding_chain:
        for key, binding in bindings:
            taken = key in working and (working[key][1].priority or not binding.priority)
            works = offers(binding.action) and screen.app._check_action_state(binding.action, node)
            if binding.id and not taken and works:
                working[key] = node, binding
    return working


def _declared(screen: Screen[Any]) -> Callable[[Bound], tuple[int, int, int]]:
    """Where a binding stands; a remapped key comes after those that the widget declares."""
    chain = list((screen.focused or screen).ancestors_with_self)

    def place(bound: Bound) -> tuple[int, int, int]:
        node, binding = bound
        known = [(declared.id, key) for key, declared in node._bindings]
        here = (binding.id, binding.key)
        ids = [known_id for known_id, _key in known]
        return chain.index(node), ids.index(binding.id), known.index(here) if here in known else len(known)

    return place
