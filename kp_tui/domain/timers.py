"""The timer: phases as stored instants, so that nothing is lost and nothing is ever ticked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.events import ZERO


class Phase(StrEnum):
    """What the running time is: three parts of the work (I2) and the pause (I8)."""

    DIRECT = "direct"
    PREPARATION = "preparation"
    WRITE_UP = "write_up"
    PAUSE = "pause"


FORGOTTEN_AFTER = timedelta(hours=6)


class EndImpossible(KpError):
    """The end a person confirms must lie between the last phase's start and now (I12)."""

    message = N_("The end must lie after the start of the last phase and not in the future.")


@dataclass(frozen=True, slots=True)
class Span:
    """One phase from one instant to another; the running one has no end."""

    phase: Phase
    started_at: datetime
    ended_at: datetime | None = None

    def length(self, now: datetime) -> timedelta:
        """How long the phase has lasted; never negative, even where the clock was set back."""
        return max((self.ended_at or now) - self.started_at, ZERO)


@dataclass(frozen=True, slots=True)
class Timer:
    """One person's running or stopped timer for one client."""

    id: int
    worker_id: int
    client_id: int
    spans: tuple[Span, ...]

    @property
    def started_at(self) -> datetime:
        """When the work began."""
        return self.spans[0].started_at

    @property
    def ended_at(self) -> datetime | None:
        """When it was stopped; none while it runs."""
        return self.spans[-1].ended_at

    @property
    def phase(self) -> Phase:
        """What the time is being spent on now."""
        return self.spans[-1].phase

    def total(self, phase: Phase, now: datetime) -> timedelta:
        """The time spent in one phase so far."""
        return sum((span.length(now) for span in self.spans if span.phase is phase), ZERO)

    def switched(self, phase: Phase, now: datetime) -> "Timer":
        """The timer with `phase` running from `now`; the same phase again changes nothing."""
        if phase is self.phase:
            return self
        return replace(self, spans=(*_closed(self.spans, now), Span(phase, now)))

    def stopped(self, now: datetime) -> "Timer":
        """The timer with its last phase ended at `now`."""
        return replace(self, spans=_closed(self.spans, now))

    def ended_truly(self, end: datetime, now: datetime) -> "Timer":
        """A forgotten timer with the end its worker confirms (I12)."""
        if not self.spans[-1].started_at < end <= now:
            raise EndImpossible
        return self.stopped(end)

    def forgotten(self, now: datetime) -> bool:
        """Whether nobody can have worked that long: its end must be confirmed (I12)."""
        return self.ended_at is None and now - self.spans[-1].started_at >= FORGOTTEN_AFTER


def _closed(spans: Sequence[Span], now: datetime) -> tuple[Span, ...]:
    """The spans with the running one ended; never before it started, should the clock be set back."""
    last = spans[-1]
    return (*spans[:-1], replace(last, ended_at=max(now, last.started_at)))
