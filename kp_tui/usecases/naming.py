"""Somebody anonymous says who they are: a named file beside the anonymous one, linked both ways (L2)."""

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.endings import Ending, EndingReason
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.intake import NamedLater, SamePerson
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.store import bars, cases, clients, periods, services
from kp_tui.store.unit import Store
from kp_tui.usecases.cases import add_entry, refuse_unfit_day
from kp_tui.usecases.clients import free_mark
from kp_tui.usecases.door import Permission
from kp_tui.usecases.endings import end
from kp_tui.usecases.key_workers import assign
from kp_tui.usecases.sheets import sheet


class NotAnonymous(InvalidInput):
    """Only an anonymous file waits for a name (L2)."""

    message = N_("This person has a name, or was given one in another file already.")
    field = "surname"


@sheet(Permission.INTAKE, N_("Naming of an anonymous person"), NamedLater)
def name_anonymous(store: Store, client_id: int, named: NamedLater) -> int:
    """Open a named file beside the anonymous one, which ends if it has not yet (L2); gives its id.

    Nothing is copied: the anonymous file says no name, the named one only which other file is the
    person's. Whoever is barred from the one is barred from the other (X1).
    """
    refuse_unfit_day(store, client_id, named.day)
    _refuse_named(store, client_id)
    service_id = services.of_client(store, client_id).id
    details = ClientDetails(
        free_mark(store), named.surname, named.name, contacts=named.contact, service_id=service_id
    )
    new_id = clients.add(store, details.checked(store.today))
    add_entry(store, new_id, EntryKind.SAME_PERSON, SamePerson(named.day, client_id))
    add_entry(store, client_id, EntryKind.SAME_PERSON, SamePerson(named.day, new_id))
    _go_on(store, client_id, new_id, named)
    for bar in bars.of_client(store, client_id):
        if bar.lifted_at is None:
            bars.add(store, new_id, bar.worker_id, bar.reason, bar.explanation)
    return new_id


def _refuse_named(store: Store, client_id: int) -> None:
    linked = cases.journal(store, client_id, EntryKind.SAME_PERSON)
    if linked or not clients.row(store, client_id).anonymous:
        raise NotAnonymous


def _go_on(store: Store, client_id: int, new_id: int, named: NamedLater) -> None:
    """End the anonymous file where it goes on; whoever is its key worker is the named one's."""
    if clients.row(store, client_id).state is ClientState.ENDED:
        return
    now = periods.current(store, client_id)
    end(store, client_id, Ending(named.day, EndingReason.NAMED))
    if now is not None:
        assign(store, new_id, now.worker_id, named.day, ChangeReason.TAKEN_OVER)
