"""From the first contact to the consultation: taking somebody in, named or anonymous (L1, L2, L4)."""

from kp_tui.domain.cases import ConsentForm, DayInFuture, EntryKind
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.endings import Ending, EndingReason
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.intake import (
    ConsentGiven,
    Consultation,
    ConsultationOutcome,
    Intake,
)
from kp_tui.domain.sheets import day_typed
from kp_tui.store import clients, namesakes, services
from kp_tui.store.clients import ClientRow
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues
from kp_tui.usecases.cases import add_entry, course, refuse_unfit_entry
from kp_tui.usecases.clients import free_mark
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.endings import end
from kp_tui.usecases.sheets import Offer, sheet

MOST_SIMILAR = 5


_ENDS = {
    ConsultationOutcome.BASIC_COUNSELLING: EndingReason.BASIC_COUNSELLING,
    ConsultationOutcome.REFERRAL: EndingReason.REFERRAL,
}


class ServiceUnknown(InvalidInput):
    """Everybody comes to a service of the organisation."""

    message = N_("Choose the service.")
    field = "service"


class ConsultedAlready(InvalidInput):
    """The days to the assessment run from one introductory consultation (L3)."""

    message = N_("The introductory consultation is recorded already: correct that entry instead.")
    field = "day"


class ClientAlready(InvalidInput):
    """An introductory consultation is negotiated with an applicant (L1, L5)."""

    message = N_("This person is a client already: the introductory consultation comes before that.")
    field = "day"


def prepare_first_contact(store: Store, _subject: int) -> Offer:
    """Today, oneself, and the service where there is only one."""
    offered = tuple((one.id, one.name) for one in services.everything(store))
    answers = {"day": day_typed(store.today), "taken_by": str(store.person.id)}
    if len(offered) == 1:
        answers["service"] = str(offered[0][0])
    picks = {"taken_by": colleagues.picks(store, colleagues.works_with_people), "service": offered}
    return Offer(answers, picks)


@sheet(Permission.INTAKE, N_("First contact"), Intake, offers=prepare_first_contact)
def take_first_contact(store: Store, _subject: int, new: Intake) -> int:
    """Take somebody in, named or anonymous (L1, L2); gives the new applicant's id."""
    if new.day > store.today:
        raise DayInFuture
    colleagues.refuse_unfit(store, new.taken_by, None, "taken_by")
    if new.service not in {one.id for one in services.everything(store)}:
        raise ServiceUnknown
    details = ClientDetails(
        mark=free_mark(store),
        surname=new.surname,
        name=new.name,
        anonymous=new.anonymous,
        contacts=new.contact,
        service_id=new.service,
    )
    client_id = clients.add(store, details.checked(store.today))
    add_entry(store, client_id, EntryKind.FIRST_CONTACT, new.contact_itself())
    return client_id


@sheet(Permission.INTAKE, N_("Introductory consultation"), Consultation)
def record_consultation(store: Store, client_id: int, consultation: Consultation) -> int:
    """Record the introductory consultation; counselling or a referral as its outcome ends the case (L4)."""
    refuse_unfit_entry(store, client_id, consultation.day)
    if clients.row(store, client_id).state is ClientState.CLIENT:
        raise ClientAlready
    consultation.check()
    if any(entry.kind is EntryKind.INTRO_CONSULTATION for entry in course(store, client_id)):
        raise ConsultedAlready
    if consultation.consent_by_phone:
        by_phone = ConsentGiven(consultation.day, ConsentForm.PHONE)
        add_entry(store, client_id, EntryKind.DATA_CONSENT, by_phone)
    entry_id = add_entry(store, client_id, EntryKind.INTRO_CONSULTATION, consultation)
    if consultation.outcome in _ENDS:
        end(store, client_id, Ending(consultation.day, _ENDS[consultation.outcome]))
    return entry_id


@use_case(Permission.INTAKE, Access.GLANCE)
def similar_clients(store: Store, surname: str, name: str) -> list[ClientRow]:
    """Who may be the same person: alike without accents and case. Shown, never forced."""
    return namesakes.of_name(store, surname, name, MOST_SIMILAR)
