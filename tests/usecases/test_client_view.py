"""The client reads their own plan at the desk: both ends are logged; who may not read shows nothing."""

import pytest

from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.plans import GoalState
from kp_tui.usecases.client_view import end_client_view, show_plan_to_client
from kp_tui.usecases.plan_forms import plan_form, save_plan
from kp_tui.usecases.plan_steps import set_goal_state, tick_step
from tests.support.plans import GOALS, PLAN
from tests.support.stores import Office


@pytest.fixture
def client(office: Office) -> int:
    """A client of novakova whose plan has one step done and its goal reached."""
    client_id = office.add_client("K-001", "Malá", "Iva", of="novakova")
    plan_id = begin_plan(office, client_id)
    office["novakova"].perform(tick_step, plan_id, 2)
    office["novakova"].perform(set_goal_state, plan_id, 1, GoalState.REACHED)
    return client_id


def begin_plan(office: Office, client_id: int) -> int:
    opened = office["novakova"].perform(plan_form, client_id)
    return office["novakova"].perform(save_plan, opened, PLAN)


def test_the_client_sees_the_words_how_far_the_goals_are_and_which_steps_are_done(
    office: Office, client: int
) -> None:
    shown = office["novakova"].perform(show_plan_to_client, client)
    assert shown.plan.goals[0].text == GOALS.partition("\n")[0]
    assert (shown.states, shown.done) == ({1: GoalState.REACHED}, frozenset({2}))


def test_showing_and_ending_are_logged_with_their_purpose_and_no_word_of_the_plan(
    office: Office, client: int
) -> None:
    office["novakova"].perform(show_plan_to_client, client)
    office["novakova"].perform(end_client_view, client)
    rows = office.log()[-2:]
    assert [row.act for row in rows] == ["show_plan_to_client", "end_client_view"]
    assert {(row.client_id, row.purpose) for row in rows} == {(client, "client_view")}
    assert not any("Bydlí" in str(tuple(row)) for row in rows)


@pytest.mark.parametrize("login", ["dvorakova", "prochazka", "spravce"])
def test_who_may_not_read_a_plan_shows_it_to_nobody(office: Office, client: int, login: str) -> None:
    with pytest.raises((Refused, NotFound)):
        office[login].perform(show_plan_to_client, client)


def test_where_there_is_no_plan_nothing_is_shown(office: Office) -> None:
    client_id = office.add_client("K-002", "Nová", "Eva", of="novakova")
    with pytest.raises(NotFound):
        office["novakova"].perform(show_plan_to_client, client_id)
