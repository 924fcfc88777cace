"""The card: who, how the month stands, what was done; one's own events go and come back."""

import pytest

from kp_tui.domain.events import Channel, Kind
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event import EventScreen
from kp_tui.usecases.key_workers import change_key_worker
from tests.support.at_work import AtWork, at_work, client_id, write_up
from tests.support.sheets import fill_in
from tests.support.stores import Office


@pytest.fixture
def busy(people: Office) -> Office:
    """Three events with K-003 this month, the middle one a colleague's."""
    write_up(people, "K-003", time="2.3. 8-9:30", content="první")
    write_up(people, "K-003", by="svoboda", kind=Kind.CONTACT_FIRST, time="9.3. 8-8:30", content="cizí")
    write_up(people, "K-003", channel=Channel.PHONE, time="10.3. 8-9", content="třetí", impact="")
    return people


def contents(desk: AtWork) -> list[str]:
    """The timeline from the top, by what is written."""
    return [row.content for row in desk.rows]


async def test_the_card_tells_who_what_this_month_and_what_was_done(busy: Office) -> None:
    async with at_work(busy) as desk:
        await desk.press("enter")
        assert "K-003 · Černý Petr · client · key worker: Nováková Jana" in desk.text
        assert "This month: first contact 1 · individual intervention 3" in desk.text
        assert contents(desk) == ["třetí", "cizí", "první"]
        assert "0: impact is m" in desk.text


async def test_ones_own_event_is_removed_by_one_key_and_put_back_by_another(busy: Office) -> None:
    async with at_work(busy) as desk:
        await desk.press("enter", "down", "down", "delete")
        assert contents(desk) == ["třetí", "cizí"]
        assert desk.message == "The event is removed: u puts it back."
        assert "individual" not in desk.told("month")
        await desk.press("delete")
        assert desk.message == "! Only who took part in this event can change or remove it."
        await desk.press("up", "delete", "u", "u")
        assert contents(desk) == ["třetí", "cizí", "první"], "the last one first"
        await desk.press("u")
        assert desk.message == "There is nothing to put back."


async def test_what_was_written_up_meanwhile_stands_there_on_the_way_back(busy: Office) -> None:
    async with at_work(busy) as desk:
        await desk.press("enter", "n", *"8-9", "tab", "x", "tab", "y", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen)
        assert contents(desk)[0] == "x"
        assert "individual intervention 5" in desk.told("month")


async def test_opening_the_card_is_logged_once_however_often_one_comes_back(busy: Office) -> None:
    async with at_work(busy) as desk:
        await desk.press("enter", "enter")
        assert isinstance(desk.screen, EventScreen)
        await desk.press("escape", "f1", "escape", "escape")
        assert isinstance(desk.screen, ClientsScreen)
    acts = [row.act for row in busy.log()]
    assert (acts.count("open_client"), acts.count("open_event")) == (1, 1)


async def test_the_client_of_the_card_is_the_current_one_again_after_somebody_elses_form(
    busy: Office,
) -> None:
    async with at_work(busy) as desk:
        await desk.press("f5", "down", "enter")
        assert "K-004 Chalupa Ivan ► K-003 direct work" in desk.bar
        await desk.press("f5")
        assert desk.bar.startswith("K-003")
        await desk.press("escape")
        assert desk.bar.startswith("K-004")


async def test_an_empty_timeline_says_what_to_do(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("enter")
        assert "Nothing is written up yet: F2 writes up, F5 starts the timer." in desk.text


async def test_the_card_shows_what_is_owed_first_in_the_case(people: Office) -> None:
    people.clock.forward(days=1)
    fill_in(
        people["novakova"], change_key_worker, client_id(people, "K-003"),
        key_worker=str(people.worker("svoboda").id), reason="expertise", no_notice_reason="Nemoc",
    )  # fmt: skip
    async with at_work(people) as desk:
        await desk.press("f3", *"cerny", "enter")
        assert desk.told("duty").startswith("! ")
        await desk.press("f3", *"adam", "enter")
        assert desk.screen.query_one("#duty").display is False
