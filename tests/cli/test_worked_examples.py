"""The twenty worked examples of the rules (chapter 2): a table goes in, the report comes out."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kp_tui.usecases.event_forms import drafted_event_form, record_event
from kp_tui.usecases.timers import start_timer, switch_timer
from kp_tui.usecases.today import look_at_today
from tests.cli.conftest import Place
from tests.support.stores import Office

CLIENTS = "mark;surname;state;key_worker\n" + "".join(
    f"K-{n};Klient {n};client;novakova\n" for n in range(1, 13)
)
HEAD = "ref;date;start;end;kind;channel;clients;workers;times;joint_reason;content;impact;institution;lesson"
MANY = " ".join(f"K-{n}" for n in range(1, 9))
ALL = " ".join(f"K-{n}" for n in range(1, 13))
ONE, TWO = "novakova", "novakova svoboda"
EVENTS = f"""\
{HEAD}
1;2026-03-02;9:00;9:10;contact_specified;in_person;K-1;{ONE};;;obsah;;;
2;2. 3. 2026;10:00;10:10:01;contact_specified;in_person;K-1;{ONE};;;obsah;;;
3;2026-03-02;11:00;11:20;contact_specified;phone;K-1;{TWO};;;obsah;;;
4;2026-03-02;12:00;14:00;contact_unspecified;in_person;K-1;{ONE};;;klubovna;;;
5;2026-03-02;14:00;14:15;contact_first;in_person;K-2;{ONE};;;;;;
6;2026-03-03;9:00;9:29;individual;in_person;K-1;{ONE};29/0/0;;obsah;dopad;;
7;2026-03-03;9:30;10:00;individual;in_person;K-1;{ONE};30/0/0;;obsah;dopad;;
8;2026-03-03;10:00;11:29;individual;in_person;K-1;{ONE};89/0/0;;obsah;dopad;;
9;2026-03-03;12:00;12:40;individual;in_person;K-1;{ONE};40/10/10;;obsah;dopad;;
10;2026-03-04;9:00;10:00;individual;in_person;K-1;{TWO};60/0/0;důvod pro dva;obsah;dopad;;
11;2026-03-04;10:00;10:45;individual;in_person;K-1;{TWO};45/0/0 45/0/0;důvod pro dva;obsah;dopad;;
12;2026-03-05;9:00;10:30;group_therapy;in_person;{MANY};{ONE};90/0/0;;obsah;zápis;;
13;2026-03-05;11:00;12:30;group_therapy;in_person;{MANY};{TWO};90/0/0;;obsah;zápis;;
14;2026-03-05;13:00;16:00;course;in_person;{ALL};{ONE};180/0/0;;;;;3. lekce
15;2026-03-06;9:00;9:25;external;phone;K-1;{ONE};25/0/5;;obsah;dopad;Úřad práce;
16;2026-03-06;10:00;11:00;individual;in_person;K-1;{ONE};60/0/0;;obsah;;;
17;2026-03-06;11:00;12:00;individual;in_person;K-1;prochazka;60/0/0;;obsah;dopad;;
18;2026-03-29;01:45;03:15;individual;in_person;K-1;{ONE};;;obsah;dopad;;
19;31. 1. 2026;23:50;0:25;individual;in_person;K-1;{ONE};;;obsah;dopad;;
"""
COUNTED = {  # contacts, interventions, included minutes, reason
    "1": (0, 0, 10, "contact_too_short"),
    "2": (1, 0, 10, None),
    "3": (1, 0, 20, None),
    "4": (1, 0, 120, None),
    "5": (0, 0, 15, "no_content"),
    "6": (0, 0, 29, "intervention_too_short"),
    "7": (0, 1, 30, None),
    "8": (0, 2, 89, None),
    "9": (0, 2, 60, None),
    "10": (0, 4, 120, None),
    "11": (0, 3, 90, None),
    "12": (0, 3, 90, None),
    "13": (0, 6, 180, None),
    "14": (0, 6, 180, None),
    "15": (0, 1, 30, None),
    "16": (0, 0, 60, "no_impact"),
    "17": (0, 0, 0, "profession"),
    "18": (0, 1, 30, None),
}
MARCH = {
    "from": "2026-03-01",
    "to": "2026-03-31",
    "policy": ["msk-2010"],
    "contacts": {"specified": 2, "unspecified": 1, "first": 0, "total": 3},
    "interventions": {
        "individual": 1 + 2 + 2 + 4 + 3 + 1,
        "group_therapy": 9,
        "course": 6,
        "family": 0,
        "external": 1,
        "total": 29,
    },
    "clients": 12,
    "not_counted": {
        "profession": 1,
        "contact_too_short": 1,
        "intervention_too_short": 1,
        "no_content": 1,
        "no_impact": 1,
    },
}
KINDS = {row.split(";")[0]: row.split(";")[4] for row in EVENTS.splitlines()[1:]}
DAYS = {"5": "2026-03-02", "9": "2026-03-03", "11": "2026-03-04", "14": "2026-03-05", "17": "2026-03-06"}


def report(place: Place, month: str, last: str, *more: str) -> dict[str, Any]:
    """The report of a month as another program gets it."""
    period = ("--from", f"{month}-01", "--to", f"{month}-{last}", "--format", "json")
    said = place.kp("report", "indicators", *period, *more, login="prochazka")
    assert (said.status, said.err) == (0, "")
    return json.loads(said.out)  # type: ignore[no-any-return]


@pytest.fixture
def office_of_the_examples(place: Place, tmp_path: Path) -> Place:
    """A store with the events of the examples."""
    for what, text, encoding in (("clients", CLIENTS, "utf-8-sig"), ("events", EVENTS, "cp1250")):
        file = tmp_path / f"{what}.csv"
        file.write_bytes(text.encode(encoding))
        said = place.kp("import", what, file)
        assert (said.status, said.err) == (0, "")
    return place


def test_the_examples_count_as_the_rules_say(office_of_the_examples: Place) -> None:
    march = report(office_of_the_examples, "2026-03", "31", "--events")
    events = march.pop("events")
    assert march == MARCH
    assert list(march) == list(MARCH)
    assert [list(event) for event in events] == [
        ["ref", "date", "kind", "contacts", "interventions", "included_minutes", "reason", "explanation"]
    ] * 18
    assert {
        event["ref"]: (event["contacts"], event["interventions"], event["included_minutes"], event["reason"])
        for event in events
    } == COUNTED
    assert {event["ref"]: event["kind"] for event in events} == {ref: KINDS[ref] for ref in COUNTED}
    assert {ref: day for ref, day in ((e["ref"], e["date"]) for e in events) if ref in DAYS} == DAYS
    january = report(office_of_the_examples, "2026-01", "31", "--events")
    assert january["events"] == [
        {
            "ref": "19",
            "date": "2026-01-31",
            "kind": "individual",
            "contacts": 0,
            "interventions": 1,
            "included_minutes": 35,
            "reason": None,
            "explanation": "1 intervention (35 min, rule I5)",
        }
    ]
    assert report(office_of_the_examples, "2026-02", "28")["interventions"]["total"] == 0


def test_a_timer_that_nobody_stopped_counts_nothing_before_its_end_is_confirmed(place: Place) -> None:
    """Example 20 (I12): neither while it runs, nor written up with the end that nobody has confirmed."""
    office = Office(place.home)
    of_timer, other = (office.add_client(mark, "Novák", of=ONE) for mark in ("K-1", "K-2"))
    session = office[ONE]
    session.perform(start_timer, of_timer)
    office.clock.forward(hours=14)
    assert _contacts_interventions_and_zeros(place) == (0, 0, {})
    session.perform(switch_timer, other)
    opened = session.perform(drafted_event_form, session.perform(look_at_today).drafts[0].draft.id)
    session.perform(record_event, opened, replace(opened.form, content="obsah", impact="dopad"))
    office.close()
    assert _contacts_interventions_and_zeros(place) == (0, 0, {"end_unconfirmed": 1})


def _contacts_interventions_and_zeros(place: Place) -> tuple[int, int, dict[str, int]]:
    march = report(place, "2026-03", "31")
    return march["contacts"]["total"], march["interventions"]["total"], march["not_counted"]
