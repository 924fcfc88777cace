"""The rows of one table, read as the dataclass whose fields are named as its columns are."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Table, select

from kp_tui.store.unit import Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kept = TypeVar("Kept", bound="DataclassInstance")


def read(
    store: Store,
    kind: type[Kept],
    table: Table,
    *where: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]] = (),
) -> list[Kept]:
    """The rows for which all conditions hold; these keep within the person's reach, where it is limited."""
    columns = [table.c[one.name] for one in fields(kind)]
    query = select(*columns).where(*where).order_by(*order)
    return [kind(*row) for row in store.connection.execute(query)]
