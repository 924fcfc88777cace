"""The services of the organisation."""

from sqlalchemy import Connection, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.services import Service
from kp_tui.store import rows
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, service
from kp_tui.store.unit import Store


def add(connection: Connection, new: Service) -> int:
    """Add a service; gives the id (`new.id` is ignored)."""
    added = connection.execute(insert(service).values(_values(new)).returning(service.c.id))
    return int(added.scalar_one())


def save(store: Store, changed: Service) -> None:
    """Save a changed service."""
    store.connection.execute(update(service).where(service.c.id == changed.id).values(_values(changed)))


def everything(store: Store) -> list[Service]:
    """All services, the first one first."""
    return rows.read(store, Service, service, order=(service.c.id,))


def of_client(store: Store, client_id: int) -> Service:
    """The service of a client's case; `NotFound` out of reach."""
    theirs = select(client.c.service_id).where(client.c.id == client_id, reachable(store, client.c.id))
    found = rows.read(store, Service, service, service.c.id.in_(theirs))
    if not found:
        raise NotFound
    return found[0]


def _values(one: Service) -> dict[str, object]:
    return {
        "name": one.name,
        "profile": one.profile,
        "allocation": one.allocation,
        "can_procedure": one.can_procedure,
    }
