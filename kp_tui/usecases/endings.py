"""Ending a case and opening it again (L7, K1)."""

from dataclasses import replace
from datetime import date

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import DutyKind
from kp_tui.domain.endings import Ending, Reopening
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.sheets import Answerless
from kp_tui.store import cases, clients, periods, timers
from kp_tui.store.duties import release
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues, key_workers
from kp_tui.usecases.cases import add_entry, refuse_ended, refuse_unfit_day
from kp_tui.usecases.door import Permission
from kp_tui.usecases.duties import of_client as duties_of
from kp_tui.usecases.sheets import Offer, about_client, sheet


class TimerStillRuns(InvalidInput):
    """Time that runs belongs to a case that goes on."""

    message = N_("A timer is running for this client: stop it before the case ends.")
    field = "day"


class DutiesOpen(InvalidInput):
    """What is still owed is shown first, and let go with a reason only (L7)."""

    message = N_("Something is still owed in this case: do it first, or write why it is let go.")
    field = "release_reason"


class EndsTooEarly(InvalidInput):
    """An ending is the last thing that happens (L7, K1)."""

    message = N_("Something in this case happened later: the ending cannot lie before it.")
    field = "day"


class NotEnded(InvalidInput):
    """Only what has ended begins anew (K1)."""

    message = N_("This case goes on: there is nothing to reopen.")
    field = "day"


class ReopenedTooEarly(InvalidInput):
    """A case begins anew on the day it ended, or later (K1)."""

    message = N_("The case ended later: choose the day of the ending, or one after it.")
    field = "day"


class NewPeriodNeeded(InvalidInput):
    """Reopening a case that had a key worker begins a new period (K1)."""

    message = N_("A case that had a key worker is opened again with one: choose who it is.")
    field = "key_worker"


@sheet(Permission.CASE_LEAD, N_("Ending of the case"), Ending)
def end_case(store: Store, client_id: int, ending: Ending) -> int:
    """End a case with its day, reason and evaluation (L7); what is owed in it is let go with a reason.

    Events that lack something are owed as before: the work was done. A plan is only reminded of, and holds
    nobody up (P3). Gives the entry's id.
    """
    if clients.row(store, client_id).state is ClientState.CLIENT and not ending.evaluation:
        raise Answerless().at("evaluation")
    soft = (DutyKind.EVENT, DutyKind.PLAN)
    owed = [duty for duty in duties_of(store, client_id) if duty.kind not in soft]
    if owed and not ending.release_reason:
        raise DutiesOpen
    entry_id = end(store, client_id, ending)
    for duty in owed:
        release(store, duty, ending.release_reason)
    return entry_id


def prepare_reopening(store: Store, client_id: int) -> Offer:
    """Today, and those who may be the new key worker (K6)."""
    picks = {"key_worker": colleagues.picks(store, colleagues.is_key_worker, client_id)}
    return replace(about_client(store, client_id), picks=picks)


@sheet(Permission.CASE_LEAD, N_("Reopening of the case"), Reopening, offers=prepare_reopening)
def reopen_case(store: Store, client_id: int, reopening: Reopening) -> int:
    """Open a case again: a new period begins, the old ones stay (K1); gives the entry's id."""
    refuse_unfit_day(store, client_id, reopening.day)
    _refuse_not_reopened(store, client_id, reopening)
    entry_id = add_entry(store, client_id, EntryKind.REOPENING, reopening)
    clients.set_state(store, client_id, ClientState.APPLICANT)
    if reopening.key_worker is not None:
        day, reason = reopening.day, ChangeReason.REOPENED
        key_workers.assign(store, client_id, reopening.key_worker, day, reason, explanation=reopening.why)
    return entry_id


def end(store: Store, client_id: int, ending: Ending) -> int:
    """End a case; for use cases that have been let through the door."""
    refuse_ended(store, client_id)
    refuse_unfit_day(store, client_id, ending.day)
    if timers.run_for(store, client_id):
        raise TimerStillRuns
    if ending.day < last_day(store, client_id):
        raise EndsTooEarly
    entry_id = add_entry(store, client_id, EntryKind.ENDING, ending)
    clients.set_state(store, client_id, ClientState.ENDED)
    return entry_id


def last_day(store: Store, client_id: int) -> date:
    """The day of the last thing that is written down in a case, its key worker's first day among them."""
    days = [one.day for one in cases.journal(store, client_id)]
    begun = [one.from_day for one in periods.history(store, client_id)]
    return max([*days, *begun], default=date.min)


def _refuse_not_reopened(store: Store, client_id: int, reopening: Reopening) -> None:
    if clients.row(store, client_id).state is not ClientState.ENDED:
        raise NotEnded
    if reopening.day < last_day(store, client_id):
        raise ReopenedTooEarly
    if reopening.key_worker is None and periods.history(store, client_id):
        raise NewPeriodNeeded
