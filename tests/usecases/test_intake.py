"""From the first contact to the agreement: rules L1 to L5 and K10, through the door and on the real store."""

from datetime import timedelta
from typing import Any

import pytest

from kp_tui.domain.cases import DayInFuture, EntryKind, Stage
from kp_tui.domain.clients import AnonymousNamed, ClientState, NameMissing
from kp_tui.domain.events import Channel
from kp_tui.domain.intake import FirstContact
from kp_tui.domain.people import Role
from kp_tui.domain.sheets import Pick, day_typed
from kp_tui.store import clients
from kp_tui.store.schema import case_entry
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.colleagues import WorkerUnfit
from kp_tui.usecases.intake import ServiceUnknown, similar_clients, take_first_contact
from kp_tui.usecases.sheets import open_sheet
from tests.support.sheets import fill_in
from tests.support.stores import Office

CALL = {"channel": "phone", "wants": "Dluhy"}


def case_of(office: Office, client_id: int, login: str = "novakova") -> OpenedCase:
    """The case as that person opens it."""
    return office[login].perform(open_case, client_id)


def take_in(office: Office, surname: str = "Malá", login: str = "novakova", **answers: Any) -> int:
    """Take a first contact by phone today."""
    return fill_in(office[login], take_first_contact, surname=surname, **(CALL | answers))


def test_a_first_contact_says_how_when_and_who_took_it_l1(office: Office) -> None:
    client_id = take_in(office, name="Jana", contact="777 123 456", day="v", login="dvorakova")
    case = case_of(office, client_id)
    assert (case.client.full_name, case.client.state) == ("Malá Jana", ClientState.APPLICANT)
    assert case.journal[0].what == FirstContact(
        office.clock.now.date() - timedelta(days=1),
        Channel.PHONE,
        Pick(office.worker("dvorakova").id),
        "Dluhy",
    )
    assert (case.stage, case.next_step, case.key_worker) == (
        Stage.FIRST_CONTACT, "record_consultation", None,
    )  # fmt: skip
    assert case.began == office.clock.now.date() - timedelta(days=1)


def test_whoever_is_there_takes_a_first_contact_and_it_begins_with_them_and_today(office: Office) -> None:
    opened = office["dvorakova"].perform(open_sheet, "take_first_contact")
    me = str(office.worker("dvorakova").id)
    assert opened.form.answers == {"day": "18. 3. 2026", "taken_by": me, "service": "1"}
    assert opened.picks["service"] == ((1, "Poradna Kopr"),)
    assert office.worker("spravce").id not in dict(opened.picks["taken_by"])


def test_marks_follow_one_another_and_none_is_given_twice(office: Office) -> None:
    assert case_of(office, take_in(office)).client.mark == "K-001"
    office.add_client("K-003", "Novák")
    office.add_client("K-002", "Novák")
    assert case_of(office, take_in(office)).client.mark == "K-004"


def test_of_an_anonymous_person_nothing_is_stored_that_names_them_l2(office: Office) -> None:
    client_id = take_in(office, "", anonymous="yes")
    details = office.look(lambda store: clients.card(store, client_id)).details
    assert details.anonymous
    assert (details.surname, details.name, details.contacts) == ("", "", "")
    for named in ({"surname": "Malá"}, {"name": "Jana"}, {"contact": "777"}):
        with pytest.raises(AnonymousNamed):
            take_in(office, **({"surname": ""} | named), anonymous="yes")


def test_who_is_not_anonymous_has_a_surname(office: Office) -> None:
    with pytest.raises(NameMissing) as refused:
        take_in(office, "")
    assert refused.value.field == "surname"


def test_a_first_contact_has_happened(office: Office) -> None:
    tomorrow = office.clock.now.date() + timedelta(days=1)
    with pytest.raises(DayInFuture) as refused:
        take_in(office, day=day_typed(tomorrow))
    assert refused.value.field == "day"


def test_only_who_works_here_with_people_has_taken_it(office: Office) -> None:
    office.hire("odesel", Role.KEY_WORKER)
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'odesel'")
    for nobody in (office.worker("spravce").id, office.worker("odesel").id, 999):
        with pytest.raises(WorkerUnfit) as refused:
            take_in(office, taken_by=str(nobody))
        assert refused.value.field == "taken_by"


def test_a_service_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(ServiceUnknown):
        take_in(office, service="7")


def test_who_may_be_the_same_person_is_shown_and_never_forced(office: Office) -> None:
    office.add_client("A", "Malá", "Jana")
    office.add_client("B", "Mala")
    office.add_client("C", "Malátová", "Jana")
    office.add_client("D", "Dlouhá", "Malá")
    office.add_client("E", "Malá", "Eva")

    def similar(surname: str, name: str = "") -> list[str]:
        return [row.mark for row in office["dvorakova"].perform(similar_clients, surname, name)]

    assert similar("mala", "JANA") == ["B", "A"]
    assert similar("Malá") == ["B", "E", "A"]
    assert [similar(surname, "Jana") for surname in ("", " ", "Mal", "%")] == [[], [], [], []]
    take_in(office, "Malá", name="Jana")


def test_opening_a_case_is_logged_as_a_reading_of_the_file(office: Office) -> None:
    client_id = take_in(office)
    case_of(office, client_id, "dvorakova")
    row = office.log()[-1]
    assert (row.act, row.purpose, row.client_id) == ("open_case", "case", client_id)


def test_who_may_record_for_anybody_does_not_by_that_read_others_notes_k8(office: Office) -> None:
    client_id = take_in(office)
    mine = take_in(office, "Svobodná", "dvorakova")
    assert case_of(office, client_id, "dvorakova").journal[0].what is None
    assert case_of(office, mine, "dvorakova").journal[0].what.wants == "Dluhy"
    for login in ("svoboda", "cerna", "prochazka"):
        assert case_of(office, client_id, login).journal[0].what.wants == "Dluhy"


def test_no_name_stands_in_the_journal(office: Office) -> None:
    take_in(office, "Malá", name="Jana", contact="777 123 456")
    bodies = office.look(lambda store: store.connection.execute(case_entry.select()).all())
    assert [row.kind for row in bodies] == [EntryKind.FIRST_CONTACT]
    assert not any(word in bodies[0].body for word in ("Malá", "Jana", "777"))
