"""A child's diagnostics, and the flag of suspected child abuse and neglect (L6)."""

from dataclasses import replace

from kp_tui.domain.cases import EntryKind, can_flag_since
from kp_tui.domain.errors import N_, InvalidInput, NotFound
from kp_tui.domain.situations import (
    CanFlag,
    CanFlagLifted,
    DiagnosticsRequest,
    DiagnosticsResult,
)
from kp_tui.store import cases
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues
from kp_tui.usecases.cases import Entry, add_entry, entries, facts, refuse_unfit_entry, understood
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, about_client, sheet


class BeforeRequest(InvalidInput):
    """A diagnostics is done after it was asked for (L6)."""

    message = N_("The diagnostics was asked for later than that day.")
    field = "day"


class CompletedAlready(InvalidInput):
    """What is asked for once is done once."""

    message = N_("The result of this diagnostics is recorded already: correct that entry instead.")
    field = "day"


class FlaggedAlready(InvalidInput):
    """A case is flagged or not (L6)."""

    message = N_("The case is flagged already.")
    field = "day"


class NotFlagged(InvalidInput):
    """Only a flag that was raised is lifted (L6)."""

    message = N_("The case is not flagged on that day.")
    field = "day"


@sheet(Permission.CASE_LEAD, N_("Request for a child's diagnostics"), DiagnosticsRequest)
def request_diagnostics(store: Store, client_id: int, request: DiagnosticsRequest) -> int:
    """Record that a child's diagnostics is asked for, and by whom (L6); gives the entry's id."""
    refuse_unfit_entry(store, client_id, request.day)
    return add_entry(store, client_id, EntryKind.DIAGNOSTICS, request)


def prepare_result(store: Store, request_id: int) -> Offer:
    """Today, and the colleagues; the subject is the request's entry."""
    request = cases.entry(store, request_id)
    offered = colleagues.picks(store, colleagues.works_with_people, request.client_id)
    picks = {"done_by": offered, "interpreted_by": offered}
    return replace(about_client(store, request.client_id), picks=picks)


@sheet(Permission.CASE_LEAD, N_("Result of a child's diagnostics"), DiagnosticsResult, offers=prepare_result)
def complete_diagnostics(store: Store, request_id: int, result: DiagnosticsResult) -> int:
    """Record who did a diagnostics, who explains it and what came out (L6); gives the entry's id."""
    request = _request(store, request_id)
    refuse_unfit_entry(store, request.client_id, result.day)
    _refuse_done(store, request, result)
    for name in ("done_by", "interpreted_by"):
        colleagues.refuse_unfit(store, getattr(result, name), request.client_id, name)
    said = replace(result, request=request.id)
    return add_entry(store, request.client_id, EntryKind.DIAGNOSTICS_RESULT, said)


@sheet(Permission.CASE_LEAD, N_("Suspected child abuse and neglect (CAN)"), CanFlag)
def raise_can_flag(store: Store, client_id: int, flag: CanFlag) -> int:
    """Flag a case, which shows the service's own procedure from now on (L6); gives the entry's id."""
    refuse_unfit_entry(store, client_id, flag.day)
    if can_flag_since(facts(entries(store, client_id))) is not None:
        raise FlaggedAlready
    return add_entry(store, client_id, EntryKind.CAN_FLAG, flag)


@sheet(Permission.CASE_LEAD, N_("Lifting of the CAN flag"), CanFlagLifted)
def lift_can_flag(store: Store, client_id: int, lifted: CanFlagLifted) -> int:
    """Take the flag off a case, with the reason (L6); gives the entry's id."""
    refuse_unfit_entry(store, client_id, lifted.day)
    since = can_flag_since(facts(entries(store, client_id)))
    if since is None or since > lifted.day:
        raise NotFlagged
    return add_entry(store, client_id, EntryKind.CAN_FLAG_LIFTED, lifted)


def waiting_for_result(store: Store, client_id: int) -> list[int]:
    """The requests of a case that have no result yet, however often they were corrected since."""
    asked = entries(store, client_id, EntryKind.DIAGNOSTICS)
    return [one.id for one in asked if not _has_result(store, one)]


def _has_result(store: Store, request: Entry) -> bool:
    results = (one.what for one in entries(store, request.client_id, EntryKind.DIAGNOSTICS_RESULT))
    answered = {result.request for result in results if result is not None}
    return not answered.isdisjoint(one.id for one in cases.versions(store, request.id))


def _request(store: Store, request_id: int) -> Entry:
    request = understood(cases.entry(store, request_id))
    if request.kind is not EntryKind.DIAGNOSTICS:
        raise NotFound
    return request


def _refuse_done(store: Store, request: Entry, result: DiagnosticsResult) -> None:
    if result.day < request.day:
        raise BeforeRequest
    if _has_result(store, request):
        raise CompletedAlready
