"""What was typed and not saved yet: kept every two seconds, so that a lost line loses nothing."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Row, Select, and_, delete, insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.store import clients, events, reach
from kp_tui.store.schema import client, draft
from kp_tui.store.unit import Store
from kp_tui.vault import private


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished form: which one, about what, its fields as JSON; `open` while it is on the screen.

    `version` is the one of the record that the form was opened on, so that a conflict is still found later.
    Whoever opens a form makes up its `id` (`new_id`), so that saving it again and again keeps one draft.
    """

    id: str
    form: str
    body: str = field(repr=False)
    client_id: int | None = None
    event_id: int | None = None
    version: int = 0
    open: bool = False
    saved_at: datetime | None = None
    mark: str = ""
    sealed: bool = False


def new_id() -> str:
    """The id of a form that is being opened."""
    return secrets.token_hex(16)


def save(store: Store, unfinished: Draft, *, secret: bool = False) -> None:
    """Keep a draft as it stands now; `NotFound` where it, or what it is about, is out of reach.

    A `secret` one stands in the database sealed, for its writer alone.
    """
    body = private.sealed(store.vault, _place(unfinished), unfinished.body) if secret else unfinished.body
    if unfinished.client_id is not None:
        clients.row(store, unfinished.client_id)
    if unfinished.event_id is not None:
        events.kept(store, unfinished.event_id)
    values = {
        "id": unfinished.id,
        "worker_id": store.person.id,
        "form": unfinished.form,
        "client_id": unfinished.client_id,
        "event_id": unfinished.event_id,
        "version": unfinished.version,
        "body": body,
        "open": unfinished.open,
        "saved_at": store.now,
    }
    owner = store.connection.scalar(select(draft.c.worker_id).where(draft.c.id == unfinished.id))
    if owner is None:
        store.connection.execute(insert(draft).values(values))
    elif owner == store.person.id:
        store.connection.execute(update(draft).where(draft.c.id == unfinished.id).values(values))
    else:
        raise NotFound


def load(store: Store, draft_id: str, form: str) -> Draft:
    """One of the person's own drafts of that form."""
    found = _opened(store, _drafts(store).where(draft.c.id == draft_id, draft.c.form == form))
    if not found:
        raise NotFound
    return found[0]


def refuse_unsealed(unfinished: Draft) -> None:
    """Raise `NotFound` where a secret draft is not the person's own: they would have sealed it."""
    if not unfinished.sealed:
        raise NotFound


def own(store: Store) -> list[Draft]:
    """All drafts of the person, the latest first.

    What they sealed with keys that an administrator has renewed since, nobody reads any more.
    """
    return _opened(store, _drafts(store).order_by(draft.c.saved_at.desc(), draft.c.id.desc()))


def drop(store: Store, draft_id: str) -> None:
    """Remove a draft of the person's own: it was saved for good, or thrown away."""
    store.connection.execute(
        delete(draft).where(draft.c.id == draft_id, draft.c.worker_id == store.person.id)
    )


def _drafts(store: Store) -> Select[tuple[object, ...]]:
    theirs = (client.c.id == draft.c.client_id) & reach.reachable(store, client.c.id)
    mine = select(draft, client.c.mark).outerjoin(client, theirs).where(draft.c.worker_id == store.person.id)
    if not store.barred:
        return mine
    of_client = draft.c.client_id.is_(None) | draft.c.client_id.not_in(sorted(store.barred))
    of_event = draft.c.event_id.is_(None) | and_(*reach.unbarred(store, draft.c.event_id))
    return mine.where(of_client, of_event)


def _opened(store: Store, query: Select[tuple[object, ...]]) -> list[Draft]:
    kept = (_draft(row) for row in store.connection.execute(query).all())
    bodies = ((one, _body(store, one)) for one in kept)
    return [replace(one, body=body) for one, body in bodies if body is not None]


def _body(store: Store, kept: Draft) -> str | None:
    return private.opened(store.vault, _place(kept), kept.body) if kept.sealed else kept.body


def _place(unfinished: Draft) -> tuple[str, ...]:
    about = (unfinished.client_id, unfinished.event_id, unfinished.version)
    return (unfinished.id, unfinished.form, *(str(one or "") for one in about))


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    return Draft(
        form=row.form,
        body=row.body,
        client_id=row.client_id,
        event_id=row.event_id,
        version=row.version,
        open=row.open,
        id=row.id,
        saved_at=row.saved_at,
        mark=row.mark or "",
        sealed=private.is_sealed(row.body),
    )
