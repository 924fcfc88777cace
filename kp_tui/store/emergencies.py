"""Emergency readings of plans: open for an hour, told to the key worker afterwards (rules, chapter 7)."""

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.domain.emergencies import OPEN_FOR, EmergencyReading
from kp_tui.domain.errors import NotFound
from kp_tui.store import clients
from kp_tui.store.schema import emergency_reading as reading
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def begin(store: Store, client_id: int, reason: str) -> int:
    """Let the person read a client's plan from now on, for an hour; gives the number."""
    values = {
        "worker_id": store.person.id,
        "client_id": client_id,
        "reason": reason,
        "opened_at": store.now,
        "until_at": store.now + OPEN_FOR,
    }
    return int(store.connection.execute(insert(reading).values(values).returning(reading.c.id)).scalar_one())


def is_open(store: Store, client_id: int) -> bool:
    """Whether the person has an emergency reading of this client's plan that is open now."""
    lasts = (reading.c.opened_at <= store.now) & (reading.c.until_at > store.now)
    theirs = (reading.c.worker_id == store.person.id) & (reading.c.client_id == client_id)
    return store.connection.scalar(select(reading.c.id).where(theirs, lasts).limit(1)) is not None


def untold(store: Store) -> list[EmergencyReading]:
    """Those the person has to hear of: of their own clients, and of whomever they stand in for today."""
    return _readings(store, reading.c.told_at.is_(None))


def tell(store: Store, reading_id: int) -> EmergencyReading:
    """Keep that the key worker has seen it; a deputy's look leaves it to be told. `NotFound` out of reach."""
    found = _readings(store, reading.c.id == reading_id)
    if not found:
        raise NotFound
    own = select(period.c.client_id).where(_last(period.c.client_id), period.c.worker_id == store.person.id)
    seen = (reading.c.id == reading_id) & reading.c.told_at.is_(None) & reading.c.client_id.in_(own)
    store.connection.execute(update(reading).where(seen).values(told_at=store.now))
    return found[0]


def _readings(store: Store, which: ColumnElement[bool]) -> list[EmergencyReading]:
    heard = sorted({store.person.id, *store.stands_in_for})
    theirs = select(period.c.client_id).where(_last(period.c.client_id), period.c.worker_id.in_(heard))
    query = (
        select(*(reading.c[name] for name in EmergencyReading.__dataclass_fields__))
        .where(which, reading.c.client_id.in_(theirs), clients.reachable(store, reading.c.client_id))
        .order_by(reading.c.id)
    )
    return [EmergencyReading(*row) for row in store.connection.execute(query)]


def _last(client_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The period of whoever is responsible, or was when the case ended."""
    after = period.alias()
    later = (after.c.client_id == client_id) & (after.c.id > period.c.id)
    return ~select(after.c.id).where(later).correlate(period).exists()
