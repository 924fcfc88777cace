"""A timer that nobody stopped: its worker says when the work really ended (I12)."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from kp_tui.domain.errors import KpError
from kp_tui.domain.event_forms import end_typed
from kp_tui.locale import _
from kp_tui.locale.words import error_text, moment_text
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.timers import RunningTimer, confirm_end


class ForgottenTimerScreen(DeskScreen):
    """Asks for the true end; until it is known nothing counts, and Esc leaves it for later."""

    CSS_PATH = style("forgotten_timer")

    def __init__(self, running: RunningTimer) -> None:
        super().__init__()
        self._forgotten = running

    def body(self) -> ComposeResult:
        """What ran, the question, the answer as it is understood."""
        yield Static(self._question(), markup=False)
        yield LineInput(id="end")
        yield Static(id="understood", markup=False)

    def on_mount(self) -> None:
        """Straight to the answer."""
        self.query_one("#end").focus()

    def _question(self) -> str:
        return _(
            "The timer for {mark} has been running since {start}, and nobody stopped it.\n"
            "Until its true end is known, it counts for nothing.\n\n"
            "When did the work really end? For example 16:30, or how long it took: 1h25."
        ).format(mark=self._forgotten.client.mark, start=moment_text(self._forgotten.timer.started_at))

    @on(Input.Changed, "#end")
    def show_understood(self, event: Input.Changed) -> None:
        """Show the end that the typed text means."""
        understood = ""
        if event.value.strip():
            try:
                understood = moment_text(self._end(event.value))
            except KpError as error:
                understood = error_text(error)
        self.query_one("#understood", Static).update(understood)

    @on(Input.Submitted, "#end")
    async def confirm(self, event: Input.Submitted) -> None:
        """Stop the timer at that end, and write up."""
        with self.refusals_shown():
            draft_id = await self.desk.perform(confirm_end, self._end(event.value))
            await self.ways.to_stopped_timer(draft_id)

    def _end(self, typed: str) -> datetime:
        return end_typed(typed, self._forgotten.timer.started_at, self.desk.now())
