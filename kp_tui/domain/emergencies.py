"""Emergency readings: a manager reads a plan for an hour, with a reason; the key worker is told (000)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kp_tui.domain.errors import N_, Refused
from kp_tui.domain.sheets import asked

OPEN_FOR = timedelta(minutes=60)


class EmergencyRefused(Refused):
    """Who administers cannot read a plan, not even in an emergency (V3)."""

    message = N_(
        "Who administers the program reads no plan. In an emergency a manager opens it, or a colleague who"
        " reads the plans grants them to a worker with that role."
    )


class EmergencyReadsOnly(Refused):
    """Nothing leaves the store by an emergency, and nobody else is let read."""

    message = N_(
        "An emergency opens the plan to read only: its key worker prints it, shows it to the client and takes"
        " papers out."
    )


@dataclass(frozen=True, slots=True)
class Emergency:
    """What a manager says before the plan opens: never nothing."""

    reason: str = asked(N_("Why the plan has to be read now"), text=True)


@dataclass(frozen=True, slots=True)
class EmergencyReading:
    """Who opened whose plan, why and until when."""

    id: int
    worker_id: int
    client_id: int
    reason: str = field(repr=False)
    opened_at: datetime
    until_at: datetime
