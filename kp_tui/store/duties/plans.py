"""What plans lack: steps and evaluations that are due, grants that wait, a plan after six visits (P3, P5).

Whoever may not read plans is told nothing of them here either (V1).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.events import Channel
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.plan_access import reads_plans
from kp_tui.domain.plans import LONGEST_WITHOUT_PLAN, GoalState, NoteKind, PlanForm
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import clients, vault_members, vaults
from kp_tui.store.duties.scopes import Scope, of_case, released, unreleased
from kp_tui.store.periods import open_of_client
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, event, event_client, plan, plan_goal, plan_note, plan_step
from kp_tui.store.schema import key_worker_period as period
from kp_tui.store.unit import Store

AHEAD = timedelta(days=7)  # what is due later stands in no list but the case's own
STEPS_AT_MOST = 10_000  # of one plan, through all versions
WORKERS_AT_MOST = 100_000


def steps(store: Store, scope: Scope) -> Iterator[Duty]:
    """Steps with a day that are not done, of goals that are open: the key worker's."""
    subject = plan_step.c.plan_id * STEPS_AT_MOST + plan_step.c.number
    its_goal = and_(plan_goal.c.plan_id == plan.c.id, plan_goal.c.number == plan_step.c.goal_number)
    query = (
        _of_plans(store, scope, subject, plan.c.created_on, plan_step.c.due)
        .join(plan_step, plan_step.c.plan_id == plan.c.id)
        .join(plan_goal, its_goal)
        .where(plan_step.c.current, plan_step.c.done_on.is_(None), plan_step.c.due.is_not(None))
        .where(plan_goal.c.state == GoalState.OPEN, unreleased(DutyKind.STEP, subject))
    )
    return _dated(store, scope, DutyKind.STEP, query, plan_step.c.due)


def reviews(store: Store, scope: Scope) -> Iterator[Duty]:
    """Evaluations that were agreed and not made since (P5): the key worker's."""
    after = plan_note.alias()
    evaluated = and_(after.c.plan_id == plan_note.c.plan_id, after.c.kind == NoteKind.EVALUATION)
    later = select(after.c.id).where(evaluated, after.c.id > plan_note.c.id).correlate(plan_note)
    query = (
        _of_plans(store, scope, plan_note.c.id, plan_note.c.day, plan_note.c.next_on)
        .join(plan_note, plan_note.c.plan_id == plan.c.id)
        .where(plan_note.c.kind == NoteKind.EVALUATION, plan_note.c.next_on.is_not(None), ~later.exists())
        .where(unreleased(DutyKind.REVIEW, plan_note.c.id))
    )
    return _dated(store, scope, DutyKind.REVIEW, query, plan_note.c.next_on)


def missing(store: Store, scope: Scope) -> Iterator[Duty]:
    """Clients met in person seven times without a written plan (P3): a soft reminder, the key worker's."""
    if not reads_plans(store.person.roles):
        return
    written = select(plan.c.id).where(
        plan.c.client_id == client.c.id,
        plan.c.form == PlanForm.WRITTEN,
        plan.c.complete,
    )
    seventh = _seventh_visit()
    query = (
        select(client.c.id, client.c.mark, period.c.worker_id, seventh.label("since"))
        .join(period, open_of_client(client.c.id))
        .where(client.c.state == ClientState.CLIENT, ~written.correlate(client).exists())
        .where(reachable(store, client.c.id), unreleased(DutyKind.PLAN, client.c.id))
        .where(scope.of_client(client.c.id), scope.owes(period.c.worker_id), seventh.is_not(None))
    )
    for row in store.connection.execute(query):
        yield Duty(DutyKind.PLAN, row.id, row.since, frozenset({row.worker_id}), row.id, row.mark)


def grants(store: Store, scope: Scope) -> Iterator[Duty]:
    """People who wait for a vault: of whoever holds its key, until one of them grants it."""
    for kept in vaults.everything(store) if scope.client_id is None else ():
        holders = vault_members.holders(store, kept)
        if not holders or (scope.workers is not None and holders.isdisjoint(scope.workers)):
            continue
        mark = clients.row(store, kept.client_id).mark if kept.client_id else ""
        found = vault_members.waiting(store, kept)
        waiting = {kept.id * WORKERS_AT_MOST + one.worker_id: one for one in found}
        for subject in sorted(waiting.keys() - released(store, DutyKind.GRANT, waiting.keys())):
            one = waiting[subject]
            since = one.since.astimezone(PRAGUE).date()
            yield Duty(DutyKind.GRANT, subject, since, holders, kept.client_id, mark, about=one.name)


def scope_of_step(store: Store, subject: int) -> Scope:
    """The case of the plan in which a step stands."""
    return of_case(store, select(plan.c.client_id).where(plan.c.id == subject // STEPS_AT_MOST))


def scope_of_review(store: Store, note_id: int) -> Scope:
    """The case of the plan that an evaluation is about."""
    its_plan = select(plan_note.c.plan_id).where(plan_note.c.id == note_id)
    return of_case(store, select(plan.c.client_id).where(plan.c.id.in_(its_plan)))


def _of_plans(
    store: Store,
    scope: Scope,
    subject: ColumnElement[int],
    since: ColumnElement[date],
    due: ColumnElement[Any],
) -> Select[tuple[object, ...]]:
    """The base of both: open plans within reach with the client's key worker."""
    named = (
        subject.label("subject"),
        since.label("since"),
        due.label("due"),
        period.c.worker_id,
        client.c.id,
        client.c.mark,
    )
    return (
        select(*named)
        .select_from(plan)
        .join(client, client.c.id == plan.c.client_id)
        .join(period, open_of_client(client.c.id))
        .where(reachable(store, client.c.id))
        .where(scope.of_client(client.c.id), scope.owes(period.c.worker_id))
    )


def _dated(
    store: Store, scope: Scope, kind: DutyKind, query: Select[tuple[object, ...]], due: ColumnElement[Any]
) -> Iterator[Duty]:
    if not reads_plans(store.person.roles):
        return
    if scope.client_id is None:
        query = query.where(due <= store.today + AHEAD)
    for row in store.connection.execute(query):
        owed_by = frozenset({row.worker_id})
        yield Duty(kind, row.subject, row.since, owed_by, row.id, row.mark, due=row.due)


def _seventh_visit() -> ColumnElement[Any]:
    """The day on which a client was met in person once more than goes without a plan, in this case."""
    again = period.alias()
    reopened = select(func.max(again.c.from_day)).where(
        again.c.client_id == client.c.id, again.c.reason == ChangeReason.REOPENED
    )
    since = func.coalesce(reopened.correlate(client).scalar_subquery(), date.min)
    return (
        select(event.c.day)
        .join(event_client, event_client.c.event_id == event.c.id)
        .where(event_client.c.client_id == client.c.id, event.c.channel == Channel.IN_PERSON)
        .where(event.c.removed_at.is_(None), event.c.day >= since)
        .order_by(event_client.c.started_at)
        .offset(LONGEST_WITHOUT_PLAN)
        .limit(1)
        .correlate(client)
        .scalar_subquery()
    )
