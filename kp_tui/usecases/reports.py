"""The figures the service reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kp_tui.domain.counting import Count, count
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.events import Event
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
    """One event of a report, with the count and its explanation."""

    ref: str
    event: Event
    count: Count


@use_case(Permission.REPORT)
def report_indicators(store: Store, first: date, last: date) -> Indicators:
    """The indicators of a period, both days included."""
    if last < first:
        raise PeriodBackwards
    store.concerns(purpose=f"{first}..{last}")
    tallies, clients = figures.tallies(store, first, last), figures.clients_reached(store, first, last)
    policies = tuple(policy.name for policy in policies_within(first, last, store.policies))
    return indicators(first, last, policies, tallies, clients)


@use_case(Permission.REPORT)
def report_events(store: Store, first: date, last: date) -> list[CountedEvent]:
    """Every event of a period with what it came to; no text from anybody's file is in it."""
    store.concerns(purpose=f"{first}..{last} events")
    return list(_counted(store, first, last))


def _counted(store: Store, first: date, last: date) -> Iterator[CountedEvent]:
    for kept in events.of_period(store, first, last):
        yield CountedEvent(kept.ref, kept.event, count(kept.event, policy_on(kept.event.day, store.policies)))
