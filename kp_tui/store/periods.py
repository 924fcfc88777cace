"""Who is the key worker of whom, from when to when (K1, K3); `triggers` keeps the chain without a gap."""

from datetime import date

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.key_workers import ChangeReason, Notice, NoticeChannel, Period
from kp_tui.store import rows
from kp_tui.store.reach import reachable
from kp_tui.store.schema import key_worker_notice as notice
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store


def current(store: Store, client_id: int) -> Period | None:
    """The period that is open now; none where there is none yet (K2), or no more."""
    return next((one for one in history(store, client_id) if one.to_day is None), None)


def history(store: Store, client_id: int) -> list[Period]:
    """All periods of a case within reach, from the first on: the cover sheet (K3)."""
    return _periods(store, period.c.client_id == client_id, _within_reach(store))


def one(store: Store, period_id: int) -> Period:
    """One period; `NotFound` where there is none within reach."""
    found = _periods(store, period.c.id == period_id, _within_reach(store))
    if not found:
        raise NotFound
    return found[0]


def open_of_client(client_id: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Whether a period is the one of this client that is open now: there is one at most (K1)."""
    return (period.c.client_id == client_id) & period.c.to_day.is_(None)


def open_of(store: Store, worker_id: int) -> list[Period]:
    """The open periods of a worker, whoever asks: nobody hands over only the cases they may see (K9)."""
    return _periods(store, period.c.worker_id == worker_id, period.c.to_day.is_(None))


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
    store.connection.execute(update(period).where(open_of_client(client_id)).values(to_day=day))


def tell(store: Store, period_id: int, told_by: int, told_on: date, channel: NoticeChannel) -> None:
    """Keep that the client was told of a period's beginning (K4)."""
    values = {
        "period_id": period_id,
        "told_by": told_by,
        "told_on": told_on,
        "channel": channel,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    store.connection.execute(insert(notice).values(values))


def notices(store: Store, client_id: int) -> dict[int, Notice]:
    """What a client within reach was told, by period."""
    of_case = select(period.c.id).where(period.c.client_id == client_id, _within_reach(store))
    found = rows.read(store, Notice, notice, notice.c.period_id.in_(of_case))
    return {one.period_id: one for one in found}


def _periods(store: Store, *which: ColumnElement[bool]) -> list[Period]:
    return rows.read(store, Period, period, *which, order=(period.c.from_day, period.c.id))


def _within_reach(store: Store) -> ColumnElement[bool]:
    return reachable(store, period.c.client_id)
