"""The shapes of the report beside the JSON that the worked examples prove."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kp_tui.cli import figures
from kp_tui.domain.indicators import Indicators
from kp_tui.usecases.reports import Listed
from tests.cli.conftest import Place, Said

PERIOD = ("--from", "1. 1. 2026", "--to", "2026-12-31")


def report(demo: tuple[Place, Said], *more: str) -> str:
    said = demo[0].kp("report", "indicators", *PERIOD, *more, login="prochazka")
    assert (said.status, said.err) == (0, "")
    return said.out


def table(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_the_three_shapes_say_the_same_figures(demo: tuple[Place, Said]) -> None:
    whole = json.loads(report(demo, "--format", "json"))
    head, *rows = table(report(demo, "--format", "csv"))
    assert head == ["from", "to", "policy", "group", "code", "name", "value"]
    assert {tuple(row[:3]) for row in rows} == {("2026-01-01", "2026-12-31", "msk-2010")}
    flat = {(group, code): value for group in whole for code, value in _figures(group, whole[group])}
    assert {(row[3], row[4]): int(row[6]) for row in rows} == flat
    said = [line.rpartition("  ")[2].strip() for line in report(demo).splitlines() if line.startswith("  ")]
    assert list(map(int, said)) == [int(row[6]) for row in rows]
    assert "events" not in whole


def test_the_events_add_up_to_the_figures(demo: tuple[Place, Said]) -> None:
    whole = json.loads(report(demo, "--events", "--format", "json"))
    events = whole["events"]
    head, *rows = table(report(demo, "--events", "--format", "csv"))
    assert head == list(events[0])
    assert [row[0] for row in rows] == [event["ref"] for event in events]
    assert sum(event["contacts"] for event in events) == whole["contacts"]["total"] > 0
    assert sum(event["interventions"] for event in events) == whole["interventions"]["total"] > 0
    reasons = [event["reason"] for event in events if event["reason"]]
    assert {reason: reasons.count(reason) for reason in reasons} == whole["not_counted"]
    assert all(event["contacts"] + event["interventions"] > 0 for event in events if not event["reason"])


def test_a_line_for_people_fits_a_terminal(demo: tuple[Place, Said]) -> None:
    assert max(map(len, report(demo).splitlines())) <= 80


def test_a_reference_is_no_formula_in_a_spreadsheet(place: Place, written: Callable[..., Path]) -> None:
    row = '=HYPERLINK("http://x");2026-03-02;8:00;8:30;individual'
    file = written(f"ref;date;start;end;kind\n{row}\n")
    assert place.kp("import", "events", file).status == 0
    said = place.kp("report", "indicators", *PERIOD, "--events", "--format", "csv", login="prochazka")
    assert table(said.out)[1][0].startswith("'=")


def test_how_many_events_are_left_out_is_told_in_every_shape_and_only_where_some_are_x1() -> None:
    sums = Indicators(date(2026, 3, 1), date(2026, 3, 31))
    whole, some = Listed(()), Listed((), left_out=2)
    assert "left_out" not in json.loads(figures.as_json(sums, whole))
    assert json.loads(figures.as_json(sums, some))["left_out"] == 2
    told = "2 events you may not see are left out."
    assert [row[-1] for row in table(figures.as_csv(sums, some))] == ["explanation", told]
    assert len(table(figures.as_csv(sums, whole))) == 1
    assert figures.as_text(sums, some).endswith(told)
    assert "left out" not in figures.as_text(sums, whole)


def _figures(group: str, value: object) -> list[tuple[str, int]]:
    if group in {"from", "to", "policy", "events"}:
        return []
    return list(value.items()) if isinstance(value, dict) else [(group, int(str(value)))]
