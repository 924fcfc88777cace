"""Families: rule L8, through the door and on the real store."""

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.errors import NotFound
from kp_tui.domain.families import MarkUnknown, MemberAlready
from kp_tui.domain.sheets import Answerless
from kp_tui.store import bars
from kp_tui.usecases.cases import open_case
from kp_tui.usecases.families import families_of, found_family, join_family, leave_family
from kp_tui.usecases.sheets import open_sheet
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def mother(office: Office) -> int:
    """A client whose daughter K-2 and father K-3 are known as well."""
    mother = office.add_client("K-1", "Malá", "Jana")
    office.add_client("K-2", "Malá", "Eva")
    office.add_client("K-3", "Malý", "Jan")
    return mother


def found(office: Office, client_id: int) -> int:
    """Found a family with the daughter in it."""
    family = fill_in(office["novakova"], found_family, client_id, relation="matka")
    fill_in(office["novakova"], join_family, family, member="K-2", relation="dcera")
    return family


def members(office: Office, client_id: int, login: str = "novakova") -> list[list[tuple[str, str]]]:
    """Whom that person sees in the families of a client."""
    told = office[login].perform(families_of, client_id)
    return [[(one.mark, one.relation) for one in family.members] for family in told]


def test_a_family_is_one_unit_beside_its_members_who_keep_their_own_files_l8(
    office: Office, mother: int
) -> None:
    found(office, mother)
    family = office["dvorakova"].perform(families_of, mother)[0]
    assert (family.name, [one.full_name for one in family.members]) == ("Malá", ["Malá Jana", "Malá Eva"])
    for member in family.members:
        assert members(office, member.client_id) == [[("K-1", "matka"), ("K-2", "dcera")]]
        assert office["novakova"].perform(open_case, member.client_id).client.mark == member.mark


def test_a_child_may_belong_to_two_families(office: Office, mother: int) -> None:
    found(office, mother)
    father = mother + 2
    family = fill_in(office["novakova"], found_family, father, name="Malý – Brno")
    fill_in(office["novakova"], join_family, family, member="K-2")
    assert [family.name for family in office["novakova"].perform(families_of, mother + 1)] == [
        "Malá",
        "Malý – Brno",
    ]


def test_who_leaves_keeps_the_own_file_and_may_come_back(office: Office, mother: int) -> None:
    family = found(office, mother)
    left = office["novakova"].perform(families_of, mother)[0].members[1]
    office["novakova"].perform(leave_family, left.id)
    assert (members(office, mother), members(office, left.client_id)) == ([[("K-1", "matka")]], [])
    with pytest.raises(NotFound):
        office["novakova"].perform(leave_family, left.id)
    fill_in(office["novakova"], join_family, family, member="K-2")
    assert members(office, left.client_id) == [[("K-1", "matka"), ("K-2", "")]]


def test_what_cannot_be_is_refused_at_its_question(office: Office, mother: int) -> None:
    family = found(office, mother)
    with pytest.raises(Answerless):
        fill_in(office["novakova"], found_family, mother, name=" ")
    with pytest.raises(MemberAlready):
        fill_in(office["novakova"], join_family, family, member="K-2")
    for mark in ("K-9", "k-2"):
        with pytest.raises(MarkUnknown):
            fill_in(office["novakova"], join_family, family, member=mark)
    with pytest.raises(NotFound):
        fill_in(office["novakova"], join_family, 99, member="K-3")


def test_whoever_is_barred_from_a_member_sees_the_others_only_x1(office: Office, mother: int) -> None:
    family = found(office, mother)
    svoboda, daughter = office.worker("svoboda").id, mother + 1
    membership = office["novakova"].perform(families_of, daughter)[0].members[1].id
    office.change(lambda store: bars.add(store, daughter, svoboda, BarReason.KINSHIP, ""))
    assert members(office, mother, "svoboda") == [[("K-1", "matka")]]
    assert members(office, daughter, "svoboda") == []
    with pytest.raises(MarkUnknown):
        fill_in(office["svoboda"], join_family, family, member="K-2")
    with pytest.raises(NotFound):
        office["svoboda"].perform(leave_family, membership)
    office.change(lambda store: bars.add(store, mother, svoboda, BarReason.KINSHIP, ""))
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_sheet, "join_family", family)
