"""Absences: who records them, what they are warned about, and what ends with them (K7)."""

from datetime import date

import pytest

from kp_tui.domain.absences import AbsenceBackwards, AbsenceOver, AbsenceTooFar, Clash
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.usecases.absences import Noted, cancel_absence, list_absences
from kp_tui.usecases.sheets import open_sheet
from tests.support.deputies import away, stands_in
from tests.support.stores import Office


def clashes(noted: Noted) -> list[tuple[Clash, str]]:
    """What was warned about."""
    return [(one.clash, one.worker) for one in noted.warnings]


def test_an_absence_may_be_to_come_and_is_seen_by_the_team(office: Office) -> None:
    away(office, "svoboda", "1. 4. 2026", "10. 4. 2026")
    away(office, "novakova", "dnes", "dnes")
    seen = office["prochazka"].perform(list_absences)
    assert [(one.worker, one.from_day, one.to_day) for one in seen] == [
        ("Nováková Jana", date(2026, 3, 18), date(2026, 3, 18)),
        ("Svoboda Petr", date(2026, 4, 1), date(2026, 4, 10)),
    ]


def test_a_manager_records_anybodys_absence_and_nobody_else_another_ones(office: Office) -> None:
    away(office, "svoboda", "dnes", "dnes", by="prochazka")
    for attempt in ("record_absence", "name_deputy"):
        with pytest.raises(Refused):
            office["novakova"].perform(open_sheet, attempt, office.worker("svoboda").id)
    with pytest.raises(Refused):
        away(office, "svoboda", "dnes", "dnes", by="novakova")
    with pytest.raises(NotFound):
        away(office, "spravce", "dnes", "dnes", by="prochazka")


@pytest.mark.parametrize(
    ("first", "last", "error"),
    [
        ("10. 4. 2026", "9. 4. 2026", AbsenceBackwards),
        ("10. 4. 2062", "12. 4. 2062", AbsenceTooFar),
        ("10. 4. 2026", "12. 4. 2062", AbsenceTooFar),
        ("10. 3. 2023", "12. 4. 2026", AbsenceTooFar),
        ("5.4.", "10.4.", AbsenceTooFar),  # of last year: the year was left out
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    office: Office, first: str, last: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        away(office, "novakova", first, last)
    assert office["novakova"].perform(list_absences) == []


@pytest.mark.parametrize(
    ("first", "last"), [("18. 3. 2026", "18. 3. 2028"), ("18. 3. 2024", "15. 2. 2026"), ("15.2.", "15.2.")]
)
def test_two_years_ahead_and_a_month_ago_are_no_slip_yet(office: Office, first: str, last: str) -> None:
    assert away(office, "novakova", first, last)


def test_two_absences_of_one_person_at_one_time_are_warned_about_and_kept(office: Office) -> None:
    away(office, "svoboda", "1. 4. 2026", "10. 4. 2026")
    (warning,) = away(office, "svoboda", "10. 4. 2026", "12. 4. 2026").warnings
    assert (warning.clash, warning.first, warning.last) == (
        Clash.TWICE, date(2026, 4, 1), date(2026, 4, 10),
    )  # fmt: skip
    assert clashes(away(office, "svoboda", "13. 4. 2026", "13. 4. 2026")) == []
    assert len(office["svoboda"].perform(list_absences)) == 3


def test_an_absence_at_the_time_of_ones_deputy_is_warned_about_k7(office: Office) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "svoboda", "1. 4. 2026", "10. 4. 2026")
    noted = away(office, "novakova", "10. 4. 2026", "12. 4. 2026")
    assert clashes(noted) == [(Clash.DEPUTY_AWAY, "Svoboda Petr")]


def test_an_absence_at_the_time_of_whom_one_stands_in_for_is_warned_about_k7(office: Office) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "1. 4. 2026", "10. 4. 2026")
    noted = away(office, "svoboda", "1. 4. 2026", "1. 4. 2026")
    assert clashes(noted) == [(Clash.DEPUTIZES, "Nováková Jana")]


def test_naming_a_deputy_who_is_away_at_that_time_is_warned_about_k7(office: Office) -> None:
    away(office, "svoboda", "1. 4. 2026", "10. 4. 2026")
    away(office, "novakova", "5. 4. 2026", "6. 4. 2026")
    assert clashes(stands_in(office, "svoboda", "novakova")) == [(Clash.DEPUTY_AWAY, "Svoboda Petr")]


def test_who_has_a_case_and_no_deputy_is_told_so_k7(office: Office) -> None:
    assert clashes(away(office, "novakova", "1. 4. 2026", "2. 4. 2026")) == []
    office.add_client("K-1", "Novák", of="novakova")
    assert clashes(away(office, "novakova", "3. 4. 2026", "4. 4. 2026")) == [(Clash.NO_DEPUTY, "")]


def test_a_cancelled_absence_is_gone_from_the_list_and_from_warnings(office: Office) -> None:
    absence_id = away(office, "svoboda", "1. 4. 2026", "10. 4. 2026").id
    office["svoboda"].perform(cancel_absence, absence_id)
    assert office["svoboda"].perform(list_absences) == []
    assert clashes(away(office, "svoboda", "1. 4. 2026", "10. 4. 2026")) == []
    with pytest.raises(AbsenceOver):
        office["svoboda"].perform(cancel_absence, absence_id)
    assert [row.record for row in office.log() if row.act == "cancel_absence"] == [f"absence:{absence_id}"]


def test_an_absence_that_is_over_is_not_cancelled_any_more(office: Office) -> None:
    absence_id = away(office, "svoboda", "dnes", "dnes").id
    office.clock.forward(days=1)
    with pytest.raises(AbsenceOver):
        office["svoboda"].perform(cancel_absence, absence_id)


def test_nobody_but_a_manager_cancels_anothers_absence(office: Office) -> None:
    absence_id = away(office, "svoboda", "dnes", "dnes").id
    with pytest.raises(Refused):
        office["novakova"].perform(cancel_absence, absence_id)
    office["prochazka"].perform(cancel_absence, absence_id)


def test_who_only_administers_has_no_absences(office: Office) -> None:
    office.hire("oba", Role.ADMINISTRATOR, Role.KEY_WORKER)
    assert away(office, "oba", "dnes", "dnes")
    with pytest.raises(Refused):
        office["spravce"].perform(list_absences)
