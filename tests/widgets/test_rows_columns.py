"""Columns: texts from people take exactly their cells and do nothing else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kp_tui.widgets.rows_columns import GAP, Align, Column, cell, fit

widths = st.integers(min_value=0, max_value=60)
columns = st.lists(
    st.builds(
        Column,
        title=st.just("Title"),
        cell=st.just(str),
        width=st.integers(min_value=1, max_value=30),
        grow=st.integers(min_value=0, max_value=3),
        align=st.sampled_from(Align),
        optional=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(st.text(), widths, st.sampled_from(Align))
def test_any_text_fills_exactly_its_cells(text: str, width: int, align: Align) -> None:
    assert cell_len(cell(text, width, align)) == width


@given(st.text(), widths)
def test_nothing_in_a_cell_acts_on_a_terminal(text: str, width: int) -> None:
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"}.intersection(map(unicodedata.category, cell(text, width)))


@given(st.text(alphabet="abcčřž 0123456789"), widths)
def test_a_short_text_is_shown_whole(text: str, width: int) -> None:
    assert cell(text, width).startswith(text) or len(text) > width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nováková", "Nováková "),
        ("Nováková Žofie", "Nováková…"),
        ("漢字漢字漢", "漢字漢字…"),
        ("a漢字漢字漢", "a漢字漢… "),
        ("Z\u030cofie", "Žofie    "),
        ("x\u0301yz", "x\u0301yz      "),
        ("two\nlines\there", "two line…"),
        ("red \x1b[31m", "red ·[31m"),
        ("[b]bold[/]", "[b]bold[…"),
        ("❤\ufe0f heart", "❤ heart  "),
    ],
)
def test_a_text_in_nine_cells(text: str, shown: str) -> None:
    assert cell(text, 9) == shown


def test_numbers_keep_to_the_right() -> None:
    assert cell("42", 5, Align.RIGHT) == "   42"


@given(columns, st.integers(min_value=1, max_value=200))
def test_growing_columns_share_the_whole_width(wanted: list[Column[str]], width: int) -> None:
    fitted = fit(wanted, width)
    used = sum(size for _column, size in fitted) + len(GAP) * (len(fitted) - 1)
    if used <= width and any(column.grow for column, _size in fitted):
        assert used == width


@given(columns, st.integers(min_value=1, max_value=200))
def test_only_optional_columns_give_way_when_they_must(wanted: list[Column[str]], width: int) -> None:
    kept = [column for column, _size in fit(wanted, width)]
    needed = sum(column.width for column in wanted) + len(GAP) * (len(wanted) - 1)
    assert (
        (kept == wanted) if needed <= width else all(column.optional or column in kept for column in wanted)
    )


def test_the_last_optional_column_gives_way_first() -> None:
    name, state, worker = (Column("", str, 10, optional=optional) for optional in (False, True, True))
    assert [column for column, _size in fit([name, state, worker], 25)] == [name, state]
    assert [column for column, _size in fit([name, state, worker], 12)] == [name]
