"""Writing down a client or an applicant, and changing what is written."""

from typing import TypeVar, cast

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import KpError
from kp_tui.locale import _
from kp_tui.locale.words import age_text, error_text, short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.answers import NOBODY, no_yes, typed_line
from kp_tui.screens.both_versions import Answers
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.client_forms import OpenedClientForm, client_draft, rival_client_form, save_client
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.note import Note

T = TypeVar("T")

NAMING = ("surname", "name", "birth_date", "contacts")


class ClientFormScreen(FormScreen):
    """A person's details; a missing one is said where it is missing."""

    CSS_PATH = style("client_form")

    def __init__(self, opened: OpenedClientForm) -> None:
        super().__init__(drafted=opened.drafted)
        self._opened = opened

    def body(self) -> ComposeResult:
        """Who, what they are to the service, who is responsible, how to reach them."""
        form = self._opened.form
        yield Static(self._title(), classes="heading", markup=False)
        yield Field(_("Mark"), typed_line("mark", form.mark))
        yield Field(_("Anonymous"), Choice(no_yes(), form.anonymous, id="anonymous"))
        yield Field(_("Surname"), typed_line("surname", form.surname))
        yield Field(_("Name"), typed_line("name", form.name))
        yield Field(_("Birth date"), typed_line("birth_date", form.birth_date, "5. 11. 1980"))
        yield Static(id="born", markup=False)
        if self._opened.client_id is None:
            yield from self._taken_over(form)
        yield Field(_("Contacts"), Note(form.contacts, id="contacts"), classes="note")

    def _taken_over(self, form: ClientForm) -> ComposeResult:
        """What only a new case is asked: later it changes by what happens in the case."""
        if len(self._opened.services) > 1:
            yield Field(_("Service"), Choice(self._services(), form.service_id, id="service"))
        yield Field(_("State"), Choice(_states(), form.state, id="state"))
        yield Field(_("Key worker"), Choice(self._key_workers(), form.key_worker_id, id="key_worker"))

    def on_mount(self) -> None:
        """Put the cursor where it was, or into the first thing to type."""
        self.begin(self._opened.form, "surname" if self._opened.form.mark else "mark")

    def form(self) -> ClientForm:
        """The fields as they stand."""
        focus, cursor = self.place()
        opened = self._opened.form
        return ClientForm(
            mark=self.typed("mark"),
            surname=self.typed("surname"),
            name=self.typed("name"),
            birth_date=self.typed("birth_date"),
            state=self._chosen_or("state", opened.state),
            anonymous=self.chosen("anonymous"),
            key_worker_id=self._chosen_or("key_worker", opened.key_worker_id),
            contacts=self.typed("contacts"),
            service_id=self._chosen_or("service", opened.service_id),
            focus=focus,
            cursor=cursor,
        )

    def _chosen_or(self, name: str, unasked: T) -> T:
        """What is chosen, where it is asked at all."""
        return cast("T", self.chosen(name)) if self.query(f"#{name}") else unasked

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the form as it stands."""
        return client_draft(self._opened, self.form(), on_screen=on_screen)

    def answers(self, form: ClientForm) -> Answers:  # type: ignore[override]  # a screen of clients has clients
        """Each question with a form's answer."""
        return (
            (_("Mark"), form.mark),
            (_("Anonymous"), dict(no_yes())[form.anonymous]),
            (_("Surname"), form.surname),
            (_("Name"), form.name),
            (_("Birth date"), form.birth_date),
            (_("Contacts"), form.contacts),
        )

    async def save(self) -> None:
        """Save, and show the client's card."""
        client_id = await self.desk.perform(save_client, self._opened, self.form())
        await self.ways.to_client(client_id)
        self.ways.say(_("Saved."))

    async def rival(self) -> ClientForm:
        """The client as somebody else has saved them; from now on `save` replaces that."""
        theirs = await self.desk.perform(rival_client_form, self._opened)
        self._opened = theirs
        return theirs.form

    def changed(self) -> None:
        """Show the birth date as it is understood; leave out what names an anonymous person (L2)."""
        self.query_one("#born", Static).update(self._born())
        for name in NAMING:
            self.query_one(f"#{name}").disabled = self.chosen("anonymous") and not self._keeps(name)

    def _keeps(self, name: str) -> bool:
        """Whether something stands in a field, or is being typed: it must be possible to empty it."""
        field: Widget = self.query_one(f"#{name}")
        return field.has_focus or (isinstance(field, Input | TextArea) and bool(self.typed(name)))

    def _born(self) -> str:
        try:
            day = self.form().born()
        except KpError as error:
            return error_text(error)
        return f"{short_day_text(day)} · {age_text(day, self.desk.now())}" if day else ""

    def _title(self) -> str:
        return _("New client or applicant") if self._opened.client_id is None else _("Change of a client")

    def _services(self) -> list[tuple[int, str]]:
        return [(service.id, service.name) for service in self._opened.services]

    def _key_workers(self) -> list[tuple[int | None, str]]:
        return [(None, NOBODY), *((worker.id, worker.full_name) for worker in self._opened.key_workers)]


def _states() -> list[tuple[ClientState, str]]:
    return [(state, word(state)) for state in ClientState]
