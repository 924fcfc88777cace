"""The line at the top: whose file lies on the desk and how the time stands, at any width."""

import pytest

from kp_tui.domain.timers import Phase
from kp_tui.usecases.timers import change_phase, start_timer
from kp_tui.widgets.desk_bar import DeskBar
from tests.support.at_work import AtWork, at_work, client_id
from tests.support.stores import Office


def start(office: Office, mark: str, **since: float) -> int:
    """Start the timer that long ago; gives its number."""
    running = office["novakova"].perform(start_timer, client_id(office, mark))
    office.clock.forward(**since)
    return running.timer.id


def looks(desk: AtWork) -> list[bool]:
    """For the bar of every screen of the stack, from the bottom, whether it will look at the clock again."""
    bars = [bar for screen in desk.app.screen_stack for bar in screen.query(DeskBar)]
    return [bar._next_look is not None for bar in bars]


async def test_without_a_timer_it_says_who_sits_here_and_never_looks_again(people: Office) -> None:
    async with at_work(people) as desk:
        assert desk.bar == "K-003 Černý Petr Nováková Jana"
        assert looks(desk) == [False]


async def test_without_anybody_listed_it_says_how_to_find_a_client(office: Office) -> None:
    async with at_work(office) as desk:
        assert desk.bar.startswith("No client chosen: F3 finds one")


async def test_who_only_runs_the_program_is_told_which_commands_are_theirs(people: Office) -> None:
    async with at_work(people, "spravce") as desk:
        assert desk.bar.startswith("You reach no clients: your commands are kp worker, kp")
        assert desk.desk.asked == {}, "nothing is asked for that would be refused"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        (80, "K-003 Černý Petr ► direct work 0:48 · so far 1 intervention, 12 min to the next"),
        (60, "K-003 Černý… ► direct work 0:48 · 1 int., next in 12 min"),
    ],
)
async def test_the_timer_tells_its_phase_and_the_next_unit_as_long_as_there_is_room(
    people: Office, columns: int, told: str
) -> None:
    start(people, "K-003", minutes=48)
    async with at_work(people, size=(columns, 20)) as desk:
        assert desk.bar.startswith(told[:10])
        assert told.partition("►")[2] in desk.bar
        assert len(desk.lines[0]) <= columns


async def test_somebody_elses_timer_is_named_and_gives_way_last(people: Office) -> None:
    start(people, "K-001", minutes=48)
    async with at_work(people, size=(60, 20)) as desk:
        assert desk.bar.startswith("K-003")
        assert "► K-001 direct work 0:48" in desk.bar


async def test_a_pause_has_a_sign_of_its_own_and_adds_nothing(people: Office) -> None:
    timer_id = start(people, "K-003", minutes=29)
    people["novakova"].perform(change_phase, timer_id, Phase.PAUSE)
    people.clock.forward(minutes=30)
    async with at_work(people) as desk:
        assert "║ pause 0:30 · so far 0 interventions, 1 min to the next" in desk.bar


async def test_it_looks_again_when_the_minute_is_over_and_not_before(people: Office) -> None:
    timer_id = start(people, "K-003", seconds=50)
    people["novakova"].perform(change_phase, timer_id, Phase.PREPARATION)
    people.clock.forward(seconds=4)
    async with at_work(people) as desk:
        (bar,) = desk.screen.query(DeskBar)
        assert bar._to_next_minute() == pytest.approx(6, abs=0.1), "of all the work, not of the phase"


async def test_only_the_screen_in_front_watches_the_clock(people: Office) -> None:
    start(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("enter")
        assert looks(desk)[-1]
        desk.screen.query_one(DeskBar).look()
        desk.app.screen_stack[1].query_one(DeskBar).look()
        assert looks(desk) == [False, True]
        await desk.press("escape")
        assert looks(desk) == [True]


async def test_a_hostile_name_is_text_here_too(office: Office) -> None:
    office.add_client("K-001", "[red]Rudý[/red]", of="novakova")
    async with at_work(office) as desk:
        assert "K-001 [red]Rudý[/red]" in desk.bar
        assert "K-001 [red]Rudý[/red]" in desk.lines[0]
