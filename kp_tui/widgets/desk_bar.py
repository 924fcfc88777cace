"""The line at the top: whose file lies on the desk, and how the running time stands."""

from collections.abc import Iterator
from datetime import timedelta

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from kp_tui.desk import Desk
from kp_tui.domain.text import shown
from kp_tui.domain.timers import Phase
from kp_tui.locale import _
from kp_tui.locale.words import elapsed_text, towards_next, towards_next_briefly, word
from kp_tui.widgets.rows_columns import cell, cells_in

RUNNING, PAUSED = "►", "║"
MINUTE = timedelta(minutes=1)
LATE = timedelta(seconds=0.05)  # a look must not come just before the minute it waits for
NAME_CELLS, MARK_CELLS = 20, 10  # what the time told at length, and told briefly, leaves to the client


class DeskBar(Widget):
    """Shows the desk; while a timer runs it paints itself once a minute, otherwise only when told."""

    ALLOW_SELECT = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._next_look: Timer | None = None

    def on_mount(self) -> None:
        """Start with what lies on the desk; look again whenever the screen comes to the front."""
        self.watch(self.screen, "stack_updates", self.look)

    def look(self) -> None:
        """Show the desk as it is now."""
        self.refresh()
        if self._next_look is not None:
            self._next_look.stop()
        on_top = self.app.screen is self.screen  # `is_current` is true of the screen below as well
        ticking = self._desk.timer is not None and on_top
        self._next_look = self.set_timer(self._to_next_minute(), self.look) if ticking else None

    def render(self) -> Content:
        """The client on the left, the time on the right."""
        if not self._desk.open:  # locked, and about to go
            return Content("")
        client, width = self._client_text(), self.size.width
        *longer, time = self._times()
        for text, wanted in zip(longer, (NAME_CELLS, MARK_CELLS), strict=False):
            if min(cells_in(client), wanted) + 1 + cells_in(text) <= width:
                time = text
                break
        return Content(f"{cell(client, max(width - cells_in(time) - 1, 0))} {time}")

    def _client_text(self) -> str:
        client = self._desk.client
        if client is not None:
            name = client.full_name or _("anonymous")
            return f"{client.mark} {name}"
        if self._desk.reaches_clients:
            return _("No client chosen: F3 finds one")
        return _("You reach no clients: your commands are kp worker, kp import, kp report")

    def _times(self) -> Iterator[str]:
        """What the right side says, at length and ever more briefly; who sits here where no timer runs."""
        running = self._desk.timer
        if running is None:
            yield shown(self._desk.person.full_name)
            return
        timer, now = running.timer, self._desk.now()
        sign = PAUSED if timer.phase is Phase.PAUSE else RUNNING
        of_another = self._desk.client is None or running.client.id != self._desk.client.id
        whose = f"{shown(running.client.mark)} " if of_another else ""
        elapsed = f"{sign} {whose}{word(timer.phase)} {elapsed_text(timer.total(timer.phase, now))}"
        yield f"{elapsed} · {towards_next(timer.worked(now), running.policy)}"
        yield f"{elapsed} · {towards_next_briefly(timer.worked(now), running.policy)}"
        yield elapsed

    def _to_next_minute(self) -> float:
        """Seconds until the phase or the time worked is a minute longer, whichever comes first."""
        running = self._desk.timer
        if running is None:
            return MINUTE.total_seconds()
        now = self._desk.now()
        lengths = (running.timer.total(running.timer.phase, now), running.timer.worked(now))
        return (min(MINUTE - length % MINUTE for length in lengths) + LATE).total_seconds()
