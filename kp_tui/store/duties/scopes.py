"""Whose duties are asked for, and what every question about them leaves out: what was released."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select, true

from kp_tui.domain.duties import DutyKind
from kp_tui.domain.people import Role
from kp_tui.store.schema import duty_release, worker, worker_role
from kp_tui.store.unit import Store

Ids = Select[tuple[int]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Duties of some workers, or of a case, or of everybody where neither is named."""

    workers: frozenset[int] | None = None
    client_id: int | None = None

    def owes(self, *columns: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether one of the workers in these columns is asked for."""
        if self.workers is None:
            return true()
        return or_(*(column.in_(self.workers) for column in columns))

    def of_client(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the client in this column is asked for."""
        return true() if self.client_id is None else column == self.client_id


def everywhere(_store: Store, _subject: int) -> Scope:
    """Where a duty is looked for that is nobody's alone."""
    return Scope()


def of_client(_store: Store, subject: int) -> Scope:
    """The case of a duty whose subject is the client."""
    return Scope(client_id=subject)


def of_case(store: Store, client_ids: Select[int]) -> Scope:
    """The case that a query names; there is none such where it finds nobody."""
    return Scope(client_id=store.connection.scalar(client_ids) or 0)


def unreleased(kind: DutyKind, subject: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether nobody has released this duty."""
    released = (duty_release.c.duty == kind) & (duty_release.c.subject == subject)
    return ~select(duty_release.c.subject).where(released).exists()


def released(store: Store, kind: DutyKind, subjects: Collection[int]) -> set[int]:
    """Which of these few subjects owe this duty no more."""
    of_kind = (duty_release.c.duty == kind) & duty_release.c.subject.in_(subjects)
    return set(store.connection.scalars(select(duty_release.c.subject).where(of_kind)))


def managers(store: Store) -> frozenset[int]:
    """The active managers: what concerns no single key worker is theirs."""
    held = (worker_role.c.worker_id == worker.c.id) & (worker_role.c.role == Role.MANAGER)
    return frozenset(
        store.connection.scalars(select(worker.c.id).join(worker_role, held).where(worker.c.active))
    )
