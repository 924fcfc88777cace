"""How far a person reaches: the base of every query, so that what is out of reach is simply not found."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, select

from kp_tui.store.schema import event_client
from kp_tui.store.unit import Store


def reachable(store: Store, client_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a client is within reach: all are but those one is barred from (X1).

    Those whose work is not with people reach none (rules, chapter 7).
    """
    if not store.works_with_people:
        return false()
    return client_id.not_in(sorted(store.barred)) if store.barred else client_id.is_not(None)


def unbarred(store: Store, event_id: ColumnElement[int]) -> Sequence[ColumnElement[bool]]:
    """The conditions that leave out every event with a client from whom one is barred: none, mostly."""
    if not store.barred:
        return ()
    theirs = select(event_client.c.event_id).where(event_client.c.client_id.in_(sorted(store.barred)))
    return (event_id.not_in(theirs),)
