"""Emergency readings of plans: open for an hour, told to the key workers afterwards (rules, chapter 7)."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select

from kp_tui.domain.emergencies import OPEN_FOR, EmergencyReading
from kp_tui.domain.errors import NotFound
from kp_tui.store import reach
from kp_tui.store.schema import emergency_notice as notice
from kp_tui.store.schema import emergency_reading as reading
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def begin(store: Store, client_id: int, reason: str) -> int:
    """Let the person read a client's plan from now on, for an hour; gives the number."""
    theirs = period.c.client_id == client_id
    values = {
        "worker_id": store.person.id,
        "client_id": client_id,
        "key_worker_id": select(period.c.worker_id)
        .where(theirs, _last(period.c.client_id))
        .scalar_subquery(),
        "reason": reason,
        "opened_at": store.now,
        "until_at": store.now + OPEN_FOR,
    }
    return int(store.connection.execute(insert(reading).values(values).returning(reading.c.id)).scalar_one())


def open_until(store: Store, client_id: int) -> datetime | None:
    """When the person's emergency reading of this client's plan ends that is open now; none without one."""
    lasts = (reading.c.opened_at <= store.now) & (reading.c.until_at > store.now)
    theirs = (reading.c.worker_id == store.person.id) & (reading.c.client_id == client_id)
    ends: datetime | None = store.connection.scalar(select(func.max(reading.c.until_at)).where(theirs, lasts))
    return ends


def untold(store: Store) -> list[EmergencyReading]:
    """Those the person has to hear of and has not taken note of.

    Told are whoever is the key worker, whoever was that when it was opened, and who stands in for them today:
    each by themselves, so that no handing over of the case and no note of another leaves anybody out.
    """
    noted = select(notice.c.reading_id).where(notice.c.worker_id == store.person.id)
    return _readings(store, reading.c.id.not_in(noted))


def take_note(store: Store, reading_id: int) -> EmergencyReading:
    """Keep that the person has seen it; the others are told all the same. `NotFound` out of reach."""
    found = _readings(store, reading.c.id == reading_id)
    if not found:
        raise NotFound
    if found[0] in untold(store):
        values = {"reading_id": reading_id, "worker_id": store.person.id, "noted_at": store.now}
        store.connection.execute(insert(notice).values(values))
    return found[0]


def _readings(store: Store, which: ColumnElement[bool]) -> list[EmergencyReading]:
    heard = sorted({store.person.id, *store.stands_in_for})
    theirs = select(period.c.client_id).where(_last(period.c.client_id), period.c.worker_id.in_(heard))
    query = (
        select(*(reading.c[name] for name in EmergencyReading.__dataclass_fields__))
        .where(which, reach.reachable(store, reading.c.client_id))
        .where(reading.c.key_worker_id.in_(heard) | reading.c.client_id.in_(theirs))
        .order_by(reading.c.id)
    )
    return [EmergencyReading(*row) for row in store.connection.execute(query)]


def _last(client_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The period of whoever is responsible, or was when the case ended."""
    after = period.alias()
    later = (after.c.client_id == client_id) & (after.c.id > period.c.id)
    return ~select(after.c.id).where(later).correlate(period).exists()
