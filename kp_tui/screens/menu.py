"""F9: everything that can be done, searchable; made of the bindings, so that it cannot drift from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from kp_tui import help as manual
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens.abbreviations import AbbreviationsScreen
from kp_tui.screens.absences import AbsencesScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.goal_areas import GoalAreasScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.password import PasswordScreen
from kp_tui.screens.pick import Entry, PickScreen
from kp_tui.screens.services import ServicesScreen
from kp_tui.screens.team import TeamScreen
from kp_tui.usecases.abbreviations import list_abbreviations
from kp_tui.usecases.absences import list_absences
from kp_tui.usecases.client_forms import kept_client_form, new_client_form
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.duties import list_everybodys_duties, release_duty, release_plan_duty
from kp_tui.usecases.goal_areas import add_goal_area
from kp_tui.usecases.intake import take_first_contact
from kp_tui.usecases.services import add_service
from kp_tui.usecases.team import list_team
from kp_tui.widgets.key_lines import KeyLine, lines_to_read
from kp_tui.widgets.rows import Column

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


class MenuScreen(PickScreen):
    """Type a word, Enter does it; `about` is the screen whose things are offered, None for the bare menu."""

    NUMBERED = False

    def heading(self) -> str:
        """What is chosen from."""
        return _("Menu")

    def columns(self) -> list[Column[Entry]]:
        """The keys, what it is, what it does."""
        return [
            Column("", lambda entry: entry.keys, 8),
            Column("", lambda entry: entry.label, 24, grow=1),
            Column("", lambda entry: entry.tooltip, 24, grow=2, optional=True),
        ]

    def entries(self) -> list[Entry]:
        """What the screen does, what has no key, and last what the focused widget does."""
        lines = lines_to_read(self._about) if self._about is not None else []
        offered = [line for line in lines if line.binding.id not in LEFT_OUT and self._may(line.binding.id)]
        here = [self._entry(line) for line in offered if line.node is self._about]
        of_widgets = [self._entry(line) for line in offered if line.node is not self._about]
        return [*here, *self._of_the_list(), *self._always(), *of_widgets]

    def _entry(self, line: KeyLine) -> Entry:
        run = partial(self.app.run_action, line.binding.action, line.node)
        return Entry(line.label, run, ", ".join(line.keys), line.tooltip)

    def _of_the_list(self) -> Iterator[Entry]:
        """What is done in the list of clients, from anywhere."""
        if self._about is None or isinstance(self._about, ClientsScreen):
            return
        for binding in ClientsScreen.BINDINGS:
            if isinstance(binding, Binding) and binding.id in OF_THE_LIST and self._may(binding.id):
                run = partial(self._in_the_list, binding.action)
                yield Entry(_(binding.description), run, tooltip=_(binding.tooltip))

    def _always(self) -> Iterator[Entry]:
        """What has no key."""
        if self._about is not None:
            for label, tooltip, run in self.kp.ways.paperwork.offered(self._about):
                yield Entry(label, run, tooltip=tooltip)
        for label, tooltip, case, screen in _OF_THE_TEAM:
            if self.kp.desk.may(case):
                yield Entry(_(label), partial(self._go, screen), tooltip=_(tooltip))
        if self.kp.desk.may(list_abbreviations):
            written_out = _("Your own, written out while you type")
            yield Entry(_("Abbreviations"), partial(self._push, AbbreviationsScreen), tooltip=written_out)
        yield Entry(_("Change password"), partial(self._push, PasswordScreen), tooltip=_("Your own"))
        yield Entry(_("Sign out"), self.kp.sign_out, tooltip=_("Somebody else will sit here"))
        for chapter in manual.CHAPTERS:
            page = partial(HelpScreen, self._about, chapter)
            yield Entry(manual.title(chapter), partial(self._push, page), tooltip=_("Manual"))

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
