"""Bars: who may record and lift them, and that the case and what was measured stay whole (X1, K1)."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from kp_tui.domain.bars import BarOfAnother, BarReason, BarredAlready, KeyWorkerStays
from kp_tui.domain.csvevents import EVENT_COLUMNS, ClientUnknown, WorkerBarred
from kp_tui.domain.csvfiles import FileRefused, read_table
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.sheets import Answerless
from kp_tui.store import bars, bulk, drafts, schema
from kp_tui.usecases.bars import bar_worker, lift_bar, list_bars
from kp_tui.usecases.clients import open_client
from kp_tui.usecases.colleagues import WorkerUnfit
from kp_tui.usecases.drafts import keep_draft
from kp_tui.usecases.event_forms import (
    ColleagueBarred,
    drafted_event_form,
    event_draft,
    kept_event_form,
    new_event_form,
    record_event,
)
from kp_tui.usecases.events import CardNotOpened, open_event
from kp_tui.usecases.imports import import_events
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.timers import running_timer, start_timer
from tests.support.at_work import write_up
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def client_id(office: Office) -> int:
    """A client of novakova."""
    return office.add_client("K-1", "Novák", "Jan", of="novakova")


def bar(office: Office, client_id: int, login: str, by: str = "novakova", **answers: Any) -> int:
    """Bar somebody from a client for kinship."""
    worker = str(office.worker(login).id)
    return fill_in(office[by], bar_worker, client_id, **({"worker": worker, "reason": "kinship"} | answers))


def is_barred(office: Office, login: str, client_id: int) -> bool:
    """What the store says of it."""
    worker_id = office.worker(login).id
    return office.look(lambda store: bars.is_barred(store, worker_id, client_id))


def test_a_bar_holds_at_once_and_until_a_manager_lifts_it_with_a_reason_x1(
    office: Office, client_id: int
) -> None:
    office["svoboda"].perform(open_client, client_id)
    bar_id = bar(office, client_id, "svoboda", explanation="Bratranec")
    assert is_barred(office, "svoboda", client_id)
    with pytest.raises(NotFound):
        office["svoboda"].perform(open_client, client_id)
    fill_in(office["prochazka"], lift_bar, bar_id, why="Zapsáno omylem")
    assert office["svoboda"].perform(open_client, client_id).details.mark == "K-1"
    assert not is_barred(office, "svoboda", client_id)


def test_a_bar_is_kept_with_who_why_and_how_it_ended_d4(office: Office, client_id: int) -> None:
    bar_id = bar(office, client_id, "svoboda", explanation="Bratranec")
    fill_in(office["prochazka"], lift_bar, bar_id, why="Zapsáno omylem")
    office["novakova"].perform(open_client, client_id)
    (kept,) = office["novakova"].perform(list_bars, client_id)
    assert (kept.worker, kept.reason) == ("Svoboda Petr", BarReason.KINSHIP)
    assert (kept.explanation, kept.lifted_why) == ("Bratranec", "Zapsáno omylem")
    assert kept.recorded_at == kept.lifted_at == office.clock.now
    acts = [(row.act, row.client_id, row.record) for row in office.log() if "bar" in row.act]
    assert acts == [(act, client_id, f"bar:{bar_id}") for act in ("bar_worker", "lift_bar")]


def test_the_bars_of_a_client_are_read_with_the_card(office: Office, client_id: int) -> None:
    with pytest.raises(CardNotOpened):
        office["prochazka"].perform(list_bars, client_id)


def test_a_lifted_bar_is_not_lifted_again_and_may_be_recorded_again(office: Office, client_id: int) -> None:
    bar_id = bar(office, client_id, "svoboda")
    fill_in(office["prochazka"], lift_bar, bar_id, why="Omyl")
    with pytest.raises(NotFound):
        fill_in(office["prochazka"], lift_bar, bar_id, why="Omyl")
    assert bar(office, client_id, "svoboda") != bar_id
    assert is_barred(office, "svoboda", client_id)


def test_lifting_says_why(office: Office, client_id: int) -> None:
    bar_id = bar(office, client_id, "svoboda")
    with pytest.raises(Answerless) as refusal:
        fill_in(office["prochazka"], lift_bar, bar_id)
    assert refusal.value.field == "why"


def test_another_reason_is_explained(office: Office, client_id: int) -> None:
    with pytest.raises(Answerless) as refusal:
        bar(office, client_id, "svoboda", reason="other")
    assert refusal.value.field == "explanation"
    assert bar(office, client_id, "svoboda", reason="other", explanation="Přání klienta")


def test_nobody_lifts_their_own_bar_whatever_their_roles_x1(office: Office, client_id: int) -> None:
    bar_id = bar(office, client_id, "prochazka", by="prochazka")
    with pytest.raises(NotFound):
        fill_in(office["prochazka"], lift_bar, bar_id, why="Rozmyslel jsem si to")


def test_the_key_worker_is_not_barred_before_the_case_is_handed_over_k1(
    office: Office, client_id: int
) -> None:
    for by in ("novakova", "prochazka"):
        with pytest.raises(KeyWorkerStays):
            bar(office, client_id, "novakova", by=by)
        opened = office[by].perform(open_sheet, "bar_worker", client_id)
        assert office.worker("novakova").id not in dict(opened.picks["worker"])


def test_one_bar_at_a_time_holds(office: Office, client_id: int) -> None:
    bar(office, client_id, "svoboda")
    with pytest.raises(BarredAlready):
        bar(office, client_id, "svoboda")


def test_anybody_who_leads_cases_bars_themselves_but_not_another_from_a_case_of_others(
    office: Office, client_id: int
) -> None:
    with pytest.raises(BarOfAnother):
        bar(office, client_id, "dvorakova", by="svoboda")
    opened = office["svoboda"].perform(open_sheet, "bar_worker", client_id)
    assert [number for number, _ in opened.picks["worker"]] == [office.worker("svoboda").id]
    bar(office, client_id, "svoboda", by="svoboda")
    assert is_barred(office, "svoboda", client_id)


def test_a_manager_bars_anybody_and_whoever_is_there_does_while_nobody_answers_for_the_case(
    office: Office, client_id: int
) -> None:
    bar(office, client_id, "dvorakova", by="prochazka")
    applicant = office.add_client("Z-1", "Nový")
    bar(office, applicant, "dvorakova", by="svoboda")
    assert is_barred(office, "dvorakova", client_id)
    assert is_barred(office, "dvorakova", applicant)


def test_only_who_works_with_people_is_barred(office: Office, client_id: int) -> None:
    with pytest.raises(WorkerUnfit):
        bar(office, client_id, "spravce")
    with pytest.raises(Refused):
        bar(office, client_id, "dvorakova", by="dvorakova")


def test_what_a_barred_workers_timer_has_measured_is_kept_and_no_timer_stays_behind_x1(
    office: Office, client_id: int
) -> None:
    other = office.add_client("K-2", "Jiný", of="novakova")
    office["svoboda"].perform(start_timer, client_id)
    office.clock.forward(minutes=25)
    bar_id = bar(office, client_id, "svoboda")
    assert office["svoboda"].perform(running_timer) is None
    assert office.look(drafts.own, "svoboda") == []
    office["svoboda"].perform(start_timer, other)
    fill_in(office["prochazka"], lift_bar, bar_id, why="Omyl")
    (unfinished,) = office.look(drafts.own, "svoboda")
    opened = office["svoboda"].perform(drafted_event_form, unfinished.id)
    assert (opened.client.id, opened.form.time) == (client_id, "18.3.2026 10:00-10:25")


def test_a_timer_for_somebody_else_runs_on(office: Office, client_id: int) -> None:
    other = office.add_client("K-2", "Jiný", of="novakova")
    office["svoboda"].perform(start_timer, other)
    bar(office, client_id, "svoboda")
    running = office["svoboda"].perform(running_timer)
    assert running is not None
    assert running.client.id == other


def test_a_barred_colleague_is_not_offered_as_second_worker_and_refused_x1(
    office: Office, client_id: int
) -> None:
    bar(office, client_id, "svoboda")
    svoboda = office.worker("svoboda").id
    opened = office["novakova"].perform(new_event_form, client_id)
    assert svoboda not in opened.colleagues
    with pytest.raises(ColleagueBarred) as refusal:
        write_up(office, "K-1", colleague_id=svoboda)
    assert refusal.value.field == "colleague"


def test_who_took_part_before_the_bar_stays_in_the_record_and_is_still_named(
    office: Office, client_id: int
) -> None:
    svoboda = office.worker("svoboda").id
    event_id = write_up(office, "K-1", colleague_id=svoboda)
    bar(office, client_id, "svoboda")
    opened = office["novakova"].perform(kept_event_form, event_id)
    assert opened.colleagues[svoboda].surname == "Svoboda"
    changed = replace(opened.form, content="Doplněno")
    assert office["novakova"].perform(record_event, opened, changed).event_id == event_id
    assert set(office["novakova"].perform(open_event, event_id).workers) == {
        svoboda,
        office.worker("novakova").id,
    }


def test_a_draft_with_a_colleague_who_was_barred_since_opens_and_is_refused(
    office: Office, client_id: int
) -> None:
    session, svoboda = office["novakova"], office.worker("svoboda").id
    opened = session.perform(new_event_form, client_id)
    form = replace(opened.form, time="9-10", colleague_id=svoboda)
    session.perform(keep_draft, event_draft(opened, form, on_screen=False))
    bar(office, client_id, "svoboda")
    drafted = session.perform(drafted_event_form, opened.draft_id)
    assert svoboda in drafted.colleagues
    with pytest.raises(ColleagueBarred):
        session.perform(record_event, drafted, drafted.form)


EVENTS = """\
ref,date,start,end,kind,channel,clients,workers
e-1,2026-03-10,9:00,10:00,individual,in_person,K-1,{worker}
e-2,2026-03-10,11:00,12:00,individual,in_person,K-2,{worker}
"""


def take_events(office: Office, worker: str, by: str) -> list[tuple[int, str, str]]:
    """Import two events of that worker; gives the mistakes."""
    table = read_table(EVENTS.format(worker=worker).encode(), EVENT_COLUMNS)
    try:
        office[by].perform(import_events, table)
    except FileRefused as refusal:
        return [(one.line, one.column, type(one.error).__name__) for one in refusal.mistakes]
    return []


def test_a_table_that_brings_a_client_and_a_barred_worker_together_is_refused_at_that_row_x1(
    office: Office, client_id: int
) -> None:
    office.add_client("K-2", "Jiný", of="novakova")
    bar(office, client_id, "svoboda")
    assert take_events(office, "svoboda", "spravce") == [(2, "workers", WorkerBarred.__name__)]
    assert take_events(office, "novakova", "spravce") == []
    assert take_events(office, "novakova", "prochazka") == []


def test_to_a_barred_person_a_clients_mark_in_a_table_is_nobodys_x1(office: Office, client_id: int) -> None:
    office.add_client("K-2", "Jiný", of="novakova")
    bar(office, client_id, "prochazka")
    assert take_events(office, "novakova", "prochazka") == [(2, "clients", ClientUnknown.__name__)]


def test_an_event_of_a_table_that_was_there_before_the_bar_is_there_already(
    office: Office, client_id: int
) -> None:
    office.add_client("K-2", "Jiný", of="novakova")
    assert take_events(office, "svoboda", "spravce") == []
    bar(office, client_id, "svoboda")
    assert take_events(office, "svoboda", "spravce") == []


def test_a_table_of_clients_tells_a_barred_person_no_data_x1(office: Office, client_id: int) -> None:
    bar(office, client_id, "prochazka")
    told = [office.look(lambda store: bulk.details_by_mark(store, ["K-1"]), who)["K-1"] for who in WHO]
    assert [details.surname for details in told] == ["", "Novák"]


WHO = ("prochazka", "spravce")


@pytest.mark.parametrize("rule", ["UNIQUE", "append-only"])
def test_the_database_lets_one_bar_hold_at_a_time_and_deletes_none(
    office: Office, client_id: int, rule: str
) -> None:
    bar(office, client_id, "svoboda")
    same = [schema.worker_bar.c[name] for name in _REST]
    again = insert(schema.worker_bar).from_select(_REST, select(*same))
    broken = again if rule == "UNIQUE" else delete(schema.worker_bar)
    with pytest.raises(IntegrityError, match=rule):
        office.change(lambda store: store.connection.execute(broken))


_REST = ("worker_id", "client_id", "reason", "explanation", "recorded_by", "recorded_at")
