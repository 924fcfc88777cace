"""The services of the organisation and their districts: what a manager keeps (K10)."""

from dataclasses import dataclass, replace

from kp_tui.domain.errors import N_, InvalidInput, NotFound
from kp_tui.domain.services import Allocation, District, Profile, Service
from kp_tui.domain.sheets import Pick, asked, typed
from kp_tui.store import districts, services, workers
from kp_tui.store.unit import Store
from kp_tui.usecases import colleagues
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


class NameTaken(InvalidInput):
    """Services and districts are told apart by their names."""

    message = N_("Another one has this name already.")
    field = "name"


@dataclass(frozen=True, slots=True)
class ServiceSheet:
    """What a service is: its name, its kind, how a case comes to its key worker, its CAN procedure (L6)."""

    name: str = asked(N_("Name"))
    profile: Profile = asked(N_("Kind of service"))
    allocation: Allocation = asked(N_("Cases are allocated"))
    can_procedure: str = asked(N_("Internal procedure for suspected child abuse and neglect"), "", text=True)


@dataclass(frozen=True, slots=True)
class DistrictSheet:
    """What a district is: its name and the worker whose it is."""

    name: str = asked(N_("Name"))
    key_worker: Pick = asked(N_("Key worker"))


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_services(store: Store) -> list[Service]:
    """All services, the first one first."""
    return services.everything(store)


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def list_districts(store: Store) -> list[tuple[District, str]]:
    """All districts, those of one service together, each with its worker's name."""
    names = workers.names(store)
    return [(one, names[one.worker_id]) for one in districts.everything(store)]


def nothing_likely(_store: Store, _subject: int) -> Offer:
    """A sheet that begins empty."""
    return Offer()


@sheet(Permission.TEAM_LEAD, N_("New service"), ServiceSheet, offers=nothing_likely)
def add_service(store: Store, _subject: int, new: ServiceSheet) -> int:
    """Add a service beside the others; gives its id."""
    _refuse_taken(new.name, {one.name for one in services.everything(store)})
    service_id = services.add(store.connection, _service(0, new))
    store.concerns(record=f"service:{service_id}")
    return service_id


def prepare_service(store: Store, service_id: int) -> Offer:
    """The service as it is; the subject is its number."""
    kept = _kept_service(store, service_id)
    return Offer(typed(ServiceSheet(kept.name, kept.profile, kept.allocation, kept.can_procedure)))


@sheet(Permission.TEAM_LEAD, N_("Service"), ServiceSheet, offers=prepare_service)
def change_service(store: Store, service_id: int, changed: ServiceSheet) -> int:
    """Change a service; gives its id."""
    _kept_service(store, service_id)
    others = {one.name for one in services.everything(store) if one.id != service_id}
    _refuse_taken(changed.name, others)
    services.save(store, _service(service_id, changed))
    store.concerns(record=f"service:{service_id}")
    return service_id


def prepare_district(store: Store, service_id: int) -> Offer:
    """Those who may have a district; the subject is the service's number."""
    _kept_service(store, service_id)
    return Offer(picks={"key_worker": colleagues.picks(store, colleagues.is_key_worker)})


@sheet(Permission.TEAM_LEAD, N_("New district"), DistrictSheet, offers=prepare_district)
def add_district(store: Store, service_id: int, new: DistrictSheet) -> int:
    """Add a district to a service (K10); gives its id."""
    _kept_service(store, service_id)
    district = District(0, service_id, new.name, new.key_worker)
    _refuse_unfit(store, district)
    district_id = districts.add(store, district)
    store.concerns(record=f"district:{district_id}")
    return district_id


def prepare_changed_district(store: Store, district_id: int) -> Offer:
    """The district as it is; the subject is its number."""
    kept = districts.load(store, district_id)
    offer = prepare_district(store, kept.service_id)
    return replace(offer, answers=typed(DistrictSheet(kept.name, Pick(kept.worker_id))))


@sheet(Permission.TEAM_LEAD, N_("District"), DistrictSheet, offers=prepare_changed_district)
def change_district(store: Store, district_id: int, changed: DistrictSheet) -> int:
    """Change whose a district is, from the next case on, or its name; gives its id."""
    kept = districts.load(store, district_id)
    district = replace(kept, name=changed.name, worker_id=changed.key_worker)
    _refuse_unfit(store, district)
    districts.save(store, district)
    store.concerns(record=f"district:{district_id}")
    return district_id


def _service(service_id: int, said: ServiceSheet) -> Service:
    return Service(service_id, said.name, said.profile, said.allocation, said.can_procedure)


def _kept_service(store: Store, service_id: int) -> Service:
    found = [one for one in services.everything(store) if one.id == service_id]
    if not found:
        raise NotFound
    return found[0]


def _refuse_unfit(store: Store, district: District) -> None:
    theirs = districts.of_service(store, district.service_id)
    _refuse_taken(district.name, {one.name for one in theirs if one.id != district.id})
    if not workers.may_be_key_worker(store, district.worker_id):
        raise ActsAsKeyWorker


def _refuse_taken(name: str, taken: set[str]) -> None:
    if name in taken:
        raise NameTaken
