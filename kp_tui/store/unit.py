"""What a use case is given: one open transaction, who acts, and the moment it all happens at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from kp_tui.domain.people import Role, Worker
from kp_tui.domain.policies import Policy
from kp_tui.domain.walltime import PRAGUE
from kp_tui.vault.opened import Opened


def _nothing() -> None: ...


@dataclass(slots=True)
class Trace:
    """What the audit row says beside the act's name, never any text from a record; what follows that row."""

    client_id: int | None = None
    record: str = ""
    purpose: str = ""
    last: Callable[[], None] = _nothing
    undo: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class Store:
    """One transaction of one person; every query takes it and keeps within that person's reach.

    `barred` are the clients whom the person has no part with (X1), `stands_in_for` the workers who are away
    today and whose named deputy the person is (K7).
    """

    connection: Connection
    person: Worker
    now: datetime
    policies: Sequence[Policy]
    vault: Opened = field(repr=False)
    trace: Trace = field(default_factory=Trace)
    barred: frozenset[int] = frozenset()
    stands_in_for: frozenset[int] = frozenset()

    @property
    def today(self) -> date:
        """The day it is in Prague."""
        return self.now.astimezone(PRAGUE).date()

    @property
    def month_began(self) -> datetime:
        """The midnight in Prague with which this month began."""
        return datetime(self.today.year, self.today.month, 1, tzinfo=PRAGUE)

    @property
    def home(self) -> Path:
        """The store's folder."""
        return self.vault.database.parent

    @property
    def works_with_people(self) -> bool:
        """Whether the person does more than administer: who does not reaches no client (rules, chapter 7)."""
        return bool(self.person.roles - {Role.ADMINISTRATOR})

    def holds(self, *roles: Role) -> bool:
        """Whether the person holds one of `roles`."""
        return not self.person.roles.isdisjoint(roles)

    def concerns(self, *, client_id: int | None = None, record: str = "", purpose: str = "") -> None:
        """Name what the audit row is about."""
        self.trace.client_id = client_id
        self.trace.record = record
        self.trace.purpose = purpose

    def lastly(self, do: Callable[[], None], undo: Callable[[], None]) -> None:
        """Do something outside the store when the audit row stands, and `undo` it where that is not kept."""
        self.trace.last = do
        self.trace.undo = undo
