"""One line for what the program has to say: the last thing done, or what went wrong."""

from textual.widgets import Static


class MessageLine(Static):
    """A sentence at a time; it stays until the next one."""

    def __init__(self) -> None:
        super().__init__("", id="message", markup=False)

    def say(self, text: str) -> None:
        """Show what was done."""
        self.remove_class("complaint")
        self.update(text)

    def complain(self, text: str) -> None:
        """Show what went wrong, marked by a sign as well as by colour."""
        self.add_class("complaint")
        self.update(f"! {text}")
