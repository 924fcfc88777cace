"""Events as short as a test can say them: complete in writing unless the test takes something away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kp_tui.domain.counting import Count, count
from kp_tui.domain.events import Event, Kind, Participant, Share
from kp_tui.domain.people import Profession
from kp_tui.domain.policies import MSK_2010, Rounding
from kp_tui.domain.walltime import PRAGUE

PER_WORKER = replace(MSK_2010, name="per-worker", rounding=Rounding.PER_WORKER)
POLICIES = (MSK_2010, PER_WORKER)
START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


def minutes(of: float) -> timedelta:
    """That many minutes."""
    return timedelta(minutes=of)


def by_the_clock(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """The instant at which a clock on a wall in Prague shows this."""
    return datetime(year, month, day, hour, minute, tzinfo=PRAGUE).astimezone(UTC)


def share(
    direct: float,
    preparation: float = 0,
    write_up: float = 0,
    *,
    worker: int = 1,
    profession: Profession = Profession.SOCIAL_WORKER,
) -> Share:
    """One worker's minutes."""
    return Share(worker, profession, minutes(direct), minutes(preparation), minutes(write_up))


def two(direct: float, preparation: float = 0, write_up: float = 0) -> tuple[Share, Share]:
    """The same minutes of two workers."""
    return share(direct, preparation, write_up), share(direct, preparation, write_up, worker=2)


def clients(number: int, note: str = "Uklidnil se.") -> tuple[Participant, ...]:
    """That many people, each with a note in their file."""
    return tuple(Participant(client_id, note) for client_id in range(1, number + 1))


def event(kind: Kind, *shares: Share, **changes: object) -> Event:
    """An event of this kind with everything written that its kind asks for."""
    written = Event(
        kind=kind,
        started_at=START,
        ended_at=START + longest_direct(shares),
        shares=shares,
        participants=clients(1),
        content="Probrali dluhy.",
        impact="Ví, kam jít.",
        institution="Úřad práce",
        lesson="3. lekce",
        letter="Dobrý den, ...",
    )
    return replace(written, **changes)  # type: ignore[arg-type]  # the fields of Event, by name


def longest_direct(shares: Sequence[Share]) -> timedelta:
    """How long the work with people took."""
    return max((share.direct for share in shares), default=timedelta())


def counted(kind: Kind, *shares: Share, **changes: object) -> Count:
    """What such an event counts by the policy of 2010."""
    return count(event(kind, *shares, **changes), MSK_2010)
