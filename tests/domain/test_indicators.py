"""The figures of a service: sums of events, whatever way the time is cut."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.counting import count
from kp_tui.domain.events import Event, Kind
from kp_tui.domain.indicators import Indicators, Tally, indicators
from kp_tui.domain.policies import MSK_2010, Policy, policies_within, policy_on
from kp_tui.domain.reasons import Reason
from tests.domain import strategies as some
from tests.domain.samples import PER_WORKER, START, by_the_clock, clients, event, minutes, share

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def tallies(events: Iterable[Event], policies: Sequence[Policy] = (MSK_2010,)) -> list[Tally]:
    """The events as the store adds them up: by kind and reason."""
    counts = [(one.kind, count(one, policy_on(one.day, policies))) for one in events]
    groups: Counter[tuple[Kind, Reason | None]] = Counter()
    units: Counter[tuple[Kind, Reason | None]] = Counter()
    for kind, found in counts:
        groups[kind, found.reason] += 1
        units[kind, found.reason] += found.units
    return [Tally(*group, events=number, units=units[group]) for group, number in groups.items()]


def of(events: Iterable[Event], first: date = FIRST, last: date = LAST) -> Indicators:
    """The indicators of the events that belong to the period."""
    within = [one for one in events if first <= one.day <= last]
    return indicators(first, last, (), tallies(within), clients=0)


def march(start: timedelta, kind: Kind, length: timedelta) -> Event:
    """An event of March 2026, or just beside it."""
    begun = by_the_clock(2026, 2, 28, 20, 0) + start
    return event(kind, share(length / minutes(1)), started_at=begun, ended_at=begun + length)


MARCH = st.lists(st.builds(march, some.lengths(33 * 24 * 60), some.KINDS, some.lengths()), max_size=8)


def test_empty_period_is_all_zeros() -> None:
    none = of([])
    assert (none.contacts, none.interventions, none.clients, none.policies) == (0, 0, 0, ())
    assert not +none.units
    assert not none.not_counted


def test_totals_keep_contacts_and_interventions_apart() -> None:
    events = [
        event(Kind.CONTACT_SPECIFIED, share(20)),
        event(Kind.CONTACT_FIRST, share(20)),
        event(Kind.CONTACT_UNSPECIFIED, share(20)),
        event(Kind.INDIVIDUAL, share(60)),
        event(Kind.GROUP_THERAPY, share(90)),
        event(Kind.COURSE, share(180)),
        event(Kind.FAMILY, share(30)),
        event(Kind.EXTERNAL, share(120)),
    ]
    march = of(events)
    assert (march.contacts, march.interventions) == (3, 2 + 3 + 6 + 1 + 4)
    assert march.units[Kind.COURSE] == 6
    assert (march.first, march.last) == (FIRST, LAST)


def test_i10_event_enters_once_whatever_the_number_of_participants() -> None:
    assert of([event(Kind.GROUP_THERAPY, share(90), participants=clients(8))]).interventions == 3


def test_i8_two_short_events_do_not_add_up() -> None:
    march = of([event(Kind.INDIVIDUAL, share(15)), event(Kind.INDIVIDUAL, share(15))])
    assert march.interventions == 0
    assert march.not_counted == {Reason.INTERVENTION_TOO_SHORT: 2}


def test_not_counted_tells_events_once_each_by_their_first_reason() -> None:
    march = of(
        [event(Kind.INDIVIDUAL, share(15), content=""), event(Kind.EXTERNAL, share(60), institution="")]
    )
    assert march.not_counted == {Reason.INTERVENTION_TOO_SHORT: 1, Reason.NO_INSTITUTION: 1}


def test_i11_night_over_the_months_end_belongs_to_the_month_it_began_in() -> None:
    start = by_the_clock(2026, 3, 31, 23, 50)
    night = event(Kind.INDIVIDUAL, share(35), started_at=start, ended_at=start + minutes(35))
    assert of([night]).interventions == 1
    assert of([night], date(2026, 4, 1), date(2026, 4, 30)).interventions == 0


def test_i13_period_names_every_policy_that_is_valid_in_it() -> None:
    later = Policy("newer", date(2026, 3, 11), minutes(20), minutes(60), 1)
    assert policies_within(FIRST, LAST, (MSK_2010, later)) == (MSK_2010, later)
    assert policies_within(FIRST, date(2026, 3, 10), (MSK_2010, later)) == (MSK_2010,)
    assert policies_within(date(2009, 1, 1), LAST, (MSK_2010, later)) == (MSK_2010, later)
    assert policies_within(FIRST, date(2026, 3, 11), (MSK_2010, later)) == (MSK_2010, later)
    assert policies_within(date(2026, 3, 11), LAST, (later, MSK_2010)) == (later,)


def test_i13_each_event_is_counted_by_the_policy_of_its_day() -> None:
    later = Policy("newer", START.date() + timedelta(days=1), minutes(20), minutes(60), 1)
    next_day = START + timedelta(days=1)
    events = [
        event(Kind.INDIVIDUAL, share(60)),
        event(Kind.INDIVIDUAL, share(60), started_at=next_day, ended_at=next_day + minutes(60)),
    ]
    march = indicators(FIRST, LAST, ("msk-2010", "newer"), tallies(events, (MSK_2010, later)), clients=1)
    assert (march.interventions, march.clients) == (2 + 1, 1)


def test_i13_old_month_prints_the_same_after_the_rules_change() -> None:
    events = [event(Kind.INDIVIDUAL, share(45), share(45, worker=2), joint_reason="Bývá agresivní.")]
    changed = Policy("newer", date(2026, 4, 1), minutes(1), minutes(1), 9, PER_WORKER.rounding)
    assert tallies(events, (MSK_2010,)) == tallies(events, (MSK_2010, changed))


@given(MARCH, st.dates(FIRST, LAST - timedelta(days=1)))
def test_two_parts_of_a_period_add_up_to_the_whole(events: list[Event], cut: date) -> None:
    whole, before, after = of(events), of(events, FIRST, cut), of(events, cut + timedelta(days=1), LAST)
    assert whole.units == before.units + after.units
    assert whole.not_counted == before.not_counted + after.not_counted
    assert whole.contacts == before.contacts + after.contacts
    assert whole.interventions == before.interventions + after.interventions


@given(MARCH)
def test_sum_over_the_days_is_the_month(events: list[Event]) -> None:
    days = [FIRST + timedelta(days=number) for number in range(31)]
    daily = [of(events, day, day) for day in days]
    assert of(events).units == sum((day.units for day in daily), Counter())
    assert of(events).not_counted == sum((day.not_counted for day in daily), Counter())


@given(MARCH)
def test_month_is_the_sum_of_its_events(events: list[Event]) -> None:
    counts = [count(one, MSK_2010) for one in events if FIRST <= one.day <= LAST]
    march = of(events)
    assert march.contacts == sum(found.contacts for found in counts)
    assert march.interventions == sum(found.interventions for found in counts)
    assert march.not_counted.total() == sum(found.units == 0 for found in counts)
