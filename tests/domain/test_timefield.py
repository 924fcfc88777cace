"""The one time field: every form of design §4, what it refuses and with which advice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kp_tui.domain.czech import CZECH_ROW
from kp_tui.domain.errors import KpError
from kp_tui.domain.timeerrors import (
    BareNumber,
    EmptySpan,
    FutureEnd,
    MissingEnd,
    MissingStart,
    NoSuchDay,
    NotUnderstood,
    SkippedTime,
    TooLong,
    TwoReadings,
)
from kp_tui.domain.timefield import PRAGUE, TimeEntry, parse, render

ROW = str.maketrans("1234567890", CZECH_ROW)


def prague(year: int, month: int, day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PRAGUE, fold=fold).astimezone(UTC)


def all_direct(started: datetime, ended: datetime) -> TimeEntry:
    return TimeEntry(started, ended, ended - started, timedelta(), timedelta(), parts_given=False)


WEDNESDAY = prague(2026, 11, 18, 13, 40)


def read(text: str, now: datetime = WEDNESDAY) -> str:
    return render(parse(text, now))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9:15-10:40", "18.11.2026 9:15-10:40"),
        ("09:15 - 10:40", "18.11.2026 9:15-10:40"),
        ("9:15–10:40", "18.11.2026 9:15-10:40"),
        ("9.15—10.40", "18.11.2026 9:15-10:40"),
        ("915-1040", "18.11.2026 9:15-10:40"),
        ("9-10", "18.11.2026 9:00-10:00"),
        ("9:15:30-9:20", "18.11.2026 9:15:30-9:20"),
        ("85m", "18.11.2026 12:15-13:40"),
        ("85 min", "18.11.2026 12:15-13:40"),
        ("1h25", "18.11.2026 12:15-13:40"),
        ("1h 25m", "18.11.2026 12:15-13:40"),
        ("1,5h", "18.11.2026 12:10-13:40"),
        ("1.5 h", "18.11.2026 12:10-13:40"),
        ("2h", "18.11.2026 11:40-13:40"),
        ("-20m", "18.11.2026 13:20-13:40"),
        ("-1h25 15m", "18.11.2026 12:15-12:30"),
        ("-60m-13:20", "18.11.2026 12:40-13:20"),
        ("9:15 85m", "18.11.2026 9:15-10:40"),
        ("9:15+85m", "18.11.2026 9:15-10:40"),
        ("9:15 +85m", "18.11.2026 9:15-10:40"),
        ("9:15 85m30s", "18.11.2026 9:15-10:40:30"),
        ("\u00a09:15\t85m\n", "18.11.2026 9:15-10:40"),
    ],
)
def test_today_is_meant_without_a_day_and_a_length_alone_ends_now(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("d 9-10", "18.11.2026 9:00-10:00"),
        ("dnes 9-10", "18.11.2026 9:00-10:00"),
        ("v 14-15", "17.11.2026 14:00-15:00"),
        ("v14-15", "17.11.2026 14:00-15:00"),
        ("vc\u030cera 14-15", "17.11.2026 14:00-15:00"),
        ("včera 14 45m", "17.11.2026 14:00-14:45"),
        ("vcera 14+45m", "17.11.2026 14:00-14:45"),
        ("p 8-9", "16.11.2026 8:00-9:00"),
        ("předevčírem 8-9", "16.11.2026 8:00-9:00"),
        ("predevcirem 8-9", "16.11.2026 8:00-9:00"),
        ("po 10+30m", "16.11.2026 10:00-10:30"),
        ("út 8-9", "17.11.2026 8:00-9:00"),
        ("ut 8-9", "17.11.2026 8:00-9:00"),
        ("čt 8-9", "12.11.2026 8:00-9:00"),
        ("ct 8-9", "12.11.2026 8:00-9:00"),
        ("pá 8-9", "13.11.2026 8:00-9:00"),
        ("PA 8-9", "13.11.2026 8:00-9:00"),
        ("so 8-9", "14.11.2026 8:00-9:00"),
        ("ne 8-9", "15.11.2026 8:00-9:00"),
        ("st 12-13", "18.11.2026 12:00-13:00"),
        ("5.11. 8-9:30", "5.11.2026 8:00-9:30"),
        ("5. 11. 8-9:30", "5.11.2026 8:00-9:30"),
        ("5.11.8-9:30", "5.11.2026 8:00-9:30"),
        ("18.11. 8-9", "18.11.2026 8:00-9:00"),
        ("19.11. 8-9", "19.11.2025 8:00-9:00"),
        ("29.2. 8-9", "29.2.2024 8:00-9:00"),
        ("5.11.2025 8-9:30", "5.11.2025 8:00-9:30"),
        ("5. 11. 2025 8-9:30", "5.11.2025 8:00-9:30"),
        ("5.11.2015-2040", "5.11.2026 20:15-20:40"),
        ("2026-11-05 8-9:30", "5.11.2026 8:00-9:30"),
        ("2026-11-05 8 90m", "5.11.2026 8:00-9:30"),
    ],
)
def test_a_day_is_a_word_or_a_date_and_the_latest_such_day(text: str, meant: str) -> None:
    assert read(text) == meant


def test_a_weekday_whose_time_is_still_to_come_is_last_weeks() -> None:
    assert read("st 14-15") == "11.11.2026 14:00-15:00"
    assert read("st 13-13:40") == "18.11.2026 13:00-13:40"


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("23:30-0:15", prague(2026, 11, 18, 8), "17.11.2026 23:30-0:15"),
        ("23:30-0:15", prague(2026, 11, 18, 0, 15), "17.11.2026 23:30-0:15"),
        ("23:30 45m", prague(2026, 11, 18, 0, 20), "17.11.2026 23:30-0:15"),
        ("v 23:30-0:15", prague(2026, 11, 18, 8), "17.11.2026 23:30-0:15"),
        ("20-24", prague(2026, 11, 18, 8), "17.11.2026 20:00-0:00"),
        ("45m", prague(2026, 11, 18, 0, 15), "17.11.2026 23:30-0:15"),
        ("v 9-10", prague(2026, 11, 18, 0, 15), "17.11.2026 9:00-10:00"),
        ("31.12. 23:50-0:25", prague(2026, 1, 1, 8), "31.12.2025 23:50-0:25"),
    ],
)
def test_an_end_before_the_start_is_the_next_day(text: str, now: datetime, meant: str) -> None:
    assert read(text, now) == meant


def test_a_length_alone_ends_at_the_running_minute_in_utc() -> None:
    entry = parse("85m", datetime(2026, 7, 1, 8, 40, 59, 999, tzinfo=UTC))
    assert entry.started_at == datetime(2026, 7, 1, 7, 15, tzinfo=UTC)
    assert entry.ended_at == datetime(2026, 7, 1, 8, 40, tzinfo=UTC)
    assert entry.started_at.tzinfo is UTC


def test_without_parts_all_of_it_is_direct_time() -> None:
    entry = parse("9:15-10:40", WEDNESDAY)
    assert (entry.direct, entry.preparation, entry.write_up) == (
        timedelta(minutes=85),
        timedelta(),
        timedelta(),
    )
    assert not entry.parts_given


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("40/10/10", "18.11.2026 12:40-13:40 40/10/10"),
        ("9:15 40/10/10", "18.11.2026 9:15-10:15 40/10/10"),
        ("9:15+40/10/10", "18.11.2026 9:15-10:15 40/10/10"),
        ("v 14 40/0/5", "17.11.2026 14:00-14:45 40/0/5"),
        ("-90m 40/10/10", "18.11.2026 12:10-13:10 40/10/10"),
        ("9:15-10:40 60/10/15", "18.11.2026 9:15-10:40 60/10/15"),
        ("9:15-10:40 60/30/30", "18.11.2026 9:15-10:40 60/30/30"),
        ("9:15 90m 60/10/15", "18.11.2026 9:15-10:45 60/10/15"),
        ("9-10 10:01/0/0", "18.11.2026 9:00-10:00 10:01/0/0"),
        ("9-10 0/30/0", "18.11.2026 9:00-10:00 0/30/0"),
    ],
)
def test_three_numbers_are_direct_preparation_and_write_up(text: str, meant: str) -> None:
    assert read(text) == meant
    assert parse(text, WEDNESDAY).parts_given


def test_parts_are_minutes_and_a_span_beside_them_is_kept() -> None:
    entry = parse("9:15-10:40 60/10/10:30", WEDNESDAY)
    assert entry.ended_at - entry.started_at == timedelta(minutes=85)
    assert entry.direct == timedelta(minutes=60)
    assert entry.preparation == timedelta(minutes=10)
    assert entry.write_up == timedelta(minutes=10, seconds=30)


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("í:+ř-+é:čé", "9:15-10:40"),
        ("Í:+Ř-+É:ČÉ", "9:15-10:40"),
        ("í+ř-+éčé", "915-1040"),
        ("ářm", "85m"),
        ("+hěř", "1h25"),
        ("+,řh", "1,5h"),
        ("-ěém", "-20m"),
        ("čé/+é/+é", "40/10/10"),
        ("v +č-+ř", "v 14-15"),
        ("včera +č čřm", "včera 14 45m"),
        ("čt +č čřm", "čt 14 45m"),
        ("pá í-+é", "pá 9-10"),
        ("pá 9-10", "pá 9-10"),
        ("předevčírem á-í", "předevčírem 8-9"),
        ("ř.++. á-í:šé", "5.11. 8-9:30"),
        ("ěéěž-++-éř á-í:šé", "2026-11-05 8-9:30"),
        ("po +é+šém", "po 10+30m"),
        ("po +é + šém", "po 10+30m"),
        ("í:+ř+ářm", "9:15+85m"),
        ("í +ěém", "9 120m"),
        ("í+čé/+é/+é", "9+40/10/10"),
    ],
)
def test_the_czech_number_row_needs_no_shift(typed: str, same_as: str) -> None:
    assert parse(typed, WEDNESDAY) == parse(same_as, WEDNESDAY)


def test_a_plus_that_can_be_a_one_with_another_sense_is_asked_about() -> None:
    with pytest.raises(TwoReadings) as refusal:
        parse("í+řm", WEDNESDAY)  # 915m, or 9+5m
    assert refusal.value.fields == {"first": "17.11.2026 22:25-13:40", "second": "18.11.2026 9:00-9:05"}
    assert str(refusal.value).endswith("Write one of them.")


@pytest.mark.parametrize(
    ("text", "minutes", "suggestion"),
    [
        ("45", 45, "45m"),
        ("čř", 45, "45m"),
        ("10", 10, "10m"),
        ("120", 120, "120m"),
        ("-20", 20, "-20m"),
        ("9:15 45", 45, "9:15 45m"),
        ("9+45", 45, "9+45m"),
        ("v 14 45", 45, "v 14 45m"),
        ("pá 14 čř", 45, "pá 14 45m"),
        ("pá +č čř", 45, "pá 14 45m"),
    ],
)
def test_a_bare_number_is_asked_about(text: str, minutes: int, suggestion: str) -> None:
    with pytest.raises(BareNumber) as refusal:
        parse(text, WEDNESDAY)
    assert refusal.value.fields == {"minutes": minutes, "suggestion": suggestion}
    assert str(refusal.value) == f"Is {minutes} minutes meant? Write {suggestion}."
    assert parse(suggestion, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("9:15", MissingEnd),
        ("915", MissingEnd),
        ("1040", MissingEnd),
        ("v 9", MissingEnd),
        ("5.11. 8:30", MissingEnd),
        ("v 45m", MissingStart),
        ("po -20m", MissingStart),
        ("5.11.2025 40/10/10", MissingStart),
        ("5.11. 2015 85m", MissingStart),
        ("31.4. 8-9", NoSuchDay),
        ("29.2.2025 8-9", NoSuchDay),
        ("2026-13-05 8-9", NoSuchDay),
        ("0.0. 8-9", NoSuchDay),
        ("14-15", FutureEnd),
        ("d 14-15", FutureEnd),
        ("18.11. 14-15", FutureEnd),
        ("19.11.2026 8-9", FutureEnd),
        ("13:30 40m", FutureEnd),
        ("9-9", EmptySpan),
        ("0m", EmptySpan),
        ("-0m", EmptySpan),
        ("9-10 0/0/0", EmptySpan),
        ("0/0/0", EmptySpan),
        ("1441m", TooLong),
        ("24h01", TooLong),
        ("999999m", TooLong),
        ("v 9 1500m", TooLong),
        ("9-10 1440/1/0", TooLong),
        ("", NotUnderstood),
        ("v", NotUnderstood),
        ("-", NotUnderstood),
        ("-10:40", NotUnderstood),
        ("25:30-26", NotUnderstood),
        ("9:5-9:10", NotUnderstood),
        ("9:60-10", NotUnderstood),
        ("24:01-1", NotUnderstood),
        ("9-10 45m", NotUnderstood),
        ("40/10", NotUnderstood),
        ("1h60", NotUnderstood),
        ("9 10 11", NotUnderstood),
        ("+40/10/10", NotUnderstood),
        ("٩-٨", NotUnderstood),
        ("Nováková", NotUnderstood),
        ("9-10" + " " * 100, NotUnderstood),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_type(text: str, error: type[KpError]) -> None:
    with pytest.raises(error) as refusal:
        parse(text, WEDNESDAY)
    assert " Write " in str(refusal.value)


def test_a_refusal_never_repeats_what_may_be_a_name() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        parse("Nováková", WEDNESDAY)
    assert not refusal.value.fields


def test_an_end_up_to_a_minute_ahead_is_a_wall_clock_going_ahead() -> None:
    assert read("13-13:41", prague(2026, 11, 18, 13, 40)) == "18.11.2026 13:00-13:41"
    with pytest.raises(FutureEnd) as refusal:
        parse("13-13:41", prague(2026, 11, 18, 13, 39) + timedelta(seconds=59))
    assert refusal.value.fields == {"end": "18.11.2026 13:41"}


def test_a_span_over_midnight_that_has_not_ended_names_the_nearest_end() -> None:
    with pytest.raises(FutureEnd) as refusal:
        parse("23:30-0:15", prague(2026, 11, 18, 0, 10))
    assert refusal.value.fields == {"end": "18.11.2026 0:15"}


def test_a_whole_day_is_the_longest() -> None:
    assert read("v 0-24") == "17.11.2026 0:00 1440m"
    assert parse("24h", WEDNESDAY).direct == timedelta(hours=24)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("29.3.2026 1:45-3:15", 30),
        ("29.3.2026 1:45 30m", 30),
        ("29.3.2026 3:15-2:45", 23 * 60 + 30),
        ("28.3.2026 9-9:30", 30),
        ("25.10.2026 1:30-3:30", 180),
        ("25.10.2026 2:15-2:30", 15),
        ("25.10.2026 1:30-2:30", 60),
        ("25.10.2026 1:30-2:30b", 120),
        ("25.10.2026 2:30-2:30b", 60),
        ("25.10.2026 2:30-2:15", 45),
        ("25.10.2026 2:30b-2:45", 15),
        ("25.10.2026 2:30b-2:15", 23 * 60 + 45),
        ("25.10.2026 2:30b 60m", 60),
        ("25.10.2026 9b-10", 60),
    ],
)
def test_i11_lengths_are_true_when_the_clocks_change(text: str, minutes: int) -> None:
    assert parse(text, WEDNESDAY).direct == timedelta(minutes=minutes)


def test_i11_a_time_that_comes_twice_means_the_first_unless_marked() -> None:
    assert parse("25.10.2026 2:30 5m", WEDNESDAY).started_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert parse("25.10.2026 2:30b 5m", WEDNESDAY).started_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["29.3.2026 2:30-3:15", "29.3.2026 1:45-2:30", "28.3.2026 23-2:30"])
def test_i11_a_time_the_clocks_skipped_is_refused_with_what_they_showed(text: str) -> None:
    with pytest.raises(SkippedTime) as refusal:
        parse(text, WEDNESDAY)
    assert refusal.value.fields == {"typed": "2:30", "suggestion": "3:30"}


def test_a_day_without_such_a_time_does_not_spoil_the_day_meant() -> None:
    assert read("2:30-3:15", prague(2026, 3, 30, 10)) == "30.3.2026 2:30-3:15"


def test_another_zone_has_its_own_day_and_clock() -> None:
    entry = parse("v 23-23:30", datetime(2026, 11, 18, 12, tzinfo=UTC), ZoneInfo("America/New_York"))
    assert entry.started_at == datetime(2026, 11, 18, 4, tzinfo=UTC)


MINUTES_OF_CHANGE = [prague(2026, 3, 29, 1, 59), prague(2026, 10, 25, 2), prague(2026, 12, 31, 23, 59)]
INSTANTS = st.datetimes(datetime(1950, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC)) | st.builds(  # noqa: DTZ001 -- the strategy wants naive bounds
    lambda instant, seconds: instant + timedelta(seconds=seconds),
    st.sampled_from(MINUTES_OF_CHANGE),
    st.integers(-100_000, 100_000) | st.integers(-150, 150).map(lambda minutes: 60 * minutes),
)
LENGTHS = st.integers(1, 86_400) | st.integers(1, 1440).map(lambda minutes: 60 * minutes)
NOWS = st.datetimes(datetime(2000, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- as above


@st.composite
def entries(draw: st.DrawFn) -> TimeEntry:
    started = draw(INSTANTS).replace(microsecond=0)
    ended = started + timedelta(seconds=draw(LENGTHS))
    if not draw(st.booleans()):
        return all_direct(started, ended)
    direct, preparation, write_up = (timedelta(seconds=draw(st.integers(0, 28_799))) for _ in range(3))
    return TimeEntry(started, ended, direct + timedelta(seconds=1), preparation, write_up, parts_given=True)


@given(entries(), st.integers(0, 10**9))
def test_a_rendered_entry_is_typed_back_as_itself_at_any_later_time(entry: TimeEntry, later: int) -> None:
    now = min(entry.ended_at + timedelta(seconds=later), datetime(2099, 1, 1, tzinfo=UTC))
    assert parse(render(entry), now) == entry


@given(entries())
@example(all_direct(prague(2026, 3, 28, 9), prague(2026, 3, 29, 9, 45)))
@example(all_direct(prague(2026, 3, 29, 1, 59), prague(2026, 3, 30, 2)))
@example(all_direct(prague(2026, 10, 25, 2, 30), prague(2026, 10, 25, 2, 15, fold=1)))
def test_a_rendered_entry_typed_on_the_czech_row_is_the_same(entry: TimeEntry) -> None:
    typed = render(entry).translate(ROW)
    assert parse(typed, entry.ended_at) == parse(typed.upper(), entry.ended_at) == entry


FIELD_KEYS = st.text(st.sampled_from("0123456789" + CZECH_ROW + "  --:.,/+hmbsdvptčúáe"), max_size=20)
FIELD_WORDS = st.lists(
    st.sampled_from(
        ["v", "pá", "5.11.", "2026-11-05", "9:15", "-", "10:40", "85m", "40/10/10", "+", "-20m", "2:30b"]
    ),
    max_size=5,
).map(" ".join)


@given(st.text(st.characters()) | FIELD_KEYS | FIELD_WORDS, NOWS)
def test_whatever_is_typed_is_a_past_span_or_a_sentence(text: str, now: datetime) -> None:
    try:
        entry = parse(text, now)
    except KpError as refusal:
        advice = str(refusal)
    else:
        advice = " Write "
        assert timedelta() < entry.ended_at - entry.started_at <= timedelta(hours=24)
        assert entry.ended_at <= now + timedelta(minutes=1)
        assert parse(render(entry), now) == entry
    assert " Write " in advice
