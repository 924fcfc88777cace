"""Emergency readings: a reason, sixty minutes, reading only; the key worker is told (rules, chapter 7)."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from kp_tui.domain.emergencies import EmergencyReadsOnly, EmergencyRefused
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.key_workers import ChangeReason
from kp_tui.domain.people import Role
from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.sheets import Answerless, SheetForm
from kp_tui.store import periods
from kp_tui.store.schema import emergency_notice, emergency_reading
from kp_tui.usecases.client_view import show_plan_to_client
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.emergencies import list_emergencies_to_tell, open_emergency, take_note_of_emergency
from kp_tui.usecases.papers import add_paper, export_paper, list_papers, open_paper
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plans import list_plan_versions, open_plan, open_plan_version
from kp_tui.usecases.prints import print_plan
from kp_tui.usecases.sheets import open_sheet
from tests.support.deputies import away, bar_below, stands_in
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

WHY = "Klientka nebere telefon, hrozí nebezpečí."


@pytest.fixture
def client(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A client of novakova with a plan and a paper."""
    monkeypatch.delenv("KP_EXPORT", raising=False)
    client, session = office.add_client("K-001", "Nováková", "Žofie", of="novakova"), office["novakova"]
    session.perform(
        save_plan, session.perform(plan_form, client), PlanAnswers("Přišla o byt.", goals="Bydlet")
    )
    (tmp_path / "mapa").write_text("slova")
    fill_in(session, add_paper, client, path=str(tmp_path / "mapa"), what="Mapa", made_on="1. 3. 2026")
    return client


def begin(office: Office, client: int, *, by: str = "prochazka", reason: str = WHY) -> None:
    """Let that manager open the plan."""
    fill_in(office[by], open_emergency, client, reason=reason)


def reading(client: int) -> list[tuple[UseCase[..., Any], tuple[int, ...]]]:
    """Every way of reading that plan and its paper."""
    return [
        (open_plan, (client,)),
        (list_plan_versions, (1,)),
        (open_plan_version, (1, 1)),
        (list_papers, (client,)),
        (open_paper, (1,)),
    ]


def told(office: Office, login: str) -> list[str]:
    """The marks of the clients of whose plans that person has to be told."""
    return [one.mark for one in office[login].perform(list_emergencies_to_tell)]


def test_a_manager_reads_for_sixty_minutes_and_not_a_second_longer(office: Office, client: int) -> None:
    manager = office["prochazka"]
    for case, arguments in reading(client):
        with pytest.raises(NotFound):
            manager.perform(case, *arguments)
    begin(office, client)
    for now in (NOW, NOW + timedelta(minutes=59, seconds=59)):
        office.clock.now = now
        for case, arguments in reading(client):
            manager.perform(case, *arguments)
        content = manager.perform(open_plan, client).content
        assert content is not None
        assert content.plan.situation == "Přišla o byt."
    office.clock.now = NOW + timedelta(minutes=60)
    for case, arguments in reading(client):
        with pytest.raises(NotFound):
            manager.perform(case, *arguments)


def test_it_opens_that_client_to_that_manager_and_nothing_else(office: Office, client: int) -> None:
    other, session = office.add_client("K-002", "Nový", "Jan", of="novakova"), office["novakova"]
    session.perform(save_plan, session.perform(plan_form, other), PlanAnswers("Jiné."))
    office.hire("druhy", Role.MANAGER)
    begin(office, client)
    with pytest.raises(NotFound):
        office["prochazka"].perform(open_plan, other)
    with pytest.raises(NotFound):
        office["druhy"].perform(open_plan, client)


