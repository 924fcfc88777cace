"""A day in a form: typed as in a diary, and shown beside it as it is understood."""

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from kp_tui.domain.errors import InvalidInput
from kp_tui.domain.sheets import day_of
from kp_tui.locale.words import day_text
from kp_tui.terminal.fields import LineInput
from kp_tui.widgets.field import Field

UNCLEAR = "?"


class DayField(Field):
    """A line for a day; `today` tells what "yesterday" means, `ahead` that it is the next such day."""

    DEFAULT_CSS = """
    DayField > Input { width: 16; }
    DayField > .day--understood { width: 1fr; height: 1; padding-left: 2; color: $text-muted; }
    """

    def __init__(
        self, label: str, control: LineInput, today: Callable[[], date], *, ahead: bool = False
    ) -> None:
        super().__init__(label, control)
        self._line = control
        self._today = today
        self._ahead = ahead

    def compose(self) -> ComposeResult:
        """The label, the line, the day."""
        yield from super().compose()
        yield Static(self._understood(), classes="day--understood", markup=False)

    @on(Input.Changed)
    def show_understood(self) -> None:
        """Show the day that is typed now."""
        self.query_one(".day--understood", Static).update(self._understood())

    def _understood(self) -> str:
        try:
            day = day_of(self._line.value, self._today(), ahead=self._ahead)
        except InvalidInput:
            return UNCLEAR
        return day_text(day) if day else ""
