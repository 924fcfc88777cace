"""The line of keys at the bottom: what the function keys do on this screen."""

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from kp_tui.widgets.key_lines import key_lines

Labels = Sequence[tuple[str, str]]

ROOMY, PLAIN, TIGHT = (" ", "  "), (" ", " "), ("", " ")
SHORTEST = 3  # letters of a label that still tell which it is


def key_labels(screen: Screen[Any]) -> Labels:
    """The keys of a screen that ask to be shown, with their labels, in the order they were declared."""
    return [(line.keys[0], line.label) for line in key_lines(screen) if line.binding.show]


class KeyBar(Widget):
    """The screen's keys, painted anew only when what they do changes."""

    ALLOW_SELECT = False
    _labels: Labels = ()

    def on_mount(self) -> None:
        """Listen for changes of what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)
        self._look(self.screen)

    def render(self) -> Content:
        """Key and label, side by side; on a narrow terminal every label gives way a little, none vanishes."""
        return _laid_out(self._labels, self.size.width)

    def _look(self, screen: Screen[Any]) -> None:
        labels = key_labels(screen)
        if labels != self._labels:
            self._labels = labels
            self.refresh()


def _laid_out(labels: Labels, width: int) -> Content:
    for joint, gap in (ROOMY, PLAIN, TIGHT):
        if _needed(labels, joint, gap) <= width:
            return _line(labels, joint, gap)
    longest = max(len(label) for _key, label in labels)
    for length in range(longest, SHORTEST - 1, -1):
        labels = [(key, label[:length]) for key, label in labels]
        if _needed(labels, *TIGHT) <= width:
            break
    return _line(labels, *TIGHT)


def _needed(labels: Labels, joint: str, gap: str) -> int:
    return sum(len(key) + len(joint) + len(label) + len(gap) for key, label in labels) - len(gap)


def _line(labels: Labels, joint: str, gap: str) -> Content:
    """Where nothing stands between key and label, only a look tells them apart."""
    look = "bold" if joint else "reverse"
    parts = [part for key, label in labels for part in ((key, look), f"{joint}{label}{gap}")]
    return Content.assemble(*parts)
