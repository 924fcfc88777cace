"""Finding, opening and keeping clients."""

from dataclasses import dataclass

import msgspec

from kp_tui.domain.client_forms import ClientForm, form_of_client
from kp_tui.domain.clients import ClientDetails, next_mark
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.people import Role, Worker
from kp_tui.store import clients, drafts, workers
from kp_tui.store.clients import ClientCard, ClientKey, ClientRow, Wanted
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case

FORM = "client"


class MarkTaken(InvalidInput):
    """Two clients never share a mark."""

    message = N_("Another client has this mark already: choose a different one.")
    field = "mark"


class ActsAsKeyWorker(InvalidInput):
    """A key worker is an active worker with that role (K6)."""

    message = N_("The key worker must be an active worker who holds the key worker's role.")
    field = "key_worker"


@dataclass(frozen=True, slots=True)
class OpenedClientForm:
    """All that the form of one client needs."""

    form: ClientForm
    draft_id: str
    key_workers: tuple[Worker, ...]
    client_id: int | None = None
    version: int = 0


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_clients(
    store: Store, wanted: Wanted, key: ClientKey | None, limit: int, *, back: bool
) -> list[tuple[ClientKey, ClientRow]]:
    """The clients beside a place in a list or a search."""
    return clients.page(store, wanted, key, limit, back=back)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def glance_at_client(store: Store, client_id: int) -> ClientRow:
    """The list line of one client, for the header that names the current one."""
    return clients.row(store, client_id)


@use_case(Permission.CLIENT_FIND)
def open_client(store: Store, client_id: int) -> ClientCard:
    """A client's card; opening it is a reading of the file, and logged."""
    store.concerns(client_id=client_id, purpose="card")
    return clients.card(store, client_id)


@use_case(Permission.CLIENT_EDIT, Access.GLANCE)
def new_client_form(store: Store) -> OpenedClientForm:
    """An empty form: the mark follows the last one, the key worker is whoever writes, if they may be one."""
    me = store.person.id if store.holds(Role.KEY_WORKER) else None
    form = ClientForm(mark=next_mark(clients.last_mark(store)), key_worker_id=me)
    return OpenedClientForm(form, drafts.new_id(), _key_workers(store))


@use_case(Permission.CLIENT_EDIT)
def kept_client_form(store: Store, client_id: int) -> OpenedClientForm:
    """The form of a client, to change it."""
    store.concerns(client_id=client_id, purpose="edit")
    card = clients.card(store, client_id)
    form = form_of_client(card.details)
    return OpenedClientForm(form, drafts.new_id(), _key_workers(store), client_id, card.version)


@use_case(Permission.CLIENT_EDIT, Access.GLANCE)
def drafted_client_form(store: Store, draft_id: str) -> OpenedClientForm:
    """The form of a draft, as it was left."""
    draft = drafts.load(store, draft_id)
    form = msgspec.json.decode(draft.body, type=ClientForm)
    return OpenedClientForm(form, draft_id, _key_workers(store), draft.client_id, draft.version)


@use_case(Permission.CLIENT_EDIT)
def save_client(store: Store, opened: OpenedClientForm, form: ClientForm) -> int:
    """Save a form for good: a new client, or the next version of the one it was opened on; gives the id."""
    checked = _checked(store, form.details(), besides=opened.client_id)
    client_id = _save(store, opened, checked)
    drafts.drop(store, opened.draft_id)
    store.concerns(client_id=client_id, record=f"client:{client_id}")
    return client_id


def client_draft(opened: OpenedClientForm, form: ClientForm, *, on_screen: bool) -> Draft:
    """The draft that keeps a form as it stands, finished or not."""
    body = msgspec.json.encode(form).decode()
    version, client_id = opened.version, opened.client_id
    return Draft(opened.draft_id, FORM, body, client_id, version=version, open=on_screen)


def _save(store: Store, opened: OpenedClientForm, checked: ClientDetails) -> int:
    if opened.client_id is None:
        return clients.add(store, checked)
    clients.save(store, opened.client_id, checked, opened.version)
    return opened.client_id


def _key_workers(store: Store) -> tuple[Worker, ...]:
    return tuple(
        worker for worker in workers.everybody(store) if worker.active and worker.holds(Role.KEY_WORKER)
    )


def _checked(store: Store, details: ClientDetails, besides: int | None) -> ClientDetails:
    checked = details.checked(store.today)
    if clients.ids_by_mark(store, [checked.mark]).get(checked.mark, besides) != besides:
        raise MarkTaken
    if checked.key_worker_id is not None and not workers.may_be_key_worker(store, checked.key_worker_id):
        raise ActsAsKeyWorker
    return checked
