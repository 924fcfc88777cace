"""Who is away from when to when (K7); a cancelled absence ends on the day it was cancelled."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, insert, select, update

from kp_tui.domain.walltime import PRAGUE
from kp_tui.store.schema import absence, worker
from kp_tui.store.unit import Store


@dataclass(frozen=True, slots=True)
class KeptAbsence:
    """One absence, both days included."""

    id: int
    worker_id: int
    worker: str = field(repr=False)
    from_day: date
    to_day: date


COVERS: ColumnElement[bool] = and_(
    absence.c.from_day <= bindparam("day"),
    absence.c.to_day >= bindparam("day"),
    absence.c.cancelled_at.is_(None) | (absence.c.cancelled_at >= bindparam("day_after")),
)
"""Whether the worker of an absence is away on a day (`on`): one cancelled on that day or before is over."""


def on(day: date) -> dict[str, object]:
    """The day that `COVERS` asks about."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=PRAGUE)
    return {"day": day, "day_after": midnight + timedelta(days=1)}


def add(store: Store, worker_id: int, first: date, last: date) -> int:
    """Keep an absence; gives the id."""
    values = {
        "worker_id": worker_id,
        "from_day": first,
        "to_day": last,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    return int(store.connection.execute(insert(absence).values(values).returning(absence.c.id)).scalar_one())


def cancel(store: Store, absence_id: int) -> None:
    """Let an absence end today, or not begin at all."""
    is_this = absence.c.id == absence_id
    store.connection.execute(update(absence).where(is_this).values(cancelled_at=store.now))


def kept(store: Store, absence_id: int) -> KeptAbsence | None:
    """An absence; none where it is over or cancelled."""
    row = store.connection.execute(_lasting(store).where(absence.c.id == absence_id)).first()
    return _kept(row) if row else None


def lasting(store: Store) -> list[KeptAbsence]:
    """The absences of today and later, in the order they begin."""
    query = _lasting(store).order_by(absence.c.from_day, absence.c.id)
    return [_kept(row) for row in store.connection.execute(query)]


def within(store: Store, worker_ids: Collection[int], first: date, last: date) -> list[KeptAbsence]:
    """The absences of these workers that share a day with a period, over or not."""
    query = _absences().where(
        absence.c.worker_id.in_(worker_ids), absence.c.from_day <= last, absence.c.to_day >= first
    )
    return [_kept(row) for row in store.connection.execute(query.order_by(absence.c.from_day, absence.c.id))]


def _lasting(store: Store) -> Select[tuple[object, ...]]:
    return _absences().where(absence.c.to_day >= store.today)


def _absences() -> Select[tuple[object, ...]]:
    named = select(absence, worker.c.surname, worker.c.name).join(worker, worker.c.id == absence.c.worker_id)
    return named.where(absence.c.cancelled_at.is_(None))


def _kept(row: Row[tuple[object, ...]]) -> KeptAbsence:
    return KeptAbsence(row.id, row.worker_id, f"{row.surname} {row.name}", row.from_day, row.to_day)
