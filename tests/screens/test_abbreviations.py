"""Abbreviations: written down from the menu, at work in the next note."""

from kp_tui.screens.abbreviations import AbbreviationsScreen
from kp_tui.screens.sheet import SheetScreen
from tests.support.at_work import at_work
from tests.support.stores import Office


async def test_one_is_written_down_and_written_out_in_the_next_note(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f9", *"abbrev", "enter")
        assert isinstance(desk.screen, AbbreviationsScreen)
        await desk.press("n", *"kl", "enter", *"klient", "ctrl+s")
        assert isinstance(desk.screen, AbbreviationsScreen)
        assert [row.long for row in desk.rows] == ["klient"]
        await desk.press("f3", "escape", "f2", *"8-9", "enter")
        while desk.focus != "content":
            await desk.press("enter")
        await desk.press(*"Kl přišel")
        assert desk.value("content") == "Klient přišel"


async def test_it_is_changed_removed_and_put_back(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f9", *"abbrev", "enter", "n", *"kl", "enter", *"klient", "ctrl+s")
        await desk.press("enter")
        assert isinstance(desk.screen, SheetScreen)
        assert (desk.value("short"), desk.value("long")) == ("kl", "klient")
        await desk.press("tab", "end", *"ka", "ctrl+s")
        assert [row.long for row in desk.rows] == ["klientka"]
        await desk.press("delete")
        assert desk.rows == []
        await desk.press("u", "u")
        assert [row.short for row in desk.rows] == ["kl"]
        assert desk.message == "There is nothing to put back."
