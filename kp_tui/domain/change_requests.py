"""The client's own wish to have another key worker, and what came of it (000)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.sheets import Pick, asked


class Outcome(StrEnum):
    """What came of a wish."""

    GRANTED = "granted"
    REFUSED = "refused"


class RefusalUnexplained(InvalidInput):
    """Whoever asks in vain is told why."""

    message = N_("Write why the request is refused.")
    field = "why"


class NobodyToChange(InvalidInput):
    """Only a key worker who is there can be changed."""

    message = N_("The case has no key worker yet: choose the first one.")


class DecidedAlready(InvalidInput):
    """A wish has one outcome."""

    message = N_("This request has its outcome already.")


class DecidedBeforeAsked(InvalidInput):
    """First the wish, then what came of it."""

    message = N_("The outcome cannot be older than the request.")
    field = "day"


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """What the client says, and whom they would like."""

    day: date = asked(N_("Day"))
    words: str = asked(N_("What the client says"), text=True)
    key_worker: Pick | None = asked(N_("Whom they would like"), None)


@dataclass(frozen=True, slots=True)
class ChangeDecision:
    """What came of a wish; `request` is the number of the wish's entry."""

    day: date = asked(N_("Day"))
    outcome: Outcome = asked(N_("Outcome"))
    why: str = asked(N_("Why"), "", text=True)
    request: int = 0

    def refuse_unexplained(self) -> None:
        """Raise `RefusalUnexplained` where a refusal says no reason."""
        if self.outcome is Outcome.REFUSED and not self.why:
            raise RefusalUnexplained
