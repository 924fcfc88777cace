"""Writing down a client or an applicant, and changing what is written."""

from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.clients import ClientState
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens import style
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.terminal.fields import LineInput, NoteArea
from kp_tui.usecases.clients import OpenedClientForm, client_draft, save_client
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field

NOBODY = "–"


class ClientFormScreen(FormScreen):
    """A person's details; a missing one is said where it is missing."""

    CSS_PATH = style("client_form")

    def __init__(self, opened: OpenedClientForm) -> None:
        super().__init__()
        self._opened = opened

    def body(self) -> ComposeResult:
        """Who, what they are to the service, who is responsible, how to reach them."""
        form = self._opened.form
        yield Static(self._title(), classes="heading", markup=False)
        yield Field(_("Mark"), LineInput(form.mark, id="mark"))
        yield Field(_("Surname"), LineInput(form.surname, id="surname"))
        yield Field(_("Name"), LineInput(form.name, id="name"))
        yield Field(_("Birth date"), LineInput(form.birth_date, id="birth_date", placeholder="5. 11. 1980"))
        yield Field(
            _("State"), Choice([(state, word(state)) for state in ClientState], form.state, id="state")
        )
        yield Field(_("Key worker"), Choice(self._key_workers(), form.key_worker_id, id="key_worker"))
        yield Field(
            _("Anonymous"), Choice([(False, _("no")), (True, _("yes"))], form.anonymous, id="anonymous")
        )
        yield Static(_("Contacts: telephone, e-mail, address, who to call"), classes="heading", markup=False)
        yield NoteArea(form.contacts, id="contacts", compact=True)

    def on_mount(self) -> None:
        """Put the cursor where it was, or into the first thing to type."""
        form = self._opened.form
        self.go_to(form.focus or ("surname" if form.mark else "mark"), form.cursor)

    def form(self) -> ClientForm:
        """The fields as they stand."""
        focus, cursor = self.place()
        return ClientForm(
            mark=self.typed("mark"),
            surname=self.typed("surname"),
            name=self.typed("name"),
            birth_date=self.typed("birth_date"),
            state=self.chosen("state"),
            anonymous=self.chosen("anonymous"),
            key_worker_id=self.chosen("key_worker"),
            contacts=self.typed("contacts"),
            focus=focus,
            cursor=cursor,
        )

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the form as it stands."""
        return client_draft(self._opened, self.form(), on_screen=on_screen)

    async def save(self) -> None:
        """Save, and show the client's card."""
        client_id = await self.desk.perform(save_client, self._opened, self.form())
        await self.ways.to_client(client_id)
        self.ways.say(_("Saved."))

    def _title(self) -> str:
        return _("New client or applicant") if self._opened.client_id is None else _("Change of a client")

    def _key_workers(self) -> list[tuple[int | None, str]]:
        return [(None, NOBODY), *((worker.id, worker.full_name) for worker in self._opened.key_workers)]
