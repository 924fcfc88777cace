"""The clients: one's own or all, found as one types; at the bottom of every other screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from kp_tui.desk import Desk
from kp_tui.domain import czech
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.store.clients import ClientKey, ClientRow, Wanted
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.clients import list_clients
from kp_tui.widgets.rows import Align, Column, Rows
from kp_tui.widgets.rows_messages import Chosen, Failed


class ClientSource:
    """Pages of the list or the search, for the list widget."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk = desk
        self._wanted = wanted

    async def page(
        self, key: ClientKey | None, limit: int, *, back: bool
    ) -> Sequence[tuple[ClientKey, ClientRow]]:
        """See `Source.page`."""
        return await self._desk.perform(list_clients, self._wanted, key, limit, back=back)


class ClientsScreen(DeskScreen):
    """F3: type a few letters, Enter opens the card, or starts the timer where F4 asked for it."""

    CSS_PATH = style("clients")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", N_("Row down"), id="clients.down", show=False),
        Binding("up", "move(-1)", N_("Row up"), id="clients.up", show=False),
        Binding("pagedown", "move(15)", N_("Page down"), id="clients.page_down", show=False),
        Binding("pageup", "move(-15)", N_("Page up"), id="clients.page_up", show=False),
        Binding("slash,ú", "find_client", N_("Search"), id="clients.search", show=False),
        Binding("m", "turn", N_("Mine or all"), id="clients.turn", show=False),
        Binding("n", "new", N_("New client"), id="client.new", show=False),
        Binding("e", "edit", N_("Edit the client"), id="client.edit", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._mine = True
        self._starting_timer = False

    def body(self) -> ComposeResult:
        """The search line over the list."""
        with Horizontal(id="search-line"):
            yield Static(id="view", markup=False)
            yield LineInput(id="search", placeholder=_("name, mark or birth year"))
        yield Rows[ClientKey, ClientRow](client_columns(), empty=_("Nobody found."), numbered=True)

    async def on_mount(self) -> None:
        """Begin with one's own clients; with all of them where one has none."""
        await self._show()
        if self.query_one(Rows).row is None:
            await self.action_turn()
        self.query_one(Rows).focus()

    async def on_screen_resume(self) -> None:
        """Read the figures anew, when one comes back."""
        with self.refusals_shown():
            await self.query_one(Rows).reload()

    async def search(self, *, starting_timer: bool) -> None:
        """Make ready to find a client; the chosen one opens, or starts the timer (F4)."""
        self._starting_timer = starting_timer
        search = self.query_one("#search", LineInput)
        search.value = ""
        search.focus()
        self._name_view()

    @on(Input.Changed, "#search")
    async def find(self, event: Input.Changed) -> None:
        """List whom the letters find; letters that newer ones have overtaken find nobody."""
        if event.value == event.input.value:
            await self._show()

    @on(Input.Submitted, "#search")
    async def choose_found(self) -> None:
        """Choose the row under the cursor from within the search line."""
        await self.query_one(Rows).choose()

    @on(Chosen)
    async def open_client(self, event: Chosen[ClientKey, ClientRow]) -> None:
        """Open the client's card, or start the timer for the client."""
        with self.refusals_shown():
            if self._starting_timer:
                await self.ways.switch_timer(event.row.id)
                await self._done_searching()
                self.say(_("The timer runs for {mark}.").format(mark=event.row.mark))
            else:
                await self.ways.to_client(event.row.id)

    @on(Failed)
    def say_failure(self, event: Failed) -> None:
        """Show why a page could not be read."""
        self.complain(event.error)

    async def action_move(self, steps: int) -> None:
        """Move in the list while the search line has the focus."""
        await self.query_one(Rows).move(steps)

    async def action_turn(self) -> None:
        """Turn between one's own clients and all."""
        self._mine = not self._mine
        await self._show()

    async def action_back(self) -> None:
        """Leave the search."""
        await self._done_searching()

    async def action_new(self) -> None:
        """Write down a new client or applicant."""
        with self.refusals_shown():
            await self.ways.to_new_client()

    async def action_edit(self) -> None:
        """Change the client under the cursor."""
        client = self.query_one(Rows).row
        if client is not None:
            with self.refusals_shown():
                await self.ways.to_client_form(client.id)

    async def _done_searching(self) -> None:
        self._starting_timer = False
        self.query_one("#search", LineInput).value = ""
        await self._show()
        self.query_one(Rows).focus()

    async def _show(self) -> None:
        words = czech.words(self.query_one("#search", LineInput).value)
        self._name_view()
        with self.refusals_shown():
            wanted = Wanted(words, mine=self._mine and not words)
            await self.query_one(Rows).show(ClientSource(self.desk, wanted))

    def _name_view(self) -> None:
        view = _("My clients") if self._mine else _("All clients")
        title = _("Timer for whom?") if self._starting_timer else view
        self.query_one("#view", Static).update(title)


def client_columns() -> list[Column[ClientRow]]:
    """What a line of the list says."""
    return [
        Column(_("Mark"), lambda row: row.mark, 9),
        Column(_("Name"), lambda row: row.full_name or _("anonymous"), 20, grow=2),
        Column(_("State"), lambda row: word(row.state), 8),
        Column(_("Key worker"), lambda row: row.key_worker, 10, grow=1),
        Column(_("Last event"), lambda row: short_day_text(row.last_event), 12, optional=True),
        Column(_("Units"), lambda row: str(row.units), 6, align=Align.RIGHT),
    ]
