"""The timer: stored from its first second, one at a time, and exact to the second until it is an event."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from kp_tui.domain.duties import DutyKind
from kp_tui.domain.errors import NotFound
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.events import Channel, Event, Kind
from kp_tui.domain.reasons import Reason
from kp_tui.domain.timers import EndImpossible, Phase
from kp_tui.store import events, timers
from kp_tui.store.schema import timer
from kp_tui.usecases.event_forms import Recorded, drafted_event_form, record_event
from kp_tui.usecases.timers import (
    EndUnknown,
    TimerChanged,
    TimerRuns,
    change_phase,
    confirm_end,
    running_timer,
    start_timer,
    stop_timer,
    switch_timer,
)
from kp_tui.usecases.today import look_at_today
from tests.support.examples import examples
from tests.support.stores import PASSWORD, Office

CHILD = str(Path(__file__).with_name("timer_child.py"))


@pytest.fixture
def client_id(office: Office) -> int:
    return office.add_client("A-1", "Novák", of="novakova")


def start(office: Office, client_id: int, login: str = "novakova") -> int:
    """Start the timer; gives its id."""
    return office[login].perform(start_timer, client_id).timer.id


def phase(office: Office, timer_id: int, wanted: Phase, after: timedelta) -> None:
    """Go on with another phase after that long."""
    office.clock.now += after
    office["novakova"].perform(change_phase, timer_id, wanted)


def written_up(office: Office, draft_id: str, **changes: object) -> tuple[Recorded, Event]:
    """Record a draft with what it still lacks; gives what it came to and the event as it is kept."""
    session = office["novakova"]
    opened = session.perform(drafted_event_form, draft_id)
    texts = {"content": "Probrali dluhy.", "impact": "Ví, kam jít."}
    form = replace(opened.form, **(texts | changes))  # type: ignore[arg-type]  # the form's fields, by name
    recorded = session.perform(record_event, opened, form)
    return recorded, office.look(lambda store: events.kept(store, recorded.event_id)).event


def running(office: Office, login: str = "novakova") -> int:
    """How many timers run for that person, by the rows themselves."""
    query = select(func.count()).select_from(timer).where(timer.c.ended_at.is_(None))
    own = query.where(timer.c.worker_id == office.worker(login).id)
    return office.look(lambda store: store.connection.execute(own).scalar_one())


def child(todo: str, office: Office, client_id: int) -> "subprocess.Popen[str]":
    """A second program of the same person; it says when it is ready, and acts when it is told to."""
    return subprocess.Popen(
        [sys.executable, CHILD, todo, str(office.home), PASSWORD, str(client_id)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(program: "subprocess.Popen[str]") -> str:
    """The next line a program writes."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def go(program: "subprocess.Popen[str]") -> None:
    """Tell a program to act."""
    assert program.stdin is not None
    print(file=program.stdin, flush=True)


