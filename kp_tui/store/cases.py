"""The journal of a case: entries are added and corrected by newer ones, never changed (D4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, case, func, insert, select, true
from sqlalchemy.sql.selectable import FromClause

from kp_tui.domain.cases import CONFIDENTIAL, EntryKind
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.people import Role
from kp_tui.domain.walltime import PRAGUE
from kp_tui.store import clients, deputies, periods
from kp_tui.store.reach import reachable
from kp_tui.store.schema import case_entry, client
from kp_tui.store.unit import Store

READS_NOTES = (Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.PLANNING_COORDINATOR, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it is kept; `body` is its sheet as JSON, empty where the person may not read it (K8)."""

    id: int
    client_id: int
    kind: EntryKind
    day: date
    body: str = field(repr=False)
    recorded_by: int
    acting_for: int | None
    recorded_at: datetime
    replaces: int | None
    why: str = field(repr=False)


def add(
    store: Store,
    client_id: int,
    kind: EntryKind,
    day: date,
    body: str,
    *,
    replaces: int | None = None,
    why: str = "",
) -> int:
    """Add an entry, or the next version of the one it replaces (`Conflict` where somebody was quicker)."""
    clients.row(store, client_id)
    if replaces is not None:
        _refuse_replaced(store, client_id, replaces)
    values = {
        "client_id": client_id,
        "kind": kind,
        "day": day,
        "body": body,
        "recorded_by": store.person.id,
        "acting_for": deputies.acting_for(store, [client_id], day),
        "recorded_at": store.now,
        "replaces": replaces,
        "why": why,
    }
    added = store.connection.execute(insert(case_entry).values(values).returning(case_entry.c.id))
    return int(added.scalar_one())


def journal(store: Store, client_id: int, *kinds: EntryKind) -> list[KeptEntry]:
    """The entries in force of a case, all or of some kinds, in the order of their days."""
    wanted = [case_entry.c.kind.in_(kinds)] if kinds else []
    query = in_force(store).where(case_entry.c.client_id == client_id, *wanted)
    return _entries(store, query.order_by(case_entry.c.day, _first_written))


def began(store: Store, client_id: int) -> date:
    """The first day of a case: of its file, of its first entry or of its first key worker."""
    its_file = select(client.c.created_at).where(client.c.id == client_id, reachable(store, client.c.id))
    opened_at: datetime | None = store.connection.execute(its_file).scalar()
    if opened_at is None:
        raise NotFound
    entries = select(func.min(case_entry.c.day)).where(case_entry.c.client_id == client_id)
    first: date | None = store.connection.execute(entries).scalar()
    days = [opened_at.astimezone(PRAGUE).date(), *(one.from_day for one in periods.history(store, client_id))]
    return min([*days, first] if first else days)


def entry(store: Store, entry_id: int) -> KeptEntry:
    """One entry, replaced or not; `NotFound` out of reach."""
    found = _entries(store, _within_reach(store).where(case_entry.c.id == entry_id))
    if not found:
        raise NotFound
    return found[0]


def versions(store: Store, entry_id: int) -> list[KeptEntry]:
    """An entry and those it replaced, the oldest first (D4); `NotFound` out of reach."""
    of_chain = case_entry.c.id.in_(chain(store, entry_id))
    found = _entries(store, _within_reach(store).where(of_chain).order_by(case_entry.c.id))
    if not found:
        raise NotFound
    return found


def chain(store: Store, entry_id: int) -> list[int]:
    """The ids of an entry and of those it replaced, whoever asks: from the one that came first."""
    before = store.connection.scalar(select(case_entry.c.replaces).where(case_entry.c.id == entry_id))
    return [*([] if before is None else chain(store, before)), entry_id]


def in_force(store: Store) -> Select[tuple[object, ...]]:
    """The base of every query: entries within reach that no newer one has replaced."""
    return _within_reach(store).where(unreplaced(case_entry))


def unreplaced(one: FromClause) -> ColumnElement[bool]:
    """Whether no newer entry has replaced this one (D4)."""
    newer = case_entry.alias()
    return ~select(newer.c.id).where(newer.c.replaces == one.c.id).correlate(one).exists()


def _within_reach(store: Store) -> Select[tuple[object, ...]]:
    words = [case((_readable(store), column), else_="").label(column.name) for column in _WORDS]
    rest = [column for column in case_entry.c if column not in _WORDS]
    return select(*rest, *words).where(reachable(store, case_entry.c.client_id))


def _readable(store: Store) -> ColumnElement[bool]:
    """Who may record for anybody in need does not by that read what others wrote (K8)."""
    if store.holds(*READS_NOTES):
        return true()
    return (case_entry.c.recorded_by == store.person.id) | case_entry.c.kind.not_in(CONFIDENTIAL)


def _refuse_replaced(store: Store, client_id: int, entry_id: int) -> None:
    if entry(store, entry_id).client_id != client_id:
        raise NotFound
    if store.connection.scalar(select(case_entry.c.id).where(case_entry.c.replaces == entry_id)):
        raise Conflict


def _entries(store: Store, query: Select[tuple[object, ...]]) -> list[KeptEntry]:
    rows: Sequence[Row[tuple[object, ...]]] = store.connection.execute(query).all()
    return [KeptEntry(**{one.name: getattr(row, one.name) for one in fields(KeptEntry)}) for row in rows]


_WORDS = (case_entry.c.body, case_entry.c.why)
_first_written = func.coalesce(case_entry.c.replaces, case_entry.c.id)  # a correction stays in its place
