"""Finding and opening clients."""

from kp_tui.domain.clients import next_mark
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.store import client_lists, clients
from kp_tui.store.clients import ClientCard, ClientKey, ClientRow, Wanted
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case

FIRST_MARK = "K-001"


class ActsAsKeyWorker(InvalidInput):
    """A key worker is an active worker with that role (K6)."""

    message = N_("The key worker must be an active worker who holds the key worker's role.")
    field = "key_worker"


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_clients(
    store: Store, wanted: Wanted, key: ClientKey | None, limit: int, *, back: bool
) -> list[tuple[ClientKey, ClientRow]]:
    """The clients beside a place in a list or a search."""
    return client_lists.page(store, wanted, key, limit, back=back)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def glance_at_client(store: Store, client_id: int) -> ClientRow:
    """The list line of one client, for the header that names the current one."""
    return clients.row(store, client_id)


@use_case(Permission.CLIENT_FIND)
def open_client(store: Store, client_id: int) -> ClientCard:
    """A client's card; opening it is a reading of the file, and logged."""
    store.concerns(client_id=client_id, purpose="card")
    return clients.card(store, client_id)


def free_mark(store: Store) -> str:
    """The mark after the last one that nobody has."""
    mark = next_mark(clients.last_mark(store)) or FIRST_MARK
    while clients.ids_by_mark(store, [mark]):
        mark = next_mark(mark)
    return mark
