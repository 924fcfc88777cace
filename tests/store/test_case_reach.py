"""Who reaches what of a case below the door: the barred (X1) and who only administers reach nothing (V1)."""

from collections.abc import Callable
from typing import Any

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import EntryKind
from kp_tui.domain.errors import NotFound
from kp_tui.store import bars, cases, families, namesakes
from kp_tui.store.unit import Store
from tests.support.stores import Office

BODY = '{"with_whom": "Černá", "conclusions": "Zkusit mediaci"}'


class Case:
    """A client with an entry, in a family, and the numbers of all that."""

    def __init__(self, office: Office) -> None:
        self.client_id = office.add_client("A-1", "Malá", "Jana", of="novakova")
        kind, client_id = EntryKind.INTERVISION, self.client_id
        self.entry_id = office.change(lambda store: cases.add(store, client_id, kind, store.today, BODY))
        self.family_id = office.change(lambda store: families.found(store, "Malá"))
        self.member_id = office.change(lambda store: families.join(store, self.family_id, client_id, "matka"))


@pytest.fixture
def case(office: Office) -> Case:
    """A case from which svoboda is barred."""
    case, svoboda = Case(office), office.worker("svoboda").id
    office.change(lambda store: bars.add(store, case.client_id, svoboda, BarReason.KINSHIP, ""))
    return case


LISTS: dict[str, Callable[[Store, Case], Any]] = {
    "journal": lambda store, case: cases.journal(store, case.client_id),
    "in_force": lambda store, case: store.connection.execute(cases.in_force(store)).all(),
    "namesakes": lambda store, case: namesakes.of_name(store, "mala", "jana", 5),
    "families": lambda store, case: families.of_client(store, case.client_id),
}
RECORDS: dict[str, Callable[[Store, Case], Any]] = {
    "entry": lambda store, case: cases.entry(store, case.entry_id),
    "versions": lambda store, case: cases.versions(store, case.entry_id),
    "began": lambda store, case: cases.began(store, case.client_id),
    "family": lambda store, case: families.load(store, case.family_id),
    "member": lambda store, case: families.member(store, case.member_id),
}
WRITES: dict[str, Callable[[Store, Case], Any]] = {
    "add": lambda store, case: cases.add(store, case.client_id, EntryKind.INTERVISION, store.today, BODY),
    "join": lambda store, case: families.join(store, case.family_id, case.client_id, ""),
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_tells_of_a_case_out_of_reach(office: Office, case: Case, name: str) -> None:
    assert office.look(lambda store: LISTS[name](store, case))
    for login in ("svoboda", "spravce"):
        assert office.look(lambda store: LISTS[name](store, case), login) == []


@pytest.mark.parametrize("name", RECORDS)
def test_no_record_of_a_case_out_of_reach_is_found(office: Office, case: Case, name: str) -> None:
    assert office.look(lambda store: RECORDS[name](store, case))
    for login in ("svoboda", "spravce"):
        with pytest.raises(NotFound):
            office.look(lambda store: RECORDS[name](store, case), login)


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_into_a_case_out_of_reach(office: Office, case: Case, name: str) -> None:
    for login in ("svoboda", "spravce"):
        with pytest.raises(NotFound):
            office.change(lambda store: WRITES[name](store, case), login)


@pytest.mark.parametrize(("login", "reads"), [("dvorakova", False), ("cerna", True), ("prochazka", True)])
def test_others_notes_are_read_by_those_whose_work_it_is_k8(
    office: Office,
    case: Case,
    login: str,
    reads: bool,  # noqa: FBT001 -- given
) -> None:
    kept = office.look(lambda store: cases.entry(store, case.entry_id), login)
    assert (kept.body == BODY) is reads
    assert (kept.body == "") is not reads


def test_the_journal_is_never_changed_nor_deleted_d4(office: Office, case: Case) -> None:
    raw = office.raw()
    for statement in (
        "UPDATE case_entry SET body = '{}'",
        "DELETE FROM case_entry",
        "DELETE FROM family_member",
    ):
        with pytest.raises(Exception, match="append-only"):
            raw.execute(statement)