def test_it_reads_and_neither_writes_nor_takes_anything_out(
    office: Office, client: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KP_EXPORT", str(tmp_path))
    begin(office, client)
    manager = office["prochazka"]
    leaving: list[tuple[UseCase[[int], Any], int]] = [
        (print_plan, client),
        (export_paper, 1),
        (show_plan_to_client, client),
    ]
    for case, subject in leaving:
        with pytest.raises(EmergencyReadsOnly):
            manager.perform(case, subject)
    with pytest.raises(Refused):
        manager.perform(plan_form, client)
    with pytest.raises(Refused):
        manager.perform(open_sheet, add_paper.name, client)
    assert not (tmp_path / "prochazka").exists()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_nothing_opens(office: Office, client: int, reason: str) -> None:
    with pytest.raises(Answerless):
        begin(office, client, reason=reason)
    with pytest.raises(NotFound):
        office["prochazka"].perform(open_plan, client)


def test_who_administers_is_refused_and_told_how(office: Office, client: int) -> None:
    office.hire("oboji", Role.MANAGER, Role.ADMINISTRATOR)
    form = SheetForm(open_emergency.name, client, client, {"reason": WHY})
    for login in ("spravce", "oboji"):
        with pytest.raises(EmergencyRefused) as refused:
            office[login].perform(open_sheet, open_emergency.name, client)
        assert "a manager opens it" in str(refused.value)
        with pytest.raises(EmergencyRefused):
            office[login].perform(open_emergency, form, "x")
    with pytest.raises(Refused):
        office["svoboda"].perform(open_emergency, form, "x")
    assert office.look(lambda store: store.connection.execute(select(emergency_reading)).all()) == []


def test_a_barred_manager_opens_nothing(office: Office, client: int) -> None:
    begin(office, client)
    bar_below(office, "prochazka", client)
    for case, arguments in reading(client):
        with pytest.raises(NotFound):
            office["prochazka"].perform(case, *arguments)
    with pytest.raises(NotFound):
        begin(office, client)


def test_opening_and_each_reading_leave_rows_without_the_reason(office: Office, client: int) -> None:
    begin(office, client)
    office["prochazka"].perform(open_plan, client)
    opened, read = office.log()[-2:]
    assert (opened.act, opened.purpose, opened.client_id) == ("open_emergency", "emergency", client)
    assert (read.act, read.purpose, read.client_id) == ("open_plan", "plan", client)
    assert "telefon" not in str(office.log())


def test_the_key_worker_is_told_until_they_have_seen_it(office: Office, client: int) -> None:
    assert told(office, "novakova") == []
    begin(office, client)
    (one,) = office["novakova"].perform(list_emergencies_to_tell)
    assert (one.mark, one.name, one.reason) == ("K-001", "Procházka Ivan", WHY)
    assert (one.opened_at, one.until_at) == (NOW, NOW + timedelta(minutes=60))
    assert told(office, "svoboda") == told(office, "prochazka") == []
    with pytest.raises(NotFound):
        office["svoboda"].perform(take_note_of_emergency, one.id)
    office.clock.forward(days=3)
    office["novakova"].perform(take_note_of_emergency, one.id)
    assert told(office, "novakova") == []
    noted = office.look(lambda store: store.connection.execute(select(emergency_notice)).all())
    assert noted == [(one.id, office.worker("novakova").id, NOW + timedelta(days=3))]
    office["novakova"].perform(take_note_of_emergency, one.id)


def hand_over(office: Office, client: int, to: str) -> None:
    """Give the case to somebody else."""
    worker, why = office.worker(to).id, ChangeReason.OTHER
    office.change(lambda store: periods.begin(store, client, worker, store.today, why))


def test_whoever_was_the_key_worker_when_it_was_opened_is_told_whoever_has_the_case_since(
    office: Office, client: int
) -> None:
    office.clock.forward(days=1)
    begin(office, client)
    hand_over(office, client, "svoboda")
    office["svoboda"].perform(take_note_of_emergency, 1)
    assert (told(office, "svoboda"), told(office, "novakova")) == ([], ["K-001"])
    office["novakova"].perform(take_note_of_emergency, 1)
    assert told(office, "novakova") == []


def test_a_note_of_somebody_who_had_the_case_for_a_day_leaves_the_key_worker_to_be_told(
    office: Office, client: int
) -> None:
    office.clock.forward(days=1)
    hand_over(office, client, "svoboda")
    begin(office, client)
    office["svoboda"].perform(take_note_of_emergency, 1)
    office.clock.forward(days=1)
    hand_over(office, client, "novakova")
    assert (told(office, "svoboda"), told(office, "novakova")) == ([], ["K-001"])


def test_the_acting_deputy_is_told_too_and_leaves_it_to_the_key_worker(office: Office, client: int) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "16. 3. 2026", "20. 3. 2026")
    begin(office, client)
    assert told(office, "svoboda") == ["K-001"]
    office["svoboda"].perform(take_note_of_emergency, 1)
    assert (told(office, "svoboda"), told(office, "novakova")) == ([], ["K-001"])
    office.clock.forward(days=7)
    assert told(office, "novakova") == ["K-001"]
