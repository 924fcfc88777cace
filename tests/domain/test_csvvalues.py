"""Days, times and lengths as tables have them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain import csvvalues
from kp_tui.domain.csvvalues import (
    ClockSkipped,
    ClockUnclear,
    CodeUnknown,
    DayUnclear,
    FlagUnclear,
    MinutesUnclear,
    OffsetWrong,
    Shown,
    Times,
    TimesUnclear,
    ValueMissing,
)
from kp_tui.domain.errors import KpError
from kp_tui.domain.events import Kind
from kp_tui.domain.walltime import PRAGUE
from tests.domain.strategies import instants

MINUTE = timedelta(minutes=1)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@given(DAYS)
def test_a_day_is_read_in_each_of_its_forms(day: date) -> None:
    forms = (
        day.isoformat(),
        f"{day.year}-{day.month}-{day.day}",
        f"{day.day}. {day.month}. {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
    )
    assert {csvvalues.day(form) for form in forms} == {day}


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-29", "29. 2. 2026", "31.4.2026", "2026-13-01", "26-01-01", "1.1.26", "0001-01-01"),
        *("9999-12-31", "včera", "2026/03/29", "29. března 2026", "2026-03-29 ", "２０２６-03-29", "=1"),
        "2026-03-29T10:00",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DayUnclear):
        csvvalues.day(text)


KINDS: dict[Callable[[str], object], type] = {
    csvvalues.day: date,
    csvvalues.clock: Shown,
    csvvalues.minutes: timedelta,
    csvvalues.times: tuple,
    csvvalues.flag: bool,
}


def read(convert: Callable[[str], object], text: str) -> object:
    """The value, or what is wrong with the text."""
    try:
        return convert(text)
    except KpError as error:
        return error


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_an_expected_failure(text: str) -> None:
    for convert, kind in KINDS.items():
        assert isinstance(read(convert, text), kind | KpError)


@given(instants())
def test_a_start_with_its_offset_means_one_instant_whatever_the_night(instant: datetime) -> None:
    local = instant.astimezone(PRAGUE)
    shown = csvvalues.clock(f"{local:%H:%M:%S}{local:%z}"[:-2] + ":00")
    assert csvvalues.started(local.date(), shown) == instant


@given(instants(), st.integers(0, 23 * 3600))
def test_an_end_with_its_offset_lies_where_it_was_told(start: datetime, seconds: int) -> None:
    end = start + timedelta(seconds=seconds)
    local = end.astimezone(PRAGUE)
    shown = csvvalues.clock(f"{local:%H:%M:%S}{local:%z}"[:-2] + ":00")
    assert csvvalues.ended(start, shown) == end


@given(instants(), st.integers(0, 22 * 3600))
def test_an_end_without_offset_is_never_before_its_start_and_within_a_day(
    start: datetime, seconds: int
) -> None:
    local = (start + timedelta(seconds=seconds)).astimezone(PRAGUE)
    end = csvvalues.ended(start, csvvalues.clock(f"{local:%H:%M:%S}"))
    assert start <= end <= start + timedelta(hours=25)
    assert end.astimezone(PRAGUE).time() == local.time().replace(fold=0)


def test_the_hour_that_comes_twice_is_told_apart_by_the_offset() -> None:
    first, second = (csvvalues.clock(f"02:30+0{hours}:00") for hours in (2, 1))
    assert csvvalues.started(AUTUMN, first) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert csvvalues.started(AUTUMN, second) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_without_an_offset_the_repeated_hour_is_the_first_for_a_start() -> None:
    assert csvvalues.started(AUTUMN, csvvalues.clock("2:30")) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_end_in_the_repeated_hour_is_the_earliest_not_before_the_start() -> None:
    start = csvvalues.started(AUTUMN, csvvalues.clock("2:50"))
    assert csvvalues.ended(start, csvvalues.clock("2:10")) - start == 20 * MINUTE


def test_the_hour_that_spring_skips_is_refused() -> None:
    with pytest.raises(ClockSkipped):
        csvvalues.started(SPRING, csvvalues.clock("2:30"))
    start = csvvalues.started(SPRING, csvvalues.clock("1:45"))
    with pytest.raises(ClockSkipped):
        csvvalues.ended(start, csvvalues.clock("2:15"))


@pytest.mark.parametrize("offset", ["+01:00", "+03:00", "-02:00", "+02:30"])
def test_an_offset_that_prague_did_not_have_is_refused(offset: str) -> None:
    with pytest.raises(OffsetWrong):
        csvvalues.started(date(2026, 7, 1), csvvalues.clock(f"9:15{offset}"))


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    start = csvvalues.started(date(2026, 1, 31), csvvalues.clock("23:50"))
    assert csvvalues.ended(start, csvvalues.clock("0:25")) - start == 35 * MINUTE
    assert csvvalues.ended(start, csvvalues.clock("24:00")) - start == 10 * MINUTE
    assert csvvalues.ended(start, csvvalues.clock("23:50")) == start


@pytest.mark.parametrize(
    "text", ["9", "915", "9.15", "9:5", "24:01", "25:00", "9:60", "9:15:60", "9:15 Z", "-1:00", "9:15+2"]
)
def test_what_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ClockUnclear):
        csvvalues.clock(text)


def test_nothing_starts_at_twenty_four() -> None:
    with pytest.raises(ClockUnclear):
        csvvalues.started(SPRING, csvvalues.clock("24:00"))


def test_a_clock_may_show_seconds() -> None:
    assert csvvalues.clock("09:15:30") == Shown(timedelta(hours=9, minutes=15, seconds=30))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("", 0), ("0", 0), ("40", 2400), ("7.5", 450), ("7,5", 450), ("10:01", 601), ("10,0166667", 601)),
        *(("10.016666", 601), ("0,008", 0), ("0.01", 1), ("1440", 86400)),
    ],
)
def test_minutes_are_read_with_a_point_a_comma_or_seconds(text: str, seconds: int) -> None:
    assert csvvalues.minutes(text) == timedelta(seconds=seconds)


@given(st.integers(0, 86_400))
def test_minutes_and_seconds_come_back_to_the_second(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    for text in (
        f"{seconds // 60}:{seconds % 60:02}",
        f"{seconds / 60:.6f}",
        f"{seconds / 60:.6f}".replace(".", ","),
    ):
        assert csvvalues.minutes(text) == length


@pytest.mark.parametrize(
    "text", ["-5", "40m", "1e3", "10:60", "10:1", "1441", "1 000", "1.5.5", ".5", "∞", "٤٠"]
)
def test_what_is_no_length_in_minutes_is_refused(text: str) -> None:
    with pytest.raises(MinutesUnclear):
        csvvalues.minutes(text)


def test_times_are_three_lengths_a_worker() -> None:
    one, two = csvvalues.times("40/10/10:01 7,5/0/0")
    assert one == Times(40 * MINUTE, 10 * MINUTE, timedelta(seconds=601))
    assert two.direct == timedelta(seconds=450)
    assert csvvalues.times("") == ()


@pytest.mark.parametrize("text", ["60", "40/10", "40/10/10/10", "40//10", "/", "40/10/10,30/0/0/0"])
def test_times_with_other_than_three_parts_are_refused(text: str) -> None:
    with pytest.raises((TimesUnclear, MinutesUnclear)):
        csvvalues.times(text)


@pytest.mark.parametrize(
    ("text", "value"), [("", "no"), ("ne", "no"), ("ANO", "yes"), ("1", "yes"), ("0", "no")]
)
def test_yes_and_no_are_read_in_both_languages(text: str, value: str) -> None:
    assert csvvalues.flag(text) is (value == "yes")


def test_a_flag_that_is_neither_is_refused() -> None:
    with pytest.raises(FlagUnclear):
        csvvalues.flag("možná")


def test_a_word_that_is_not_in_the_list_is_refused_with_the_list() -> None:
    assert csvvalues.code(Kind, "course") is Kind.COURSE
    with pytest.raises(CodeUnknown, match="course"):
        csvvalues.code(Kind, "kurz")
    with pytest.raises(ValueMissing):
        csvvalues.code(Kind, "")
