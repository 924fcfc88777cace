"""Events that do not count until somebody completes them (rules, chapter 3)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, case, func, select

from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.reasons import Reason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import events
from kp_tui.store.duties.scopes import Scope, unreleased
from kp_tui.store.reach import unbarred
from kp_tui.store.schema import client, event, event_client, event_worker
from kp_tui.store.unit import Store

MENDABLE = tuple(reason for reason in Reason if reason.mendable)
SHOWN = 200  # letters of the content in a line

Asked = Select[tuple[object, ...]]


def incomplete(store: Store, scope: Scope, since: date = date.min, before: date = date.max) -> Iterator[Duty]:
    """The events of these days that lack something: all their workers'."""
    return _duties(store, _incomplete(store, since, before).where(*_of(scope, since)))


def unclaimed(store: Store, recorder_id: int) -> Iterator[Duty]:
    """The events that lack even a worker: whoever recorded them is asked."""
    query = _incomplete(store).where(event.c.recorded_by == recorder_id, ~_has_worker())
    return _duties(store, query)


def count_incomplete(store: Store, scope: Scope, before: date) -> Sequence[tuple[int, int, date]]:
    """Those before a day, counted for each worker: who, how many, since when the first one."""
    of_event = event_worker.c.event_id == event.c.id
    owes = func.coalesce(event_worker.c.worker_id, event.c.recorded_by)
    query = _incomplete(store, before=before).where(*_of(scope, date.min))
    query = query.join(event_worker, of_event, isouter=scope.workers is None)
    counted = query.where(scope.owes(event_worker.c.worker_id)).group_by(owes)
    rows = store.connection.execute(counted.with_only_columns(owes, func.count(), func.min(event.c.day)))
    return [(worker_id, number, first) for worker_id, number, first in rows]


def scope_of(store: Store, event_id: int) -> Scope:
    """The workers of an event."""
    shares = select(event_worker.c.worker_id).where(event_worker.c.event_id == event_id)
    return Scope(frozenset(store.connection.scalars(shares)) or None)


def _duties(store: Store, query: Asked) -> Iterator[Duty]:
    """The duties of these events; how one begins is told to those who may read it."""
    about = case((events.readable(store), func.substr(event.c.content, 1, SHOWN)), else_="")
    found = store.connection.execute(query.add_columns(about.label("about"))).all()
    ids = query.with_only_columns(event.c.id)
    owed_by, marks = _workers(store, ids), _marks(store, ids)
    for row in found:
        theirs = marks.get(row.id, {})
        yield Duty(
            DutyKind.EVENT, row.id, row.day, frozenset(owed_by.get(row.id, {row.recorded_by})),
            client_id=next(iter(theirs), None), mark=" ".join(theirs.values()),
            lacks=row.reason, about=row.about,
        )  # fmt: skip


def _incomplete(store: Store, since: date = date.min, before: date = date.max) -> Asked:
    return (
        select(event.c.id, event.c.day, event.c.reason, event.c.recorded_by)
        .where(event.c.reason.in_(MENDABLE), event.c.removed_at.is_(None))
        .where(event.c.day >= since, event.c.day < before, *unbarred(store, event.c.id))
        .where(unreleased(DutyKind.EVENT, event.c.id))
    )


def _has_worker() -> ColumnElement[bool]:
    share = event_worker.c.event_id == event.c.id
    return select(event_worker.c.worker_id).where(share).correlate(event).exists()


def _of(scope: Scope, since: date) -> Iterator[ColumnElement[bool]]:
    if scope.workers is not None:
        theirs = event_worker.c.worker_id.in_(scope.workers)
        lately = event_worker.c.started_at >= _midnight(since)
        yield event.c.id.in_(select(event_worker.c.event_id).where(theirs, lately))
    if scope.client_id is not None:
        with_them = event_client.c.client_id == scope.client_id
        yield event.c.id.in_(select(event_client.c.event_id).where(with_them))


def _midnight(day: date) -> datetime:
    return datetime.combine(max(day, date(1, 1, 2)), time(), tzinfo=PRAGUE)


def _workers(store: Store, ids: Asked) -> dict[int, set[int]]:
    query = select(event_worker.c.event_id, event_worker.c.worker_id).where(event_worker.c.event_id.in_(ids))
    theirs: dict[int, set[int]] = {}
    for event_id, worker_id in store.connection.execute(query):
        theirs.setdefault(event_id, set()).add(worker_id)
    return theirs


def _marks(store: Store, ids: Asked) -> dict[int, dict[int, str]]:
    """The marks of an event's clients by their ids, in the order they were entered."""
    query = (
        select(event_client.c.event_id, client.c.id, client.c.mark)
        .join(client, client.c.id == event_client.c.client_id)
        .where(event_client.c.event_id.in_(ids))
        .order_by(event_client.c.position)
    )
    marks: dict[int, dict[int, str]] = {}
    for event_id, client_id, mark in store.connection.execute(query):
        marks.setdefault(event_id, {})[client_id] = mark
    return marks
