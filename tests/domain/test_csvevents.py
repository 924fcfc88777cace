"""The event that a row of a table comes to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kp_tui.domain.csvevents import EVENT_COLUMNS, EventReader, Known
from kp_tui.domain.csvfiles import FileRefused, read_table
from kp_tui.domain.csvrows import understood
from kp_tui.domain.events import Channel, Event, Kind, Participant, Share
from kp_tui.domain.people import Profession, Worker
from kp_tui.domain.policies import MSK_2010

MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
STAFF = {
    "novakova": Worker(1, "novakova", "Jana", "Nováková", Profession.SOCIAL_WORKER, frozenset()),
    "prochazka": Worker(2, "prochazka", "Ivan", "Procházka", Profession.OTHER, frozenset()),
}
KNOWN = Known(STAFF, {"K-1": 11, "K-2": 12, "Ž/3": 13}, (MSK_2010,), NOW)
ROW = {
    "ref": "a-1",
    "date": "2026-03-10",
    "start": "9:00",
    "end": "10:00",
    "kind": "individual",
    "channel": "in_person",
    "clients": "K-1",
    "workers": "novakova",
    "content": "Probrali dluhy.",
    "impact": "Ví, kam jít.",
}


def table(*rows: dict[str, str]) -> bytes:
    """A file with these rows."""
    columns = EVENT_COLUMNS.known
    quoted = [[row.get(column, "").replace('"', '""') for column in columns] for row in rows]
    lines = [";".join(columns), *(";".join(f'"{cell}"' for cell in row) for row in quoted)]
    return "\n".join(lines).encode()


def events(*rows: dict[str, str]) -> list[Event]:
    """What these rows come to."""
    read = understood(read_table(table(*rows), EVENT_COLUMNS), EventReader(KNOWN))
    return [event for _, (_, event) in read]


def event(**changes: str) -> Event:
    """What the ordinary row comes to with these fields changed."""
    return events(ROW | changes)[0]


def mistakes(*rows: dict[str, str]) -> list[tuple[int, str, str]]:
    """The lines, columns and classes of what is wrong with these rows."""
    with pytest.raises(FileRefused) as refused:
        events(*rows)
    return [(one.line, one.column, type(one.error).__name__) for one in refused.value.mistakes]


def test_a_row_is_an_event() -> None:
    assert event() == Event(
        kind=Kind.INDIVIDUAL,
        started_at=datetime(2026, 3, 10, 8, tzinfo=UTC),
        ended_at=datetime(2026, 3, 10, 9, tzinfo=UTC),
        shares=(Share(1, Profession.SOCIAL_WORKER, 60 * MINUTE),),
        participants=(Participant(11),),
        channel=Channel.IN_PERSON,
        content="Probrali dluhy.",
        impact="Ví, kam jít.",
    )


def test_without_times_direct_time_is_the_span_without_the_pause() -> None:
    told = event(pause="12,5")
    assert told.shares[0].direct == timedelta(minutes=47, seconds=30)
    assert told.pause == timedelta(minutes=12, seconds=30)


def test_one_entry_of_times_serves_all_workers() -> None:
    shares = event(workers="novakova prochazka", times="40/10/10:01").shares
    assert [(share.worker_id, share.direct, share.write_up) for share in shares] == [
        (1, 40 * MINUTE, timedelta(seconds=601)),
        (2, 40 * MINUTE, timedelta(seconds=601)),
    ]


def test_times_belong_to_the_workers_in_their_order() -> None:
    shares = event(workers="prochazka novakova", times="40/0/0 20/0/5").shares
    assert [(share.worker_id, share.direct) for share in shares] == [(2, 40 * MINUTE), (1, 20 * MINUTE)]


def test_the_profession_is_the_workers() -> None:
    assert event(workers="prochazka").shares[0].profession is Profession.OTHER


@pytest.mark.parametrize("kind", ["group_therapy", "course", "family"])
def test_impact_of_group_kinds_goes_into_each_participants_note(kind: str) -> None:
    told = event(kind=kind, clients="K-2 Ž/3", lesson="1")
    assert told.participants == (Participant(12, "Ví, kam jít."), Participant(13, "Ví, kam jít."))
    assert told.impact == ""


def test_impact_of_a_group_without_participants_is_not_lost() -> None:
    assert event(kind="family", clients="").impact == "Ví, kam jít."


@pytest.mark.parametrize("kind", ["individual", "external", "contact_specified"])
def test_impact_of_other_kinds_is_the_events(kind: str) -> None:
    told = event(kind=kind)
    assert (told.impact, told.participants[0].note) == ("Ví, kam jít.", "")


@pytest.mark.parametrize("channel", ["electronic", "written"])
def test_the_content_of_a_letter_is_its_text(channel: str) -> None:
    assert event(channel=channel).letter == "Probrali dluhy."


def test_no_letter_is_made_of_a_call_or_a_group() -> None:
    assert event(channel="phone").letter == ""
    assert event(channel="electronic", kind="family").letter == ""


def test_what_may_be_missing_is_left_open() -> None:
    told = events({name: ROW[name] for name in EVENT_COLUMNS.required})[0]
    assert (told.channel, told.shares, told.participants, told.content) == (None, (), (), "")


def test_texts_are_cleaned_of_what_acts_on_a_terminal() -> None:
    told = event(content="  Pro\x1b[31mbrali\r\n dluhy.\x9b ", institution="Úřad\tpráce\n")
    assert told.content == "Pro[31mbrali\n dluhy."
    assert told.institution == "Úřad práce"


def test_logins_are_read_in_any_case_and_marks_as_they_are() -> None:
    assert event(workers="Novakova").shares[0].worker_id == 1
    assert mistakes(ROW | {"clients": "k-1"}) == [(2, "clients", "ClientUnknown")]


def test_over_midnight_belongs_to_the_day_it_started_on() -> None:
    told = event(date="31. 1. 2026", start="23:50", end="0:25")
    assert (told.day, told.shares[0].direct) == (date(2026, 1, 31), 35 * MINUTE)


def test_the_night_of_the_clock_change_has_an_hour_less() -> None:
    assert event(date="2026-03-29", start="1:45", end="3:15").shares[0].direct == 30 * MINUTE


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("ref", "", "ValueMissing"),
        ("ref", "x" * 81, "RefTooLong"),
        ("date", "2026-02-30", "DayUnclear"),
        ("date", "", "ValueMissing"),
        ("date", "2009-12-31", "NoPolicy"),
        ("start", "9.00", "ClockUnclear"),
        ("start", "9:00+05:00", "OffsetWrong"),
        ("end", "", "ValueMissing"),
        ("end", "10:00+05:00", "OffsetWrong"),
        ("kind", "contact", "CodeUnknown"),
        ("channel", "fax", "CodeUnknown"),
        ("clients", "K-1 K-9", "ClientUnknown"),
        ("clients", "K-1 K-1", "ClientTwice"),
        ("workers", "novakova nobody", "WorkerUnknown"),
        ("workers", "novakova novakova", "WorkerTwice"),
        ("times", "60", "TimesUnclear"),
        ("times", "60/0/0 60/0/0", "TimesNotFitting"),
        ("times", "60/0/x", "MinutesUnclear"),
        ("pause", "-1", "MinutesUnclear"),
        ("pause", "61", "PauseTooLong"),
        ("content", "x" * 50_001, "TextTooLong"),
        ("institution", "x" * 50_001, "TextTooLong"),
    ],
)
def test_a_wrong_field_is_told_by_line_column_and_reason(column: str, value: str, error: str) -> None:
    good = ROW | {"ref": "good"}
    assert mistakes(good, ROW | {column: value}) == [(3, column, error)]


def test_a_time_that_spring_skipped_is_a_mistake_of_its_column() -> None:
    spring = ROW | {"date": "2026-03-29"}
    assert mistakes(spring | {"start": "2:30"}) == [(2, "start", "ClockSkipped")]
    assert mistakes(spring | {"start": "1:30", "end": "2:30"}) == [(2, "end", "ClockSkipped")]


def test_what_has_not_happened_yet_is_refused() -> None:
    assert mistakes(ROW | {"date": "2026-11-21", "start": "12:00", "end": "13:01"}) == [
        (2, "end", "InFuture")
    ]
    assert event(date="2026-11-21", start="12:00", end="13:00").ended_at == NOW


def test_times_without_a_worker_would_be_lost_and_are_refused() -> None:
    assert mistakes(ROW | {"workers": "", "times": "60/0/0"}) == [(2, "times", "TimesNotFitting")]


def test_a_reference_that_comes_again_is_refused() -> None:
    assert mistakes(ROW, ROW) == [(3, "ref", "RefTwice")]


def test_every_wrong_field_of_every_row_is_told() -> None:
    assert mistakes(
        ROW | {"kind": "x", "date": "y", "clients": "K-9"},
        ROW | {"ref": ""},
        ROW | {"ref": "c", "content": "dva\nřádky", "end": "9"},
        ROW | {"ref": "d", "workers": "x"},
    ) == [
        (2, "date", "DayUnclear"),
        (2, "kind", "CodeUnknown"),
        (2, "clients", "ClientUnknown"),
        (3, "ref", "ValueMissing"),
        (4, "end", "ClockUnclear"),
        (6, "workers", "WorkerUnknown"),
    ]


def test_no_mistake_repeats_a_value() -> None:
    secret = ROW | dict.fromkeys(EVENT_COLUMNS.known, "Tajná")
    with pytest.raises(FileRefused) as refused:
        events(secret)
    told = [str(one.error) for one in refused.value.mistakes]
    assert len(told) > 5
    assert not any("tajná" in text.lower() for text in told)
