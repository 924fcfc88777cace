"""The form of a client: opened empty, as left or as kept, and saved for good."""

from dataclasses import dataclass, replace

import msgspec

from kp_tui.domain.client_forms import ClientForm, form_of_client
from kp_tui.domain.clients import ClientDetails
from kp_tui.domain.errors import N_, InvalidInput, NotFound
from kp_tui.domain.people import Role, Worker
from kp_tui.domain.services import Service
from kp_tui.store import clients, drafts, services, workers
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import ActsAsKeyWorker, free_mark
from kp_tui.usecases.door import Access, Permission, use_case

FORM = "client"


class MarkTaken(InvalidInput):
    """Two clients never share a mark."""

    message = N_("Another client has this mark already: choose a different one.")
    field = "mark"


class AnonymityStays(InvalidInput):
    """A file with a name has had it in its versions; one without gets a named file beside it (L2)."""

    message = N_("Whether a file is anonymous does not change: an anonymous person is named in a new file.")
    field = "anonymous"


@dataclass(frozen=True, slots=True)
class OpenedClientForm:
    """All that the form of one client needs; `drafted` says that the store holds it as a draft already.

    State, service and key worker are asked once, for a case that is taken over; later they change by what
    happens in the case.
    """

    form: ClientForm
    draft_id: str
    key_workers: tuple[Worker, ...]
    services: tuple[Service, ...]
    client_id: int | None = None
    version: int = 0
    drafted: bool = False


@use_case(Permission.CLIENT_EDIT, Access.GLANCE)
def new_client_form(store: Store) -> OpenedClientForm:
    """An empty form: the mark is the next free one, the key worker is whoever writes, if they may be one."""
    me = store.person.id if store.holds(Role.KEY_WORKER) else None
    form = ClientForm(mark=free_mark(store), key_worker_id=me)
    return _opened(store, form)


@use_case(Permission.CLIENT_EDIT)
def kept_client_form(store: Store, client_id: int) -> OpenedClientForm:
    """The form of a client, to change it."""
    store.concerns(client_id=client_id, purpose="edit")
    card = clients.card(store, client_id)
    return replace(_opened(store, form_of_client(card.details)), client_id=client_id, version=card.version)


@use_case(Permission.CLIENT_EDIT, Access.GLANCE)
def drafted_client_form(store: Store, draft_id: str) -> OpenedClientForm:
    """The form of a draft, as it was left."""
    draft = drafts.load(store, draft_id, FORM)
    form = msgspec.json.decode(draft.body, type=ClientForm)
    opened = replace(_opened(store, form), draft_id=draft_id, drafted=True)
    return replace(opened, client_id=draft.client_id, version=draft.version)


@use_case(Permission.CLIENT_EDIT)
def rival_client_form(store: Store, opened: OpenedClientForm) -> OpenedClientForm:
    """The client as somebody else has saved them since the form was opened; saving again replaces that."""
    if opened.client_id is None:
        raise NotFound
    store.concerns(client_id=opened.client_id, purpose="edit")
    card = clients.card(store, opened.client_id)
    return replace(opened, form=form_of_client(card.details), version=card.version)


@use_case(Permission.CLIENT_EDIT)
def save_client(store: Store, opened: OpenedClientForm, form: ClientForm) -> int:
    """Save a form for good: a new client, or the next version of the one it was opened on; gives the id."""
    client_id = _save(store, opened, form.details().checked(store.today))
    drafts.drop(store, opened.draft_id)
    store.concerns(client_id=client_id, record=f"client:{client_id}")
    return client_id


def client_draft(opened: OpenedClientForm, form: ClientForm, *, on_screen: bool) -> Draft:
    """The draft that keeps a form as it stands, finished or not."""
    body = msgspec.json.encode(form).decode()
    version, client_id = opened.version, opened.client_id
    return Draft(opened.draft_id, FORM, body, client_id, version=version, open=on_screen)


def _opened(store: Store, form: ClientForm) -> OpenedClientForm:
    return OpenedClientForm(form, drafts.new_id(), _key_workers(store), tuple(services.everything(store)))


def _save(store: Store, opened: OpenedClientForm, details: ClientDetails) -> int:
    _refuse_taken_mark(store, details.mark, opened.client_id)
    if opened.client_id is None:
        _refuse_unfit_key_worker(store, details.key_worker_id)
        return clients.add(store, details)
    kept = clients.card(store, opened.client_id).details
    if kept.anonymous is not details.anonymous:
        raise AnonymityStays
    as_it_goes = replace(
        details, state=kept.state, service_id=kept.service_id, key_worker_id=kept.key_worker_id
    )
    clients.save(store, opened.client_id, as_it_goes, opened.version)
    return opened.client_id


def _refuse_taken_mark(store: Store, mark: str, by_other_than: int | None) -> None:
    if clients.ids_by_mark(store, [mark]).get(mark, by_other_than) != by_other_than:
        raise MarkTaken


def _refuse_unfit_key_worker(store: Store, wanted: int | None) -> None:
    if wanted is not None and not workers.may_be_key_worker(store, wanted):
        raise ActsAsKeyWorker


def _key_workers(store: Store) -> tuple[Worker, ...]:
    """Who may be one (K6)."""
    everybody = workers.everybody(store)
    return tuple(worker for worker in everybody if worker.active and worker.holds(Role.KEY_WORKER))
