"""Consents: the agreement that makes a client, the processing of personal data; taking them back (L5)."""

from datetime import date

from kp_tui.domain.cases import Consent, EntryKind, consents_in_force
from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.intake import ConsentGiven, Withdrawal
from kp_tui.store import cases, clients, periods
from kp_tui.store.unit import Store
from kp_tui.usecases.cases import add_entry, entries, facts, refuse_unfit_day, refuse_unfit_entry
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import sheet

CONSENT_OF = {Consent.INFORMED: EntryKind.INFORMED_CONSENT, Consent.DATA: EntryKind.DATA_CONSENT}


class SignedAlready(InvalidInput):
    """One agreement is in force at a time."""

    message = N_("The informed consent is signed already: it can be withdrawn, or its entry corrected.")
    field = "day"


class NobodyResponsible(InvalidInput):
    """A client always has a key worker (K2)."""

    message = N_("A client must have a key worker on that day: the case has to come to somebody first.")
    field = "day"


class SignsNameless(InvalidInput):
    """Nobody signs without a name (L2)."""

    message = N_("An anonymous person signs nothing: name them first.")
    field = "day"


class SignedBeforeReopening(InvalidInput):
    """A case that began anew needs an agreement of its own (L5, K1)."""

    message = N_("The case was opened again later: the new consent is signed on that day or after it.")
    field = "day"


class NotInForce(InvalidInput):
    """Only what was agreed to is taken back."""

    message = N_("There is no such consent in force on that day.")
    field = "which"


@sheet(Permission.CASE_LEAD, N_("Informed consent"), ConsentGiven)
def sign_informed_consent(store: Store, client_id: int, consent: ConsentGiven) -> int:
    """An applicant signs and is a client from that day on, the data consent with it (L5); the entry's id."""
    refuse_unfit_entry(store, client_id, consent.day)
    consent.check_signed()
    _refuse_unready(store, client_id, consent.day)
    add_entry(store, client_id, EntryKind.DATA_CONSENT, consent)
    entry_id = add_entry(store, client_id, EntryKind.INFORMED_CONSENT, consent)
    if clients.row(store, client_id).state is ClientState.APPLICANT:
        clients.set_state(store, client_id, ClientState.CLIENT)
    return entry_id


@sheet(Permission.CASE_LEAD, N_("Consent to data processing"), ConsentGiven)
def record_data_consent(store: Store, client_id: int, consent: ConsentGiven) -> int:
    """Record a consent to the processing of personal data by itself; gives the entry's id."""
    refuse_unfit_entry(store, client_id, consent.day)
    return add_entry(store, client_id, EntryKind.DATA_CONSENT, consent)


@sheet(Permission.CASE_LEAD, N_("Withdrawal of a consent"), Withdrawal)
def withdraw_consent(store: Store, client_id: int, withdrawal: Withdrawal) -> int:
    """Take a consent back, after the case's end as well; gives the entry's id."""
    refuse_unfit_day(store, client_id, withdrawal.day)
    since = _in_force(store, client_id).get(withdrawal.which)
    if since is None or since > withdrawal.day:
        raise NotInForce
    return add_entry(store, client_id, EntryKind.CONSENT_WITHDRAWN, withdrawal)


def _refuse_unready(store: Store, client_id: int, day: date) -> None:
    if clients.row(store, client_id).anonymous:
        raise SignsNameless
    if Consent.INFORMED in _in_force(store, client_id):
        raise SignedAlready
    refuse_nobody_responsible(store, client_id, day)
    if any(day < one.day for one in cases.journal(store, client_id, EntryKind.REOPENING)):
        raise SignedBeforeReopening


def refuse_nobody_responsible(store: Store, client_id: int, day: date) -> None:
    """Raise `NobodyResponsible` where a case had no key worker on a day (K2), the last one of it included."""
    theirs = periods.history(store, client_id)
    if not any(one.from_day <= day and (one.to_day is None or day <= one.to_day) for one in theirs):
        raise NobodyResponsible


def _in_force(store: Store, client_id: int) -> dict[Consent, date]:
    return consents_in_force(facts(entries(store, client_id)))
