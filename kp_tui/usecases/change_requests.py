"""The client asks for another key worker (000): the wish, and what came of it."""

from dataclasses import replace

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.change_requests import (
    ChangeDecision,
    ChangeRequest,
    DecidedAlready,
    DecidedBeforeAsked,
    NobodyToChange,
    Outcome,
)
from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.sheets import day_typed
from kp_tui.store import cases, periods
from kp_tui.store.unit import Store
from kp_tui.usecases.candidates import next_key_workers, refuse_unfit
from kp_tui.usecases.cases import (
    Entry,
    add_entry,
    entries,
    refuse_ended,
    refuse_unfit_day,
    understood,
)
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, sheet


def prepare_request(store: Store, client_id: int) -> Offer:
    """A wish that is told today, with those whom the client may wish for."""
    _refuse_without_key_worker(store, client_id)
    wished = {"key_worker": next_key_workers(store, client_id)}
    return Offer({"day": day_typed(store.today)}, wished, client_id)


@sheet(Permission.INTAKE, N_("The client asks for another key worker"), ChangeRequest, offers=prepare_request)
def request_change(store: Store, client_id: int, request: ChangeRequest) -> int:
    """Write down the client's wish, whoever of the team heard it; gives the entry's id."""
    _refuse_without_key_worker(store, client_id)
    refuse_unfit_day(store, client_id, request.day)
    if request.key_worker is not None:
        refuse_unfit(store, client_id, request.key_worker)
    return add_entry(store, client_id, EntryKind.CHANGE_REQUEST, request)


def prepare_decision(store: Store, entry_id: int) -> Offer:
    """What came of a wish, decided today."""
    return Offer({"day": day_typed(store.today)}, client_id=_undecided(store, entry_id).client_id)


@sheet(Permission.CASE_LEAD, N_("Outcome of the client's request"), ChangeDecision, offers=prepare_decision)
def decide_change_request(store: Store, entry_id: int, decision: ChangeDecision) -> int:
    """Grant or refuse a wish; a granted one still needs the change itself. Gives the entry's id."""
    request = _undecided(store, entry_id)
    decision.refuse_unexplained()
    refuse_unfit_day(store, request.client_id, decision.day)
    if decision.day < request.day:
        raise DecidedBeforeAsked
    about = replace(decision, request=entry_id)
    return add_entry(store, request.client_id, EntryKind.CHANGE_OUTCOME, about)


def open_requests(store: Store, client_id: int) -> list[Entry]:
    """The wishes of a client that nobody has decided yet."""
    decided = {one.request for one in _decisions(store, client_id)}
    wishes = entries(store, client_id, EntryKind.CHANGE_REQUEST)
    return [
        one for one in wishes if decided.isdisjoint(before.id for before in cases.versions(store, one.id))
    ]


def granted_wish(store: Store, client_id: int) -> ChangeRequest | None:
    """The latest wish that was granted since the key worker of now began."""
    now = periods.current(store, client_id)
    granted = (one.request for one in _decisions(store, client_id) if one.outcome is Outcome.GRANTED)
    wishes = [cases.entry(store, entry_id) for entry_id in granted]
    since = [understood(one) for one in wishes if now and one.recorded_at > now.recorded_at]
    return since[-1].what if since else None


def _undecided(store: Store, entry_id: int) -> Entry:
    wish = understood(cases.entry(store, entry_id))
    if wish.kind is not EntryKind.CHANGE_REQUEST:
        raise NotFound
    if wish not in open_requests(store, wish.client_id):
        raise DecidedAlready
    return wish


def _decisions(store: Store, client_id: int) -> list[ChangeDecision]:
    return [one.what for one in entries(store, client_id, EntryKind.CHANGE_OUTCOME)]


def _refuse_without_key_worker(store: Store, client_id: int) -> None:
    refuse_ended(store, client_id)
    if periods.current(store, client_id) is None:
        raise NobodyToChange
