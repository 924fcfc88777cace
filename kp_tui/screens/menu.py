"""F9: everything that can be done, searchable; made of the bindings, so that it cannot drift from them."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from kp_tui import help as manual
from kp_tui.domain import czech
from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.abbreviations import AbbreviationsScreen
from kp_tui.screens.absences import AbsencesScreen
from kp_tui.screens.calm import CalmScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.goal_areas import GoalAreasScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.password import PasswordScreen
from kp_tui.screens.services import ServicesScreen
from kp_tui.screens.team import TeamScreen
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.abbreviations import list_abbreviations
from kp_tui.usecases.absences import list_absences
from kp_tui.usecases.client_forms import kept_client_form, new_client_form
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.duties import list_everybodys_duties, release_duty, release_plan_duty
from kp_tui.usecases.goal_areas import add_goal_area
from kp_tui.usecases.intake import take_first_contact
from kp_tui.usecases.services import add_service
from kp_tui.usecases.team import list_team
from kp_tui.widgets.key_lines import KeyLine, key_lines
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen

LEFT_OUT = frozenset({"back", "menu"})
OF_THE_LIST = ("client.intake", "client.new", "clients.turn")
LEADS_TO: Mapping[str, Sequence[UseCase[..., Any]]] = {
    "client.intake": [take_first_contact],
    "client.new": [new_client_form],
    "client.edit": [kept_client_form],
    "duty.release": [release_duty, release_plan_duty],
    "today.turn": [list_everybodys_duties],
}
"""Where some roles are refused, by the binding's id: it is not offered to them."""


_OF_THE_TEAM: Sequence[tuple[str, str, UseCase[..., Any], Callable[[], Screen[None]]]] = (
    (
        N_("Absences and my deputy"),
        N_("Who is away when; your own absence, and who stands in for you"),
        list_absences,
        AbsencesScreen,
    ),
    (
        N_("Deputies and absences"),
        N_("All key workers: their deputies, absences and cases, and handing cases over"),
        list_team,
        TeamScreen,
    ),
    (
        N_("Services and districts"),
        N_("What kind of service it is, how its cases find a key worker"),
        add_service,
        ServicesScreen,
    ),
    (
        N_("Goal areas"),
        N_("In what people ask for help: the list that goals are put into"),
        add_goal_area,
        GoalAreasScreen,
    ),
)
"""What a team keeps of itself, each with the use case whose permission it needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done."""

    label: str
    keys: str
    tooltip: str
    run: Callable[[], Awaitable[object]] = field(repr=False)

    def found_by(self, typed: str) -> bool:
        """Whether every typed word starts some word of it."""
        return czech.matches(typed, self.label, self.tooltip)


