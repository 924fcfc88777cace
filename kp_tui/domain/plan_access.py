"""Who may do what with a plan (rules, chapter 7): by roles, by what one is to the case, in an emergency."""

from collections.abc import Set
from enum import IntEnum

from kp_tui.domain.deputies import Relation
from kp_tui.domain.people import Role

READERS = frozenset({Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.PLANNING_COORDINATOR})


class PlanRight(IntEnum):
    """How far a person's right to a plan goes; each includes those below it."""

    NOTHING = 0  # not even that there is one
    EXISTS = 1  # that there is one, its date and the key worker
    READ = 2
    COMMENT = 3
    WRITE = 4


def plan_right(roles: Set[Role], relation: Relation, *, emergency: bool = False) -> PlanRight:
    """What a person may do with a client's plan; `emergency` is an emergency reading that is open now."""
    if relation is Relation.BARRED:
        return PlanRight.NOTHING
    rights = [PlanRight.NOTHING, *(_by_role(role, relation) for role in roles)]
    if emergency and has_emergencies(roles):
        rights.append(PlanRight.READ)
    return max(rights)


def reads_plans(roles: Set[Role]) -> bool:
    """Whether these roles read plans, so that the vault's key is granted to whoever holds them."""
    return not READERS.isdisjoint(roles)


def has_emergencies(roles: Set[Role]) -> bool:
    """Whether an emergency opens a plan: to a manager, never to somebody who administers (V3)."""
    return Role.MANAGER in roles and Role.ADMINISTRATOR not in roles


def _by_role(role: Role, relation: Relation) -> PlanRight:
    leads = relation in (Relation.OWN, Relation.ACTING)
    match role:
        case Role.KEY_WORKER:
            return PlanRight.WRITE if leads else PlanRight.READ
        case Role.SOCIAL_WORKER:
            return PlanRight.READ
        case Role.PLANNING_COORDINATOR:
            return PlanRight.COMMENT
        case Role.CARE_WORKER:
            return PlanRight.EXISTS
        case Role.MANAGER | Role.ADMINISTRATOR:
            return PlanRight.NOTHING
