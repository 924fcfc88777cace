"""A month entered by keys alone, in the real program in a real terminal, and then reported by `kp report`."""

import json
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import KP, DemoStore, signed_in
from tests.support.pty import BACK_TAB, ENTER, F2, F3, F5, F8, LOCK, QUIT, SAVE, TAB, Terminal
from tests.support.stores import PASSWORD

CLIENTS = """mark,surname,name,birth_date,state,key_worker,anonymous
P-001,Chalupová,Šárka,5. 11. 1980,client,novakova,
P-002,Hora,Čeněk,1975-02-01,client,novakova,
P-003,,,,applicant,,ano
"""


def kp(home: Path, *arguments: str) -> str:
    """Run one of the program's commands as novakova; what it prints."""
    command = [*KP, *arguments, "--store", str(home), "--login", "novakova", "--password-stdin"]
    done = subprocess.run(command, input=f"{PASSWORD}\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def home(demo_store: DemoStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo's people, nobody's events, and three clients from a file."""
    folder = tmp_path_factory.mktemp("month")
    store, table = demo_store(folder / "store"), folder / "clients.csv"
    table.write_text(CLIENTS, encoding="utf-8")
    kp(store, "import", "clients", str(table))
    return store


@pytest.fixture
def desk(home: Path) -> Iterator[Terminal]:
    """The program in a terminal, novakova signed in."""
    with signed_in(home) as desk:
        yield desk


@dataclass(frozen=True)
class Entry:
    """One event as a worker types it, and what it must come to."""

    letters: str
    kind: str
    time: str
    content: str
    impact: str
    contacts: int
    interventions: int
    reason: str | None = None


def last_month(day: int) -> date:
    """A day of the month before this one."""
    return (datetime.now(UTC).date().replace(day=1) - timedelta(days=1)).replace(day=day)


def on(day: int, time: str) -> str:
    """A time as it is typed for a day of last month."""
    return f"{last_month(day).day}.{last_month(day).month}.{last_month(day).year} {time}"


MONTH = (
    Entry("chal", "i", on(2, "9:15-10:40"), "Rozhovor o bydlení.", "Ví, kam jít.", 0, 2),
    Entry("chal", "i", on(3, "9-9:29"), "Krátký rozhovor.", "Klid.", 0, 0, "intervention_too_short"),
    Entry("hora", "i", on(4, "9:00 40/10/10"), "Doprovod na úřad.", "Podal žádost.", 0, 2),
    Entry("hora", "i", on(5, "13-14"), "Rozhovor o práci.", "", 0, 0, "no_impact"),
    Entry("hora", "s", on(6, "10:00:00-10:10:00"), "Kafe.", "", 0, 0, "contact_too_short"),
    Entry("hora", "s", on(6, "10:30:00-10:40:01"), "Domluva na příště.", "", 1, 0),
    Entry("p-003", "p", on(9, "15-15:20"), "Zeptal se, co umíme.", "", 1, 0),
    Entry("chal", "i", on(10, "23:30-0:15"), "Noční krize.", "Usnula.", 0, 1),
    Entry("chal", "n", on(11, "8-10"), "V klubovně.", "", 1, 0),
)


def enter(desk: Terminal, entry: Entry) -> None:
    """Type one event, as a worker does who looks at the screen before each step."""
    desk.send(F3)
    desk.wait_for("jméno, značka nebo rok narození")
    desk.send(entry.letters)
    desk.settle()
    desk.send(ENTER)
    desk.wait_for("Tento měsíc")
    desk.send(F2)
    desk.wait_for("Chybí čas")
    desk.send(BACK_TAB + BACK_TAB + entry.kind + TAB + TAB)
    desk.send(entry.time + ENTER + entry.content)
    if entry.impact:
        desk.send(TAB + entry.impact)
    desk.settle()
    desk.send(SAVE)
    desk.wait_for("Uloženo:")
    desk.settle()


@pytest.fixture(scope="module")
def report(home: Path) -> dict[str, Any]:
    """Last month as `kp report` tells it, after it was typed."""
    with signed_in(home) as desk:
        for entry in MONTH:
            enter(desk, entry)
        desk.send(QUIT)
        assert desk.wait_exit() == 0, desk.text
    month = ("--from", last_month(1).isoformat(), "--to", (last_month(1) + timedelta(days=30)).isoformat())
    found: dict[str, Any] = json.loads(
        kp(home, "report", "indicators", *month, "--events", "--format", "json")
    )
    return found


def test_month_typed_by_keys_is_reported_event_by_event(report: dict[str, Any]) -> None:
    told = [(event["contacts"], event["interventions"], event["reason"]) for event in report["events"]]
    assert told == [(entry.contacts, entry.interventions, entry.reason) for entry in MONTH]


def test_month_typed_by_keys_adds_up(report: dict[str, Any]) -> None:
    assert report["contacts"] == {"specified": 1, "unspecified": 1, "first": 1, "total": 3}
    assert report["interventions"]["total"] == sum(entry.interventions for entry in MONTH)
    assert report["interventions"]["individual"] == report["interventions"]["total"]
    assert sum(report["not_counted"].values()) == sum(entry.reason is not None for entry in MONTH)
    assert report["policy"] == ["msk-2010"]


def test_timer_survives_a_kill(home: Path, desk: Terminal) -> None:
    desk.send(F3)
    desk.settle()
    desk.send("hora")
    desk.settle()
    desk.send(ENTER)
    desk.wait_for("Tento měsíc")
    desk.send(F5)
    desk.wait_for("přímá práce")
    desk.signal(signal.SIGKILL)
    desk.wait_exit()
    with signed_in(home) as again:
        again.wait_for("přímá práce")
        again.send(F5)
        again.wait_for("Obsah")
        again.send(F8)
        again.wait_for("zatím neuloženo")


def test_lost_line_keeps_what_was_typed(home: Path, desk: Terminal) -> None:
    desk.send(F3 + "chal" + ENTER)  # in one packet, as on a slow line
    desk.wait_for("nar. 5. 11. 1980")
    desk.send(F2)
    desk.wait_for("Chybí čas")
    desk.send("20m" + ENTER + "Přerušená věta o")
    desk.settle()
    desk.hang_up()
    assert desk.wait_exit() == 128 + 1
    with signed_in(home) as again:
        again.wait_for("Přerušená věta o")
        again.send(" bydlení")
        again.wait_for("Přerušená věta o bydlení")


def test_lock_empties_the_screen_and_keeps_what_was_typed(desk: Terminal) -> None:
    desk.send(F3 + "chal" + ENTER)  # in one packet, as on a slow line
    desk.wait_for("nar. 5. 11. 1980")
    desk.send(F2)
    desk.wait_for("Chybí čas")
    desk.send("20m" + ENTER + "Rozepsaný text")
    desk.settle()
    desk.send(LOCK)
    desk.wait_for("Zamčeno")
    desk.wait_gone("Rozepsaný")
    desk.wait_gone("Chalupová")
    desk.send(PASSWORD + ENTER)
    desk.wait_for("Rozepsaný text")
