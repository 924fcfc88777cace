"""Services and districts: rule K10 and the profiles, through the door and on the real store."""

import pytest

from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.domain.services import Allocation, Profile, Service
from kp_tui.domain.sheets import Answerless
from kp_tui.usecases.clients import ActsAsKeyWorker
from kp_tui.usecases.intake import take_first_contact
from kp_tui.usecases.services import (
    NameTaken,
    add_district,
    add_service,
    change_district,
    change_service,
    list_districts,
    list_services,
)
from kp_tui.usecases.sheets import open_sheet
from tests.support.sheets import fill_in
from tests.support.stores import Office

OSPOD = {"name": "OSPOD", "profile": "child_protection", "allocation": "district"}


def add(office: Office, **answers: str) -> int:
    """Add a service as the manager."""
    return fill_in(office["prochazka"], add_service, 0, **(OSPOD | answers))


def key_worker(office: Office, login: str) -> str:
    """The worker's number, as a pick says it."""
    return str(office.worker(login).id)


def test_two_services_of_one_organisation_stand_side_by_side(office: Office) -> None:
    second = add(office, can_procedure="Volejte policii.")
    assert office["dvorakova"].perform(list_services) == [
        Service(1, "Poradna Kopr", Profile.COUNSELLING, Allocation.ASSESSMENT),
        Service(second, "OSPOD", Profile.CHILD_PROTECTION, Allocation.DISTRICT, "Volejte policii."),
    ]
    opened = office["dvorakova"].perform(open_sheet, "take_first_contact")
    assert opened.picks["service"] == ((1, "Poradna Kopr"), (second, "OSPOD"))
    assert "service" not in opened.form.answers
    fill_in(office["dvorakova"], take_first_contact, surname="Malá", channel="phone", service=str(second))


def test_a_service_is_changed_from_what_it_is(office: Office) -> None:
    opened = office["prochazka"].perform(open_sheet, "change_service", 1)
    assert opened.form.answers == {
        "name": "Poradna Kopr", "profile": "counselling", "allocation": "assessment", "can_procedure": "",
    }  # fmt: skip
    fill_in(office["prochazka"], change_service, 1, can_procedure="Volejte policii.")
    kept = office["prochazka"].perform(list_services)[0]
    assert (kept.name, kept.can_procedure) == ("Poradna Kopr", "Volejte policii.")
    assert office.log()[-1].record == "service:1"


def test_services_and_districts_are_told_apart_by_their_names(office: Office) -> None:
    for name, refusal in (("Poradna Kopr", NameTaken), (" ", Answerless)):
        with pytest.raises(refusal) as refused:
            add(office, name=name)
        assert refused.value.field == "name"
    second, worker = add(office), key_worker(office, "svoboda")
    with pytest.raises(NameTaken):
        fill_in(office["prochazka"], change_service, second, name="Poradna Kopr")
    fill_in(office["prochazka"], add_district, second, name="Poruba", key_worker=worker)
    with pytest.raises(NameTaken):
        fill_in(office["prochazka"], add_district, second, name="Poruba", key_worker=worker)
    fill_in(office["prochazka"], add_district, 1, name="Poruba", key_worker=worker)


def test_a_district_belongs_to_an_active_key_worker_k10(office: Office) -> None:
    office.hire("odesel", Role.KEY_WORKER)
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = 'odesel'")
    district = fill_in(
        office["prochazka"], add_district, 1, name="Poruba", key_worker=key_worker(office, "svoboda")
    )
    for nobody in ("odesel", "dvorakova", "spravce"):
        for case, subject in ((add_district, 1), (change_district, district)):
            with pytest.raises(ActsAsKeyWorker) as refused:
                fill_in(
                    office["prochazka"], case, subject, name="Zábřeh", key_worker=key_worker(office, nobody)
                )
            assert refused.value.field == "key_worker"
    opened = office["prochazka"].perform(open_sheet, "change_district", district)
    assert [label for _, label in opened.picks["key_worker"]] == ["Nováková Jana", "Svoboda Petr"]
    assert opened.form.answers == {"name": "Poruba", "key_worker": key_worker(office, "svoboda")}


def test_districts_are_listed_with_their_workers_k10(office: Office) -> None:
    for name, login in (("Zábřeh", "novakova"), ("Poruba", "svoboda")):
        fill_in(office["prochazka"], add_district, 1, name=name, key_worker=key_worker(office, login))
    told = [(one.name, worker) for one, worker in office["dvorakova"].perform(list_districts)]
    assert told == [("Poruba", "Svoboda Petr"), ("Zábřeh", "Nováková Jana")]


@pytest.mark.parametrize("name", ["change_service", "add_district", "change_district"])
def test_what_is_not_there_is_not_found_and_not_by_everybody(office: Office, name: str) -> None:
    with pytest.raises(NotFound):
        office["prochazka"].perform(open_sheet, name, 99)
    with pytest.raises(Refused):
        office["novakova"].perform(open_sheet, name, 1)
