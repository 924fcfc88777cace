"""The figures the service reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.events import Kind
from kp_tui.domain.indicators import Indicators, indicators
from kp_tui.domain.policies import policies_within, policy_on
from kp_tui.store import events
from kp_tui.store import indicators as figures
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Permission, use_case


class PeriodBackwards(InvalidInput):
    """A period ends on or after the day it starts."""

    message = N_("The last day lies before the first: swap them.")
    field = "to"


@dataclass(frozen=True, slots=True)
class CountedEvent:
    """One event of a report, with what it came to and why."""

    ref: str
    day: date
    kind: Kind
    count: Count


@dataclass(frozen=True, slots=True)
class Listed:
    """The events that a report was made of.

    Those with a client from whom whoever reports is barred are left out (X1); the figures stay whole (I10).
    """

    events: tuple[CountedEvent, ...]
    left_out: int = 0


@use_case(Permission.REPORT)
def report_indicators(store: Store, first: date, last: date) -> Indicators:
    """The indicators of a period, both days included."""
    store.concerns(purpose=f"{first}..{last}")
    return _indicators(store, first, last)


@use_case(Permission.REPORT)
def report_events(store: Store, first: date, last: date) -> tuple[Indicators, Listed]:
    """The same with every event it was made of; no text from anybody's file is in it."""
    store.concerns(purpose=f"{first}..{last} events")
    sums, listed = _indicators(store, first, last), tuple(_counted(store, first, last))
    there = sum(tally.events for tally in figures.tallies(store, first, last))
    return sums, Listed(listed, there - len(listed))


def _indicators(store: Store, first: date, last: date) -> Indicators:
    if last < first:
        raise PeriodBackwards
    tallies, clients = figures.tallies(store, first, last), figures.clients_reached(store, first, last)
    policies = tuple(policy.name for policy in policies_within(first, last, store.policies))
    return indicators(first, last, policies, tallies, clients)


def _counted(store: Store, first: date, last: date) -> Iterator[CountedEvent]:
    for kept in events.of_period(store, first, last):
        event = kept.event
        counted = count(event, policy_on(event.day, store.policies))
        yield CountedEvent(kept.ref, event.day, event.kind, counted)
