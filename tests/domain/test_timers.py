"""The timer: instants that are kept, whatever the clock, the line or the person does meanwhile."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.events import ZERO
from kp_tui.domain.timers import FORGOTTEN_AFTER, EndImpossible, Phase, Span, Timer
from kp_tui.domain.walltime import PRAGUE
from tests.domain import strategies as some
from tests.domain.samples import START, by_the_clock, minutes

SECOND = timedelta(seconds=1)


def started(at: datetime = START, phase: Phase = Phase.DIRECT) -> Timer:
    """A timer that has just been started."""
    return Timer(id=7, worker_id=1, client_id=2, spans=(Span(phase, at),))


def after(length: float) -> datetime:
    """That many minutes after the start."""
    return START + minutes(length)


def worked_through() -> Timer:
    """Direct 40, pause 5, direct 10, preparation 15, write-up 20 minutes; stopped."""
    timer = started().switched(Phase.PAUSE, after(40)).switched(Phase.DIRECT, after(45))
    return timer.switched(Phase.PREPARATION, after(55)).switched(Phase.WRITE_UP, after(70)).stopped(after(90))


def test_started_timer_runs_in_its_phase() -> None:
    timer = started()
    assert (timer.started_at, timer.ended_at, timer.phase) == (START, None, Phase.DIRECT)
    assert timer.total(Phase.DIRECT, after(12)) == minutes(12)


def test_stopped_timer_keeps_its_end() -> None:
    timer = worked_through()
    assert (timer.started_at, timer.ended_at, timer.phase) == (START, after(90), Phase.WRITE_UP)


def test_i2_each_phase_adds_up_by_itself() -> None:
    timer = worked_through()
    totals = [timer.total(phase, after(500)) for phase in Phase]
    assert totals == [minutes(50), minutes(15), minutes(20), minutes(5)]


def test_i8_pause_is_in_no_part_of_the_work() -> None:
    timer = started().switched(Phase.PAUSE, after(20)).switched(Phase.DIRECT, after(50)).stopped(after(60))
    assert timer.total(Phase.DIRECT, after(60)) == minutes(30)
    assert timer.total(Phase.PAUSE, after(60)) == minutes(30)


def test_i8_work_so_far_is_everything_but_the_pauses() -> None:
    assert worked_through().worked(after(500)) == minutes(85)


@pytest.mark.parametrize("phase", [Phase.DIRECT, Phase.PREPARATION, Phase.WRITE_UP])
def test_paused_timer_goes_on_with_what_it_was_paused_in(phase: Phase) -> None:
    paused = started(phase=Phase.PREPARATION).switched(phase, after(5)).paused_or_resumed(after(10))
    assert (paused.phase, paused.paused_or_resumed(after(15)).phase) == (Phase.PAUSE, phase)


def test_timer_paused_from_the_start_goes_on_as_direct_time() -> None:
    assert started(phase=Phase.PAUSE).paused_or_resumed(after(5)).phase is Phase.DIRECT


def test_switching_and_stopping_keep_whose_timer_it_is() -> None:
    timer = worked_through()
    assert (timer.id, timer.worker_id, timer.client_id) == (7, 1, 2)


def test_same_phase_again_changes_nothing() -> None:
    timer = started()
    assert timer.switched(Phase.DIRECT, after(10)) is timer


def test_stopping_again_keeps_the_first_end() -> None:
    timer = started().stopped(after(30))
    assert timer.stopped(after(60)) is timer


@pytest.mark.parametrize("phase", Phase)
def test_stopped_timer_is_not_switched_on_again(phase: Phase) -> None:
    timer = started().stopped(after(30))
    assert timer.switched(phase, after(60)) is timer


def test_i11_clock_changes_are_no_work() -> None:
    spring = started(by_the_clock(2026, 3, 29, 1, 45)).stopped(by_the_clock(2026, 3, 29, 3, 15))
    autumn = started(by_the_clock(2026, 10, 25, 1, 30)).stopped(by_the_clock(2026, 10, 25, 3, 30))
    assert spring.total(Phase.DIRECT, START) == minutes(30)
    assert autumn.total(Phase.DIRECT, START) == minutes(180)


@pytest.mark.parametrize(
    "moment", [START.replace(tzinfo=None), START.astimezone(PRAGUE)], ids=["naive", "Prague"]
)
def test_i11_phase_refuses_what_is_not_utc(moment: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        Span(Phase.DIRECT, moment)
    with pytest.raises(ValueError, match="UTC"):
        Span(Phase.DIRECT, START, moment)


def test_clock_set_back_makes_a_phase_of_no_length() -> None:
    timer = started().switched(Phase.PAUSE, after(-60))
    assert timer.spans == (Span(Phase.DIRECT, START, START), Span(Phase.PAUSE, START))
    assert timer.total(Phase.PAUSE, after(-30)) == ZERO
    assert timer.stopped(after(-30)).ended_at == START


@given(some.timers(), st.sampled_from(Phase))
def test_clock_set_back_never_gives_less_than_nothing(run: tuple[Timer, datetime], phase: Phase) -> None:
    timer, now = run
    assert timer.total(phase, now) >= ZERO


@given(some.timers(stopped=True))
def test_phases_cover_the_time_without_gap_or_overlap(run: tuple[Timer, datetime]) -> None:
    spans = run[0].spans
    assert all(one.ended_at == other.started_at for one, other in pairwise(spans))
    assert all(span.ended_at is not None and span.started_at <= span.ended_at for span in spans)


@given(some.timers(stopped=True))
def test_totals_of_the_phases_are_the_time_from_start_to_end(run: tuple[Timer, datetime]) -> None:
    timer, now = run
    assert timer.ended_at is not None
    assert sum((timer.total(phase, now) for phase in Phase), ZERO) == timer.ended_at - timer.started_at


@given(some.timers(stopped=True), some.lengths())
def test_stopped_timer_says_the_same_whenever_it_is_asked(
    run: tuple[Timer, datetime], later: timedelta
) -> None:
    timer, now = run
    assert [timer.total(phase, now) for phase in Phase] == [
        timer.total(phase, now + later) for phase in Phase
    ]


@given(some.timers(), some.lengths())
def test_time_goes_to_the_running_phase_alone(run: tuple[Timer, datetime], passed: timedelta) -> None:
    timer, now = run
    now = max(now, timer.spans[-1].started_at)
    gained = {phase: timer.total(phase, now + passed) - timer.total(phase, now) for phase in Phase}
    assert gained == {phase: passed if phase is timer.phase else ZERO for phase in Phase}


@given(some.timers(), st.sampled_from(Phase))
def test_switched_timer_runs_in_the_new_phase(run: tuple[Timer, datetime], phase: Phase) -> None:
    timer, now = run
    switched = timer.switched(phase, now)
    assert (switched.phase, switched.ended_at, switched.started_at) == (phase, None, timer.started_at)


@pytest.mark.parametrize(
    ("since", "forgotten"),
    [(ZERO, False), (FORGOTTEN_AFTER - SECOND, False), (FORGOTTEN_AFTER, True), (timedelta(hours=14), True)],
)
def test_i12_timer_is_forgotten_after_six_hours(since: timedelta, *, forgotten: bool) -> None:
    assert timedelta(hours=6) == FORGOTTEN_AFTER
    assert started().forgotten(START + since) is forgotten


def test_i12_timer_touched_within_six_hours_is_not_forgotten() -> None:
    timer = started().switched(Phase.WRITE_UP, START + timedelta(hours=5))
    assert not timer.forgotten(START + timedelta(hours=10))
    assert timer.forgotten(START + timedelta(hours=11))


def test_i12_stopped_timer_is_not_forgotten() -> None:
    assert not started().stopped(after(30)).forgotten(START + timedelta(hours=14))


def test_i12_forgotten_timer_takes_the_end_its_worker_confirms() -> None:
    timer = started().switched(Phase.WRITE_UP, after(40))
    ended = timer.ended_truly(after(50), START + timedelta(hours=14))
    assert (ended.ended_at, ended.total(Phase.WRITE_UP, START)) == (after(50), minutes(10))


def test_i12_forgotten_timer_that_was_stopped_still_takes_its_true_end() -> None:
    late = started().stopped(START + timedelta(hours=14))
    assert late.ended_truly(after(50), START + timedelta(hours=15)).ended_at == after(50)


@pytest.mark.parametrize("end", [-1 / 60, 100 + 1 / 60])
def test_i12_true_end_lies_within_the_last_phase_and_not_in_the_future(end: float) -> None:
    with pytest.raises(EndImpossible):
        started().ended_truly(after(end), now=after(100))


@pytest.mark.parametrize("end", [0, 100])
def test_i12_true_end_may_be_the_last_phases_start_or_now(end: float) -> None:
    assert started().ended_truly(after(end), now=after(100)).ended_at == after(end)


def test_i12_true_end_is_never_before_the_last_phase() -> None:
    with pytest.raises(EndImpossible):
        started().switched(Phase.PAUSE, after(40)).ended_truly(after(30), now=after(100))


@given(some.timers())
def test_i12_there_is_always_a_true_end_to_confirm_whatever_the_clock_says(
    run: tuple[Timer, datetime],
) -> None:
    timer, now = run
    last = timer.spans[-1].started_at
    assert timer.ended_truly(last, now).ended_at == last
