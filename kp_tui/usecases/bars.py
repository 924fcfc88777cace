"""Bars: that a worker has no part in a client's case, whatever their roles (X1)."""

from dataclasses import replace

from kp_tui.domain.bars import Bar, BarOfAnother, BarReason, BarredAlready, KeyWorkerStays, Lifting
from kp_tui.domain.deputies import Relation
from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.people import Role
from kp_tui.domain.sheets import Answerless
from kp_tui.store import audit, bars, clients, deputies, periods, timers, workers
from kp_tui.store.bars import KeptBar
from kp_tui.store.unit import Store
from kp_tui.usecases import vaulting
from kp_tui.usecases.colleagues import picks, refuse_unfit, works_with_people
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.events import CardNotOpened
from kp_tui.usecases.sheets import Offer, sheet
from kp_tui.usecases.timers import into_draft


def prepare_bar(store: Store, client_id: int) -> Offer:
    """Whom the person may bar: everybody but the key worker, or only themselves."""
    key_worker_id, for_others = _key_worker(store, client_id), _bars_others(store, client_id)
    fit = tuple(
        (worker_id, name)
        for worker_id, name in picks(store, works_with_people, client_id)
        if worker_id != key_worker_id and (for_others or worker_id == store.person.id)
    )
    return Offer(picks={"worker": fit}, client_id=client_id)


@sheet(Permission.CASE_LEAD, N_("Worker with no part in the case"), Bar, offers=prepare_bar)
def bar_worker(store: Store, client_id: int, wanted: Bar) -> int:
    """Bar a worker from a client; what their timer has measured becomes their draft. Gives the bar's id."""
    clients.row(store, client_id)
    _refuse_unfit(store, client_id, wanted.worker)
    if wanted.reason is BarReason.OTHER and not wanted.explanation:
        raise Answerless().at("explanation")
    _stop_timer(store, wanted.worker, client_id)
    bar_id = bars.add(store, client_id, wanted.worker, wanted.reason, wanted.explanation)
    vaulting.separate(store, client_id, wanted.worker)
    store.concerns(client_id=client_id, record=f"bar:{bar_id}")
    return bar_id


def prepare_lifting(store: Store, bar_id: int) -> Offer:
    """Lifting a bar is about its client."""
    return Offer(client_id=_in_force(store, bar_id).client_id)


@sheet(Permission.TEAM_LEAD, N_("End of a bar"), Lifting, offers=prepare_lifting)
def lift_bar(store: Store, bar_id: int, lifting: Lifting) -> None:
    """Lift a bar; one's own is out of reach like all there is of that client."""
    kept = _in_force(store, bar_id)
    bars.lift(store, kept, lifting.why)
    store.concerns(client_id=kept.client_id, record=f"bar:{bar_id}")


@use_case(Permission.CASE_LEAD, Access.GLANCE)
def list_bars(store: Store, client_id: int) -> list[KeptBar]:
    """A client's bars, lifted ones too; part of the file, whose opening stands for it in the log."""
    clients.row(store, client_id)
    if not audit.opened_lately(store, client_id):
        raise CardNotOpened
    return bars.of_client(store, client_id)


def _refuse_unfit(store: Store, client_id: int, worker_id: int) -> None:
    if bars.is_barred(store, worker_id, client_id):
        raise BarredAlready
    refuse_unfit(store, worker_id, client_id, "worker")
    if worker_id == _key_worker(store, client_id):
        raise KeyWorkerStays
    if worker_id != store.person.id and not _bars_others(store, client_id):
        raise BarOfAnother


def _bars_others(store: Store, client_id: int) -> bool:
    """Whoever answers for the case: its key worker, their deputy, a manager; anybody while nobody does."""
    answers = deputies.relation(store, client_id) in (Relation.OWN, Relation.ACTING)
    return answers or store.holds(Role.MANAGER) or _key_worker(store, client_id) is None


def _key_worker(store: Store, client_id: int) -> int | None:
    current = periods.current(store, client_id)
    return current.worker_id if current else None


def _stop_timer(store: Store, worker_id: int, client_id: int) -> None:
    """Stop a worker's timer for a client whom they are about to lose sight of: a hidden one bars others."""
    theirs = replace(store, person=workers.by_id(store.connection, worker_id))
    running = timers.running(theirs)
    if running is not None and running.client_id == client_id:
        into_draft(theirs, running.stopped(store.now), end_confirmed=not running.forgotten(store.now))


def _in_force(store: Store, bar_id: int) -> KeptBar:
    kept = bars.kept(store, bar_id)
    if kept.lifted_at is not None:
        raise NotFound
    return kept
