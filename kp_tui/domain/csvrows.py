"""From a row of a table to something of ours: each field by itself first, so that all mistakes are listed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from kp_tui.domain.csvfiles import FileRefused, Mistake, Row, Table
from kp_tui.domain.errors import InvalidInput, KpError
from kp_tui.domain.text import clean, clean_line

T = TypeVar("T")
Converters = dict[str, Callable[[str], Any]]


class RowRefused(Exception):
    """The fields of one row that cannot be used; it never leaves `understood`."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__()
        self.mistakes = mistakes


def fields(row: Row, lines: Converters, texts: Converters | None = None) -> dict[str, Any]:
    """Every field converted: trimmed to one line, or cleaned with its lines for the longer `texts`."""
    values: dict[str, Any] = {}
    mistakes = []
    for column, convert in (lines | (texts or {})).items():
        cell = row.cells.get(column, "")
        try:
            values[column] = convert((clean_line if column in lines else _clean_text)(cell) if cell else "")
        except KpError as error:
            mistakes.append(Mistake(row.line, column, error))
    if mistakes:
        raise RowRefused(*mistakes)
    return values


def _clean_text(cell: str) -> str:
    return clean(cell).strip()


@contextmanager
def at(row: Row, column: str) -> Iterator[None]:
    """Lay what goes wrong in the block on one field of the row."""
    try:
        yield
    except KpError as error:
        raise RowRefused(Mistake(row.line, column, error)) from None


def understood(table: Table, read: Callable[[Row], T]) -> list[tuple[Row, T]]:
    """All rows, read; raises `FileRefused` with every mistake where there is any."""
    found: list[tuple[Row, T]] = []
    mistakes = list(table.mistakes)
    for row in table.rows:
        try:
            found.append((row, read(row)))
        except RowRefused as refusal:
            mistakes += refusal.mistakes
        except InvalidInput as error:  # what the fields come to together
            mistakes.append(Mistake(row.line, error.field, error))
    refuse(mistakes)
    return found


def refuse(mistakes: Sequence[Mistake]) -> None:
    """Raise `FileRefused` where there is a mistake."""
    if mistakes:
        raise FileRefused(mistakes)


class NoRepeats:
    """Says which values of a column stood in the file before."""

    def __init__(self, error: type[KpError]) -> None:
        self._error = error
        self._seen: set[str] = set()

    def __call__(self, value: str) -> str:
        """The value; raises the error where it comes a second time."""
        if value in self._seen:
            raise self._error
        self._seen.add(value)
        return value
