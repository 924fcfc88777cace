"""Workers, as lists and logs may show them."""

from dataclasses import FrozenInstanceError, replace

import pytest

from kp_tui.domain.clients import ClientDetails
from kp_tui.domain.counting import count
from kp_tui.domain.events import Kind
from kp_tui.domain.people import Profession, Role, Worker
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.timers import Phase, Span, Timer
from tests.domain.samples import START, clients, event, share

JANA = Worker(1, "novakova", "Jana", "Nováková", Profession.SOCIAL_WORKER, frozenset({Role.KEY_WORKER}))
WRITTEN = event(Kind.INDIVIDUAL, share(30))
SPAN = Span(Phase.DIRECT, START)


def test_surname_comes_first_as_lists_sort_it() -> None:
    assert JANA.full_name == "Nováková Jana"
    assert replace(JANA, name="").full_name == "Nováková"


def test_worker_is_active_until_said_otherwise() -> None:
    assert JANA.active


def test_worker_holds_the_roles_they_were_given() -> None:
    assert [role for role in Role if JANA.holds(role)] == [Role.KEY_WORKER]


def test_no_name_of_a_worker_stands_in_a_repr() -> None:
    assert not [word for word in ("Jana", "Nováková") if word in repr(JANA)]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (JANA, "roles"),
        (ClientDetails("A7"), "mark"),
        (WRITTEN, "content"),
        (share(30), "direct"),
        (clients(1)[0], "note"),
        (count(WRITTEN, MSK_2010), "interventions"),
        (MSK_2010, "unit"),
        (SPAN, "ended_at"),
        (Timer(1, 1, 1, (SPAN,)), "spans"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_d4_nothing_that_was_recorded_is_changed_in_place(record: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(record, field, None)
