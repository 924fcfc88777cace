"""Who is the key worker of whom, from when to when (K1, K3); `triggers` keeps the chain without a gap."""

from datetime import date

from sqlalchemy import insert, select, update

from kp_tui.domain.key_workers import ChangeReason, Period
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.schema import worker_bar
from kp_tui.store.unit import Store


def current(store: Store, client_id: int) -> Period | None:
    """The period that is open now; none where there is none yet (K2), or no more."""
    return next((one for one in history(store, client_id) if one.to_day is None), None)


def history(store: Store, client_id: int) -> list[Period]:
    """All periods of a case from the first on: the cover sheet (K3)."""
    columns = [period.c[name] for name in Period.__dataclass_fields__]
    query = select(*columns).where(period.c.client_id == client_id).order_by(period.c.from_day, period.c.id)
    return [Period(*row) for row in store.connection.execute(query)]


def begin(
    store: Store,
    client_id: int,
    worker_id: int,
    day: date,
    reason: ChangeReason,
    *,
    explanation: str = "",
    no_notice_reason: str = "",
) -> int:
    """Let a key worker's period begin; the database ends the one before on that day. Gives the id."""
    values = {
        "client_id": client_id,
        "worker_id": worker_id,
        "from_day": day,
        "reason": reason,
        "explanation": explanation,
        "no_notice_reason": no_notice_reason,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    return int(store.connection.execute(insert(period).values(values).returning(period.c.id)).scalar_one())


def end(store: Store, client_id: int, day: date) -> None:
    """End the open period with the case; the ending of that day is written down before."""
    is_open = (period.c.client_id == client_id) & period.c.to_day.is_(None)
    store.connection.execute(update(period).where(is_open).values(to_day=day))


def is_barred(store: Store, worker_id: int, client_id: int) -> bool:
    """Whether the worker must have no part in the client's case (X1)."""
    theirs = (worker_bar.c.worker_id == worker_id) & (worker_bar.c.client_id == client_id)
    query = select(worker_bar.c.id).where(theirs, worker_bar.c.lifted_at.is_(None))
    return store.connection.scalar(query) is not None
