"""What a duty is: its number, its order, when it is overdue; and that a release has a reason."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.duties import Duty, DutyKind, Release, in_order, numbered
from kp_tui.domain.errors import NotFound

DAY = date(2026, 3, 9)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
DUTIES = st.builds(
    Duty,
    st.sampled_from(DutyKind),
    st.integers(1, 10**9),
    DAYS,
    st.frozensets(st.integers(1, 9)),
    due=st.none() | DAYS,
)


@given(DUTIES)
def test_the_number_of_a_duty_says_its_kind_and_its_subject(duty: Duty) -> None:
    assert numbered(duty.number) == (duty.kind, duty.subject)


def test_a_number_that_no_duty_has_is_not_found() -> None:
    with pytest.raises(NotFound):
        numbered(100 + len(DutyKind))


@given(st.lists(DUTIES, max_size=9), DAYS)
def test_what_is_overdue_stands_first_then_what_is_due_then_the_oldest(
    duties: list[Duty], today: date
) -> None:
    listed = in_order(duties)
    assert sorted(listed, key=lambda one: not one.overdue(today)) == listed
    assert sorted(listed, key=lambda one: one.due or date.max) == listed
    undated = [one for one in listed if one.due is None]
    assert sorted(undated, key=lambda one: one.since) == undated


@pytest.mark.parametrize(("later", "overdue"), [(-1, False), (0, False), (1, True)])
def test_a_duty_is_overdue_from_the_day_after_its_last(later: int, *, overdue: bool) -> None:
    duty = Duty(DutyKind.ASSESSMENT, 1, DAY, frozenset(), due=DAY)
    assert duty.overdue(DAY + timedelta(days=later)) is overdue


def test_a_duty_without_a_last_day_is_never_overdue() -> None:
    assert not Duty(DutyKind.NOTICE, 1, DAY, frozenset()).overdue(date.max)


def test_no_repr_tells_why_a_duty_was_released() -> None:
    assert "odst" not in repr(Release("Klient se odstěhoval."))
