"""Restrictions of who works with whom (X1)."""

from dataclasses import dataclass
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.sheets import Pick, asked


class BarReason(StrEnum):
    """Why a worker has no part in a client's case (001)."""

    KINSHIP = "kinship"
    BAD_EXPERIENCE = "bad_experience"
    ANTIPATHY = "antipathy"
    OTHER = "other"


class KeyWorkerStays(InvalidInput):
    """A case is never without a key worker (K1), and a barred one is none (X1)."""

    message = N_("This is the key worker of the case: hand the case over to somebody else first.")
    field = "worker"


class BarredAlready(InvalidInput):
    """One bar at a time holds between a worker and a client."""

    message = N_("This worker has no part in this case already.")
    field = "worker"


class BarOfAnother(InvalidInput):
    """A bar takes a colleague's rights away: whoever answers for the case does that."""

    message = N_("Only the key worker of the case or the manager bars somebody else; you may bar yourself.")
    field = "worker"


@dataclass(frozen=True, slots=True)
class Bar:
    """That a worker has no part in a client's case."""

    worker: Pick = asked(N_("Who has no part in it"))
    reason: BarReason = asked(N_("Reason"))
    explanation: str = asked(N_("Explanation"), "", text=True)


@dataclass(frozen=True, slots=True)
class Lifting:
    """That a bar holds no longer."""

    why: str = asked(N_("Why it holds no longer"), text=True)
