"""Who is responsible for a case: the first key worker, a change with its notice, the cover sheet."""

from dataclasses import replace
from datetime import date

from kp_tui.domain.errors import N_
from kp_tui.domain.key_worker_changes import KeyWorkerChange, WhyChanged, refuse_unexplained
from kp_tui.domain.key_worker_notices import (
    NothingToTell,
    NoticeThere,
    Told,
    refuse_notice,
    refuse_unfit_notice,
    told_before,
)
from kp_tui.domain.key_workers import (
    BeforeLastKeyWorker,
    ChangeReason,
    CoverLine,
    NoticeChannel,
    Period,
    cover,
    taken_over_from,
)
from kp_tui.domain.services import Allocation
from kp_tui.domain.sheets import day_typed
from kp_tui.store import clients, periods, services, workers
from kp_tui.store.cases import READS_NOTES
from kp_tui.store.unit import Store
from kp_tui.usecases.candidates import next_key_workers, refuse_unfit
from kp_tui.usecases.cases import refuse_ended, refuse_unfit_day
from kp_tui.usecases.change_requests import granted_wish
from kp_tui.usecases.door import Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


@use_case(Permission.CLIENT_FIND)
def cover_sheet(store: Store, client_id: int) -> list[CoverLine]:
    """Everybody who was responsible for a case, the first one first (K3); a logged reading of the file."""
    store.concerns(client_id=client_id, purpose="cover_sheet")
    clients.row(store, client_id)
    everybody = {one.id: one for one in workers.everybody(store)}
    chain = [_as_read(store, one) for one in periods.history(store, client_id)]
    return cover(chain, periods.notices(store, client_id), everybody)


def _as_read(store: Store, one: Period) -> Period:
    """Who may record for anybody does not by that read why somebody else was chosen (K8)."""
    return one if store.holds(*READS_NOTES) else replace(one, explanation="", no_notice_reason="")


def assign(
    store: Store,
    client_id: int,
    worker_id: int,
    day: date,
    reason: ChangeReason,
    *,
    explanation: str = "",
    no_notice_reason: str = "",
) -> int:
    """Let a key worker begin, the first one or the next; gives the period's id.

    Refuses whoever may not be one (K6: fields `key_worker` and `day`); for use cases that have been let
    through the door. The client's state stays as it is.
    """
    clients.row(store, client_id)
    refuse_unfit(store, client_id, worker_id)
    _refuse_out_of_turn(store, client_id, day)
    words = {"explanation": explanation, "no_notice_reason": no_notice_reason}
    return periods.begin(store, client_id, worker_id, day, reason, **words)


def prepare_change(store: Store, client_id: int) -> Offer:
    """A change begins with today and the likely reason; a wish that was granted is filled in."""
    refuse_ended(store, client_id)
    answers = {"day": day_typed(store.today), **_likely(store, client_id)}
    return Offer(answers, {"key_worker": next_key_workers(store, client_id)}, client_id)


@sheet(Permission.CASE_LEAD, N_("Change of key worker"), KeyWorkerChange, offers=prepare_change)
def change_key_worker(store: Store, client_id: int, change: KeyWorkerChange) -> int:
    """The next key worker with the outgoing one's notice (K4, K5), or the first one; the period's id."""
    refuse_ended(store, client_id)
    before = periods.current(store, client_id)
    period_id = assign(
        store, client_id, change.key_worker, change.day, ChangeReason(change.reason.value),
        explanation=change.explanation, no_notice_reason=change.no_notice_reason,
    )  # fmt: skip
    store.concerns(client_id=client_id, record=f"period:{period_id}")
    refuse_unexplained(change)
    if before is None:
        refuse_notice(change)
    elif told := told_before(change, before):
        periods.tell(store, period_id, before.worker_id, *told)
    return period_id


def prepare_notice(store: Store, period_id: int) -> Offer:
    """A notice that is still owed: the new key worker tells it today, unless said otherwise."""
    owed, before = _untold(store, period_id)
    names = workers.names(store)
    tellers = tuple((one.worker_id, names[one.worker_id]) for one in (owed, before))
    answers = {"told_by": str(owed.worker_id), "told_on": day_typed(store.today)}
    return Offer(answers | {"channel": NoticeChannel.IN_PERSON}, {"told_by": tellers}, owed.client_id)


@sheet(Permission.CASE_LEAD, N_("Notice of the change of key worker"), Told, offers=prepare_notice)
def record_notice(store: Store, period_id: int, told: Told) -> None:
    """What the client was told of a change after all, by the new key worker as a rule (K5)."""
    owed, before = _untold(store, period_id)
    store.concerns(client_id=owed.client_id, record=f"period:{period_id}")
    refuse_unfit_notice(told, owed, before, store.today)
    periods.tell(store, period_id, told.told_by, told.told_on, told.channel)


def _untold(store: Store, period_id: int) -> tuple[Period, Period]:
    """The period whose notice is owed, and the one before it."""
    one = periods.one(store, period_id)
    before = taken_over_from(one, periods.history(store, one.client_id))
    if before is None:
        raise NothingToTell
    if period_id in periods.notices(store, one.client_id):
        raise NoticeThere
    return one, before


def _likely(store: Store, client_id: int) -> dict[str, str]:
    if periods.current(store, client_id) is None:
        by_district = services.of_client(store, client_id).allocation is Allocation.DISTRICT
        return {"reason": WhyChanged.DISTRICT if by_district else WhyChanged.ASSESSMENT}
    granted = granted_wish(store, client_id)
    if granted is None:
        return {"reason": WhyChanged.EXPERTISE}
    return {"reason": WhyChanged.CLIENT_WISH, "key_worker": str(granted.key_worker or "")}


def _refuse_out_of_turn(store: Store, client_id: int, day: date) -> None:
    refuse_unfit_day(store, client_id, day)
    before = periods.history(store, client_id)
    earliest = max((one.to_day or one.from_day for one in before), default=day)
    if day < earliest:
        raise BeforeLastKeyWorker(day=day_typed(earliest))
