"""How the database finds what it is asked for: by an index, in its order, whatever else there is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event as happening

from kp_tui.store import (
    audit,
    bars,
    client_lists,
    clients,
    deputies,
    drafts,
    duties,
    events,
    indicators,
    timelines,
    timers,
)
from kp_tui.store.clients import ClientKey, Wanted
from kp_tui.store.duties.scopes import Scope
from kp_tui.store.timelines import EventKey
from kp_tui.store.unit import Store
from tests.support.deputies import bar_below
from tests.support.stores import NOW, Office, meet

Ask = Callable[[Store], object]
MARCH = date(2026, 3, 1), date(2026, 3, 31)
KEY, EVENT_KEY = ClientKey(client_lists.EVERYBODY, b"m", 5), EventKey(NOW, 5)
LATER = NOW + timedelta(days=1)
EVERYTHING: dict[str, Ask] = {
    "the first page of clients": lambda store: client_lists.page(store, Wanted(), None, 40, back=False),
    "the next page of clients": lambda store: client_lists.page(store, Wanted(), KEY, 40, back=False),
    "the page of clients before": lambda store: client_lists.page(store, Wanted(), KEY, 40, back=True),
    "my clients": lambda store: client_lists.page(store, Wanted(mine=True), None, 40, back=False),
    "a word of the search": lambda store: client_lists.page(store, Wanted(("n",)), None, 40, back=False),
    "two words": lambda store: client_lists.page(store, Wanted(("n", "j")), None, 40, back=True),
    "a client's card": lambda store: clients.card(store, 1),
    "a client's line": lambda store: clients.row(store, 1),
    "a timeline": lambda store: timelines.page(store, 1, None, 40, back=False),
    "the next page of a timeline": lambda store: timelines.page(store, 1, EVENT_KEY, 40, back=False),
    "the page of a timeline before": lambda store: timelines.page(store, 1, EVENT_KEY, 40, back=True),
    "the report of a month": lambda store: indicators.tallies(store, *MARCH),
    "the clients of a month": lambda store: indicators.clients_reached(store, *MARCH),
    "the events of a month": lambda store: list(events.of_period(store, *MARCH)),
    "what I owe": lambda store: duties.owed_singly(store, Scope(frozenset({store.person.id})), MARCH[0]),
    "my older events": lambda store: list(duties.owed_together(store, Scope(frozenset({1})), MARCH[0])),
    "what is owed in a case": lambda store: duties.owed(store, Scope(client_id=1)),
    "what overlaps": lambda store: timelines.overlapping(store, NOW, LATER, besides=0),
    "my month": lambda store: timelines.month_of_worker(store, NOW, LATER),
    "a client's month": lambda store: timelines.month_of_client(store, 1, MARCH[0]),
    "what I wrote last": lambda store: events.own_texts(store, 1, 20),
    "one event": lambda store: events.kept(store, 1),
    "an event by its reference": lambda store: events.kept_by_ref(store, ["r"]),
    "the running timer": timers.running,
    "my drafts": drafts.own,
    "who was at a file": lambda store: audit.opened_lately(store, 1),
    "from whom I am barred": bars.of_person,
    "who is barred from a client": lambda store: bars.barred_workers(store, 1),
    "who is barred from a worker's cases": lambda store: bars.barred_from_cases_of(store, 2),
    "for whom I stand in": deputies.stands_in_for,
    "for whom I acted": lambda store: deputies.acting_for(store, [1], store.today),
    "who has no deputy": deputies.missing,
    "what I am to a case": lambda store: deputies.relation(store, 1),
}
GROWING = (
    "client|client_version|client_word|key_worker_period|case_entry"
    "|event|event_worker|event_client|event_version|audit"
)


@pytest.fixture(autouse=True)
def somebody(office: Office) -> None:
    """One client with one event: most questions go on only where there is an answer to the first."""
    client_id = office.add_client("N-1", "Novák", "Jan", of="novakova")
    office.change(lambda store: meet(store, client_id, NOW - timedelta(days=1)))


def plans(office: Office, ask: Ask, login: str = "novakova") -> list[str]:
    """How the database goes about every statement of `ask`, step by step."""

    def explain(store: Store) -> list[str]:
        asked: list[tuple[str, Any]] = []

        def note(
            _connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object
        ) -> None:
            asked.append((statement, parameters))

        engine = store.connection.engine
        happening.listen(engine, "before_cursor_execute", note)
        ask(store)
        happening.remove(engine, "before_cursor_execute", note)
        return [
            str(row[3])
            for statement, parameters in asked
            for row in store.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    return office.look(explain, login)


def scans(steps: Sequence[str]) -> list[str]:
    """The steps that walk through a whole growing table, and not in the order of an index."""
    return [step for step in steps if re.match(rf"SCAN ({GROWING})\b(?!.*COVERING INDEX)", step)]


@pytest.mark.parametrize("login", ["novakova", "dvorakova"])
def test_no_question_of_every_day_walks_through_a_whole_table(office: Office, login: str) -> None:
    within_reach = {
        name: ask for name, ask in EVERYTHING.items() if (login, name) != ("dvorakova", "one event")
    }
    walked = {name: scans(plans(office, ask, login)) for name, ask in within_reach.items()}
    assert {name: steps for name, steps in walked.items() if steps} == {}


def test_bars_and_absences_leave_every_question_its_index(office: Office) -> None:
    """Whoever is barred from a client and stands in for somebody asks with more conditions, and no slower."""
    hidden = office.add_client("N-2", "Skrytý", of="svoboda")
    bar_below(office, "novakova", hidden)

    def limited(ask: Ask) -> Ask:
        return lambda store: ask(replace(store, stands_in_for=frozenset({1, 2})))

    walked = {name: scans(plans(office, limited(ask))) for name, ask in EVERYTHING.items()}
    assert {name: steps for name, steps in walked.items() if steps} == {}
    page = plans(office, limited(EVERYTHING["the first page of clients"]))
    assert page[0] == "SCAN client USING COVERING INDEX ix_client_sort_key_id"


def test_the_end_of_the_log_is_its_last_row(office: Office) -> None:
    assert plans(office, lambda store: audit.end(store.connection)) == [
        "SCAN audit"
    ]  # by number, and one row


def test_the_report_of_a_month_reads_one_covering_index_and_no_event(office: Office) -> None:
    steps = plans(office, EVERYTHING["the report of a month"])
    assert steps[0] == "SEARCH event USING COVERING INDEX ix_event_indicators (day>? AND day<?)"
    (reached,) = [step for step in plans(office, EVERYTHING["the clients of a month"]) if "SEARCH" in step]
    assert "COVERING INDEX ix_event_client_reached (counted_day>? AND counted_day<?)" in reached


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("the first page of clients", "SCAN client {}ix_client_sort_key_id"),
        ("the next page of clients", "SEARCH client {}ix_client_sort_key_id (sort_key>?)"),
        ("the page of clients before", "SEARCH client {}ix_client_sort_key_id (sort_key<?)"),
        ("a timeline", "SEARCH event_client {}ix_event_client_client_id_started_at (client_id=?)"),
        (
            "the next page of a timeline",
            "SEARCH event_client {}ix_event_client_client_id_started_at"
            " (client_id=? AND (started_at,event_id)<(?,?))",
        ),
    ],
)
def test_a_page_is_read_beside_its_key_in_the_order_of_an_index(office: Office, name: str, step: str) -> None:
    steps = plans(office, EVERYTHING[name])
    assert steps[0] == step.format("USING COVERING INDEX ")
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps[:3]


def test_a_typed_word_is_walked_in_the_order_of_the_list(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_lists, "FEW", 1)
    steps = plans(office, lambda store: client_lists.page(store, Wanted(("n",)), None, 40, back=False))
    walk = steps.index("SEARCH client_word_1 USING PRIMARY KEY (word=?)")
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps[walk : walk + 3]
