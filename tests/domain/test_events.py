"""What an event is: its day, its people, its notes, and what nobody can have meant."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from kp_tui.domain.events import (
    CONTACTS,
    INTERVENTIONS,
    Channel,
    ClientTwice,
    EndBeforeStart,
    Event,
    Kind,
    Participant,
    Share,
    TimeNegative,
    WorkerTwice,
)
from kp_tui.domain.walltime import PRAGUE
from tests.domain import strategies as some
from tests.domain.samples import START, by_the_clock, clients, event, minutes, share

SECRET = "Novákovi dluží"


def lasting(start: datetime, length: float) -> Event:
    """An event of that many minutes."""
    return event(Kind.INDIVIDUAL, share(length), started_at=start, ended_at=start + minutes(length))


def test_i9_every_kind_is_a_contact_or_an_intervention() -> None:
    assert set(CONTACTS) | set(INTERVENTIONS) == set(Kind)
    assert not set(CONTACTS) & set(INTERVENTIONS)


def test_i6_three_kinds_are_groups() -> None:
    assert {kind for kind in Kind if kind.is_group} == {Kind.GROUP_THERAPY, Kind.COURSE, Kind.FAMILY}


def test_chapter_3_two_channels_leave_a_letter() -> None:
    assert {channel for channel in Channel if channel.leaves_letter} == {Channel.ELECTRONIC, Channel.WRITTEN}


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (by_the_clock(2026, 1, 31, 23, 50), date(2026, 1, 31)),
        (by_the_clock(2026, 2, 1, 0, 0), date(2026, 2, 1)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 21, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_i11_event_belongs_to_the_day_it_started_in_prague(start: datetime, day: date) -> None:
    assert lasting(start, 90).day == day


@pytest.mark.parametrize(
    "moment", [START.replace(tzinfo=None), START.astimezone(PRAGUE)], ids=["naive", "Prague"]
)
@pytest.mark.parametrize("end", ["started_at", "ended_at"])
def test_i11_event_refuses_instants_that_are_not_utc(end: str, moment: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        event(Kind.INDIVIDUAL, share(30), **{end: moment})


@pytest.mark.parametrize(
    ("start", "length", "overlap"),
    [
        (-60, 60, False),
        (-60, 61, True),
        (60, 30, False),
        (59, 30, True),
        (20, 10, True),
        (-10, 100, True),
        (0, 60, True),
    ],
)
def test_d5_events_overlap_only_where_they_share_time(start: float, length: float, *, overlap: bool) -> None:
    nine_to_ten = lasting(START, 60)
    other = lasting(START + minutes(start), length)
    assert nine_to_ten.overlaps(other) is overlap
    assert other.overlaps(nine_to_ten) is overlap


def test_d5_the_hour_that_comes_twice_is_no_overlap() -> None:
    first = lasting(by_the_clock(2026, 10, 25, 2, 10), 30)
    second = lasting(first.started_at + timedelta(hours=1), 30)
    assert first.started_at.astimezone(PRAGUE).time() == second.started_at.astimezone(PRAGUE).time()
    assert not first.overlaps(second)


def test_d1_participants_without_a_note_are_owed_one() -> None:
    people = (Participant(1), Participant(2, "Mluvil o práci."), Participant(3, " \n"))
    assert event(Kind.GROUP_THERAPY, share(90), participants=people).owed_notes == (1, 3)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.GROUP_THERAPY])
def test_d1_only_group_therapy_owes_each_participant_a_note(kind: Kind) -> None:
    assert event(kind, share(90), participants=(Participant(1), Participant(2))).owed_notes == ()


@given(some.written_events())
def test_what_people_can_mean_is_kept_as_it_is(written: Event) -> None:
    assert written.checked() is written


def test_end_before_the_start_is_refused_and_the_same_moment_is_not() -> None:
    with pytest.raises(EndBeforeStart):
        event(Kind.INDIVIDUAL, share(30), ended_at=START - timedelta(seconds=1)).checked()
    assert event(Kind.INDIVIDUAL, share(30), ended_at=START).checked()


@pytest.mark.parametrize("wrong", [share(-1, 5, 5), share(30, -1, 5), share(30, 5, -1)])
def test_time_of_less_than_nothing_is_refused(wrong: Share) -> None:
    for shares in ((wrong,), (wrong, share(30, worker=2)), (share(30, worker=2), wrong)):
        with pytest.raises(TimeNegative):
            event(Kind.INDIVIDUAL, *shares, ended_at=START).checked()


def test_i8_pause_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(TimeNegative):
        event(Kind.INDIVIDUAL, share(30), pause=-timedelta(seconds=1)).checked()


def test_i5_one_worker_is_never_two() -> None:
    with pytest.raises(WorkerTwice):
        event(Kind.INDIVIDUAL, share(60), share(60), joint_reason="Klient bývá agresivní.").checked()


def test_i10_one_client_takes_part_once() -> None:
    with pytest.raises(ClientTwice):
        event(Kind.GROUP_THERAPY, share(60), participants=clients(2) + clients(1)).checked()


def test_no_word_about_a_client_stands_in_a_repr() -> None:
    fields = ("joint_reason", "content", "impact", "institution", "lesson", "letter")
    written = event(
        Kind.INDIVIDUAL, share(60), participants=(Participant(1, SECRET),), **dict.fromkeys(fields, SECRET)
    )
    assert SECRET not in repr(written)
