"""Families of clients: founding one, joining and leaving it (L8)."""

from kp_tui.domain.errors import N_, NotFound
from kp_tui.domain.families import Family, MarkUnknown, MemberAlready, NewFamily, NewMember
from kp_tui.store import clients, families
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.usecases.sheets import Offer, sheet


@use_case(Permission.CLIENT_FIND, Access.GLANCE)
def families_of(store: Store, client_id: int) -> list[Family]:
    """The families of a client, each with its members within reach."""
    return families.of_client(store, client_id)


def prepare_family(store: Store, client_id: int) -> Offer:
    """The client's own surname."""
    return Offer({"name": clients.row(store, client_id).surname}, client_id=client_id)


@sheet(Permission.CASE_LEAD, N_("New family"), NewFamily, offers=prepare_family)
def found_family(store: Store, client_id: int, new: NewFamily) -> int:
    """Found a family that begins with a client; gives its id."""
    family_id = families.found(store, new.name)
    families.join(store, family_id, client_id, new.relation)
    store.concerns(client_id=client_id, record=f"family:{family_id}")
    return family_id


def prepare_member(store: Store, family_id: int) -> Offer:
    """Nothing that is likely; the subject is the family."""
    families.load(store, family_id)
    return Offer()


@sheet(Permission.CASE_LEAD, N_("Member of the family"), NewMember, offers=prepare_member)
def join_family(store: Store, family_id: int, new: NewMember) -> int:
    """Let a client join a family, by their mark; gives the membership's id."""
    there = families.load(store, family_id)
    client_id = _client_of(store, new.member)
    if client_id in {member.client_id for member in there.members}:
        raise MemberAlready
    store.concerns(client_id=client_id, record=f"family:{family_id}")
    return families.join(store, family_id, client_id, new.relation)


@use_case(Permission.CASE_LEAD)
def leave_family(store: Store, member_id: int) -> None:
    """End a membership; whoever leaves keeps their own file."""
    family_id, client_id = families.member(store, member_id)
    store.concerns(client_id=client_id, record=f"family:{family_id}")
    families.leave(store, member_id)


def _client_of(store: Store, mark: str) -> int:
    """The client of a mark within reach; whoever is not is as unknown as nobody (V1)."""
    client_id = clients.ids_by_mark(store, [mark]).get(mark)
    try:
        return clients.row(store, client_id or 0).id
    except NotFound:
        raise MarkUnknown from None
