"""The indicators of a service for a period: contacts, interventions, clients (I10, 002)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kp_tui.domain.events import CONTACTS, INTERVENTIONS, Kind
from kp_tui.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """All events of one kind that came to the same end: how many there were and what they yield."""

    kind: Kind
    reason: Reason | None
    events: int
    units: int


@dataclass(frozen=True, slots=True)
class Indicators:
    """What the funder asks for: units of each kind, distinct clients, and what does not count and why."""

    first: date
    last: date
    policies: tuple[str, ...] = ()
    units: Counter[Kind] = field(default_factory=Counter)
    not_counted: Counter[Reason] = field(default_factory=Counter)
    clients: int = 0

    @property
    def contacts(self) -> int:
        """All contacts of the period."""
        return sum(self.units[kind] for kind in CONTACTS)

    @property
    def interventions(self) -> int:
        """All interventions of the period."""
        return sum(self.units[kind] for kind in INTERVENTIONS)


def indicators(
    first: date, last: date, policies: tuple[str, ...], tallies: Iterable[Tally], clients: int
) -> Indicators:
    """Add up the tallies of a period (both days included)."""
    units: Counter[Kind] = Counter()
    not_counted: Counter[Reason] = Counter()
    for tally in tallies:
        units[tally.kind] += tally.units
        if tally.reason:
            not_counted[tally.reason] += tally.events
    return Indicators(first, last, policies, units, not_counted, clients)
