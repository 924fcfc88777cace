"""What the store costs: the timer and the month's report, as ratios in one run through the one door."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import text

from kp_tui.store.clients import Wanted
from kp_tui.store.database import Database
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.reports import report_indicators
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.timers import start_timer, stop_timer
from kp_tui.vault.slots import open_store
from scripts.bench_rows import Figure

BARE_MONTH = (
    "SELECT kind, reason, count(*), sum(units) FROM event INDEXED BY ix_event_indicators"
    " WHERE day BETWEEN :first AND :last AND removed_at IS NULL GROUP BY kind, reason",
    "SELECT count(DISTINCT client_id) FROM event_client INDEXED BY ix_event_client_reached"
    " WHERE counted_day BETWEEN :first AND :last",
)
LOGIN = "novakova"


def figures(small: Path, large: Path, password: str) -> list[Figure]:
    """The figures of the store, over a small demo store and a large one."""
    few, many = (sign_in(home, LOGIN, password)[0] for home in (small, large))
    bare = open_store(large, LOGIN, password)
    return [
        Figure("timer started and stopped, 1,000,000 events / 100", timer_ratio(few, many), 1.2),
        Figure(
            "month's report / bare covering-index query",
            report_ratio(many, Database.open(bare.database, bare.database_key)),
            2,
        ),
    ]


def timer_ratio(few: Session, many: Session) -> float:
    """Starting and stopping a timer, durably."""
    return paired(lambda: _start_and_stop(few), lambda: _start_and_stop(many), times=80)


def report_ratio(session: Session, bare: Database) -> float:
    """A month's report, permission, audit row and all, to the two bare queries that give its figures."""
    last = date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011 -- any whole month will do
    first = last.replace(day=1)
    return paired(
        lambda: _bare_month(bare, first, last),
        lambda: session.perform(report_indicators, first, last),
        times=21,
    )


def paired(first: Callable[[], object], second: Callable[[], object], times: int) -> float:
    """The ratio second to first: done in turn, so that a busy machine slows both; medians are compared."""
    both = [(_seconds(first), _seconds(second)) for _ in range(times)]
    return statistics.median(b for _, b in both) / statistics.median(a for a, _ in both)


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _start_and_stop(session: Session) -> None:
    _, client = session.perform(list_clients, Wanted(), None, 1, back=False)[0]
    running = session.perform(start_timer, client.id)
    session.perform(stop_timer, running.timer.id)


def _bare_month(bare: Database, first: date, last: date) -> None:
    with bare.reading() as connection:
        for query in BARE_MONTH:
            connection.execute(text(query), {"first": first.isoformat(), "last": last.isoformat()}).all()
