"""Who is the key worker of whom, from when to when (K1, K3)."""

from sqlalchemy import insert, select, update

from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def assign(store: Store, client_id: int, worker_id: int | None) -> None:
    """Make `worker_id` the key worker from today on; the period before ends on the day the new one starts.

    Where the clock was set back behind the start of the open period, the change is on that day.
    """
    is_open = (period.c.client_id == client_id) & period.c.to_day.is_(None)
    before = store.connection.execute(select(period.c.worker_id, period.c.from_day).where(is_open)).first()
    if (before.worker_id if before else None) == worker_id:
        return
    day = max(store.today, before.from_day) if before else store.today
    store.connection.execute(update(period).where(is_open).values(to_day=day))
    if worker_id is not None:
        store.connection.execute(
            insert(period).values(client_id=client_id, worker_id=worker_id, from_day=day)
        )
