"""Two versions of a line: side by side where there is room, one below the other where there is not."""

from textual.content import Content

from kp_tui.widgets.beside import BETWEEN, Beside

CHANGED = Beside("~ changed", Content("Bydlí u sestry v malém bytě."), Content("Bydlí u bratra."))


def laid(beside: Beside, width: int) -> list[str]:
    lines = list(beside.lines(width))
    assert all(line.cell_length <= width for line in lines)
    return [line.plain.rstrip() for line in lines]


def test_with_room_they_stand_side_by_side_under_what_became_of_them() -> None:
    told, both = laid(CHANGED, 78)
    assert told == "~ changed"
    assert both.split(BETWEEN) == ["– Bydlí u sestry v malém bytě.".ljust(37), "+ Bydlí u bratra."]


def test_without_room_they_stand_one_below_the_other_each_with_its_sign() -> None:
    assert laid(CHANGED, 58) == ["~ changed", "– Bydlí u sestry v malém bytě.", "+ Bydlí u bratra."]


def test_a_long_line_goes_on_in_its_own_column() -> None:
    long = Beside("~ changed", Content("slovo " * 20), Content("x"))
    rows = laid(long, 78)[1:]
    assert len(rows) > 2
    assert all(row[:37].startswith(("– slovo", "  slovo")) for row in rows)


def test_what_is_the_same_is_written_once_where_there_is_no_room() -> None:
    same = Beside("", Content("Má dluhy."), Content("Má dluhy."), differs=False)
    assert laid(same, 58) == ["  Má dluhy."]
    assert laid(same, 78)[0].count("Má dluhy.") == 2


def test_what_has_come_stands_on_its_own_side() -> None:
    added = Beside("+ added", Content(""), Content("Hledá práci."))
    assert laid(added, 58) == ["+ added", "+ Hledá práci."]
    assert laid(added, 78)[1].startswith(" " * 37 + BETWEEN + "+ Hledá")
