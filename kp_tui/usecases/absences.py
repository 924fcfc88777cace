"""Absences of workers: during one the named deputy acts with the key worker's rights (K7)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kp_tui.domain.absences import Absence, AbsenceOver, Clash, Warned
from kp_tui.domain.errors import N_, NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.store import absences, deputies
from kp_tui.store.absences import KeptAbsence
from kp_tui.store.unit import Store
from kp_tui.usecases.colleagues import picks, works_with_people
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written down about a worker's being away, by its number, and what it clashes with."""

    id: int
    warnings: tuple[Warned, ...]


def prepare_absence(store: Store, worker_id: int) -> Offer:
    """An absence begins empty: the first day is seldom today."""
    refuse_others(store, worker_id)
    return Offer()


@sheet(Permission.CASE_LEAD, N_("Absence"), Absence, offers=prepare_absence)
def record_absence(store: Store, worker_id: int, wanted: Absence) -> Noted:
    """Keep one's own absence, or as a manager anybody's."""
    refuse_others(store, worker_id)
    wanted.refuse_absurd(store.today)
    warnings = tuple(_clashes(store, worker_id, wanted))
    absence_id = absences.add(store, worker_id, wanted.first, wanted.last)
    store.concerns(record=f"absence:{absence_id}")
    return Noted(absence_id, warnings)


@use_case(Permission.CASE_LEAD)
def cancel_absence(store: Store, absence_id: int) -> None:
    """Let an absence end today, or not begin at all; what the deputy has done stays theirs."""
    kept = absences.kept(store, absence_id)
    if kept is None:
        raise AbsenceOver
    refuse_others(store, kept.worker_id)
    absences.cancel(store, absence_id)
    store.concerns(record=f"absence:{absence_id}")


@use_case(Permission.CASE_LEAD, Access.GLANCE)
def list_absences(store: Store) -> list[KeptAbsence]:
    """Everybody's absences from today on: who is away is no secret of a team."""
    return absences.lasting(store)


def refuse_others(store: Store, worker_id: int) -> None:
    """Let everybody speak for themselves, and a manager for any worker: `Refused`, `NotFound`."""
    if worker_id != store.person.id and not store.holds(Role.MANAGER):
        raise Refused
    if worker_id not in dict(picks(store, works_with_people)):
        raise NotFound


def _clashes(store: Store, worker_id: int, wanted: Absence) -> Iterator[Warned]:
    named = deputies.named(store)
    deputy = named.get(worker_id)
    if deputy is None and worker_id in deputies.missing(store):
        yield Warned(Clash.NO_DEPUTY)
    stood_in_for = [absent for absent, deputy_id in named.items() if deputy_id == worker_id]
    yield from with_absences(store, Clash.TWICE, [worker_id], wanted.first, wanted.last)
    if deputy is not None:
        yield from with_absences(store, Clash.DEPUTY_AWAY, [deputy], wanted.first, wanted.last)
    yield from with_absences(store, Clash.DEPUTIZES, stood_in_for, wanted.first, wanted.last)


def with_absences(
    store: Store, clash: Clash, worker_ids: Collection[int], first: date, last: date
) -> Iterator[Warned]:
    """The absences of some workers within a period, as a clash."""
    for kept in absences.within(store, worker_ids, first, last):
        yield Warned(clash, kept.worker, kept.from_day, kept.to_day)
