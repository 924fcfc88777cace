"""The person that a row of a table describes."""

from datetime import date

import pytest

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.csvclients import CLIENT_COLUMNS, ClientReader
from kp_tui.domain.csvfiles import FileRefused, read_table
from kp_tui.domain.csvrows import understood

HEAD = "mark;surname;name;birth_date;state;key_worker;anonymous\n"


def people(*rows: str) -> list[ClientDetails]:
    """What these rows describe."""
    table = read_table((HEAD + "\n".join(rows)).encode(), CLIENT_COLUMNS)
    return [details for _, details in understood(table, ClientReader({"novakova": 7}, date(2026, 3, 18)))]


def test_a_row_is_a_person() -> None:
    assert people("K-1; Řehořová ;Žofie;29. 2. 1984;client;Novakova;ne") == [
        ClientDetails("K-1", "Řehořová", "Žofie", date(1984, 2, 29), ClientState.CLIENT, key_worker_id=7)
    ]


def test_whoever_has_no_state_is_an_applicant() -> None:
    assert people("K-1;Nová")[0].state is ClientState.APPLICANT


def test_an_anonymous_person_has_only_a_mark() -> None:
    assert people("K-1;;;;;;ano") == [ClientDetails("K-1", anonymous=True)]


@pytest.mark.parametrize(
    ("row", "column", "error"),
    [
        (";Nová;Ema;;;;", "mark", "ValueMissing"),
        ("K 1;Nová;Ema;;;;", "mark", "MarkInvalid"),
        ("K-1;;Ema;;;;", "surname", "NameMissing"),
        ("K-1;Nová;;;;;ano", "anonymous", "AnonymousNamed"),
        ("K-1;;;1990-01-01;;;ano", "anonymous", "AnonymousNamed"),
        ("K-1;Nová;;31.2.1990;;;", "birth_date", "DayUnclear"),
        ("K-1;Nová;;2050-01-01;;;", "birth_date", "BirthDateImpossible"),
        ("K-1;Nová;;;gone;;", "state", "CodeUnknown"),
        ("K-1;Nová;;;client;;", "key_worker", "KeyWorkerMissing"),
        ("K-1;Nová;;;client;nobody;", "key_worker", "KeyWorkerUnknown"),
        ("K-1;Nová;;;;;snad", "anonymous", "FlagUnclear"),
        ("K-0;Jiná;;;;;", "mark", "MarkTwice"),
    ],
)
def test_a_wrong_field_is_told_by_line_column_and_reason(row: str, column: str, error: str) -> None:
    with pytest.raises(FileRefused) as refused:
        people("K-0;Dobrá;Eva;;;;", row)
    assert [(one.line, one.column, type(one.error).__name__) for one in refused.value.mistakes] == [
        (3, column, error)
    ]
