"""The figures of a period, read from one covering index."""

from datetime import date

from sqlalchemy import func, select

from kp_tui.domain.indicators import Tally
from kp_tui.store.schema import event, event_client
from kp_tui.store.unit import Store


def tallies(store: Store, first: date, last: date) -> list[Tally]:
    """The events of a period by kind and reason; both days included."""
    columns = (event.c.kind, event.c.reason)
    query = (
        select(*columns, func.count(), func.sum(event.c.units))
        .where(event.c.day.between(first, last), event.c.removed_at.is_(None))
        .group_by(*columns)
    )
    return [Tally(*row) for row in store.connection.execute(query)]


def clients_reached(store: Store, first: date, last: date) -> int:
    """How many different people the counted events of a period were for."""
    query = select(func.count(event_client.c.client_id.distinct())).where(
        event_client.c.counted_day.between(first, last)
    )
    return store.connection.scalar(query) or 0
