"""Workers: who they are, which roles they hold and what profession they have."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in the program (rules, chapter 7)."""

    KEY_WORKER = "key_worker"
    SOCIAL_WORKER = "social_worker"
    PLANNING_COORDINATOR = "planning_coordinator"
    CARE_WORKER = "care_worker"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


class Profession(StrEnum):
    """What a person is by training; only the first two make an event count (C1, 002)."""

    SOCIAL_WORKER = "social_worker"
    SOCIAL_SERVICES_WORKER = "social_services_worker"
    OTHER = "other"

    @property
    def counts(self) -> bool:
        """Whether the funder counts the work of this profession (C1)."""
        return self is not Profession.OTHER


@dataclass(frozen=True, slots=True)
class Worker:
    """One member of staff."""

    id: int
    login: str
    name: str = field(repr=False)
    surname: str = field(repr=False)
    profession: Profession
    roles: frozenset[Role]
    active: bool = True

    def holds(self, role: Role) -> bool:
        """Whether the worker holds a role."""
        return role in self.roles

    @property
    def full_name(self) -> str:
        """Surname first, as lists sort it."""
        return f"{self.surname} {self.name}".strip()
