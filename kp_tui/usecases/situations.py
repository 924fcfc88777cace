"""Special situations of a case, and the people around a client (L6, 001, 000)."""

from dataclasses import replace

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.errors import N_
from kp_tui.domain.situations import (
    Conference,
    ContactPerson,
    Intervision,
    Mediation,
    ParentChildSession,
)
from kp_tui.store import services
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues
from kp_tui.usecases.cases import add_entry, refuse_unfit_day, refuse_unfit_entry
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, about_client, sheet


@sheet(Permission.CASE_LEAD, N_("Case conference"), Conference)
def record_conference(store: Store, client_id: int, conference: Conference) -> int:
    """Record a case conference, agreed to first except in child protection (L6); gives the entry's id."""
    refuse_unfit_entry(store, client_id, conference.day)
    check_conference(store, client_id, conference)
    return add_entry(store, client_id, EntryKind.CASE_CONFERENCE, conference)


def prepare_mediation(store: Store, client_id: int) -> Offer:
    """Today, and those who may mediate."""
    picks = {"mediator": colleagues.picks(store, colleagues.works_with_people, client_id)}
    return replace(about_client(store, client_id), picks=picks)


@sheet(Permission.CASE_LEAD, N_("Joint mediation"), Mediation, offers=prepare_mediation)
def record_mediation(store: Store, client_id: int, mediation: Mediation) -> int:
    """Record a joint mediation, for which both parents came (L6); gives the entry's id."""
    refuse_unfit_entry(store, client_id, mediation.day)
    mediation.check()
    colleagues.refuse_unfit(store, mediation.mediator, client_id, "mediator")
    return add_entry(store, client_id, EntryKind.MEDIATION, mediation)


@sheet(Permission.CASE_LEAD, N_("Session of a parent with children"), ParentChildSession)
def record_parent_child_session(store: Store, client_id: int, session: ParentChildSession) -> int:
    """Record a session of a parent with their children (001); gives the entry's id."""
    refuse_unfit_entry(store, client_id, session.day)
    return add_entry(store, client_id, EntryKind.PARENT_CHILD_SESSION, session)


@sheet(Permission.CASE_LEAD, N_("Intervision"), Intervision)
def record_intervision(store: Store, client_id: int, intervision: Intervision) -> int:
    """Record what colleagues said about a case; no event, so it never counts (I3). Gives the entry's id."""
    refuse_unfit_entry(store, client_id, intervision.day)
    return add_entry(store, client_id, EntryKind.INTERVISION, intervision)


@sheet(Permission.CASE_LEAD, N_("Contact person, guardian or institution"), ContactPerson)
def add_contact_person(store: Store, client_id: int, person: ContactPerson) -> int:
    """Add somebody around a client (000); gives the entry's id."""
    refuse_unfit_entry(store, client_id, person.day)
    person.check()
    return add_entry(store, client_id, EntryKind.CONTACT_PERSON, person)


def check_conference(store: Store, client_id: int, conference: Conference) -> None:
    """Raise the `InvalidInput` of what breaks a rule of the client's service (L6)."""
    conference.check(services.of_client(store, client_id).profile)
    if conference.agreed_on is not None:
        refuse_unfit_day(store, client_id, conference.agreed_on, "agreed_on")
