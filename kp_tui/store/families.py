"""Families and who belongs to them; memberships end, and none is deleted (L8)."""

from sqlalchemy import insert, select, update

from kp_tui.domain.errors import NotFound
from kp_tui.domain.families import Family, Member
from kp_tui.store import clients
from kp_tui.store.reach import reachable
from kp_tui.store.schema import client, family, family_member
from kp_tui.store.unit import Store


def found(store: Store, name: str) -> int:
    """Found a family without members; gives the id."""
    values = {"name": name, "recorded_by": store.person.id, "recorded_at": store.now}
    return int(store.connection.execute(insert(family).values(values).returning(family.c.id)).scalar_one())


def join(store: Store, family_id: int, client_id: int, relation: str) -> int:
    """Let a client join a family; gives the membership's id."""
    clients.row(store, client_id)
    values = {
        "family_id": family_id,
        "client_id": client_id,
        "relation": relation,
        "recorded_by": store.person.id,
        "recorded_at": store.now,
    }
    added = store.connection.execute(insert(family_member).values(values).returning(family_member.c.id))
    return int(added.scalar_one())


def leave(store: Store, member_id: int) -> None:
    """End a membership; the one who leaves keeps their own file."""
    this = family_member.c.id == member_id
    store.connection.execute(update(family_member).where(this).values(left_at=store.now))


def member(store: Store, member_id: int) -> tuple[int, int]:
    """The family and the client of a membership that goes on; `NotFound` out of reach."""
    query = select(family_member.c.family_id, family_member.c.client_id).where(
        family_member.c.id == member_id,
        family_member.c.left_at.is_(None),
        reachable(store, family_member.c.client_id),
    )
    row = store.connection.execute(query).first()
    if row is None:
        raise NotFound
    return row.family_id, row.client_id


def of_client(store: Store, client_id: int) -> list[Family]:
    """The families a client belongs to now."""
    query = select(family_member.c.family_id).where(
        family_member.c.client_id == client_id,
        family_member.c.left_at.is_(None),
        reachable(store, family_member.c.client_id),
    )
    ids = store.connection.execute(query.order_by(family_member.c.family_id)).scalars().all()
    return [load(store, family_id) for family_id in ids]


def load(store: Store, family_id: int) -> Family:
    """A family with its members within reach; `NotFound` where no member is."""
    query = (
        select(family_member, client.c.mark, client.c.surname, client.c.name)
        .join(client, client.c.id == family_member.c.client_id)
        .where(family_member.c.family_id == family_id, family_member.c.left_at.is_(None))
        .where(reachable(store, family_member.c.client_id))
        .order_by(family_member.c.id)
    )
    members = tuple(
        Member(row.id, row.client_id, row.mark, f"{row.surname} {row.name}".strip(), row.relation)
        for row in store.connection.execute(query)
    )
    name = store.connection.scalar(select(family.c.name).where(family.c.id == family_id))
    if name is None or not members:
        raise NotFound
    return Family(family_id, name, members)
