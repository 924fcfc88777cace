"""The districts of the services, and whose each of them is (K10)."""

from sqlalchemy import insert, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.services import District
from kp_tui.store import rows
from kp_tui.store.schema import district
from kp_tui.store.unit import Store


def add(store: Store, new: District) -> int:
    """Add a district; gives the id (`new.id` is ignored)."""
    added = store.connection.execute(insert(district).values(_values(new)).returning(district.c.id))
    return int(added.scalar_one())


def save(store: Store, changed: District) -> None:
    """Save a changed district."""
    here = district.c.id == changed.id
    store.connection.execute(update(district).where(here).values(_values(changed)))


def everything(store: Store) -> list[District]:
    """All districts, those of one service together."""
    return rows.read(store, District, district, order=(district.c.service_id, district.c.name))


def of_service(store: Store, service_id: int) -> list[District]:
    """The districts of one service."""
    return [one for one in everything(store) if one.service_id == service_id]


def load(store: Store, district_id: int) -> District:
    """One district; `NotFound` where there is none."""
    found = rows.read(store, District, district, district.c.id == district_id)
    if not found:
        raise NotFound
    return found[0]


def _values(one: District) -> dict[str, object]:
    return {"service_id": one.service_id, "name": one.name, "worker_id": one.worker_id}
