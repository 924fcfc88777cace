"""Services of one organisation: what each of them does, and how it finds a key worker (K10)."""

from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """What kind of service it is: which steps and duties apply to its cases."""

    COUNSELLING = "counselling"
    RESIDENTIAL = "residential"
    CHILD_PROTECTION = "child_protection"  # OSPOD


class Allocation(StrEnum):
    """How a case comes to its key worker (K10)."""

    ASSESSMENT = "assessment"  # 001
    DISTRICT = "district"  # 003


@dataclass(frozen=True, slots=True)
class Service:
    """One service; `can_procedure` is its own text on suspected child abuse and neglect (L6)."""

    id: int
    name: str
    profile: Profile
    allocation: Allocation
    can_procedure: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """A part of the town whose cases go to one worker (K10)."""

    id: int
    service_id: int
    name: str
    worker_id: int