class MenuScreen(CalmScreen):
    """Type a word, Enter does it; `about` is the screen whose things are offered, None for the bare menu."""

    CSS_PATH = style("menu")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,f9", "back", N_("Back"), "back", shown=True, first=True),
        key("down", "move(1)", N_("Row down"), "menu.down"),
        key("up", "move(-1)", N_("Row up"), "menu.up"),
        key("pagedown", "move(15)", N_("Page down"), "menu.page_down"),
        key("pageup", "move(-15)", N_("Page up"), "menu.page_up"),
    ]

    def __init__(self, about: Screen[Any] | None = None) -> None:
        super().__init__()
        self._about = about
        self._entries: list[Entry] = []

    def heading(self) -> str:
        """What is chosen from."""
        return _("Menu")

    def column(self) -> ComposeResult:
        """What to search, and the list."""
        with Horizontal(classes="search-line"):
            yield Static(self.heading(), markup=False)
            yield LineInput(id="search", placeholder=_("what do you want to do?"), compact=True)
        yield self.rows()

    def rows(self) -> Rows[int, Entry]:
        """The list."""
        return Rows[int, Entry](_columns(), empty=_("Nothing found."), header=False)

    async def on_mount(self) -> None:
        """Everything, until a letter is typed."""
        self.query_one("#search").focus()
        self._entries = self.entries()
        await self._show("")

    @on(Input.Changed, "#search")
    async def search(self, event: Input.Changed) -> None:
        """Leave what the typed words find."""
        await self.searched(event.value)

    @on(Input.Submitted, "#search")
    async def choose_found(self) -> None:
        """Enter in the search field does what the cursor stands on."""
        await self.query_one(Rows).choose()

    @on(Chosen)
    def choose(self, event: Chosen[int, Entry]) -> None:
        """Close the menu, then do it: from the app, as a key would."""
        if self._about is not None:
            self.app.pop_screen()
        self.app.call_later(self._run, event.row)

    async def action_move(self, steps: int) -> None:
        """Move in the list while the search line has the focus."""
        await self.query_one(Rows).move(steps)

    async def _run(self, entry: Entry) -> None:
        try:
            await entry.run()
        except KpError as error:
            self.kp.complain(error)

    async def searched(self, typed: str) -> None:
        """Leave what the typed words find."""
        await self._show(typed)

    async def _show(self, typed: str) -> None:
        found = [(place, entry) for place, entry in enumerate(self._entries) if entry.found_by(typed)]
        found.sort(key=lambda numbered: not czech.matches(typed, numbered[1].label))
        await self.query_one(Rows).show(ListSource(found))

    def entries(self) -> list[Entry]:
        """What the screen does, what has no key, and last what the focused widget does."""
        lines = key_lines(self._about) if self._about is not None else []
        offered = [line for line in lines if line.binding.id not in LEFT_OUT and self._may(line.binding.id)]
        here = [self._entry(line) for line in offered if line.node is self._about]
        of_widgets = [self._entry(line) for line in offered if line.node is not self._about]
        return [*here, *self._of_the_list(), *self._always(), *of_widgets]

    def _entry(self, line: KeyLine) -> Entry:
        run = partial(self.app.run_action, line.binding.action, line.node)
        return Entry(line.label, ", ".join(line.keys), line.tooltip, run)

    def _of_the_list(self) -> Iterator[Entry]:
        """What is done in the list of clients, from anywhere."""
        if self._about is None or isinstance(self._about, ClientsScreen):
            return
        for binding in ClientsScreen.BINDINGS:
            if isinstance(binding, Binding) and binding.id in OF_THE_LIST and self._may(binding.id):
                run = partial(self._in_the_list, binding.action)
                yield Entry(_(binding.description), "", _(binding.tooltip), run)

    def _always(self) -> Iterator[Entry]:
        """What has no key."""
        if self._about is not None:
            for label, tooltip, run in self.kp.ways.paperwork.offered(self._about):
                yield Entry(label, "", tooltip, run)
        for label, tooltip, case, screen in _OF_THE_TEAM:
            if self.kp.desk.may(case):
                yield Entry(_(label), "", _(tooltip), partial(self._go, screen))
        if self.kp.desk.may(list_abbreviations):
            written_out = _("Your own, written out while you type")
            yield Entry(_("Abbreviations"), "", written_out, partial(self._push, AbbreviationsScreen))
        yield Entry(_("Change password"), "", _("Your own"), partial(self._push, PasswordScreen))
        yield Entry(_("Sign out"), "", _("Somebody else will sit here"), self.kp.sign_out)
        for chapter in manual.CHAPTERS:
            page = partial(HelpScreen, self._about, chapter)
            yield Entry(manual.title(chapter), "", _("Manual"), partial(self._push, page))

    async def _in_the_list(self, action: str) -> None:
        await self.kp.ways.to_clients()
        await self.app.run_action(action, self.app.screen)

    async def _go(self, screen: Callable[[], Screen[None]]) -> None:
        await self.kp.ways.push(screen())

    async def _push(self, screen: Callable[[], Screen[None]]) -> None:
        await self.app.push_screen(screen())

    def _may(self, binding_id: str | None) -> bool:
        cases = LEADS_TO.get(binding_id or "")
        return cases is None or any(map(self.kp.desk.may, cases))


def _columns() -> list[Column[Entry]]:
    return [
        Column("", lambda entry: entry.keys, 8),
        Column("", lambda entry: entry.label, 24, grow=1),
        Column("", lambda entry: entry.tooltip, 24, grow=2, optional=True),
    ]
