"""The line of keys at the bottom: what the function keys do on this screen."""

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from kp_tui.locale import _


class KeyBar(Widget):
    """The screen's bindings that ask to be shown, in the order they were declared."""

    def on_mount(self) -> None:
        """Paint anew when what the keys do changes."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> RenderResult:
        """Key and label, side by side."""
        line = Text(no_wrap=True, overflow="crop")
        for key, label in key_labels(self.screen):
            line.append(key, "bold").append(f" {label} ")
        return line
