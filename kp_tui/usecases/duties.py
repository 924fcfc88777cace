"""What is owed: one's own, everybody's for the manager, a case's before it ends; letting go with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kp_tui.domain.duties import Duty, DutyGroup, DutyKind, Release, numbered
from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.plan_access import PlanRight
from kp_tui.store import duties, workers
from kp_tui.store.duties.plans import STEPS_AT_MOST
from kp_tui.store.duties.scopes import Scope
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, refuse_unless_permitted, use_case
from kp_tui.usecases.plan_rights import demand
from kp_tui.usecases.sheets import Offer, sheet

LISTED_FOR = timedelta(days=62)  # older events that do not count stand in one line
OF_THE_PLAN = frozenset({DutyKind.STEP, DutyKind.REVIEW, DutyKind.PLAN})
"""What whoever writes the client's plan does and releases."""


@dataclass(frozen=True, slots=True)
class DutyList:
    """Duties as a list shows them, with the surnames of whoever owes them; `groups` would flood it."""

    duties: tuple[Duty, ...] = field(repr=False)
    groups: tuple[DutyGroup, ...]
    names: Mapping[int, str] = field(repr=False)


@use_case(Permission.TEAM_LEAD, Access.GLANCE)
def list_everybodys_duties(store: Store) -> DutyList:
    """What anybody owes; events stand in one line for each worker."""
    return _listed(store, Scope(), date.max)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_duty_group(store: Store, group: DutyGroup) -> DutyList:
    """The duties of one line: one's own, of whom one stands in for, or anybody's for the manager."""
    if group.worker_id not in {store.person.id, *store.stands_in_for}:
        refuse_unless_permitted(store.person.roles, Permission.TEAM_LEAD)
    return DutyList(tuple(duties.of_group(store, group)), (), _names(store))


def own(store: Store) -> DutyList:
    """What the person owes, and whoever they stand in for today; what is due first stands first.

    For use cases that have been let through the door.
    """
    mine = frozenset({store.person.id}) | store.stands_in_for
    return _listed(store, Scope(mine), store.today - LISTED_FOR)


def of_client(store: Store, client_id: int) -> list[Duty]:
    """What is owed in a case, whoever owes it; for use cases that have been let through the door."""
    return duties.owed(store, Scope(client_id=client_id))


def about_duty(store: Store, number: int) -> Offer:
    """A release begins empty; it is about the client whose duty it is."""
    return Offer(client_id=duties.find(store, *numbered(number)).client_id)


@sheet(Permission.TEAM_LEAD, N_("Release of a duty"), Release, offers=about_duty)
def release_duty(store: Store, number: int, release: Release) -> None:
    """Let nobody owe this any more: the manager says why. `number` is the duty's."""
    duty = duties.find(store, *numbered(number))
    store.concerns(client_id=duty.client_id, record=f"{duty.kind}:{duty.subject}")
    duties.release(store, duty, release.reason)


def owed_step(duty: Duty) -> int:
    """The number of the step that is owed; 0 where it is something else."""
    return duty.subject % STEPS_AT_MOST if duty.kind is DutyKind.STEP else 0


def about_plan_duty(store: Store, number: int) -> Offer:
    """A release begins empty; it is about the client whose plan it is."""
    return Offer(client_id=_of_ones_plan(store, number).client_id)


@sheet(Permission.PLAN_WRITE, N_("Release of a duty"), Release, offers=about_plan_duty)
def release_plan_duty(store: Store, number: int, release: Release) -> None:
    """Let a plan owe this no more: whoever writes it says why, as a manager knows nothing of it (V1)."""
    duty = _of_ones_plan(store, number)
    store.concerns(client_id=duty.client_id, record=f"{duty.kind}:{duty.subject}")
    duties.release(store, duty, release.reason)


def _of_ones_plan(store: Store, number: int) -> Duty:
    kind, subject = numbered(number)
    if kind not in OF_THE_PLAN:
        raise NotFound
    duty = duties.find(store, kind, subject)
    demand(store, duty.client_id or 0, PlanRight.WRITE)
    return duty


def _listed(store: Store, scope: Scope, events_since: date) -> DutyList:
    singly = duties.owed_singly(store, scope, events_since)
    together = duties.owed_together(store, scope, events_since)
    return DutyList(tuple(singly), tuple(together), _names(store))


def _names(store: Store) -> dict[int, str]:
    return {worker.id: worker.surname for worker in workers.everybody(store)}
