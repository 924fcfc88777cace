"""One's own abbreviations."""

from sqlalchemy import ColumnElement, insert, select, update

from kp_tui.domain.abbreviations import Abbreviation
from kp_tui.domain.errors import NotFound
from kp_tui.store.schema import abbreviation
from kp_tui.store.unit import Store


def own(store: Store) -> dict[int, Abbreviation]:
    """The person's abbreviations by their numbers, in the order of their letters."""
    query = select(abbreviation).where(_mine(store), _kept()).order_by(abbreviation.c.short)
    return {row.id: Abbreviation(row.short, row.long) for row in store.connection.execute(query)}


def keep(store: Store, number: int, kept: Abbreviation) -> None:
    """Keep a new abbreviation, or the changed one of that number; others of the same letters go."""
    same = (abbreviation.c.id == number) | (abbreviation.c.short == kept.short)
    values = {"short": kept.short, "long": kept.long}
    known = store.connection.scalars(select(abbreviation.c.id).where(_mine(store), _kept(), same)).all()
    for one in known[1:]:
        set_removed(store, one, removed=True)
    if known:
        store.connection.execute(update(abbreviation).where(abbreviation.c.id == known[0]).values(values))
    else:
        store.connection.execute(insert(abbreviation).values(worker_id=store.person.id, **values))


def set_removed(store: Store, number: int, *, removed: bool) -> None:
    """Remove an abbreviation of the person's own, or put it back in place of one of the same letters."""
    this = _mine(store) & (abbreviation.c.id == number)
    short = store.connection.scalar(select(abbreviation.c.short).where(this))
    if short is None:
        raise NotFound
    now = update(abbreviation).values(removed_at=store.now)
    store.connection.execute(now.where(_mine(store), _kept(), abbreviation.c.short == short))
    if not removed:
        store.connection.execute(update(abbreviation).where(this).values(removed_at=None))


def _mine(store: Store) -> ColumnElement[bool]:
    return abbreviation.c.worker_id == store.person.id


def _kept() -> ColumnElement[bool]:
    return abbreviation.c.removed_at.is_(None)
