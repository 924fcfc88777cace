"""F1 tells the keys of what had the focus, then the chapter that fits the screen."""

import importlib
import pkgutil
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from kp_tui import help as manual
from kp_tui.domain.timefield import parse
from kp_tui.locale import LANGUAGES
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.help import CHAPTER_OF, HelpScreen, chapter_of
from kp_tui.screens.signin import SignInScreen
from kp_tui.screens.today import TodayScreen
from kp_tui.usecases.sheets import SHEETS
from kp_tui.widgets.key_lines import key_lines, lines_to_read
from kp_tui.widgets.prose import Prose, blocks
from tests.support.at_work import at_work
from tests.support.desk import LOW, Sitter, seated
from tests.support.stores import Office

SCREENS = Path(manual.__file__).parent.parent / "screens"


def page(at: Sitter) -> str:
    prose = at.screen.query_one(Prose)
    return " ".join(word for line in prose._lines(prose.size.width) for word in line.plain.split())


async def test_the_keys_come_first_and_then_the_chapter(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        lines = lines_to_read(at.screen)
        common = {binding.id for binding in DeskScreen.BINDINGS if isinstance(binding, Binding)}
        sorts = [2 if one.binding.id in common else int(one.node is not at.screen) for one in lines]
        assert sorts == sorted(sorts), "first what only this screen does, last what all do"
        assert set(sorts) == {0, 1, 2}
        assert len(lines) == len(key_lines(at.screen))
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        places = [page(at).find(f"{', '.join(line.keys)} {line.label}") for line in lines]
        assert -1 not in places
        assert places == sorted(places)
        assert page(at).find(manual.title("main-line")) > places[-1]


async def test_the_chapter_fits_the_screen(office: Office) -> None:
    async with seated(office.home) as at:
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        assert manual.title("first-day") in page(at)
        await at.press("f1")
        await at.wait_screen(SignInScreen)
        await at.sign_in()
        await at.press("f8")
        await at.wait_screen(TodayScreen)
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        assert manual.title("counting") in page(at)


def screens_that_open_help() -> set[str]:
    """The stems of all screens with an F1; what others are built on is no screen of its own."""
    for module in pkgutil.iter_modules([str(SCREENS)]):
        importlib.import_module(f"kp_tui.screens.{module.name}")
    kinds: list[type[Screen[Any]]] = [Screen]
    ours: set[str] = set()
    while kinds:
        kind = kinds.pop()
        above = [one for one in kind.__subclasses__() if not one.__module__.startswith("tests.")]
        kinds += above
        helps = any(binding.id == "help" for _key, binding in kind._merged_bindings or ())
        if helps and not above and kind.__module__.startswith("kp_tui.screens."):
            ours.add(kind.__module__.rpartition(".")[2])
    return ours


def test_every_screen_and_no_other_has_its_chapter() -> None:
    screens = screens_that_open_help()
    assert len(screens) > 30
    assert screens - set(CHAPTER_OF) == set()
    assert set(CHAPTER_OF) - screens - set(SHEETS) <= {"help", "sheet", "signin", "steps"}
    assert set(CHAPTER_OF.values()) == set(manual.CHAPTERS)


async def test_a_sheet_has_the_chapter_of_what_it_writes_down(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("down", "enter", "f9", *"papers in", "enter", "n")
        assert chapter_of(desk.screen) == "papers"


async def test_arrows_turn_the_chapters_and_each_begins_at_its_top(office: Office) -> None:
    async with seated(office.home) as at:
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        await at.press("pagedown")
        for chapter in manual.CHAPTERS[1:]:
            await at.press("right")
            await at.wait_for(manual.title(chapter))
            assert page(at).startswith(manual.title(chapter))


async def test_the_page_scrolls_and_arrows_say_where_it_goes_on(office: Office) -> None:
    async with seated(office.home) as at:
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        await at.wait(lambda: at.lines[0].endswith("▼"), "more below")
        await at.press("down")
        await at.wait(lambda: at.lines[0].endswith("▲▼"), "more on both sides")
        for _page in range(20):
            await at.press("pagedown")
        await at.wait(lambda: at.lines[0].endswith("▲"), "the end")


async def test_help_closes_where_it_was_opened(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        focused = at.focused
        for key in ("escape", "f1"):
            await at.press("f1")
            await at.wait_screen(HelpScreen)
            await at.press(key)
            await at.wait_screen(ClientsScreen)
            assert at.focused is focused


async def test_no_line_is_wider_than_a_low_terminal(office: Office) -> None:
    async with seated(office.home, size=LOW) as at:
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        prose = at.screen.query_one(Prose)
        for chapter in manual.CHAPTERS:
            prose.show(blocks(manual.text(chapter)))
            assert all(line.cell_length <= LOW[0] for line in prose._lines(LOW[0]))


@pytest.mark.parametrize("chapter", manual.CHAPTERS)
def test_every_chapter_is_there_in_every_language_with_the_same_outline(chapter: str) -> None:
    texts = [(SCREENS.parent / "help" / code / f"{chapter}.md").read_text() for code in LANGUAGES]
    outlines = [[line.split(" ")[0] for line in text.splitlines() if line[:1] in "#-"] for text in texts]
    assert outlines[0] == outlines[1]
    for text in texts:
        assert text.startswith("# ")
        assert "](" not in text, "a link would lead nowhere"


def test_no_file_of_the_manual_is_left_out() -> None:
    for code in LANGUAGES:
        found = {file.stem for file in (SCREENS.parent / "help" / code).iterdir()}
        assert found == set(manual.CHAPTERS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_of_the_time_field_is_understood(code: str) -> None:
    text = (SCREENS.parent / "help" / code / "time-field.md").read_text()
    examples = [example for line in text.splitlines() if line.startswith("- `") for example in typed(line)]
    examples += ["í:+ř-+é:čé"]
    assert len(examples) > 15
    for example in examples:
        parse(example, datetime(2026, 3, 18, 15, tzinfo=UTC))


def typed(line: str) -> list[str]:
    """What an item tells to type: before its explanation."""
    return re.findall("`([^`]+)`", line)
