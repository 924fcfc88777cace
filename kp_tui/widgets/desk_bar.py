"""The line at the top: whose file lies on the desk, and how the running time stands."""

from datetime import timedelta

from textual.content import Content
from textual.widget import Widget

from kp_tui.desk import Desk
from kp_tui.domain.text import shown
from kp_tui.domain.timers import Phase
from kp_tui.locale import _
from kp_tui.locale.words import elapsed_text, towards_next, word
from kp_tui.widgets.rows_columns import cell

RUNNING, PAUSED = "►", "║"
MINUTE = timedelta(minutes=1)


class DeskBar(Widget):
    """Shows the desk; while a timer runs it paints itself once a minute, otherwise only when told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._next_minute = None

    def on_mount(self) -> None:
        """Start with what lies on the desk."""
        self.look()

    def look(self) -> None:
        """Show the desk as it is now."""
        self.refresh()
        if self._next_minute is not None:
            self._next_minute.stop()
        self._next_minute = self.set_timer(self._to_next_minute(), self.look) if self._desk.timer else None

    def render(self) -> Content:
        """The client on the left, the time on the right."""
        time = self._time_text()
        client = cell(self._client_text(), max(self.size.width - len(time) - 1, 0))
        return Content(f"{client} {time}")

    def _client_text(self) -> str:
        client = self._desk.client
        if client is None:
            return _("No client chosen: F3 finds one")
        return shown(f"{client.mark} {client.full_name or _('anonymous')}")

    def _time_text(self) -> str:
        running = self._desk.timer
        if running is None:
            return self._desk.person.full_name
        now = self._desk.now()
        sign = PAUSED if running.timer.phase is Phase.PAUSE else RUNNING
        whose = (
            ""
            if self._desk.client and running.client.id == self._desk.client.id
            else f"{running.client.mark} "
        )
        elapsed = elapsed_text(running.timer.total(running.timer.phase, now))
        so_far = towards_next(running.timer.worked(now), running.policy)
        return f"{sign} {whose}{word(running.timer.phase)} {elapsed} · {so_far}"

    def _to_next_minute(self) -> float:
        running = self._desk.timer
        if running is None:
            return 60.0
        total = running.timer.total(running.timer.phase, self._desk.now())
        return (MINUTE - total % MINUTE).total_seconds() + 0.05
