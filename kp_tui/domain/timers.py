"""The timer: phases as stored instants, so that nothing is lost and nothing is ever ticked."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
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

    message = N_("The end cannot lie before the start of the last phase, nor in the future.")


@dataclass(frozen=True, slots=True)
class Span:
    """One phase from one UTC instant to another; the running one has no end."""

    phase: Phase
    started_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse local times: the difference of two is what the clock says, not what passed (I11)."""
        if self.started_at.tzinfo is not UTC or (self.ended_at and self.ended_at.tzinfo is not UTC):
            raise ValueError("a phase's instants are in UTC")

    def length(self, now: datetime) -> timedelta:
        """How long the phase has lasted; never negative, even where the clock was set back."""
        return max((self.ended_at or now) - self.started_at, ZERO)


@dataclass(frozen=True, slots=True)
class Timer:
    """One person's running or stopped timer for one client.

    The spans follow each other without a gap or an overlap; once stopped, only a confirmed end moves it.
    """

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

    def worked(self, now: datetime) -> timedelta:
        """The time that an individual intervention would include: everything but the pauses (I2, I8)."""
        return sum((self.total(phase, now) for phase in Phase if phase is not Phase.PAUSE), ZERO)

    def switched(self, phase: Phase, now: datetime) -> "Timer":
        """The timer with `phase` running from `now`; the same phase again changes nothing."""
        if phase is self.phase or self.ended_at:
            return self
        turn = self._not_before_phase(now)
        return replace(self, spans=(*self._ended(turn).spans, Span(phase, turn)))

    def paused_or_resumed(self, now: datetime) -> "Timer":
        """The timer paused; one that is paused goes on with what it was paused in."""
        if self.phase is not Phase.PAUSE:
            return self.switched(Phase.PAUSE, now)
        before = [span.phase for span in self.spans if span.phase is not Phase.PAUSE]
        return self.switched(before[-1] if before else Phase.DIRECT, now)

    def stopped(self, now: datetime) -> "Timer":
        """The timer with its last phase ended at `now`; stopped again, it keeps its first end."""
        return self if self.ended_at else self._ended(self._not_before_phase(now))

    def ended_truly(self, end: datetime, now: datetime) -> "Timer":
        """A forgotten timer with the end its worker confirms (I12)."""
        if not self.spans[-1].started_at <= end <= self._not_before_phase(now):
            raise EndImpossible
        return self._ended(end)

    def forgotten(self, now: datetime) -> bool:
        """Whether its last phase runs longer than anybody works: its end must be confirmed (I12)."""
        return self.ended_at is None and now - self.spans[-1].started_at >= FORGOTTEN_AFTER

    def _not_before_phase(self, now: datetime) -> datetime:
        """`now`, or the last phase's start where the clock was set back since."""
        return max(now, self.spans[-1].started_at)

    def _ended(self, end: datetime) -> "Timer":
        return replace(self, spans=(*self.spans[:-1], replace(self.spans[-1], ended_at=end)))
