"""Where a list gets its rows: pages that begin beside a key, never at an offset."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Source(Protocol[K, R_co]):
    """Rows in one fixed order; a key is a row's place in that order, even after the row has gone."""

    async def page(self, key: K | None, limit: int, *, back: bool) -> Sequence[tuple[K, R_co]]:
        """At most `limit` rows strictly after `key`, or strictly before it with `back`, in the list's order.

        None stands outside the list: the first rows, or the last ones with `back`. Fewer rows than `limit`
        say that the list ends there.
        """
        ...


class ListSource(Generic[K, R]):
    """Rows that are all at hand: menus, pickers, a day's events. An unknown key stands before the first."""

    def __init__(self, rows: Iterable[tuple[K, R]]) -> None:
        self._rows = list(rows)
        self._places = {key: place for place, (key, _) in enumerate(self._rows)}

    async def page(self, key: K | None, limit: int, *, back: bool) -> Sequence[tuple[K, R]]:
        """See `Source.page`."""
        if not back:
            start = 0 if key is None else self._places.get(key, -1) + 1
            return self._rows[start : start + limit]
        end = len(self._rows) if key is None else self._places.get(key, 0)
        return self._rows[max(end - limit, 0) : end]
