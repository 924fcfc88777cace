"""What all screens of a signed-in person share: the frame, and the keys that work everywhere."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from kp_tui.desk import Desk
from kp_tui.domain.errors import N_
from kp_tui.domain.timers import Phase
from kp_tui.screens.telling import Telling
from kp_tui.widgets.desk_bar import DeskBar
from kp_tui.widgets.key_bar import KeyBar
from kp_tui.widgets.keys import key
from kp_tui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from kp_tui.screens.ways import Ways


class DeskScreen(Telling):
    """A screen at the desk: a bar that says who and for how long, the body, a line for words, the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("f1", "help", N_("Help"), "help", N_("Help for what has the focus"), shown=True, first=True),
        key(
            "f2",
            "new_event",
            N_("Write up"),
            "event.new",
            N_("Write up an event of the current client, afterwards"),
            shown=True,
            first=True,
        ),
        key(
            "f3,ctrl+f",
            "find_client",
            N_("Client"),
            "client.find",
            N_("Find a client"),
            shown=True,
            first=True,
        ),
        key(
            "f4",
            "switch_timer",
            N_("Switch"),
            "timer.switch",
            N_("Start the timer for another client; the running one becomes a draft"),
            shown=True,
            first=True,
        ),
        key(
            "f5",
            "toggle_timer",
            N_("Time"),
            "timer.toggle",
            N_("Start the timer for the current client; stop it and write up"),
            shown=True,
            first=True,
        ),
        key(
            "f6",
            "plan",
            N_("Plan"),
            "plan.open",
            N_("The individual plan of the current client"),
            shown=True,
            first=True,
        ),
        key(
            "f8",
            "today",
            N_("Today"),
            "today",
            N_("Drafts, what does not count yet, the month so far"),
            shown=True,
            first=True,
        ),
        key("f9", "menu", N_("Menu"), "menu", N_("Everything there is, searchable"), shown=True, first=True),
        key(
            "ctrl+t",
            "phase('direct')",
            N_("Direct work"),
            "timer.direct",
            N_("The running time is direct work"),
            first=True,
        ),
        key(
            "ctrl+r",
            "phase('preparation')",
            N_("Preparation"),
            "timer.preparation",
            N_("The running time is preparation"),
            first=True,
        ),
        key(
            "ctrl+n",
            "phase('write_up')",
            N_("Writing up"),
            "timer.write_up",
            N_("The running time is writing up"),
            first=True,
        ),
        key(
            "ctrl+p",
            "phase('pause')",
            N_("Pause"),
            "timer.pause",
            N_("Pause the running time, and go on"),
            first=True,
        ),
        key("ctrl+l", "lock", N_("Lock"), "lock", N_("Lock the desk; what is typed is kept"), first=True),
        key("ctrl+q", "quit_desk", N_("Quit"), "quit", N_("Quit"), first=True),
        key("escape", "back", N_("Back"), "back", N_("Back")),
    ]

    def compose(self) -> ComposeResult:
        """The frame around `body`."""
        yield DeskBar(self.desk)
        yield from self.body()
        yield MessageLine()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """What this screen is about."""
        yield Widget()

    @property
    def ways(self) -> "Ways":
        """The ways between screens."""
        return self.kp.ways

    @property
    def desk(self) -> Desk:
        """The signed-in session and what lies on the desk."""
        return self.kp.desk

    async def leave(self) -> None:
        """Make ready to be left: a changed form becomes a draft."""

    async def action_back(self) -> None:
        """Go back to the screen before."""
        await self.ways.back()

    async def action_find_client(self) -> None:
        """Go to the client list, ready to search."""
        await self.ways.to_clients()

    async def action_new_event(self) -> None:
        """Write up an event of the current client."""
        await self.ways.to_new_event()

    async def action_toggle_timer(self) -> None:
        """Start the timer for the current client, or stop it and write up."""
        await self.ways.timing.toggle()

    async def action_switch_timer(self) -> None:
        """Pick a client and start the timer for them; the running one becomes a draft."""
        await self.ways.to_clients(starting_timer=True)

    async def action_phase(self, phase: str) -> None:
        """Change what the running time is spent on."""
        await self.ways.timing.change_phase(Phase(phase))

    async def action_plan(self) -> None:
        """Open the plan of the current client."""
        await self.ways.planning.to_plan(self.ways.current())

    async def action_today(self) -> None:
        """Show today."""
        await self.ways.to_today()

    async def action_menu(self) -> None:
        """Open the menu of everything."""
        await self.ways.to_menu(self)
