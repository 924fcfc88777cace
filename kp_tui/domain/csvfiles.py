"""Tables that people save from spreadsheets: CSV in the forms Czech offices use, read row by row."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.text import clean_line

LARGEST = 256 * 2**20
"""Bytes a file may have: a hundred times what an organisation writes in a year."""

_UTF8_BOM = b"\xef\xbb\xbf"
_CZECH_IN_UTF8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")


class FileEmpty(KpError):
    """Not even the names of the columns."""

    message = N_("The file is empty: its first line must name the columns.")


class NotText(KpError):
    """A workbook, UTF-16, a file cut in the middle of a letter, or anything else."""

    message = N_("This is not a text file in UTF-8 or Windows-1250: save the table as CSV in UTF-8.")


class FileTooLarge(KpError):
    """More than anybody wrote by hand."""

    message = N_("The file is too large: import it in parts.")


class ColumnsUnknown(KpError):
    """A misspelt column would be lost without a word."""

    message = N_("Unknown columns: {names}. Known are: {known}.")


class ColumnsMissing(KpError):
    """Without these a row says nothing."""

    message = N_("Columns are missing: {names}. The first line must name the columns; known are: {known}.")


class ColumnsTwice(KpError):
    """Nobody could tell which of the two is meant."""

    message = N_("Columns that stand there twice: {names}.")


class RowBroken(KpError):
    """A quotation mark is missing or out of place: what follows cannot be told apart."""

    message = N_(
        "A quotation mark is missing or out of place, or the field is too long; from here on nothing is read."
    )


class RowTooLong(KpError):
    """Usually a separator within a text that stands in no quotation marks."""

    message = N_("The row has more fields than there are columns: are quotation marks missing?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file; `line` is the one it starts on, the header's being 1."""

    line: int
    cells: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one field, without its value; `column` is empty where it is the whole row."""

    line: int
    column: str
    error: KpError


class FileRefused(KpError):
    """A file is taken whole or not at all: `mistakes` are all that was found in it."""

    message = N_("Nothing was imported. Mistakes in the file: {n}.")

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(n=len(mistakes))
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line))


@dataclass(frozen=True, slots=True)
class Columns:
    """The names a file may use, in any order; those it must use come first."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    _SHOWN: ClassVar[int] = 40

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return self.required + self.optional

    def check(self, names: Sequence[str]) -> None:
        """Refuse a header; a line that names none of ours may be somebody's data and is not repeated."""
        unknown = [name[: self._SHOWN] for name in names if name and name not in self.known]
        missing = [name for name in self.required if name not in names]
        twice = {name for name in names if name in self.known and names.count(name) > 1}
        if unknown and len(missing) < len(self.required):
            raise ColumnsUnknown(names=", ".join(unknown), known=", ".join(self.known))
        if missing:
            raise ColumnsMissing(names=", ".join(missing), known=", ".join(self.known))
        if twice:
            raise ColumnsTwice(names=", ".join(sorted(twice)))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and those that could not even be told apart."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]


def read_table(data: bytes, columns: Columns) -> Table:
    """The rows of a CSV file; raises what is wrong with the file as a whole."""
    text = decoded(data)
    mistakes: list[Mistake] = []
    records = _records(text, mistakes)
    header = next(records, None)
    if header is None:
        raise mistakes[0].error if mistakes else FileEmpty
    names = [clean_line(name).lower() for name in header[1]]
    columns.check(names)
    rows = tuple(_rows(names, records, mistakes))
    return Table(rows, tuple(mistakes))


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with a byte order mark or without, or else in Windows-1250."""
    if len(data) > LARGEST:
        raise FileTooLarge
    if b"\0" in data:
        raise NotText
    try:
        return data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError:
        if data.startswith(_UTF8_BOM) or _CZECH_IN_UTF8.search(data):
            raise NotText from None
        return _windows(data)


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1250")
    except UnicodeDecodeError:
        raise NotText from None


def _records(text: str, mistakes: list[Mistake]) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not blank, with the line it starts on; a broken one ends the file."""
    first_line = text.lstrip().partition("\n")[0]
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=";" if ";" in first_line else ",", strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            mistakes.append(Mistake(line, "", RowBroken()))
            return
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield line, cells


def _rows(
    names: Sequence[str], records: Iterator[tuple[int, list[str]]], mistakes: list[Mistake]
) -> Iterator[Row]:
    """Short rows are filled up, as spreadsheets leave out empty cells at their end."""
    for line, cells in records:
        beyond = [cell for name, cell in zip(names, cells, strict=False) if not name] + cells[len(names) :]
        if any(map(str.strip, beyond)):
            mistakes.append(Mistake(line, "", RowTooLong()))
        else:
            yield Row(line, dict(zip(names, cells, strict=False)))
