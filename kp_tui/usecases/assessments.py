"""How a case comes to its first key worker: by assessment or by district, as its service says (L3, K10)."""

from dataclasses import replace
from datetime import date

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.intake import Assessment, DistrictAllocation
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.services import Allocation
from kp_tui.store import districts, periods, services
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues, key_workers
from kp_tui.usecases.cases import add_entry, course, refuse_unfit_entry
from kp_tui.usecases.door import Permission
from kp_tui.usecases.sheets import Offer, about_client, sheet


class AllocatesByDistrict(InvalidInput):
    """The service's profile says how a case comes to its key worker (K10)."""

    message = N_("This service allocates cases by district: choose the district instead.")
    field = "key_worker"


class AllocatesByAssessment(InvalidInput):
    """The service's profile says how a case comes to its key worker (K10)."""

    message = N_("This service allocates cases by assessment: record that instead.")
    field = "district"


class NotConsulted(InvalidInput):
    """An assessment follows the introductory consultation (L3)."""

    message = N_("The assessment follows the introductory consultation: record that first.")
    field = "day"


class HasKeyWorker(InvalidInput):
    """Another key worker comes by a change, of which the client is told (K4)."""

    message = N_("The case has a key worker already: record a change of key worker.")
    field = "key_worker"


class DistrictUnknown(InvalidInput):
    """A case comes to a district of its own service (K10)."""

    message = N_("Choose a district of the client's service.")
    field = "district"


def prepare_assessment(store: Store, client_id: int) -> Offer:
    """Today, oneself as the first assessor, and those who may assess or be the key worker."""
    experts = colleagues.picks(store, colleagues.is_expert, client_id)
    key_worker = colleagues.picks(store, colleagues.is_key_worker, client_id)
    offer = about_client(store, client_id)
    me = str(store.person.id) if store.person.id in dict(experts) else ""
    picks = {"first": experts, "second": experts, "third": experts, "key_worker": key_worker}
    return replace(offer, answers={**offer.answers, "first": me}, picks=picks)


@sheet(Permission.CASE_LEAD, N_("Assessment"), Assessment, offers=prepare_assessment)
def record_assessment(store: Store, client_id: int, assessment: Assessment) -> int:
    """Record what two or three expert workers found, the key worker above all (L3); gives the entry's id."""
    refuse_unfit_entry(store, client_id, assessment.day)
    if services.of_client(store, client_id).allocation is not Allocation.ASSESSMENT:
        raise AllocatesByDistrict
    _refuse_not_consulted(store, client_id, assessment.day)
    for name, worker_id in assessment.assessors():
        colleagues.refuse_no_expert(store, worker_id, client_id, name)
    entry_id = add_entry(store, client_id, EntryKind.ASSESSMENT, assessment)
    _allocate(store, client_id, assessment.key_worker, assessment.day, ChangeReason.ASSESSMENT)
    return entry_id


def prepare_allocation(store: Store, client_id: int) -> Offer:
    """Today, and the districts of the client's service."""
    offered = districts.of_service(store, services.of_client(store, client_id).id)
    picks = {"district": tuple((one.id, one.name) for one in offered)}
    return replace(about_client(store, client_id), picks=picks)


@sheet(Permission.CASE_LEAD, N_("Allocation by district"), DistrictAllocation, offers=prepare_allocation)
def allocate_by_district(store: Store, client_id: int, allocation: DistrictAllocation) -> int:
    """Let the worker of a district become the key worker (K10); gives the entry's id."""
    refuse_unfit_entry(store, client_id, allocation.day)
    service = services.of_client(store, client_id)
    if service.allocation is not Allocation.DISTRICT:
        raise AllocatesByAssessment
    worker_ids = {one.id: one.worker_id for one in districts.of_service(store, service.id)}
    if allocation.district not in worker_ids:
        raise DistrictUnknown
    entry_id = add_entry(store, client_id, EntryKind.ALLOCATION, allocation)
    try:
        _allocate(store, client_id, worker_ids[allocation.district], allocation.day, ChangeReason.DISTRICT)
    except InvalidInput as error:
        error.field = "district" if error.field == "key_worker" else error.field
        raise
    return entry_id


def _refuse_not_consulted(store: Store, client_id: int, day: date) -> None:
    kind = EntryKind.INTRO_CONSULTATION
    if not any(entry.kind is kind and entry.day <= day for entry in course(store, client_id)):
        raise NotConsulted


def _allocate(store: Store, client_id: int, worker_id: int, day: date, reason: ChangeReason) -> None:
    """Let the key worker begin; whoever is one already goes on."""
    now = periods.current(store, client_id)
    if now is None:
        key_workers.assign(store, client_id, worker_id, day, reason)
    elif now.worker_id != worker_id:
        raise HasKeyWorker
