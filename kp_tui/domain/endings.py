"""The end of a case, and its beginning anew (L7, K1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kp_tui.domain.errors import N_
from kp_tui.domain.sheets import Pick, asked


class EndingReason(StrEnum):
    """Why a case ends (L7)."""

    GOALS_MET = "goals_met"
    CLIENT_WISH = "client_wish"
    BASIC_COUNSELLING = "basic_counselling"  # L4
    REFERRAL = "referral"  # L4
    NAMED = "named"  # goes on in the named person's file (L2)
    LOST_CONTACT = "lost_contact"
    MOVED = "moved"
    RULES_BROKEN = "rules_broken"
    OUT_OF_SCOPE = "out_of_scope"
    DEATH = "death"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ending:
    """Date, reason and evaluation of an ending; a case that ended before this program may lack the rest."""

    day: date = asked(N_("Day"))
    reason: EndingReason = asked(N_("Reason"), EndingReason.OTHER)
    evaluation: str = asked(N_("Evaluation of the co-operation"), "", text=True)
    release_reason: str = asked(N_("Why open duties are let go"), "", text=True)


@dataclass(frozen=True, slots=True)
class Reopening:
    """A case begins anew, with a key worker and a period of their own (K1)."""

    day: date = asked(N_("Day"))
    key_worker: Pick | None = asked(N_("Key worker"), None)
    why: str = asked(N_("Why the case is opened again"), "", text=True)
