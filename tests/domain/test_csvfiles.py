"""Files that people save from spreadsheets, and files that are something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain import csvfiles
from kp_tui.domain.csvfiles import (
    Columns,
    ColumnsMissing,
    ColumnsTwice,
    ColumnsUnknown,
    FileEmpty,
    FileTooLarge,
    NotText,
    RowBroken,
    RowTooLong,
    Table,
    read_table,
)
from kp_tui.domain.errors import KpError

COLUMNS = Columns(required=("mark",), optional=("name", "note"))


def read(text: str, encoding: str = "utf-8") -> Table:
    return read_table(text.encode(encoding), COLUMNS)


def cells(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_line_ends_read_the_same(
    separator: str, encoding: str, line_end: str
) -> None:
    lines = ["mark;name", "K-1;Řehoř Žluťoučký", 'K-2;"Ďábel, „ó“"']
    text = line_end.join(lines).replace(";", separator)
    assert cells(read(text, encoding)) == [
        {"mark": "K-1", "name": "Řehoř Žluťoučký"},
        {"mark": "K-2", "name": "Ďábel, „ó“"},
    ]


def test_columns_come_in_any_order_and_case_and_optional_ones_may_be_missing() -> None:
    assert cells(read(" Name ,MARK\nJan,K-1")) == [{"name": "Jan", "mark": "K-1"}]


def test_a_row_keeps_the_line_it_starts_on_whatever_its_texts_hold() -> None:
    table = read('mark,note\nK-1,"one\ntwo\r\nthree"\n\n;\nK-2,x')
    assert [row.line for row in table.rows] == [2, 6, 7]


def test_quotes_within_quotes_are_doubled() -> None:
    assert cells(read('mark,note\nK-1,"řekl ""ano"""'))[0]["note"] == 'řekl "ano"'


def test_blank_rows_and_empty_cells_at_the_end_are_no_rows() -> None:
    assert cells(read("mark;name;;\nK-1;Jan;;\n;;;\n \nK-2\n")) == [
        {"mark": "K-1", "name": "Jan", "": ""},
        {"mark": "K-2"},
    ]


def test_unknown_columns_are_named() -> None:
    with pytest.raises(ColumnsUnknown) as refused:
        read("mark,name,shoe_size\nK-1,Jan,44")
    assert "shoe_size" in str(refused.value)


def test_a_first_line_that_names_no_column_is_data_and_not_repeated() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        read("K-1;Nováková Jana\nK-2;Svoboda")
    assert "Novák" not in str(refused.value)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ColumnsMissing, match="mark"):
        read("name\nJan")


def test_a_column_that_stands_twice_is_named() -> None:
    with pytest.raises(ColumnsTwice, match="name"):
        read("mark,name,name\nK-1,Jan,Petr")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" ; ;\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileEmpty):
        read_table(data, COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        "mark,name\nK-1,Ř".encode("utf-16"),
        "mark,name\nK-1,Ř".encode("utf-16-le"),
        b"PK\x03\x04\x14\x00\x06\x00mark",
        b"mark,name\nK-1,a\0b",
        b"mark,name\nK-1,\x81\x83",
        "mark,name\nK-1,Žluťoučký".encode()[:-1],
        b"\xef\xbb\xbfmark\n\xe9",
    ],
    ids=["utf-16", "utf-16 without mark", "workbook", "NUL", "no code page", "cut letter", "broken utf-8"],
)
def test_what_is_no_text_in_utf8_or_windows_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        read_table(data, COLUMNS)


def test_a_missing_quotation_mark_is_a_mistake_of_the_row_it_starts_in() -> None:
    table = read('mark,note\nK-1,x\nK-2,"never closed\nK-3,y\n')
    assert [row.line for row in table.rows] == [2]
    assert [(mistake.line, type(mistake.error)) for mistake in table.mistakes] == [(3, RowBroken)]


def test_a_huge_field_is_a_mistake() -> None:
    table = read("mark,note\nK-1," + "x" * 200_000)
    assert [type(mistake.error) for mistake in table.mistakes] == [RowBroken]


def test_more_fields_than_columns_is_a_mistake_and_the_next_row_is_read() -> None:
    table = read("mark,note\nK-1,one, two\nK-2,x")
    assert [(mistake.line, type(mistake.error)) for mistake in table.mistakes] == [(2, RowTooLong)]
    assert [row.line for row in table.rows] == [3]


def test_a_file_beyond_any_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfiles, "LARGEST", 5)
    with pytest.raises(FileTooLarge):
        read("mark\nK-1")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_an_expected_failure(data: bytes) -> None:
    for start in (b"", b"mark,name\n", b"mark;note\n"):
        try:
            table = read_table(start + data, COLUMNS)
        except KpError:
            continue
        assert all(row.line > 1 for row in table.rows)


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=5))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    import csv
    import io

    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([("mark", "note"), *rows])
    data = written.getvalue().encode("utf-8", "replace")
    kept = [row for row in rows if any(map(str.strip, row))]
    if b"\0" in data:
        with pytest.raises(NotText):
            read_table(data, COLUMNS)
    else:
        expected = [tuple(cell.encode("utf-8", "replace").decode() for cell in row) for row in kept]
        assert [tuple(row.cells.values()) for row in read_table(data, COLUMNS).rows] == expected
