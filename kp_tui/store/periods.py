"""Who is the key worker of whom, from when to when (K1, K3)."""

from sqlalchemy import insert, select, update

from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def assign(store: Store, client_id: int, worker_id: int | None) -> None:
    """Make `worker_id` the key worker from today on; the period before ends on the day the new one starts."""
    open_period = (period.c.client_id == client_id) & period.c.to_day.is_(None)
    if store.connection.scalar(select(period.c.worker_id).where(open_period)) == worker_id:
        return
    store.connection.execute(update(period).where(open_period).values(to_day=store.today))
    if worker_id is not None:
        store.connection.execute(
            insert(period).values(client_id=client_id, worker_id=worker_id, from_day=store.today)
        )
