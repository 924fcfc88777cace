"""The demo's store: what stands in it is what one-by-one recording would have put there."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, Table, select

from kp_tui.domain.cases import Consent, EntryKind
from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.counting import count
from kp_tui.domain.duties import DutyKind
from kp_tui.domain.key_workers import Period
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plans import NoteKind, PlanForm
from kp_tui.domain.policies import policy_on
from kp_tui.store import clients, events, periods
from kp_tui.store.clients import Wanted
from kp_tui.store.duties import owed
from kp_tui.store.duties.scopes import Scope
from kp_tui.store.schema import client, client_word, event, event_client, event_worker, plan
from kp_tui.store.unit import Store
from kp_tui.usecases.cases import OpenedCase, open_case
from kp_tui.usecases.clients import list_clients
from kp_tui.usecases.demo import Demo, make_demo
from kp_tui.usecases.door import Access, UseCase
from kp_tui.usecases.families import families_of
from kp_tui.usecases.plan_notes import list_plan_notes
from kp_tui.usecases.plans import open_plan
from kp_tui.usecases.reports import report_indicators
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.today import look_at_today
from kp_tui.vault.errors import StoreExists
from tests.support.stores import NOW, Office, TestClock, probe

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
    """Added to another store, where the workers have the same numbers; what happened later stands aside."""

    def kept(store: Store) -> list[tuple[ClientDetails, Any]]:
        ids = store.connection.execute(select(client.c.id).order_by(client.c.id)).scalars()
        return [(clients.card(store, one).details, all_rows(store, one)) for one in ids]

    demo = session.perform(probe(kept))
    assert len(demo) == WANTED.clients
    for details, there in demo:
        added = office.change(lambda store, new=details: clients.add(store, new))  # type: ignore[misc]
        assert office.look(lambda store, one=added: all_rows(store, one)) == there  # type: ignore[misc]


def test_every_case_tells_how_it_began_what_was_signed_and_how_it_ended(session: Session) -> None:
    for case in cases(session):
        kinds = [entry.kind for entry in case.journal]
        assert kinds[0] is EntryKind.FIRST_CONTACT
        assert all(entry.what is not None for entry in case.journal)
        ended = case.client.state is ClientState.ENDED
        assert (EntryKind.ENDING in kinds) is ended
        assert set(case.consents) in ({Consent.DATA}, set()) if ended else True
    signed = [case for case in cases(session) if set(case.consents) == set(Consent)]
    assert {case.client.state for case in signed} == {ClientState.CLIENT}
    assert len(signed) > 5


def test_key_workers_follow_one_another_until_the_day_a_case_ended(session: Session) -> None:
    def histories(store: Store) -> list[tuple[ClientState, list[Period]]]:
        rows = store.connection.execute(select(client.c.id, client.c.state)).all()
        return [(row.state, periods.history(store, row.id)) for row in rows]

    told = session.perform(probe(histories))
    for state, history in told:
        assert [one.to_day for one in history[:-1]] == [one.from_day for one in history[1:]]
        assert (bool(history) and history[-1].to_day is not None) is (state is ClientState.ENDED)
    assert sum(len(history) > 1 for _, history in told) == 1


def test_something_is_owed_and_somebody_is_at_home(session: Session) -> None:
    """A late assessment and a due one, a change without notice, a family, people around."""
    duties = [duty.kind for duty in session.perform(probe(lambda store: owed(store, Scope())))]
    assert (duties.count(DutyKind.ASSESSMENT), duties.count(DutyKind.NOTICE)) == (2, 1)
    due = [case.assessment_due for case in cases(session) if case.assessment_due]
    assert sorted(day > NOW.date() for day in due) == [False, True]
    households = [session.perform(families_of, case.client.id) for case in cases(session)]
    assert [len(family.members) for at_home in households for family in at_home] == [3, 3, 3]
    around = [
        case for case in cases(session) if EntryKind.CONTACT_PERSON in {one.kind for one in case.journal}
    ]
    assert len(around) == 4


def test_the_key_worker_plans_with_her_first_clients(session: Session) -> None:
    """Two written plans, the first with two goals under way and an evaluation, and one that was spoken."""
    in_turn = select(plan.c.client_id).order_by(plan.c.id)
    ids = session.perform(probe(lambda store: list(store.connection.scalars(in_turn))))
    first, second, third = (session.perform(open_plan, client_id) for client_id in ids)
    for opened in (first, second, third):
        assert opened.right is PlanRight.WRITE
        assert opened.content is not None
        assert not opened.content.missing
    assert third.kept is not None
    assert third.kept.form is PlanForm.ORAL
    assert first.content is not None
    assert [status.area for status in first.content.goals.values()] == ["Bydlení", "Dluhy a finance"]
    done = [status.done_on for status in first.content.steps.values()]
    assert done.count(None) == len(done) - 1 == 3
    assert [one.kind for one in session.perform(list_plan_notes, first.plan_id or 0)] == [NoteKind.EVALUATION]
    owed_soon = [one.kind for one in session.perform(look_at_today).owed.duties]
    assert DutyKind.STEP in owed_soon, "a step is due soon"


def cases(session: Session) -> list[OpenedCase]:
    """Every case, opened."""
    ids = session.perform(probe(lambda store: list(store.connection.scalars(select(client.c.id)))))
    return [session.perform(open_case, client_id) for client_id in ids]


def test_today_and_the_month_of_the_key_worker_look_alive(session: Session) -> None:
    today = session.perform(look_at_today)
    assert sum(duty.kind is DutyKind.EVENT for duty in today.owed.duties) > 5
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


def all_rows(store: Store, client_id: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int | None]:
    """All that is kept of one client: themselves, their words, and whoever is responsible for them now."""
    now = periods.current(store, client_id)
    themselves, words = (rows(store, table, **{name: client_id}) for table, name in _THEIRS)
    return themselves, words, now.worker_id if now else None


_THEIRS = ((client, "id"), (client_word, "client_id"))


def _writing(body: Callable[[Store], None]) -> UseCase[[], None]:
    return probe(body, Access.NOTE)
