"""The one door: permission, one transaction, the act, its audit row. There is no other way in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from kp_tui.domain.errors import Refused
from kp_tui.domain.people import Role
from kp_tui.store.unit import Store

P = ParamSpec("P")
R = TypeVar("R")

WITH_PEOPLE = frozenset(Role) - {Role.ADMINISTRATOR}


class Permission(StrEnum):
    """What a use case demands of a person."""

    SIGNED_IN = "signed_in"
    CLIENT_FIND = "client_find"
    CLIENT_EDIT = "client_edit"
    CLIENT_IMPORT = "client_import"
    INTAKE = "intake"
    CASE_LEAD = "case_lead"
    TEAM_LEAD = "team_lead"
    PLAN_SEE = "plan_see"
    PLAN_READ = "plan_read"
    PLAN_COMMENT = "plan_comment"
    PLAN_WRITE = "plan_write"
    VAULT_SEE = "vault_see"
    VAULT_GRANT = "vault_grant"
    EMERGENCY = "emergency"
    EVENT_RECORD = "event_record"
    EVENT_IMPORT = "event_import"
    REPORT = "report"
    WORKER_MANAGE = "worker_manage"
    LOG_VERIFY = "log_verify"


GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.SIGNED_IN: frozenset(Role),
    Permission.CLIENT_FIND: WITH_PEOPLE,
    Permission.CLIENT_EDIT: frozenset({Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.MANAGER}),
    Permission.CLIENT_IMPORT: frozenset({Role.SOCIAL_WORKER, Role.MANAGER, Role.ADMINISTRATOR}),
    Permission.INTAKE: WITH_PEOPLE,  # whoever is there takes a first contact (001)
    Permission.CASE_LEAD: frozenset({Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.MANAGER}),
    Permission.TEAM_LEAD: frozenset({Role.MANAGER}),
    Permission.PLAN_SEE: WITH_PEOPLE,  # what of it, `domain/plan_access.py` says for each client
    Permission.PLAN_READ: frozenset(
        {Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.PLANNING_COORDINATOR, Role.MANAGER}
    ),
    Permission.PLAN_COMMENT: frozenset({Role.KEY_WORKER, Role.PLANNING_COORDINATOR}),
    Permission.PLAN_WRITE: frozenset({Role.KEY_WORKER}),
    Permission.VAULT_SEE: frozenset(Role) - {Role.CARE_WORKER},  # who holds keys; nothing that they open
    Permission.VAULT_GRANT: frozenset({Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.PLANNING_COORDINATOR}),
    Permission.EMERGENCY: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),  # the latter is told how else (V3)
    Permission.EVENT_RECORD: WITH_PEOPLE,  # any worker may record for any client in need (K8)
    Permission.EVENT_IMPORT: frozenset({Role.SOCIAL_WORKER, Role.MANAGER, Role.ADMINISTRATOR}),
    Permission.REPORT: frozenset(Role) - {Role.CARE_WORKER},
    Permission.WORKER_MANAGE: frozenset({Role.ADMINISTRATOR}),
    Permission.LOG_VERIFY: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
}


class Access(Enum):
    """What a use case does with the store."""

    ACT = "act"  # changes something, or opens somebody's file: one audit row in the same transaction
    GLANCE = "glance"  # only looks at lists and one's own things: no row
    NOTE = "note"  # keeps one's own unfinished work: a write without a row


@dataclass(frozen=True, slots=True)
class UseCase(Generic[P, R]):
    """One thing a person can do, as data: only `Session.perform` runs it."""

    name: str
    permission: Permission
    access: Access
    body: Callable[Concatenate[Store, P], R]


USE_CASES: dict[str, UseCase[..., Any]] = {}


def use_case(
    permission: Permission, access: Access = Access.ACT
) -> Callable[[Callable[Concatenate[Store, P], R]], UseCase[P, R]]:
    """Declare a use case with its permission."""

    def declare(body: Callable[Concatenate[Store, P], R]) -> UseCase[P, R]:
        case = UseCase(body.__name__, permission, access, body)
        if case.name in USE_CASES:
            raise ValueError(f"two use cases are named {case.name}")
        USE_CASES[case.name] = case
        return case

    return declare


def refuse_unless_permitted(roles: frozenset[Role], permission: Permission) -> None:
    """Raise `Refused` where none of `roles` is granted `permission`."""
    if roles.isdisjoint(GRANTS[permission]):
        raise Refused
