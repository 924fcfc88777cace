"""Contacts and interventions: kept with their count, every earlier version beside them (D4)."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    delete,
    false,
    insert,
    select,
    true,
    update,
)

from kp_tui.domain.counting import Count
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.events import Event, Participant, Share
from kp_tui.domain.people import Role
from kp_tui.store import deputies
from kp_tui.store.reach import unbarred
from kp_tui.store.schema import event, event_client, event_version, event_worker
from kp_tui.store.unit import Store

READS_OTHERS_NOTES = (Role.KEY_WORKER, Role.SOCIAL_WORKER, Role.PLANNING_COORDINATOR)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event as it is kept, with the version an edit must name."""

    id: int
    ref: str
    event: Event
    version: int
    removed: bool
    acting_for: int | None = None


def readable(store: Store) -> ColumnElement[bool]:
    """The base of every query: the events one took part in, and others' where the role allows (K8).

    An event with a client from whom one is barred is none of them, not even one's own (X1).
    """
    return and_(_by_role(store), *unbarred(store, event.c.id))


def _by_role(store: Store) -> ColumnElement[bool]:
    if store.holds(*READS_OTHERS_NOTES):
        return true()
    if not store.works_with_people:
        return false()
    share = (event_worker.c.event_id == event.c.id) & (event_worker.c.worker_id == store.person.id)
    return select(event_worker.c.event_id).where(share).correlate(event).exists()


def is_own(store: Store, event_id: int) -> bool:
    """Whether the person took part in the event: only such a one may change it."""
    share = select(event_worker.c.event_id).where(
        event_worker.c.event_id == event_id, event_worker.c.worker_id == store.person.id
    )
    return store.connection.execute(share).first() is not None


def add(store: Store, new: Event, count: Count, ref: str = "") -> int:
    """Record an event with its count; gives the id."""
    values = {
        "ref": ref or secrets.token_hex(8),
        "recorded_by": store.person.id,
        "acting_for": _acting_for(store, new),
        "recorded_at": store.now,
        "version": 1,
        **_values(new, count),
    }
    added = store.connection.execute(insert(event).values(values).returning(event.c.id))
    event_id = int(added.scalar_one())
    _add_people(store, event_id, new, count)
    return event_id


def save(store: Store, event_id: int, changed: Event, count: Count, version: int, why: str = "") -> None:
    """Save an edited event whose last seen version was `version`; the old one is kept (D4)."""
    before = kept(store, event_id)
    if before.version != version:
        raise Conflict
    _keep(store, before, why)
    _forget_people(store, event_id)
    _add_people(store, event_id, changed, count)
    acting_for = before.acting_for if changed.day == before.event.day else _acting_for(store, changed)
    values = {**_values(changed, count), "acting_for": acting_for, "version": version + 1}
    store.connection.execute(update(event).where(event.c.id == event_id).values(values))


def set_removed(store: Store, event_id: int, *, removed: bool, why: str) -> None:
    """Take an event out of every list and count, or put it back; nothing is deleted."""
    before = kept(store, event_id)
    if before.removed is removed:
        return
    _keep(store, before, why)
    store.connection.execute(
        update(event)
        .where(event.c.id == event_id)
        .values(removed_at=store.now if removed else None, version=before.version + 1)
    )
    still_counts = select(event.c.day).where(
        event.c.id == event_id, event.c.units > 0, event.c.removed_at.is_(None)
    )
    store.connection.execute(
        update(event_client)
        .where(event_client.c.event_id == event_id)
        .values(counted_day=still_counts.scalar_subquery())
    )


def kept(store: Store, event_id: int) -> KeptEvent:
    """One event; `NotFound` out of reach."""
    query = select(event).where(event.c.id == event_id, readable(store))
    row = store.connection.execute(query).first()
    if row is None:
        raise NotFound
    return _kept(row, _shares(store, [event_id])[event_id], _participants(store, [event_id])[event_id])


def kept_by_ref(store: Store, refs: Sequence[str]) -> dict[str, KeptEvent]:
    """The events of these references that are there already; removed ones too."""
    rows = store.connection.execute(select(event).where(event.c.ref.in_(refs))).all()
    ids = [row.id for row in rows]
    shares, participants = _shares(store, ids), _participants(store, ids)
    return {row.ref: _kept(row, shares[row.id], participants[row.id]) for row in rows}


def of_period(store: Store, first: date, last: date) -> Iterator[KeptEvent]:
    """The events of a period in the order they started; for reports, which show no text of them.

    Those with a client from whom the person is barred are left out (X1).
    """
    query = (
        select(event)
        .where(event.c.day.between(first, last), event.c.removed_at.is_(None))
        .where(*unbarred(store, event.c.id))
        .order_by(event.c.started_at, event.c.id)
    )
    for rows in store.connection.execute(query).partitions(500):
        ids = [row.id for row in rows]
        shares, participants = _shares(store, ids), _participants(store, ids)
        yield from (_kept(row, shares[row.id], participants[row.id]) for row in rows)


