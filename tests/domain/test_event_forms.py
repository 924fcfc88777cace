"""A write-up as it is typed, and the event it comes to; opening and saving one changes nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kp_tui.domain.counting import count
from kp_tui.domain.event_forms import (
    FORM_KINDS,
    ColleagueTimeUnclear,
    EventForm,
    SameColleague,
    TimeMissing,
    completed,
    confirms_end,
    end_typed,
    form_of,
    measured,
)
from kp_tui.domain.events import ZERO, Event, Kind, Participant, Share
from kp_tui.domain.people import Profession, Worker
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.timeerrors import UnusableTime
from kp_tui.domain.timefield import parse, render
from kp_tui.domain.timers import Phase, Timer
from tests.domain.samples import event, minutes, share
from tests.domain.strategies import events, timers

NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
ME, HER = (
    Worker(number, login, "Jana", "Nová", Profession.SOCIAL_WORKER, frozenset())
    for number, login in ((1, "nova"), (2, "jina"))
)
EVERYBODY = {worker.id: worker for worker in (ME, HER)}
FORM = EventForm(1, time="9-10", content="Obsah", impact="Dopad")


def finished(form: EventForm) -> Event:
    """The event that a form comes to."""
    return completed(form, ME, EVERYBODY, NOW)


@given(events(st.sampled_from(FORM_KINDS)))
def test_an_event_that_is_opened_and_saved_counts_and_lasts_as_before(of: Event) -> None:
    kept = replace(of, shares=of.shares[:2], participants=(Participant(1),), pause=ZERO)
    assume(kept.shares and kept.ended_at > kept.started_at)
    assume(all(one.direct + one.preparation + one.write_up for one in kept.shares))
    people = {one.worker_id: replace(ME, id=one.worker_id, profession=one.profession) for one in kept.shares}
    author = people[kept.shares[0].worker_id]
    again = completed(form_of(kept, author.id), author, people, kept.ended_at + timedelta(days=1))
    assert again.shares == kept.shares
    assert (again.started_at, again.ended_at) == (kept.started_at, kept.ended_at)
    assert count(again, MSK_2010) == count(kept, MSK_2010)


@given(timers(stopped=True))
def test_what_a_timer_measured_is_typed_to_the_second(pressed: tuple[Timer, datetime]) -> None:
    timer, now = pressed
    entry = measured(timer)
    assume(entry.ended_at > entry.started_at)
    assume(entry.direct + entry.preparation + entry.write_up)
    assert parse(render(entry), now + timedelta(days=2)) == entry  # I11
    assert entry.direct == timer.total(Phase.DIRECT, now)


def test_a_write_up_that_came_later_than_the_span_is_still_there_in_the_form() -> None:
    kept = event(Kind.INDIVIDUAL, share(35, 0, 5))
    assert finished(form_of(kept, 1)).shares == kept.shares


def test_a_form_without_a_time_says_what_to_type() -> None:
    with pytest.raises(TimeMissing):
        finished(replace(FORM, time="  "))


def test_the_second_worker_was_there_as_long_as_the_first_unless_told_otherwise() -> None:
    together = replace(FORM, colleague_id=2)
    assert finished(together).shares[1] == Share(2, Profession.SOCIAL_WORKER, minutes(60))
    assert finished(replace(together, colleague_time="40")).shares[1].direct == minutes(40)
    parts = finished(replace(together, colleague_time="40/10/5")).shares[1]
    assert (parts.direct, parts.preparation, parts.write_up) == (minutes(40), minutes(10), minutes(5))


def test_a_time_of_the_second_worker_that_is_none_is_told_at_their_field() -> None:
    with pytest.raises(ColleagueTimeUnclear):
        finished(replace(FORM, colleague_id=2, colleague_time="dlouho"))
    assert ColleagueTimeUnclear.field == "colleague_time"


def test_nobody_is_their_own_second_worker() -> None:
    with pytest.raises(SameColleague):
        finished(replace(FORM, colleague_id=1))


def test_a_reason_for_two_is_none_without_a_second_worker() -> None:
    assert finished(replace(FORM, joint_reason="agrese")).joint_reason == ""
    assert finished(replace(FORM, colleague_id=2, joint_reason="agrese")).joint_reason == "agrese"


def test_a_contact_has_no_impact_even_where_one_was_typed_before() -> None:
    assert finished(replace(FORM, kind=Kind.CONTACT_FIRST)).impact == ""


def test_what_was_not_worked_within_the_span_was_a_pause() -> None:
    assert finished(replace(FORM, time="9-10 40/10/0")).pause == minutes(10)  # I8


def test_text_is_cleaned_on_its_way_in() -> None:
    assert finished(replace(FORM, content=" \x1b[2Jobsah\u202e\n")).content == "[2Jobsah"


@pytest.mark.parametrize(
    ("typed", "length"), [("11:30", minutes(90)), ("1h25", minutes(85)), ("45m", minutes(45))]
)
def test_the_true_end_is_typed_as_a_time_or_as_a_length(typed: str, length: timedelta) -> None:
    started = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)  # ten in Prague
    assert end_typed(typed, started, NOW) == started + length


def test_an_end_that_is_neither_is_refused() -> None:
    with pytest.raises(UnusableTime):
        end_typed("večer", NOW - minutes(60), NOW)


def test_a_forgotten_timers_time_is_confirmed_by_typing_another_one() -> None:
    forgotten = replace(FORM, end_confirmed=False)
    assert not confirms_end(forgotten, " 9-10 ")
    assert confirms_end(forgotten, "9-9:40")
    assert not confirms_end(FORM, "9-9:40"), "nothing was open"


def test_no_repr_of_a_form_tells_what_was_written() -> None:
    told = repr(replace(FORM, letter="Dopis", joint_reason="Důvod", colleague_time="9"))
    for text in ("Obsah", "Dopad", "Dopis", "Důvod", "9-10"):
        assert text not in told
