"""Deputies: named by key workers, acting with their rights while they are away, told in the record (K7)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.deputies import DeputyBarred, DeputyUnfit, NoKeyWorker, OwnDeputy, Relation
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.people import Role
from kp_tui.store import absences, cases, deputies, periods, schema
from kp_tui.store.clients import Wanted
from kp_tui.store.unit import Store
from kp_tui.usecases.absences import cancel_absence
from kp_tui.usecases.clients import list_clients, open_client
from kp_tui.usecases.deputies import name_deputy
from kp_tui.usecases.event_forms import kept_event_form, record_event
from kp_tui.usecases.events import list_events, open_event
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.team import list_team
from tests.support.at_work import write_up
from tests.support.deputies import away, bar_below, stands_in
from tests.support.examples import examples
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def client_id(office: Office) -> int:
    """A client of novakova."""
    return office.add_client("K-1", "Novák", "Jan", of="novakova")


def own(office: Office, login: str) -> list[str]:
    """The marks in that person's own list."""
    rows = office[login].perform(list_clients, Wanted(mine=True), None, 50, back=False)
    return [row.mark for _, row in rows]


def relation(office: Office, client_id: int, login: str) -> Relation:
    """What that person is to a case."""
    return office.look(lambda store: deputies.relation(store, client_id), login)


def test_a_deputy_is_a_key_worker_too_and_somebody_else_k7(office: Office) -> None:
    me = office.worker("novakova").id
    opened = office["novakova"].perform(open_sheet, "name_deputy", me)
    assert opened.picks["deputy"] == ((office.worker("svoboda").id, "Svoboda Petr"),)
    for login, error in (("novakova", OwnDeputy), ("dvorakova", DeputyUnfit), ("prochazka", DeputyUnfit)):
        with pytest.raises(error) as refusal:
            stands_in(office, login, "novakova")
        assert refusal.value.field == "deputy"


def test_an_inactive_worker_is_no_deputy_and_leaves_the_place_empty_k7(
    office: Office, client_id: int
) -> None:
    stands_in(office, "svoboda", "novakova")
    is_svoboda = schema.worker.c.login == "svoboda"
    office.change(
        lambda store: store.connection.execute(update(schema.worker).where(is_svoboda).values(active=False))
    )
    with pytest.raises(DeputyUnfit):
        stands_in(office, "svoboda", "novakova")
    assert office.look(deputies.missing) == {office.worker("novakova").id}


def test_only_a_key_worker_has_a_deputy(office: Office) -> None:
    with pytest.raises(NoKeyWorker):
        fill_in(office["prochazka"], name_deputy, office.worker("cerna").id, deputy="2")


def test_a_manager_names_anybodys_deputy_and_nobody_else_another_ones_k7(office: Office) -> None:
    svoboda, novakova = office.worker("svoboda").id, str(office.worker("novakova").id)
    fill_in(office["prochazka"], name_deputy, svoboda, deputy=novakova)
    with pytest.raises(Refused):
        fill_in(office["novakova"], name_deputy, svoboda, deputy=novakova)
    rows = {row.worker: row.deputy for row in office["prochazka"].perform(list_team)}
    assert rows == {"Nováková Jana": "", "Svoboda Petr": "Nováková Jana"}


def test_the_history_of_deputies_is_kept_and_the_last_one_holds(office: Office) -> None:
    office.hire("treti", Role.KEY_WORKER)
    for login in ("svoboda", "treti"):
        stands_in(office, login, "novakova")
    me = office.worker("novakova").id
    opened = office["novakova"].perform(open_sheet, "name_deputy", me)
    assert opened.form.answers["deputy"] == str(office.worker("treti").id)
    history = select(schema.deputy.c.deputy_id).order_by(schema.deputy.c.id)
    assert office.look(lambda store: store.connection.scalars(history).all()) == [
        office.worker("svoboda").id,
        office.worker("treti").id,
    ]


def test_who_has_an_open_case_and_no_deputy_is_listed_for_the_manager_k7(
    office: Office, client_id: int
) -> None:
    def missing() -> list[str]:
        return [row.worker for row in office["prochazka"].perform(list_team) if row.lacks_deputy]

    assert missing() == ["Nováková Jana"]
    stands_in(office, "svoboda", "novakova")
    assert missing() == []


