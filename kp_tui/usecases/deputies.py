"""Deputies: who acts for a key worker while they are away (K7)."""

from collections.abc import Iterator

from kp_tui.domain.absences import Clash, Warned
from kp_tui.domain.deputies import Deputy, DeputyBarred, DeputyUnfit, NoKeyWorker, OwnDeputy
from kp_tui.domain.errors import N_
from kp_tui.store import absences, bars, deputies, workers
from kp_tui.store.unit import Store
from kp_tui.usecases.absences import Noted, refuse_others, with_absences
from kp_tui.usecases.colleagues import is_key_worker, picks
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, sheet


def prepare_deputy(store: Store, worker_id: int) -> Offer:
    """Who may stand in for a key worker, beginning with who does."""
    _refuse_not_theirs(store, worker_id)
    unfit = bars.barred_from_cases_of(store, worker_id) | {worker_id}
    fit = tuple(pick for pick in picks(store, is_key_worker) if pick[0] not in unfit)
    now = deputies.of_worker(store, worker_id)
    return Offer({"deputy": str(now)} if now in dict(fit) else {}, {"deputy": fit})


@sheet(Permission.CASE_LEAD, N_("Deputy of a key worker"), Deputy, offers=prepare_deputy)
def name_deputy(store: Store, worker_id: int, wanted: Deputy) -> Noted:
    """Name one's own deputy, or as a manager anybody's; told where both are away at one time."""
    _refuse_not_theirs(store, worker_id)
    _refuse_unfit(store, worker_id, wanted.deputy)
    named_id = deputies.name(store, worker_id, wanted.deputy)
    store.concerns(record=f"deputy:{named_id}")
    return Noted(named_id, tuple(_both_away(store, worker_id, wanted.deputy)))


def _refuse_not_theirs(store: Store, worker_id: int) -> None:
    refuse_others(store, worker_id)
    if not workers.may_be_key_worker(store, worker_id):
        raise NoKeyWorker


def _refuse_unfit(store: Store, worker_id: int, deputy_id: int) -> None:
    if deputy_id == worker_id:
        raise OwnDeputy
    if not workers.may_be_key_worker(store, deputy_id):
        raise DeputyUnfit
    if deputy_id in bars.barred_from_cases_of(store, worker_id):
        raise DeputyBarred


def _both_away(store: Store, worker_id: int, deputy_id: int) -> Iterator[Warned]:
    for kept in absences.lasting(store):
        if kept.worker_id == worker_id:
            yield from with_absences(store, Clash.DEPUTY_AWAY, [deputy_id], kept.from_day, kept.to_day)
