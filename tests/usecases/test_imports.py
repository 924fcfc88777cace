"""Taking over tables: a whole file or nothing, twice is once, and the same as if it had been typed."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.csvclients import CLIENT_COLUMNS
from kp_tui.domain.csvevents import EVENT_COLUMNS
from kp_tui.domain.csvfiles import FileRefused, read_table
from kp_tui.domain.errors import Refused
from kp_tui.domain.people import Profession, Role
from kp_tui.store import bulk, clients, events
from kp_tui.store.clients import Wanted
from kp_tui.store.schema import client, event, worker
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.events import open_event, remove_event
from kp_tui.usecases.imports import Imported, import_clients, import_events
from kp_tui.usecases.reports import report_indicators
from tests.support.stores import Office

CLIENTS = """\
mark;surname;name;birth_date;state;key_worker;anonymous
K-1;Řehořová;Žofie;29. 2. 1984;client;novakova;ne
K-2;Chalupa;Jan;;applicant;;
A-3;;;;applicant;;ano
K-4;Šťastný;Adam;1990-01-31;ended;svoboda;0
"""
EVENTS = """\
ref,date,start,end,kind,channel,clients,workers,times,pause,joint_reason,content,impact,institution,lesson
e-1,2026-03-10,9:00,10:00,individual,in_person,K-1,novakova svoboda,60/0/0,,Vyhrocená situace,Rozhovor,Klid,,
e-2,2026-03-11,9:00,9:10,contact_specified,phone,K-1,novakova,,,,Telefonát,,,
e-3,2026-03-12,9:00,10:30,group_therapy,in_person,K-1 K-2,novakova,,,,Skupina,Zapojili se,,
e-4,2026-03-13,9:00,9:15,contact_first,in_person,A-3,svoboda,,,,Depistáž,,,
"""


def take_clients(office: Office, text: str, login: str = "cizi") -> Imported:
    return office[login].perform(import_clients, read_table(text.encode(), CLIENT_COLUMNS))


def take_events(office: Office, text: str, login: str = "cizi") -> Imported:
    return office[login].perform(import_events, read_table(text.encode(), EVENT_COLUMNS))


def how_many(office: Office) -> tuple[int, int]:
    def count(store: Store) -> tuple[int, int]:
        tables = (client, event)
        people, work = (store.connection.scalar(select(func.count()).select_from(one)) for one in tables)
        return people or 0, work or 0

    return office.look(count)


def refused(office: Office, text: str, *, of: str = "events") -> list[tuple[int, str, str]]:
    take = take_events if of == "events" else take_clients
    before = how_many(office)
    with pytest.raises(FileRefused) as refusal:
        take(office, text)
    assert how_many(office) == before
    return [(one.line, one.column, type(one.error).__name__) for one in refusal.value.mistakes]


@pytest.fixture(autouse=True)
def somebody_who_imports(office: Office) -> None:
    """A manager who is nobody's key worker."""
    office.hire("cizi", Role.MANAGER)


def test_imported_clients_are_found_like_typed_ones(office: Office) -> None:
    assert take_clients(office, CLIENTS) == Imported(added=4, skipped=0)
    rows = [
        row
        for _, row in office["novakova"].perform(list_clients, Wanted(("reh", "1984")), None, 9, back=False)
    ]
    assert [(row.mark, row.full_name, row.birth_date, row.key_worker) for row in rows] == [
        ("K-1", "Řehořová Žofie", date(1984, 2, 29), "Nováková")
    ]
    typed = office.add_client("K-9", "Řehořová", "Žofie", of="novakova", birth_date=date(1984, 2, 29))
    imported = office.look(lambda store: clients.card(store, rows[0].id))
    by_hand = office.look(lambda store: clients.card(store, typed))
    assert replace(by_hand.details, mark="K-1") == imported.details
    assert (imported.version, imported.key_worker) == (by_hand.version, by_hand.key_worker)


def test_the_alphabet_and_the_states_come_with_the_import(office: Office) -> None:
    take_clients(office, CLIENTS)
    rows = [row for _, row in office["novakova"].perform(list_clients, Wanted(), None, 9, back=False)]
    assert [(row.mark, row.state, row.anonymous) for row in rows] == [
        ("A-3", ClientState.APPLICANT, True),
        ("K-2", ClientState.APPLICANT, False),
        ("K-1", ClientState.CLIENT, False),
        ("K-4", ClientState.ENDED, False),
    ]


def test_the_key_worker_starts_on_the_day_of_the_import(office: Office) -> None:
    take_clients(office, CLIENTS)
    mine = office["novakova"].perform(list_clients, Wanted(mine=True), None, 9, back=False)
    assert [row.mark for _, row in mine] == ["K-1"]


def test_importing_clients_twice_adds_nothing(office: Office) -> None:
    take_clients(office, CLIENTS)
    more = CLIENTS + "K-5;Nová;Ema;;applicant;;\n"
    assert take_clients(office, more) == Imported(added=1, skipped=4)
    assert how_many(office) == (5, 0)


def test_contacts_written_down_since_are_no_difference(office: Office) -> None:
    take_clients(office, CLIENTS)
    ids = office.look(lambda store: bulk.ids_by_mark(store, ["K-2"]))

    def write(store: Store) -> None:
        card = clients.card(store, ids["K-2"])
        clients.save(store, card.id, replace(card.details, contacts="tel. 700 000 000"), card.version)

    office.change(write)
    assert take_clients(office, CLIENTS).skipped == 4


