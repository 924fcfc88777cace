"""The one table of duties: where those of each kind come from."""

from kp_tui.domain.duties import DutyKind
from kp_tui.store import duties


def test_every_kind_of_duty_has_a_place_that_it_comes_from() -> None:
    assert duties._SOURCES.keys() == set(DutyKind)
