"""The clients: one's own or all, found as one types; at the bottom of every other screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from kp_tui.desk import Desk
from kp_tui.domain import czech
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen
from kp_tui.store.client_lists import place_of
from kp_tui.store.clients import ClientKey, ClientRow, Wanted
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.intake import take_first_contact
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Align, Column, Rows
from kp_tui.widgets.rows_messages import Chosen, Failed, Moved


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
    """F3: type a few letters, Enter opens the card, or starts the timer where F4 asked for it.

    The client under the cursor is the current one: what F2 and F5 do is what the eye is on.
    """

    CSS_PATH = style("clients")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("down", "move(1)", N_("Row down"), "clients.down"),
        key("up", "move(-1)", N_("Row up"), "clients.up"),
        key("pagedown", "move(15)", N_("Page down"), "clients.page_down"),
        key("pageup", "move(-15)", N_("Page up"), "clients.page_up"),
        key(
            "slash,ú",
            "search_here",
            N_("Search"),
            "clients.search",
            N_("A few letters of the name, the mark or the birth year"),
        ),
        key(
            "m",
            "turn",
            N_("Mine or all"),
            "clients.turn",
            N_("Your own clients, or everybody, those who have ended too"),
        ),
        key("n", "new", N_("New client"), "client.new", N_("Write down a new client or applicant")),
        key("e", "edit", N_("Edit the client"), "client.edit", N_("Change what is written about the client")),
        key(
            "i",
            "take_in",
            N_("First contact"),
            "client.intake",
            N_("Somebody turns to the service: take them in, named or anonymous"),
        ),
        key(
            "c",
            "open_case",
            N_("Case"),
            "case.open",
            N_("How the client's case stands, and what to write down in it"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._mine = True
        self._starting_timer = False
        self._before_search: ClientRow | None = None

    def body(self) -> ComposeResult:
        """The search line over the list."""
        with Horizontal(classes="search-line"):
            yield Static(id="view", markup=False)
            yield LineInput(id="search", placeholder=_("F3: name, mark or birth year"), compact=True)
        yield Rows[ClientKey, ClientRow](client_columns(), empty=_("Nobody found."), numbered=True)

    async def on_screen_resume(self) -> None:
        """Read the figures anew; the cursor stands on the current client."""
        await self.point_at_current()
        if not self._search.has_focus:
            self.set_focus(self._rows)

    async def point_at_current(self) -> None:
        """Put the cursor on the current client: in the rows that are shown, among one's own, or among all."""
        current = self.desk.client
        for searched, mine in ((True, self._mine), (False, True), (False, False)):
            self._mine = mine
            if not searched:
                self._empty_search()
            await self._show(current)
            row = self._rows.row
            if row is not None and (current is None or row.id == current.id):
                return

    async def search(self, *, starting_timer: bool) -> None:
        """Make ready to find a client; the chosen one opens, or starts the timer (F4)."""
        self._starting_timer = starting_timer
        self._before_search = self.desk.client
        self._empty_search()
        self.set_focus(self._search)
        await self.point_at_current()

    @on(Input.Changed, "#search")
    async def find(self, event: Input.Changed) -> None:
        """List whom the letters find; letters that newer ones have overtaken find nobody."""
        if event.value == event.input.value:
            await self._show()

    @on(Input.Submitted, "#search")
    async def choose_found(self) -> None:
        """Choose the row under the cursor from within the search line."""
        await self._rows.choose()

    @on(Moved)
    def make_current(self, event: Moved[ClientKey, ClientRow]) -> None:
        """The client under the cursor is the current one, while one looks at the list."""
        on_top = self.app.screen is self  # `is_current` is true of the screen below as well
        if on_top and event.row == self._rows.row:
            self.desk.client = event.row

    @on(Chosen)
    async def open_client(self, event: Chosen[ClientKey, ClientRow]) -> None:
        """Open the client's card, or start the timer for the client."""
        if self._starting_timer:
            await self.ways.timing.switch(event.row.id)
            await self._done_searching()
            self.say(_("The timer runs for {mark}.").format(mark=event.row.mark))
        else:
            self.set_focus(self._rows)
            await self.ways.to_client(event.row.id)

    @on(Failed)
    def say_failure(self, event: Failed) -> None:
        """Show why a page could not be read."""
        self.complain(event.error)

    async def action_move(self, steps: int) -> None:
        """Move in the list while the search line has the focus."""
        await self._rows.move(steps)

    def action_search_here(self) -> None:
        """Go to the search line, as F3 does from everywhere."""
        self.set_focus(self._search)

    async def action_turn(self) -> None:
        """Turn between one's own clients and all."""
        self._mine = not self._mine
        self._empty_search()
        await self._show(self.desk.client)

    async def action_back(self) -> None:
        """Leave the search as if it had not been; the list itself is at the bottom."""
        if self._search.has_focus and self._before_search is not None:
            self.desk.client = self._before_search
        await self._done_searching()

    async def action_new(self) -> None:
        """Write down a new client or applicant."""
        await self.ways.to_new_client()

    async def action_edit(self) -> None:
        """Change the client under the cursor."""
        client = self._rows.row
        if client is not None:
            await self.ways.to_client_form(client.id)

    async def action_take_in(self) -> None:
        """Take somebody in who turns to the service."""
        await self.ways.to_sheet(take_first_contact.name)

    async def action_open_case(self) -> None:
        """Open the case of the client under the cursor."""
        client = self._rows.row
        if client is not None:
            await self.ways.to_case(client.id)

    @property
    def _rows(self) -> Rows[ClientKey, ClientRow]:
        return self.query_one(Rows)

    @property
    def _search(self) -> LineInput:
        return self.query_one("#search", LineInput)

    async def _done_searching(self) -> None:
        self._starting_timer = False
        self._empty_search()
        self.set_focus(self._rows)
        await self.point_at_current()

    def _empty_search(self) -> None:
        with self.prevent(Input.Changed):
            self._search.value = ""

    async def _show(self, keep: ClientRow | None = None) -> None:
        """Read the list or the search, with the cursor on a client where it is among the rows."""
        words = czech.words(self._search.value)
        self._name_view()
        place = None if keep is None else self._place(keep)
        with self.refusals_shown():
            wanted = Wanted(words, mine=self._mine and not words)
            await self._rows.show(ClientSource(self.desk, wanted), keep=place)

    def _place(self, client: ClientRow) -> ClientKey:
        """Where a client stands in the list that is shown."""
        rows = self._rows
        if rows.row is not None and rows.key is not None and rows.row.id == client.id:
            return rows.key
        return place_of(client, Wanted(mine=self._mine))

    def _name_view(self) -> None:
        view = _("My clients") if self._mine else _("All clients")
        title = _("Timer for whom?") if self._starting_timer else view
        self.query_one("#view", Static).update(title)


def client_columns() -> list[Column[ClientRow]]:
    """What a line of the list says."""
    return [
        Column(_("Mark"), lambda row: row.mark, 9),
        Column(_("Name"), lambda row: row.full_name or _("anonymous"), 20, grow=2),
        Column(_("State"), lambda row: word(row.state), 9),
        Column(_("Key w."), lambda row: row.key_worker, 11, grow=1, optional=True),
        Column(_("Last event"), lambda row: short_day_text(row.last_event), 12, optional=True),
        Column(_("Units"), lambda row: str(row.units), 5, align=Align.RIGHT),
    ]
