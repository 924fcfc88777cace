"""A timer that nobody stopped: its worker says when the work really ended (I12)."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from kp_tui.domain.errors import KpError
from kp_tui.domain.event_forms import end_typed
from kp_tui.locale import _
from kp_tui.locale.words import elapsed_text, error_text, moment_text
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.timers import RunningTimer, TimerChanged, confirm_end
from kp_tui.widgets.field import Field


class ForgottenTimerScreen(DeskScreen):
    """Asks for the true end; until it is known nothing counts, and Esc leaves it for later."""

    CSS_PATH = style("forgotten_timer")

    def __init__(self, running: RunningTimer) -> None:
        super().__init__()
        self._forgotten = running

    def body(self) -> ComposeResult:
        """What ran, the question, the answer as it is understood."""
        yield Static(self._question(), id="question", markup=False)
        yield Field(_("The true end"), LineInput(id="end", placeholder="16:30"))
        yield Static(id="understood", markup=False)
        yield Static(
            _("Esc leaves it for later; until then it counts for nothing."), id="later", markup=False
        )

    def on_mount(self) -> None:
        """Straight to the answer."""
        self.set_focus(self.query_one("#end"))

    def _question(self) -> str:
        client = self._forgotten.client
        return _(
            "The timer for {client} has been running since {start}, and nobody stopped it.\n\n"
            "When did the work really end? Write the time, for example 16:30, or how long it took: 1h25."
        ).format(
            client=f"{client.mark} {client.full_name}".strip(),
            start=moment_text(self._forgotten.timer.started_at),
        )

    @on(Input.Changed, "#end")
    def show_understood(self, event: Input.Changed) -> None:
        """Show the end that the typed text means."""
        self.query_one("#understood", Static).update(self._understood(event.value))

    def _understood(self, typed: str) -> str:
        if not typed.strip():
            return ""
        try:
            end = self._end(typed)
        except KpError as error:
            return error_text(error)
        length = elapsed_text(end - self._forgotten.timer.started_at)
        return _("{end}, after {length} hours").format(end=moment_text(end), length=length)

    @on(Field.Finished)
    async def confirm(self) -> None:
        """Stop the timer at that end, and write up."""
        try:
            await self._confirm()
        except TimerChanged:
            await self.ways.timing.look()
            raise

    async def _confirm(self) -> None:
        end = self._end(self.query_one("#end", LineInput).value)
        draft_id = await self.desk.perform(confirm_end, self._forgotten.timer.id, end)
        await self.ways.timing.write_up(draft_id)

    def _end(self, typed: str) -> datetime:
        return end_typed(typed, self._forgotten.timer.started_at, self.desk.now())