def test_a_manager_sees_who_is_away_today(office: Office) -> None:
    away(office, "svoboda", "dnes", "20. 3. 2026")
    away(office, "novakova", "19. 3. 2026", "20. 3. 2026")
    rows = office["prochazka"].perform(list_team)
    assert {row.worker: row.away_until for row in rows} == {
        "Nováková Jana": None,
        "Svoboda Petr": date(2026, 3, 20),
    }


def test_a_deputys_own_list_has_the_absent_workers_clients_with_their_key_worker_k7(
    office: Office, client_id: int
) -> None:
    mine = office.add_client("K-2", "Cizí", of="svoboda")
    stands_in(office, "svoboda", "novakova")
    assert own(office, "svoboda") == ["K-2"]
    away(office, "novakova", "dnes", "20. 3. 2026")
    assert own(office, "svoboda") == ["K-2", "K-1"]
    rows = office["svoboda"].perform(list_clients, Wanted(mine=True), None, 50, back=False)
    assert [row.key_worker for _, row in rows] == ["Svoboda", "Nováková"]
    assert [relation(office, one, "svoboda") for one in (mine, client_id)] == [Relation.OWN, Relation.ACTING]
    office.clock.forward(days=3)
    assert own(office, "svoboda") == ["K-2"]
    assert relation(office, client_id, "svoboda") is Relation.OTHER


def test_the_key_worker_stays_the_same_during_an_absence_k7(office: Office, client_id: int) -> None:
    stands_in(office, "svoboda", "novakova")
    before = office.look(lambda store: periods.history(store, client_id))
    away(office, "novakova", "dnes", "20. 3. 2026")
    write_up(office, "K-1", by="svoboda", time="8-9")
    assert office.look(lambda store: periods.history(store, client_id)) == before
    assert own(office, "novakova") == ["K-1"]
    assert relation(office, client_id, "novakova") is Relation.OWN


def test_a_deputy_of_an_absent_deputy_stands_in_for_nobody_no_chain_k7(
    office: Office, client_id: int
) -> None:
    office.hire("treti", Role.KEY_WORKER)
    stands_in(office, "svoboda", "novakova")
    stands_in(office, "treti", "svoboda")
    for login in ("novakova", "svoboda"):
        away(office, login, "dnes", "dnes")
    assert relation(office, client_id, "treti") is Relation.OTHER
    assert own(office, "treti") == []


def test_what_a_deputy_records_during_the_absence_says_for_whom_k7(office: Office, client_id: int) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    event_id = write_up(office, "K-1", by="svoboda", time="8-9")
    assert office["svoboda"].perform(open_event, event_id).acting_for == "Nováková Jana"

    def entry(store: Store) -> int | None:
        added = cases.add(store, client_id, EntryKind.INTERVISION, store.today, "{}")
        return cases.entry(store, added).acting_for

    assert office.change(entry, "svoboda") == office.worker("novakova").id
    assert office.change(entry, "prochazka") is None


def test_what_anybody_else_records_and_what_the_key_worker_does_says_so_of_nobody_k7(
    office: Office, client_id: int
) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    other = office.add_client("K-2", "Jiný")
    for login, mark in (("novakova", "K-1"), ("dvorakova", "K-1"), ("svoboda", "K-2")):
        event_id = write_up(office, mark, by=login, time="8-9")
        assert office[login].perform(open_event, event_id).acting_for == ""
    assert relation(office, other, "svoboda") is Relation.OTHER


def test_an_event_says_so_when_its_day_lies_in_the_absence_whenever_it_is_written_up_k7(
    office: Office, client_id: int
) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    office.clock.forward(days=5)
    said = {
        day: office["svoboda"]
        .perform(open_event, write_up(office, "K-1", by="svoboda", time=f"{day}. 3. 2026 8-9"))
        .acting_for
        for day in (18, 20, 21)
    }
    assert said == {18: "Nováková Jana", 20: "Nováková Jana", 21: ""}


def test_a_changed_event_still_says_for_whom_it_was_written_k7(office: Office, client_id: int) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    event_id = write_up(office, "K-1", by="svoboda", time="8-9")
    office.hire("treti", Role.KEY_WORKER)
    stands_in(office, "treti", "novakova")
    opened = office["svoboda"].perform(kept_event_form, event_id)
    office["svoboda"].perform(record_event, opened, replace(opened.form, content="Doplněno"))
    assert office["svoboda"].perform(open_event, event_id).acting_for == "Nováková Jana"


