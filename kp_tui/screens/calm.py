"""What the screens share where nobody sits at the desk: one quiet column, a line for words, the keys."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kp_tui.domain.errors import N_
from kp_tui.screens.telling import Telling
from kp_tui.widgets.field import Field
from kp_tui.widgets.key_bar import KeyBar
from kp_tui.widgets.keys import key
from kp_tui.widgets.message_line import MessageLine

BOTTOM = 2  # screens: the app's own empty one, and the first


class CalmScreen(Telling):
    """A column in the middle: `heading`, `body`, and `finished` for Enter at its end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f1", "help", N_("Help"), "help", N_("Help for what has the focus"), shown=True, first=True),
        key("ctrl+l", "lock", N_("Lock"), "lock", N_("Lock the desk; what is typed is kept"), first=True),
        key("ctrl+q", "quit_desk", N_("Quit"), "quit", N_("Quit"), shown=True, first=True),
    ]
    _working = False

    def heading(self) -> str:
        """What the column is about, in a few words."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """The texts and the fields."""
        raise NotImplementedError

    async def finished(self) -> None:
        """What Enter in the last field does."""

    def compose(self) -> ComposeResult:
        """The desk where there is one, the column, the keys."""
        if self.kp.desk.open:
            from kp_tui.widgets.desk_bar import DeskBar

            yield DeskBar(self.kp.desk)
        yield from self.column()
        with Vertical(classes="foot"):
            yield MessageLine()
            yield KeyBar()

    def column(self) -> ComposeResult:
        """What stands between."""
        with VerticalScroll(can_focus=False, classes="calm"):
            yield Static(self.heading(), classes="heading", markup=False)
            yield from self.body()

    def typed(self, name: str) -> str:
        """What stands in the field of that name."""
        from kp_tui.terminal.fields import LineInput

        return self.query_one(f"#{name}", LineInput).value

    def work(self, told: str, work: Callable[[], Awaitable[None]]) -> None:
        """Say what takes a moment, paint that, then do it; a second Enter meanwhile is not heard."""
        if not self._working:
            self._working = True
            self.say(told)
            self.call_after_refresh(self._work, work)

    async def _work(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            with self.refusals_shown():
                await work()
        finally:
            self._working = False

    async def on_field_finished(self, event: Field.Finished) -> None:
        """Enter in the last field does what the screen is for."""
        event.stop()
        await self.finished()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be locked while nobody is signed in."""
        return self.kp.desk.open if action == "lock" else super().check_action(action, parameters)

    def action_back(self) -> None:
        """Back to the screen before, where there is one above the app's own empty one."""
        if len(self.app.screen_stack) > BOTTOM:
            self.app.pop_screen()