@pytest.mark.parametrize("login", ["prochazka", "nobody"])
def test_only_who_may_be_a_key_worker_becomes_one(office: Office, login: str) -> None:
    assert refused(office, CLIENTS.replace("novakova", login), of="clients") == [
        (2, "key_worker", "KeyWorkerUnknown")
    ]


def test_the_same_mark_with_other_data_is_refused(office: Office) -> None:
    take_clients(office, CLIENTS)
    changed = CLIENTS.replace("Chalupa", "Chalupová").replace("1990-01-31", "1990-01-30")
    assert refused(office, changed, of="clients") == [
        (3, "mark", "MarkTakenDifferently"),
        (5, "mark", "MarkTakenDifferently"),
    ]


def test_a_mark_that_comes_again_in_the_file_is_refused(office: Office) -> None:
    assert refused(office, CLIENTS + "K-1;Jiná;;;;;\n", of="clients") == [(6, "mark", "MarkTwice")]


def test_imported_events_count_like_typed_ones(office: Office) -> None:
    take_clients(office, CLIENTS)
    assert take_events(office, EVENTS) == Imported(added=4, skipped=0)
    sums = office["cizi"].perform(report_indicators, date(2026, 3, 1), date(2026, 3, 31))
    assert (sums.contacts, sums.interventions, sums.clients) == (1, 4 + 3, 3)
    assert dict(sums.not_counted) == {"contact_too_short": 1}


def test_importing_events_twice_adds_nothing(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    assert take_events(office, EVENTS.replace("9:00,10:30", "09:00:00,10:30")) == Imported(added=0, skipped=4)
    assert take_events(
        office, EVENTS.rpartition("e-4")[0] + EVENTS.splitlines()[4].replace("e-4", "e-5")
    ) == Imported(1, 3)


def test_the_same_reference_with_other_content_is_refused(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    changed = (
        EVENTS.replace("Telefonát", "Hovor").replace("A-3,svoboda", "A-3,novakova") + "e-9,,,,,,,,,,,,,,\n"
    )
    assert {error for _, column, error in refused(office, changed) if column != "ref"} <= {"ValueMissing"}
    changed = changed.rpartition("e-9")[0]
    assert refused(office, changed) == [(3, "ref", "RefTaken"), (5, "ref", "RefTaken")]


def test_an_event_whose_worker_changed_profession_since_is_the_same_event(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    office.change(
        lambda store: store.connection.execute(update(worker).values(profession=Profession.OTHER)), "cizi"
    )
    assert take_events(office, EVENTS).skipped == 4


def test_a_removed_event_does_not_come_back(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    event_id = office.look(lambda store: events.kept_by_ref(store, ["e-2"])["e-2"].id)
    office["novakova"].perform(remove_event, event_id)
    assert take_events(office, EVENTS) == Imported(added=0, skipped=4)


def test_an_imported_event_opens_like_any_other(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    event_id = office.look(lambda store: events.kept_by_ref(store, ["e-1"])["e-1"].id)
    opened = office["novakova"].perform(open_event, event_id)
    assert (opened.kept.ref, opened.count.units) == ("e-1", 4)


def test_one_wrong_row_keeps_all_others_out(office: Office) -> None:
    take_clients(office, CLIENTS)
    assert refused(office, EVENTS.replace("A-3", "A-4")) == [(5, "clients", "ClientUnknown")]


def test_an_administrator_imports_for_people_out_of_their_reach(office: Office) -> None:
    assert take_clients(office, CLIENTS, "spravce").added == 4
    assert take_events(office, EVENTS, "spravce").added == 4
    assert take_clients(office, CLIENTS, "spravce").skipped == 4
    assert take_events(office, EVENTS, "spravce").skipped == 4


def test_an_import_is_one_row_of_the_log_without_anybodys_data(office: Office) -> None:
    take_clients(office, CLIENTS)
    take_events(office, EVENTS)
    rows = [(row.act, row.outcome, row.record, row.purpose, row.client_id) for row in office.log()][-2:]
    assert rows == [
        ("import_clients", "done", "import:4", "clients", None),
        ("import_events", "done", "import:4", "events", None),
    ]


def test_who_may_not_import_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        take_events(office, EVENTS, "svoboda")


def test_more_rows_than_one_question_holds(office: Office) -> None:
    take_clients(office, CLIENTS)
    head, row = EVENTS.splitlines()[:2]
    text = "\n".join([head, *(row.replace("e-1", f"x-{n}") for n in range(2 * bulk.AT_ONCE + 1))])
    assert take_events(office, text).added == 2 * bulk.AT_ONCE + 1
    assert take_events(office, text).skipped == 2 * bulk.AT_ONCE + 1


def test_details_of_clients_are_read_back_whole(office: Office) -> None:
    office.add_client("K-7", "Němec", "Emil", of="svoboda", contacts="tel.")
    found = office.look(lambda store: bulk.details_by_mark(store, ["K-7", "K-8"]))
    svoboda = office.worker("svoboda").id
    assert found == {
        "K-7": ClientDetails(
            "K-7", "Němec", "Emil", None, ClientState.CLIENT, key_worker_id=svoboda, contacts="tel."
        )
    }