def test_a_cancelled_absence_gives_the_deputy_no_more_rights_and_what_was_done_stays_k7(
    office: Office, client_id: int
) -> None:
    stands_in(office, "svoboda", "novakova")
    noted = away(office, "novakova", "18. 3. 2026", "20. 3. 2026")
    office.clock.forward(days=1)
    event_id = write_up(office, "K-1", by="svoboda", time="18. 3. 2026 8-9")
    office["novakova"].perform(cancel_absence, noted.id)
    assert relation(office, client_id, "svoboda") is Relation.OTHER
    assert office["svoboda"].perform(open_event, event_id).acting_for == "Nováková Jana"
    late = write_up(office, "K-1", by="svoboda", time="18. 3. 2026 10-11")
    assert office["svoboda"].perform(open_event, late).acting_for == "Nováková Jana"
    today = write_up(office, "K-1", by="svoboda", time="8-9")
    assert office["svoboda"].perform(open_event, today).acting_for == ""


def test_who_is_barred_from_one_of_the_cases_is_no_deputy_x1(office: Office, client_id: int) -> None:
    office.hire("treti", Role.KEY_WORKER)
    bar_below(office, "svoboda", client_id)
    opened = office["novakova"].perform(open_sheet, "name_deputy", office.worker("novakova").id)
    assert [name for _, name in opened.picks["deputy"]] == ["Treti Nový"]
    with pytest.raises(DeputyBarred):
        stands_in(office, "svoboda", "novakova")


def test_a_deputy_who_is_barred_later_does_not_act_there_x1(office: Office, client_id: int) -> None:
    office.add_client("K-2", "Jiný", of="novakova")
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    bar_below(office, "svoboda", client_id)
    assert own(office, "svoboda") == ["K-2"]
    assert relation(office, client_id, "svoboda") is Relation.BARRED
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_client, client_id)


def test_who_is_no_key_worker_any_more_stands_in_for_nobody_k7(office: Office, client_id: int) -> None:
    stands_in(office, "svoboda", "novakova")
    away(office, "novakova", "dnes", "20. 3. 2026")
    theirs = schema.worker_role.c.worker_id == office.worker("svoboda").id
    as_care = update(schema.worker_role).where(theirs).values(role=Role.CARE_WORKER)
    office.change(lambda store: store.connection.execute(as_care))
    assert relation(office, client_id, "svoboda") is Relation.OTHER
    assert own(office, "svoboda") == []


def test_any_worker_records_for_any_client_in_need_and_reads_no_notes_of_others_by_that_k8(
    office: Office, client_id: int
) -> None:
    theirs = write_up(office, "K-1", time="7-8", content="Tajné")
    for login in ("dvorakova", "prochazka"):
        mine = write_up(office, "K-1", by=login, time="8-9")
        office[login].perform(open_client, client_id)
        listed = office[login].perform(list_events, client_id, None, 50, back=False)
        assert [row.id for _, row in listed] == [mine]
        with pytest.raises(NotFound):
            office[login].perform(open_event, theirs)


LOGINS = ("novakova", "svoboda", "treti", "dvorakova")
DAYS = st.integers(-3, 3).map(lambda days: timedelta(days=days))
ABSENCES = st.lists(st.tuples(st.sampled_from(LOGINS), DAYS, DAYS.map(abs), st.booleans()), max_size=5)
NAMED = st.lists(
    st.tuples(st.sampled_from(LOGINS), st.sampled_from(LOGINS)).filter(lambda two: two[0] != two[1]),
    max_size=5,
)


def test_a_deputy_acts_exactly_while_whoever_named_them_last_is_away_k7(office: Office) -> None:
    office.hire("treti", Role.KEY_WORKER)
    ids = {login: office.worker(login).id for login in LOGINS}

    @examples(30)
    @given(away=ABSENCES, named=NAMED)
    def try_it(away: list[Any], named: list[tuple[str, str]]) -> None:
        def arrange(store: Store) -> None:
            for worker, deputy in named:
                deputies.name(store, ids[worker], ids[deputy])
            for worker, begins, length, cancelled in away:
                first = store.today + begins
                absence_id = absences.add(store, ids[worker], first, first + length)
                if cancelled:
                    absences.cancel(store, absence_id)
            expected = {ids[worker] for worker in _gone(away) if dict(named).get(worker) == "svoboda"}
            assert deputies.stands_in_for(store) == expected

        office.pretend(arrange, "svoboda")

    try_it()


def _gone(away: list[Any]) -> set[str]:
    """Who is away today."""
    now = timedelta(0)
    return {
        worker
        for worker, begins, length, cancelled in away
        if begins <= now <= begins + length and not cancelled
    }
