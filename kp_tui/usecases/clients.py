"""Finding, opening and keeping clients."""

from kp_tui.domain.clients import ClientDetails
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.store import clients, workers
from kp_tui.store.clients import ClientCard, ClientKey, ClientRow, Wanted
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case


class MarkTaken(InvalidInput):
    """Two clients never share a mark."""

    message = N_("Another client has this mark already: choose a different one.")
    field = "mark"


class ActsAsKeyWorker(InvalidInput):
    """A key worker is an active worker with that role (K6)."""

    message = N_("The key worker must be an active worker who holds the key worker's role.")
    field = "key_worker"


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


@use_case(Permission.CLIENT_EDIT)
def add_client(store: Store, details: ClientDetails) -> int:
    """Add a client or an applicant; gives the id."""
    checked = _checked(store, details, besides=None)
    client_id = clients.add(store, checked)
    store.concerns(client_id=client_id, record=f"client:{client_id}")
    return client_id


@use_case(Permission.CLIENT_EDIT)
def edit_client(store: Store, client_id: int, details: ClientDetails, version: int) -> None:
    """Save an edited client; `version` is the one the form was opened on."""
    store.concerns(client_id=client_id, record=f"client:{client_id}")
    clients.save(store, client_id, _checked(store, details, besides=client_id), version)


def _checked(store: Store, details: ClientDetails, besides: int | None) -> ClientDetails:
    checked = details.checked(store.today)
    if clients.ids_by_mark(store, [checked.mark]).get(checked.mark, besides) != besides:
        raise MarkTaken
    if checked.key_worker_id is not None and not workers.may_be_key_worker(store, checked.key_worker_id):
        raise ActsAsKeyWorker
    return checked