def test_a_timer_that_was_started_survives_the_death_of_its_program(office: Office, client_id: int) -> None:
    with child("start", office, client_id) as program:
        assert said(program) == "ready"
        go(program)
        assert said(program) == "started"
        program.send_signal(signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL
    found = office["novakova"].perform(running_timer)
    assert found is not None
    assert (found.client.id, found.timer.phase, found.timer.spans[0].ended_at) == (
        client_id,
        Phase.DIRECT,
        None,
    )


@pytest.mark.parametrize("todo", ["start", "switch"])
def test_two_programs_at_once_never_get_two_running_timers(office: Office, client_id: int, todo: str) -> None:
    other = office.add_client("B-2", "Dlouhý")
    programs = [child(todo, office, client) for client in (client_id, other)]
    assert [said(program) for program in programs] == ["ready", "ready"]
    for program in programs:
        go(program)
    answers = [program.communicate()[0].strip() for program in programs]
    expected = {"start": ["TimerRuns", "started"], "switch": ["started", "started"]}
    assert (sorted(answers), running(office)) == (expected[todo], 1)


def test_the_database_itself_refuses_a_second_running_timer(office: Office, client_id: int) -> None:
    start(office, client_id)
    other = office.raw()
    with pytest.raises(Exception, match="UNIQUE"):
        other.execute(
            "INSERT INTO timer (worker_id, client_id, started_at) SELECT worker_id, client_id, 1 FROM timer"
        )


def test_everybody_has_a_timer_of_their_own(office: Office, client_id: int) -> None:
    start(office, client_id)
    start(office, client_id, "svoboda")
    assert (running(office), running(office, "svoboda")) == (1, 1)
    assert office["cerna"].perform(running_timer) is None


def test_a_second_start_is_refused_while_one_runs(office: Office, client_id: int) -> None:
    start(office, client_id)
    with pytest.raises(TimerRuns):
        start(office, client_id)
    assert running(office) == 1


def test_a_timer_for_a_client_out_of_reach_does_not_start(office: Office) -> None:
    with pytest.raises(NotFound):
        start(office, 999)
    assert running(office) == 0


def test_nobody_else_stops_or_changes_my_timer(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    stranger = office["svoboda"]
    for attempt in (
        lambda: stranger.perform(stop_timer, timer_id),
        lambda: stranger.perform(change_phase, timer_id, Phase.PAUSE),
        lambda: stranger.perform(confirm_end, timer_id, office.clock.now),
    ):
        with pytest.raises(TimerChanged):
            attempt()
    with pytest.raises(NotFound):
        office.look(lambda store: timers.load(store, timer_id), "svoboda")
    assert running(office) == 1


def test_what_another_window_stopped_is_not_stopped_twice(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    office.clock.forward(minutes=5)
    office["novakova"].perform(stop_timer, timer_id)
    second = start(office, client_id)
    with pytest.raises(TimerChanged):
        office["novakova"].perform(stop_timer, timer_id)
    assert running(office) == 1
    assert second != timer_id


def test_stopped_written_up_and_recorded_a_timer_keeps_its_seconds(office: Office, client_id: int) -> None:
    begin = office.clock.now
    timer_id = start(office, client_id)
    phase(office, timer_id, Phase.PREPARATION, timedelta(minutes=31, seconds=7))
    phase(office, timer_id, Phase.WRITE_UP, timedelta(minutes=3, seconds=1))
    office.clock.forward(minutes=9, seconds=59)
    recorded, event = written_up(office, office["novakova"].perform(stop_timer, timer_id))
    (share,) = event.shares
    assert (share.direct, share.preparation, share.write_up) == (
        timedelta(minutes=31, seconds=7),
        timedelta(minutes=3, seconds=1),
        timedelta(minutes=9, seconds=59),
    )
    assert (event.started_at, event.ended_at) == (begin, office.clock.now)
    assert (recorded.count.interventions, event.pause) == (1, timedelta())


def test_a_pause_is_no_work_and_the_event_says_how_long_it_was(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    phase(office, timer_id, Phase.PAUSE, timedelta(minutes=20))
    phase(office, timer_id, Phase.PAUSE, timedelta(minutes=40, seconds=30))
    office.clock.forward(minutes=10)
    recorded, event = written_up(office, office["novakova"].perform(stop_timer, timer_id))
    assert (event.shares[0].direct, event.pause) == (timedelta(minutes=30), timedelta(minutes=40, seconds=30))
    assert recorded.count.interventions == 1


def test_every_phase_is_kept_as_it_was(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    phases = [Phase.PREPARATION, Phase.PAUSE, Phase.PAUSE, Phase.WRITE_UP, Phase.DIRECT]
    for wanted in phases:
        phase(office, timer_id, wanted, timedelta(minutes=3))
    office.sign_out("novakova")
    kept = office.look(lambda store: timers.load(store, timer_id))
    assert [span.phase for span in kept.spans] == [
        Phase.DIRECT, Phase.PREPARATION, Phase.PAUSE, Phase.PREPARATION, Phase.WRITE_UP, Phase.DIRECT,
    ]  # fmt: skip
    assert [one.ended_at for one in kept.spans[:-1]] == [one.started_at for one in kept.spans[1:]]


def test_any_walk_through_the_phases_comes_back_to_the_second(office: Office, client_id: int) -> None:
    steps = st.lists(st.tuples(st.sampled_from(Phase), st.integers(1, 3 * 3600)), min_size=1, max_size=6)
    beginnings = st.integers(60, 365 * 24 * 3600)

    @given(steps, beginnings)
    @examples(15)
    def holds(walk: list[tuple[Phase, int]], beginning: int) -> None:
        office.clock.forward(seconds=beginning)
        timer_id = start(office, client_id)
        for wanted, seconds in walk:
            phase(office, timer_id, wanted, timedelta(seconds=seconds))
        office.clock.forward(seconds=1)
        draft_id = office["novakova"].perform(stop_timer, timer_id)
        kept = office.look(lambda store: timers.load(store, timer_id))
        _, event = written_up(office, draft_id)
        (share,), end = event.shares, office.clock.now
        parts = {
            Phase.DIRECT: share.direct,
            Phase.PREPARATION: share.preparation,
            Phase.WRITE_UP: share.write_up,
        }
        assert {part: kept.total(part, end) for part in parts} == parts
        assert (event.started_at, event.ended_at) == (kept.started_at, kept.ended_at)
        assert event.pause == kept.total(Phase.PAUSE, end)

    holds()


def test_switching_stops_the_running_one_into_a_draft_and_asks_nothing(
    office: Office, client_id: int
) -> None:
    other = office.add_client("B-2", "Dlouhý")
    start(office, client_id)
    office.clock.forward(minutes=40)
    switched = office["novakova"].perform(switch_timer, other)
    assert (switched.client.id, running(office)) == (other, 1)
    (unfinished,) = office["novakova"].perform(look_at_today).drafts
    recorded, event = written_up(office, unfinished.draft.id)
    assert (event.participants[0].client_id, recorded.count.interventions) == (client_id, 1)


def test_switching_to_the_same_client_goes_on(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    office.clock.forward(minutes=40)
    assert office["novakova"].perform(switch_timer, client_id).timer.id == timer_id
    assert office["novakova"].perform(look_at_today).drafts == ()


def test_switching_to_nobody_leaves_the_timer_running(office: Office, client_id: int) -> None:
    timer_id = start(office, client_id)
    office.clock.forward(minutes=40)
    with pytest.raises(NotFound):
        office["novakova"].perform(switch_timer, 999)
    found = office["novakova"].perform(running_timer)
    assert found is not None
    assert found.timer.id == timer_id


def test_a_forgotten_timer_asks_when_the_work_ended_and_counts_from_then_on(
    office: Office, client_id: int
) -> None:
    begin = office.clock.now
    timer_id = start(office, client_id)
    office.clock.forward(hours=14)
    with pytest.raises(EndUnknown):
        office["novakova"].perform(stop_timer, timer_id)
    draft_id = office["novakova"].perform(confirm_end, timer_id, begin + timedelta(minutes=61))
    recorded, event = written_up(office, draft_id)
    assert (recorded.count.interventions, event.end_confirmed) == (2, True)
    assert event.ended_at == begin + timedelta(minutes=61)


@pytest.mark.parametrize("wanted", Phase)
def test_a_forgotten_timer_is_not_made_true_by_another_phase_i12(
    office: Office, client_id: int, wanted: Phase
) -> None:
    timer_id = start(office, client_id)
    office.clock.forward(hours=14)
    with pytest.raises(EndUnknown):
        office["novakova"].perform(change_phase, timer_id, wanted)


@pytest.mark.parametrize("minutes", [-1, 14 * 60 + 1])
def test_the_confirmed_end_lies_in_the_work(office: Office, client_id: int, minutes: int) -> None:
    begin = office.clock.now
    timer_id = start(office, client_id)
    office.clock.forward(hours=14)
    with pytest.raises(EndImpossible):
        office["novakova"].perform(confirm_end, timer_id, begin + timedelta(minutes=minutes))
    assert running(office) == 1


def test_an_end_nobody_confirmed_counts_zero_and_is_owed_i12(office: Office, client_id: int) -> None:
    other = office.add_client("B-2", "Dlouhý")
    start(office, client_id)
    office.clock.forward(hours=14)
    office["novakova"].perform(switch_timer, other)
    (unfinished,) = office["novakova"].perform(look_at_today).drafts
    recorded, _ = written_up(office, unfinished.draft.id)
    assert (recorded.count.units, recorded.count.reason) == (0, Reason.END_UNCONFIRMED)
    owed = office["novakova"].perform(look_at_today).owed.duties
    assert [one.subject for one in owed if one.kind is DutyKind.EVENT] == [recorded.event_id]


def test_the_true_end_typed_into_the_draft_counts_i12(office: Office, client_id: int) -> None:
    other = office.add_client("B-2", "Dlouhý")
    start(office, client_id)
    office.clock.forward(hours=60)
    office["novakova"].perform(switch_timer, other)
    (unfinished,) = office["novakova"].perform(look_at_today).drafts
    recorded, _ = written_up(office, unfinished.draft.id, time="18.3.2026 10:00-11:00", end_confirmed=True)
    assert recorded.count.interventions == 2


def test_a_timer_offers_the_kind_of_last_time_and_the_usual_channel_where_there_was_none(
    office: Office, client_id: int
) -> None:
    timer_id = start(office, client_id)
    office.clock.forward(minutes=30)
    draft_id = office["novakova"].perform(stop_timer, timer_id)
    written_up(office, draft_id, kind=Kind.CONTACT_SPECIFIED, channel=None)
    timer_id = start(office, client_id)
    office.clock.forward(minutes=30)
    form: EventForm = (
        office["novakova"].perform(drafted_event_form, office["novakova"].perform(stop_timer, timer_id)).form
    )
    assert (form.kind, form.channel, form.focus) == (
        Kind.CONTACT_SPECIFIED,
        Channel.IN_PERSON,
        "content",
    )
