"""Columns of a list: how they share the width, and text from people cut to exactly that many cells."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from rich.cells import get_character_cell_size

from kp_tui.domain.text import shown

R_contra = TypeVar("R_contra", contravariant=True)

GAP = "  "
CUT = "…"
FIRST_COMBINING_MARK = "\u0300"
SIGNS_PER_CELL = 8
WITHOUT_VARIATION = dict.fromkeys(range(0xFE00, 0xFE10))
"""Selectors that make a sign an emoji: terminals disagree on how wide it is then."""


class Align(StrEnum):
    """Which side of its column a text keeps to."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)  # slots would break `Column[Row](...)`: bpo-45662
class Column(Generic[R_contra]):
    """A column of `width` cells; `grow` is its share of the spare width; `optional` ones give way first."""

    title: str
    cell: Callable[[R_contra], str]
    width: int
    grow: int = 0
    align: Align = Align.LEFT
    optional: bool = False


def fit(columns: Sequence[Column[R_contra]], width: int) -> list[tuple[Column[R_contra], int]]:
    """The columns that fit into `width` cells, with their widths; the last optional one gives way first."""
    kept = list(columns)
    for column in reversed(columns):
        if _needed(kept) > width and column.optional:
            kept.remove(column)
    spare, shares = max(width - _needed(kept), 0), sum(column.grow for column in kept)
    fitted = []
    for column in kept:
        extra = spare * column.grow // shares if shares else 0
        spare, shares = spare - extra, shares - column.grow
        fitted.append((column, column.width + extra))
    return fitted


def _needed(columns: Sequence[Column[R_contra]]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def line_of(texts: Sequence[tuple[str, Align, int]]) -> str:
    """One line of cells, each text made safe and exactly as wide as its column."""
    return GAP.join(cell(text, width, align) for text, align, width in texts)


def cell(text: str, width: int, align: Align = Align.LEFT) -> str:
    """A text from people on one line, made safe, in exactly `width` cells."""
    if not (text.isprintable() and max(text, default="") < FIRST_COMBINING_MARK):
        line = shown(" ".join(text[: width * SIGNS_PER_CELL].split()))
        text = unicodedata.normalize("NFC", line.translate(WITHOUT_VARIATION))
    return sized(text, width, align)


def sized(text: str, width: int, align: Align = Align.LEFT) -> str:
    """A safe text in exactly `width` cells: cut with `…` where it is too long, filled up where too short."""
    size = cells_in(text)
    if size > width:
        text = _start_of(text, width - len(CUT)) + CUT if width else ""
        size = cells_in(text)
    fill = " " * (width - size)
    return fill + text if align is Align.RIGHT else text + fill


def cells_in(text: str) -> int:
    """How many cells a terminal gives to `text`; unlike the libraries' measure it remembers no text."""
    if max(text, default="") < FIRST_COMBINING_MARK:
        return len(text)
    return sum(map(get_character_cell_size, text))


def _start_of(text: str, width: int) -> str:
    taken = 0
    for place, sign in enumerate(text):
        taken += get_character_cell_size(sign)
        if taken > width:
            return text[:place]
    return text
