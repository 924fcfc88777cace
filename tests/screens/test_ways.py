"""The timer and the ways between screens, counted in keystrokes (design: keys)."""

import pytest

from kp_tui.domain.timers import Phase
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.screens.signin import SignInScreen
from kp_tui.store import drafts, timers
from kp_tui.store.unit import Store
from kp_tui.usecases.events import list_events
from kp_tui.usecases.timers import change_phase, start_timer, stop_timer
from tests.support.at_work import AtWork, at_work, client_id, write_up
from tests.support.stores import Office


def running_for(office: Office) -> int | None:
    """Whose timer the store has running for novakova."""

    def look(store: Store) -> int | None:
        timer = timers.running(store)
        return timer.client_id if timer else None

    return office.look(look)


async def work(desk: AtWork, office: Office, **length: float) -> None:
    """Let time pass while the timer runs."""
    office.clock.forward(**length)
    desk.app.desk_changed()
    await desk.settle()


async def test_one_key_starts_the_timer_and_every_screen_shows_it(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5")
        assert running_for(people) == client_id(people, "K-003")
        await work(desk, people, minutes=48)
        so_far = "► direct work 0:48 · so far 1 intervention, 12 min to the next"
        for key in ("enter", "f2", "f8"):
            await desk.press(key)
            assert so_far in desk.bar


async def test_stop_and_write_up_is_f5_the_notes_and_one_key(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5")
        await work(desk, people, minutes=62, seconds=30)
        await desk.press("f5", *"Do", "tab", "j", "ctrl+s")
        assert desk.message == "Saved: 2 interventions (62 min, rule I5)."
        assert "►" not in desk.bar
    (event,) = people["novakova"].perform(list_events, client_id(people, "K-003"), None, 9, back=False)
    assert (event[1].content, event[1].included.seconds) == ("Do", 62 * 60 + 30), "I11: to the second"


async def test_phases_and_the_pause_are_one_key_each(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5")
        for key, told in (("ctrl+r", "preparation"), ("ctrl+n", "write-up"), ("ctrl+p", "║ pause")):
            await desk.press(key)
            assert f"{told} 0:00" in desk.bar
        await work(desk, people, minutes=5)
        await desk.press("ctrl+p")
        assert "► write-up" in desk.bar
        await desk.press("ctrl+t")
        assert "► direct work" in desk.bar
        assert "30 min to the next" in desk.bar, "a pause is no work (I8)"


async def test_a_phase_without_a_timer_is_told(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("ctrl+p")
        assert desk.message == "! No timer is running: F5 starts one for the current client."


async def test_f4_three_letters_and_enter_switch_without_a_question(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5")
        await work(desk, people, minutes=40)
        await desk.press("f4", *"cha", "enter")
        assert running_for(people) == client_id(people, "K-004")
        assert desk.message == "The timer runs for K-004."
        assert desk.bar.startswith("K-004 Chalupa Ivan ► direct work 0:00")
        (draft,) = people.look(drafts.own)
        assert draft.mark == "K-003", "what ran is a draft"


async def test_f4_for_the_client_whose_timer_runs_changes_nothing(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5", "f4", *"cer", "enter")
        assert people.look(drafts.own) == []
        assert running_for(people) == client_id(people, "K-003")


async def test_esc_from_f4_switches_nothing(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5", "f4", *"cha", "escape", "down", "enter")
        assert running_for(people) == client_id(people, "K-003")
        assert "K-004" in desk.told("card")


async def test_notes_taken_while_the_timer_runs_get_its_time(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5", "f2")
        assert "F5 stops the timer and puts its time here" in desk.told("answer")
        await desk.press("tab", *"ml")
        await work(desk, people, minutes=31)
        await desk.press("f5")
        assert desk.value("content") == "ml"
        assert "10:00–10:31 · 31 min" in desk.told("answer")
        await desk.press("tab", "x", "ctrl+s")
        assert desk.message == "Saved: 1 intervention (31 min, rule I5)."
    assert people.look(drafts.own) == []


async def test_a_lock_is_one_key_and_the_client_and_the_timer_are_there_again(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f5", "down", "ctrl+l")
        assert isinstance(desk.screen, SignInScreen)
        assert "K-00" not in desk.text
        await desk.sign_in()
        await desk.wait_screen(ClientsScreen)
        await desk.settle()
        assert desk.row.mark == "K-004"
        assert "K-004 Chalupa Ivan ► K-003 direct work" in desk.bar


@pytest.mark.parametrize(
    "keys",
    [
        ("enter",),
        ("f2",),
        ("f5",),
        ("f8",),
        ("m",),
        ("f3", "n"),
        ("enter", "enter"),
        ("enter", "delete"),
        ("f2", "8", "escape"),
        ("f2", "8", "ctrl+s"),
        ("f2", "8", "f3"),
        ("c",),
        ("i",),
        ("c", "n", "1"),
        ("c", "o"),
        ("i", "enter", "escape"),
    ],
)
async def test_a_lock_while_the_store_is_held_up_breaks_nothing(
    people: Office, keys: tuple[str, ...]
) -> None:
    write_up(people, "K-003")
    async with at_work(people) as desk:
        await desk.press(*keys[:-1])
        with desk.desk.store_held_up():
            await desk.press_at_once(keys[-1])
            await desk.press_at_once("ctrl+l")
        await desk.wait_screen(SignInScreen)
        await desk.settle()
        await desk.sign_in()
        await desk.settle()
        assert desk.bar


async def test_keys_typed_ahead_mean_the_client_that_they_find(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"novy", "enter", "f5", "f5", *"hned", "escape")
    (draft,) = people.look(drafts.own)
    assert draft.mark == "K-006"
    assert '"hned"' in draft.body


async def test_in_a_second_window_f5_shows_the_timer_that_runs(people: Office) -> None:
    async with at_work(people) as desk:
        people["novakova"].perform(start_timer, client_id(people, "K-004"))
        await desk.press("f5")
        assert desk.message == "! A timer is running already: F5 stops it, F4 switches to another client."
        assert "► K-004 direct work" in desk.bar
        await desk.press("f5")
        assert isinstance(desk.screen, EventFormScreen)
        assert desk.bar.startswith("K-004")


@pytest.mark.parametrize("key", ["f5", "ctrl+r"])
async def test_a_timer_that_the_other_window_has_switched_is_not_touched_unseen(
    people: Office, key: str
) -> None:
    async with at_work(people) as desk:
        await desk.press("f5")
        other = people["novakova"]
        running = people.look(timers.running)
        assert running is not None
        other.perform(stop_timer, running.id)
        there = other.perform(start_timer, client_id(people, "K-004"))
        await desk.press(key)
        assert desk.message.startswith("! The timer was stopped or switched in another window")
        assert "► K-004 direct work" in desk.bar
        assert people.look(timers.running) == there.timer


async def test_a_phase_that_the_other_window_changed_goes_on_from_there(people: Office) -> None:
    async with at_work(people) as desk:
        started = people["novakova"].perform(start_timer, client_id(people, "K-003"))
        people["novakova"].perform(change_phase, started.timer.id, Phase.PREPARATION)
        await desk.press("ctrl+p")
        assert "║ pause" in desk.bar, "this window looks before it acts"


async def test_esc_at_the_bottom_stays(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("escape", "escape")
        assert isinstance(desk.screen, ClientsScreen)
