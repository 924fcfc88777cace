"""The counting policies of the store, oldest first (I13)."""

from sqlalchemy import Connection, insert, select

from kp_tui.domain.policies import Policy
from kp_tui.store.schema import policy


def load(connection: Connection) -> tuple[Policy, ...]:
    """All policies; each event is counted by the one valid on its day."""
    rows = connection.execute(select(policy).order_by(policy.c.valid_from))
    return tuple(Policy(**row._mapping) for row in rows)


def add(connection: Connection, new: Policy) -> None:
    """Add a policy; those of the past are never changed."""
    connection.execute(
        insert(policy).values(
            name=new.name,
            valid_from=new.valid_from,
            contact_over=new.contact_over,
            unit=new.unit,
            most_joint_shares=new.most_joint_shares,
            rounding=new.rounding,
        )
    )