def last_with(store: Store, client_id: int) -> Event | None:
    """One's own latest event with a client: its kind and channel are offered again."""
    event_id = store.connection.scalar(_own_with(store, client_id, event.c.id).limit(1))
    return None if event_id is None else kept(store, event_id).event


def own_texts(store: Store, client_id: int, most: int) -> list[tuple[str, str]]:
    """Content and impact of one's own latest events with a client, the latest first."""
    query = _own_with(store, client_id, event.c.content, event.c.impact).limit(most)
    return [(row.content, row.impact) for row in store.connection.execute(query)]


def _own_with(store: Store, client_id: int, *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .join(event_client, event_client.c.event_id == event.c.id)
        .join(event_worker, event_worker.c.event_id == event.c.id)
        .where(event_client.c.client_id == client_id, event_worker.c.worker_id == store.person.id)
        .where(event.c.removed_at.is_(None), *unbarred(store, event.c.id))
        .order_by(event_client.c.started_at.desc())
    )


def _values(new: Event, count: Count) -> dict[str, object]:
    return {
        "kind": new.kind,
        "channel": new.channel,
        "day": new.day,
        "started_at": new.started_at,
        "ended_at": new.ended_at,
        "pause": new.pause,
        "two_way": new.two_way,
        "exclusion": new.exclusion,
        "end_confirmed": new.end_confirmed,
        "joint_reason": new.joint_reason,
        "content": new.content,
        "impact": new.impact,
        "institution": new.institution,
        "lesson": new.lesson,
        "letter": new.letter,
        "policy": count.policy,
        "units": count.units,
        "included": count.included,
        "counted_shares": count.shares,
        "reason": count.reason,
    }


def _acting_for(store: Store, new: Event) -> int | None:
    return deputies.acting_for(store, [one.client_id for one in new.participants], new.day)


def _add_people(store: Store, event_id: int, new: Event, count: Count) -> None:
    shares, participants = list(share_rows(event_id, new)), list(participant_rows(event_id, new, count))
    if shares:
        store.connection.execute(insert(event_worker), shares)
    if participants:
        store.connection.execute(insert(event_client), participants)


def share_rows(event_id: int, new: Event) -> Iterator[dict[str, object]]:
    """The rows of an event's workers, ready to insert."""
    for position, share in enumerate(new.shares):
        yield {
            "event_id": event_id,
            "worker_id": share.worker_id,
            "position": position,
            "profession": share.profession,
            "direct": share.direct,
            "preparation": share.preparation,
            "write_up": share.write_up,
            "started_at": new.started_at,
        }


def participant_rows(event_id: int, new: Event, count: Count) -> Iterator[dict[str, object]]:
    """The rows of an event's participants, ready to insert."""
    for position, participant in enumerate(new.participants):
        yield {
            "event_id": event_id,
            "client_id": participant.client_id,
            "position": position,
            "note": participant.note,
            "started_at": new.started_at,
            "counted_day": new.day if count.units else None,
        }


def _forget_people(store: Store, event_id: int) -> None:
    for table in (event_worker, event_client):
        store.connection.execute(delete(table).where(table.c.event_id == event_id))


def _keep(store: Store, before: KeptEvent, why: str) -> None:
    store.connection.execute(
        insert(event_version).values(
            event_id=before.id,
            version=before.version,
            saved_at=store.now,
            saved_by=store.person.id,
            why=why,
            body=msgspec.json.encode(before).decode(),
        )
    )


def _kept(
    row: Row[tuple[object, ...]], shares: tuple[Share, ...], participants: tuple[Participant, ...]
) -> KeptEvent:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return KeptEvent(
        id=row.id,
        ref=row.ref,
        event=Event(shares=shares, participants=participants, **plain),
        version=row.version,
        removed=row.removed_at is not None,
        acting_for=row.acting_for,
    )


_PLAIN = tuple(one.name for one in fields(Event) if one.name not in {"shares", "participants"})


def _shares(store: Store, event_ids: Sequence[int]) -> dict[int, tuple[Share, ...]]:
    query = (
        select(event_worker).where(event_worker.c.event_id.in_(event_ids)).order_by(event_worker.c.position)
    )
    shares: dict[int, tuple[Share, ...]] = dict.fromkeys(event_ids, ())
    for row in store.connection.execute(query):
        share = Share(row.worker_id, row.profession, row.direct, row.preparation, row.write_up)
        shares[row.event_id] += (share,)
    return shares


def _participants(store: Store, event_ids: Sequence[int]) -> dict[int, tuple[Participant, ...]]:
    query = (
        select(event_client).where(event_client.c.event_id.in_(event_ids)).order_by(event_client.c.position)
    )
    participants: dict[int, tuple[Participant, ...]] = dict.fromkeys(event_ids, ())
    for row in store.connection.execute(query):
        participants[row.event_id] += (Participant(row.client_id, row.note),)
    return participants
