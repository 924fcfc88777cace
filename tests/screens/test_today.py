"""F8: what runs, what waits, what does not count yet; Enter goes on with it."""

from kp_tui.domain.events import Kind
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.event import EventScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.store import drafts
from tests.support.at_work import AtWork, at_work, write_up
from tests.support.stores import Office


def waiting(desk: AtWork) -> list[tuple[str, str, str]]:
    """The list from the top: sign, mark and what."""
    return [(item.sign, item.mark, item.what) for item in desk.rows]


async def test_a_day_with_nothing_left_says_so(people: Office) -> None:
    write_up(people, "K-001", time="8-9:30")
    write_up(people, "K-002", time="7-7:30", kind=Kind.CONTACT_SPECIFIED)
    async with at_work(people) as desk:
        await desk.press("f8")
        assert "Nothing waits to be finished." in desk.text
        assert "March 2026: 1 contact · 3 interventions" in desk.text
        assert "specified contact 1 · individual intervention 3" in desk.text


async def test_the_timer_then_drafts_then_what_does_not_count_yet(people: Office) -> None:
    write_up(people, "K-001", content="Bez dopadu", impact="")
    write_up(people, "K-002", time="7-7:20", content="Krátká")
    async with at_work(people) as desk:
        await desk.press("f5", "down", "f2", *"8-9", "tab", *"Rozepsané", "escape", "f8")
        assert waiting(desk) == [
            ("►", "K-003", "the timer runs"),
            ("○", "K-004", "8-9 Rozepsané"),
            ("!", "K-001", "Bez dopadu"),
        ], "what is too short can never count: nobody owes anything"
        assert "impact is missing" in desk.text
        assert "18. 3. 10:00" in desk.text


async def test_enter_goes_on_with_each(people: Office) -> None:
    write_up(people, "K-001", impact="")
    async with at_work(people) as desk:
        await desk.press("f5", "down", "f2", *"8-9", "escape", "f8", "enter")
        await desk.wait_screen(ClientScreen)
        await desk.press("f8", "down", "enter")
        await desk.wait_screen(EventFormScreen)
        assert desk.bar.startswith("K-004"), "its client is the current one"
        await desk.press("escape", "down", "down", "enter")
        await desk.wait_screen(EventScreen)
        assert desk.bar.startswith("K-001")


async def test_what_is_finished_from_here_is_gone_on_the_way_back(people: Office) -> None:
    write_up(people, "K-001", impact="")
    async with at_work(people) as desk:
        await desk.press("f8", "enter", "enter", "tab", "tab", "x", "ctrl+s", "escape")
        assert "Nothing waits to be finished." in desk.text


async def test_a_draft_is_thrown_away_by_one_key_and_brought_back_by_another(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f2", *"8-9", "escape", "f8", "delete")
        assert people.look(drafts.own) == []
        assert desk.message == "The draft is thrown away: u brings it back."
        await desk.press("u")
        (draft,) = people.look(drafts.own)
        assert '"8-9"' in draft.body
        await desk.press("u")
        assert desk.message == "There is nothing to bring back."


async def test_an_event_is_not_thrown_away_here(people: Office) -> None:
    write_up(people, "K-001", impact="")
    async with at_work(people) as desk:
        await desk.press("f8", "delete")
        assert desk.message == "Only drafts can be thrown away here."
        assert len(desk.rows) == 1


async def test_in_the_smallest_terminal_what_is_missing_still_stands_there(people: Office) -> None:
    write_up(people, "K-001", impact="")
    async with at_work(people, size=(60, 20)) as desk:
        await desk.press("f8")
        assert "impact is missing" in desk.text
        assert all(len(line) <= 60 for line in desk.lines)
