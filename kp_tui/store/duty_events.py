"""Events that do not count until somebody completes them (rules, chapter 3)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, case, func, select

from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.reasons import Reason
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import clients, events
from kp_tui.store.duty_scopes import Scope, unreleased
from kp_tui.store.schema import client, event, event_client, event_worker
from kp_tui.store.unit import Store

MENDABLE = tuple(reason for reason in Reason if reason.mendable)
SHOWN = 200  # letters of the content in a line

Asked = Select[tuple[object, ...]]


def incomplete(store: Store, scope: Scope, since: date = date.min, before: date = date.max) -> Iterator[Duty]:
    """The events of these days, all their workers'; how one begins is told to those who may read it."""
    query = _incomplete(store, scope, since, before)
    about = case((events.readable(store), func.substr(event.c.content, 1, SHOWN)), else_="")
    found = store.connection.execute(query.add_columns(about.label("about"))).all()
    ids = query.with_only_columns(event.c.id)
    owed_by, marks = _workers(store, ids), _marks(store, ids)
    for row in found:
        theirs = marks.get(row.id, {})
        yield Duty(
            DutyKind.EVENT, row.id, row.day, frozenset(owed_by.get(row.id, ())),
            client_id=next(iter(theirs), None), mark=" ".join(theirs.values()),
            lacks=row.reason, about=row.about,
        )  # fmt: skip


def count_incomplete(store: Store, scope: Scope, before: date) -> Sequence[tuple[int, int, date]]:
    """Those before a day, counted for each worker: who, how many, since when the first one."""
    of_event = event_worker.c.event_id == event.c.id
    columns = (event_worker.c.worker_id, func.count(), func.min(event.c.day))
    query = _incomplete(store, scope, date.min, before).join(event_worker, of_event)
    counted = query.where(scope.owes(event_worker.c.worker_id)).group_by(event_worker.c.worker_id)
    rows = store.connection.execute(counted.with_only_columns(*columns))
    return [(worker_id, number, first) for worker_id, number, first in rows]


def _incomplete(store: Store, scope: Scope, since: date, before: date) -> Asked:
    return (
        select(event.c.id, event.c.day, event.c.reason)
        .where(event.c.reason.in_(MENDABLE), event.c.removed_at.is_(None))
        .where(event.c.day >= since, event.c.day < before, *_of(scope, since))
        .where(unreleased(DutyKind.EVENT, event.c.id), *clients.unbarred(store, event.c.id))
    )


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
