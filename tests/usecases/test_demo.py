"""The demo's store: what stands in it is what one-by-one recording would have put there."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, Table, select

from kp_tui.domain.clients import ClientDetails
from kp_tui.domain.counting import count
from kp_tui.domain.policies import policy_on
from kp_tui.store import clients, events
from kp_tui.store.clients import Wanted
from kp_tui.store.schema import client, client_word, event, event_client, event_worker, key_worker_period
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.demo import Demo, make_demo
from kp_tui.usecases.door import Access, UseCase
from kp_tui.usecases.reports import report_indicators
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.today import look_at_today
from kp_tui.vault.errors import StoreExists
from tests.support.stores import Office, TestClock, probe

WANTED = Demo(clients=25, events=600)


class Undone(Exception):
    """Rolls back what a test has tried."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The demo's key worker, signed in."""
    home, told = tmp_path_factory.mktemp("demo") / "store", list[int]()
    make_demo(home, WANTED, told.append, TestClock())
    assert sum(told) == WANTED.events
    session, welcome = sign_in(home, "novakova", WANTED.password, TestClock())
    assert not welcome.must_change_password
    yield session
    session.abandon()


def rows(store: Store, table: Table, **where: Any) -> list[dict[str, Any]]:
    """The rows of a table without what only numbers or names them."""
    query = select(table).where(*(table.c[name] == value for name, value in where.items()))
    found: list[Row[Any]] = list(store.connection.execute(query))
    numbers = {
        "id",
        "event_id",
        "client_id",
        "ref",
        "recorded_by",
        "recorded_at",
        "created_at",
        "from_day",
    }
    return [{name: value for name, value in row._mapping.items() if name not in numbers} for row in found]


def test_every_event_is_kept_and_counted_as_if_it_had_been_recorded_alone(session: Session) -> None:
    def record_all_again(store: Store) -> None:
        every = store.connection.execute(select(event.c.id, event.c.ref).order_by(event.c.id)).all()
        assert len(every) == WANTED.events
        for event_id, ref in every:
            kept = events.kept(store, event_id)
            counted = count(kept.event, policy_on(kept.event.day, store.policies))
            again = events.add(store, kept.event, counted, ref=f"{ref}-again")
            assert rows(store, event, id=event_id) == rows(store, event, id=again)
            for table in (event_worker, event_client):
                assert rows(store, table, event_id=event_id) == rows(store, table, event_id=again)
        raise Undone

    with pytest.raises(Undone):
        session.perform(_writing(record_all_again))


def test_every_client_is_kept_as_if_they_had_been_added_alone(session: Session, office: Office) -> None:
    """Added to another store, where the workers have the same numbers."""

    def kept(store: Store) -> list[tuple[ClientDetails, list[list[dict[str, Any]]]]]:
        ids = store.connection.execute(select(client.c.id).order_by(client.c.id)).scalars()
        return [(clients.card(store, one).details, all_rows(store, one)) for one in ids]

    demo = session.perform(probe(kept))
    assert len(demo) == WANTED.clients
    for details, there in demo:
        added = office.change(lambda store, new=details: clients.add(store, new))  # type: ignore[misc]
        assert office.look(lambda store, one=added: all_rows(store, one)) == there  # type: ignore[misc]


def test_today_and_the_month_of_the_key_worker_look_alive(session: Session) -> None:
    today = session.perform(look_at_today)
    assert len(today.not_counting) > 5
    assert sum(one.events for one in today.month) > 3
    month = session.perform(report_indicators, today.month_start, today.month_start + timedelta(days=30))
    assert month.contacts > 0 < month.interventions
    assert len(session.perform(list_clients, Wanted(mine=True), None, 99, back=False)) > 3


def test_a_folder_with_a_store_is_left_as_it_is(session: Session) -> None:
    home = session._home
    before = sorted(path.name for path in home.iterdir())
    with pytest.raises(StoreExists):
        make_demo(home, WANTED)
    assert sorted(path.name for path in home.iterdir()) == before


@pytest.mark.parametrize("there", [True, False])
def test_a_demo_that_fails_leaves_nothing_behind(tmp_path: Path, *, there: bool) -> None:
    def fail(_events: int) -> None:
        raise Undone

    home = tmp_path / "demo"
    if there:
        home.mkdir()
        (home / "kp-letter.txt").write_text("mine")
    with pytest.raises(Undone):
        make_demo(home, Demo(clients=1, events=1), fail)
    assert home.exists() is there
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["kp-letter.txt"] * there


def all_rows(store: Store, client_id: int) -> list[list[dict[str, Any]]]:
    """All that is kept of one client."""
    of_client = [rows(store, table, client_id=client_id) for table in (client_word, key_worker_period)]
    return [rows(store, client, id=client_id), *of_client]


def _writing(body: Callable[[Store], None]) -> UseCase[[], None]:
    return probe(body, Access.NOTE)
