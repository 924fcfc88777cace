"""Made-up journals of the demo's cases: first contacts, consents, endings, and the people around."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.endings import Ending, EndingReason
from kp_tui.domain.events import Channel
from kp_tui.domain.fiction_people import Person
from kp_tui.domain.intake import ConsentGiven, Consultation, ConsultationOutcome, FirstContact
from kp_tui.domain.sheets import Pick
from kp_tui.domain.situations import ContactKind, ContactPerson

CHANGED_SINCE = timedelta(days=4)  # a change of key worker of which the client does not know yet
CONSULTED_BEFORE = (timedelta(days=9), timedelta(days=3))  # an assessment that is late, and one that is due
FAMILY = ("prarodič", "rodič", "dítě")  # the oldest first
_UNSIGNED = 0.03  # of the clients

_WANTS = (
    "Potřebuje poradit s dluhy.",
    "Hledá bydlení, končí jí nájem.",
    "Ptá se na příspěvek na péči pro matku.",
    "Rozvádí se, neví, jak na péči o děti.",
    "Přišel o práci a nerozumí dopisům z úřadu.",
)
_ENDINGS = {
    EndingReason.GOALS_MET: "Cíle spolupráce se podařilo naplnit.",
    EndingReason.CLIENT_WISH: "Klient si další podporu nepřeje, ví, kam se obrátit.",
    EndingReason.LOST_CONTACT: "Na opakované pozvání nereagoval.",
    EndingReason.MOVED: "Odstěhoval se, kontakt na místní poradnu předán.",
}
_PEOPLE = (
    ContactPerson(date.min, ContactKind.FAMILY, "Ludmila Horáková", "sestra", "700 000 211"),
    ContactPerson(date.min, ContactKind.GUARDIAN, "Magistrát města", "veřejný opatrovník", "596 000 111"),
    ContactPerson(date.min, ContactKind.INSTITUTION, "ZŠ Lipová", "výchovná poradkyně", "skola@example.org"),
    ContactPerson(date.min, ContactKind.CONTACT_PERSON, "Josef Beran", "soused", "700 000 377"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a journal and who wrote it down."""

    kind: EntryKind
    day: date
    what: Any = field(repr=False)
    by: int


@dataclass(frozen=True, slots=True)
class Stories:
    """What happens in a few cases, by the clients' ids, so that there is something to show."""

    entries: Sequence[tuple[int, Told]]
    changes: Sequence[tuple[int, int, date]]  # whose key worker, to whom, when
    family: Sequence[tuple[int, str]]  # members and their place in it


def journal(person: Person, staff: Sequence[int], random: Random) -> list[Told]:
    """How somebody came, what they signed, and how it ended."""
    by = person.details.key_worker_id or random.choice(staff)
    channel, wants = random.choice((Channel.PHONE, Channel.IN_PERSON)), random.choice(_WANTS)
    first = FirstContact(person.since, channel, Pick(by), wants)
    told = [Told(EntryKind.FIRST_CONTACT, person.since, first, by)]
    if person.details.state is not ClientState.APPLICANT and random.random() > _UNSIGNED:
        consent = ConsentGiven(person.since)
        kinds = (EntryKind.DATA_CONSENT, EntryKind.INFORMED_CONSENT)
        told += [Told(kind, person.since, consent, by) for kind in kinds]
    if person.left_on is not None:
        reason = random.choice(list(_ENDINGS))
        ending = Ending(person.left_on, reason, _ENDINGS[reason])
        told.append(Told(EntryKind.ENDING, person.left_on, ending, by))
    return told


def stories(known: Mapping[int, Person], staff: Sequence[int], today: date) -> Stories:
    """A late assessment, a due one, a change without notice, a family, people around: as far as there are."""
    clients = [n for n, one in known.items() if one.details.state is ClientState.CLIENT]
    household = sorted(clients[1 : 1 + len(FAMILY)], key=lambda n: known[n].details.birth_date or today)
    changes = [
        (n, _other(staff, known[n]), today - CHANGED_SINCE)
        for n in clients[:1]
        if known[n].known_on(today - CHANGED_SINCE)
    ]
    return Stories(
        entries=[*_consultations(known, staff, today), *_contacts(known, clients)],
        changes=changes,
        family=list(zip(household, FAMILY, strict=True)) if len(household) == len(FAMILY) else [],
    )


def _other(staff: Sequence[int], person: Person) -> int:
    return next(worker for worker in staff if worker != person.details.key_worker_id)


def _consultations(known: Mapping[int, Person], staff: Sequence[int], today: date) -> list[tuple[int, Told]]:
    """Of applicants who have nobody yet."""
    waiting = [
        n
        for n, one in known.items()
        if one.details.state is ClientState.APPLICANT
        and one.details.key_worker_id is None
        and one.known_on(today - max(CONSULTED_BEFORE))
    ]
    days = [today - before for before in CONSULTED_BEFORE]
    pairs = zip(waiting, days, staff, strict=False)
    return [(n, Told(EntryKind.INTRO_CONSULTATION, day, _consultation(day), by)) for n, day, by in pairs]


def _consultation(day: date) -> Consultation:
    return Consultation(
        day,
        Channel.IN_PERSON,
        situation="Dluhy na nájemném, hrozí výpověď z bytu.",
        information="Jak služba pracuje, co od ní lze čekat, jak nakládá s údaji.",
        outcome=ConsultationOutcome.GOES_ON,
    )


def _contacts(known: Mapping[int, Person], clients: Sequence[int]) -> list[tuple[int, Told]]:
    told = []
    for n, person in zip(clients, _PEOPLE, strict=False):
        since, by = known[n].since, known[n].details.key_worker_id or 0
        what = ContactPerson(since, person.kind, person.name, person.relation, person.contact)
        told.append((n, Told(EntryKind.CONTACT_PERSON, since, what, by)))
    return told
