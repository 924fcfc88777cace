"""Running and stopped timers, kept from their first second (I12)."""

from sqlalchemy import delete, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.timers import Phase, Span, Timer
from kp_tui.store.reach import reachable
from kp_tui.store.schema import timer, timer_span
from kp_tui.store.unit import Store


def running(store: Store) -> Timer | None:
    """The person's running timer; the database allows one at most."""
    mine = (timer.c.worker_id == store.person.id) & reachable(store, timer.c.client_id)
    query = select(timer.c.id).where(mine, timer.c.ended_at.is_(None))
    timer_id = store.connection.scalar(query)
    return None if timer_id is None else load(store, timer_id)


def run_for(store: Store, client_id: int) -> bool:
    """Whether anybody's timer runs for a client."""
    query = select(timer.c.id).where(timer.c.client_id == client_id, timer.c.ended_at.is_(None))
    return store.connection.scalar(query.limit(1)) is not None


def load(store: Store, timer_id: int) -> Timer:
    """One of the person's own timers; `NotFound` for anybody else's."""
    query = select(timer).where(timer.c.id == timer_id, timer.c.worker_id == store.person.id)
    row = store.connection.execute(query).first()
    if row is None:
        raise NotFound
    spans = store.connection.execute(
        select(timer_span.c.phase, timer_span.c.started_at, timer_span.c.ended_at)
        .where(timer_span.c.timer_id == timer_id)
        .order_by(timer_span.c.position)
    )
    return Timer(row.id, row.worker_id, row.client_id, tuple(Span(*span) for span in spans))


def start(store: Store, client_id: int, phase: Phase) -> Timer:
    """Start a timer now; the caller has stopped the one before."""
    values = {"worker_id": store.person.id, "client_id": client_id, "started_at": store.now}
    timer_id = store.connection.execute(insert(timer).values(values).returning(timer.c.id)).scalar_one()
    started = Timer(timer_id, store.person.id, client_id, (Span(phase, store.now),))
    save(store, started)
    return started


def save(store: Store, changed: Timer) -> None:
    """Keep the spans and the end of a timer as they are now."""
    store.connection.execute(delete(timer_span).where(timer_span.c.timer_id == changed.id))
    store.connection.execute(
        insert(timer_span),
        [
            {
                "timer_id": changed.id,
                "position": position,
                "phase": span.phase,
                "started_at": span.started_at,
                "ended_at": span.ended_at,
            }
            for position, span in enumerate(changed.spans)
        ],
    )
    store.connection.execute(update(timer).where(timer.c.id == changed.id).values(ended_at=changed.ended_at))
