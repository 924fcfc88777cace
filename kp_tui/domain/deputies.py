"""Deputies: who acts for a key worker who is away, and what a person is to a case (K7, X1)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from kp_tui.domain.errors import N_, InvalidInput, KpError
from kp_tui.domain.sheets import Pick, asked


class Relation(StrEnum):
    """What a person is to a case; their roles say the rest."""

    OWN = "own"  # its key worker
    ACTING = "acting"  # the deputy of its key worker, who is away today: the same rights
    OTHER = "other"
    BARRED = "barred"  # no part in it, whatever the roles


class NoKeyWorker(KpError):
    """Only a key worker has a deputy."""

    message = N_("Only an active key worker has a deputy.")


class OwnDeputy(InvalidInput):
    """Nobody stands in for themselves."""

    message = N_("The deputy is somebody else than the key worker.")
    field = "deputy"


class DeputyUnfit(InvalidInput):
    """A deputy is a key worker too (K7)."""

    message = N_("The deputy must be an active worker who holds the key worker's role.")
    field = "deputy"


class DeputyBarred(InvalidInput):
    """Who is barred from a client is no deputy there (X1)."""

    message = N_("This worker must have no part in one of these cases: choose somebody else.")
    field = "deputy"


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who stands in for a key worker while they are away."""

    deputy: Pick = asked(N_("Deputy"))


def relation(person_id: int, key_worker_id: int | None, stands_in_for: Collection[int]) -> Relation:
    """What a person who is not barred is to the case of that key worker."""
    if key_worker_id == person_id:
        return Relation.OWN
    return Relation.ACTING if key_worker_id in stands_in_for else Relation.OTHER
