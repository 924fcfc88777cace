"""One line for what the program has to say: the last thing done, or what went wrong."""

from textual.widgets import Static


class MessageLine(Static):
    """A sentence at a time; it stays until the next one, or until it is no longer true."""

    DEFAULT_CSS = """
    MessageLine { height: auto; min-height: 1; max-height: 3; }
    """

    def __init__(self) -> None:
        super().__init__("", id="message", markup=False)
        self._complaining = False

    def say(self, text: str) -> None:
        """Show what was done."""
        self._show(text, complaining=False)

    def complain(self, text: str) -> None:
        """Show what went wrong, marked by a sign as well as by colour."""
        self._show(f"! {text}", complaining=True)

    def forget_complaint(self) -> None:
        """Take back what went wrong: the person is mending it."""
        if self._complaining:
            self.say("")

    def _show(self, text: str, *, complaining: bool) -> None:
        self._complaining = complaining
        self.set_class(complaining, "complaint")
        self.update(text)
