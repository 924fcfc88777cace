"""The line of keys at the bottom: what the function keys do on this screen."""

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from kp_tui.locale import _


def key_labels(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys of a screen that ask to be shown, with their labels, in the order they were declared."""
    shown = [active.binding for active in screen.active_bindings.values() if active.binding.show]
    labels = {
        binding.action: (screen.app.get_key_display(binding), _(binding.description)) for binding in shown
    }
    return list(labels.values())


class KeyBar(Widget):
    """The screen's keys, painted anew only when what they do changes."""

    def on_mount(self) -> None:
        """Listen for changes of what the keys do."""
        self.screen.bindings_updated_signal.subscribe(self, self._paint)

    def _paint(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Key and label, side by side."""
        pairs = key_labels(self.screen)
        return Content.assemble(*(part for key, label in pairs for part in ((key, "bold"), f" {label} ")))
