"""F1: the keys of what had the focus, read from its bindings, and then the manual."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kp_tui import help as manual
from kp_tui.domain.errors import N_
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.calm import CalmScreen
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.key_lines import KeyLine, key_lines
from kp_tui.widgets.keys import key
from kp_tui.widgets.more_sign import MoreSign
from kp_tui.widgets.prose import Block, Prose, blocks

CHAPTER_OF = {
    "signin": "first-day",
    "setup": "administrator",
    "paper_key": "administrator",
    "password": "lock-and-drafts",
    "absences": "case",
    "bars": "case",
    "case": "case",
    "cover_sheet": "case",
    "ending": "case",
    "entry": "case",
    "family": "case",
    "intake": "case",
    "goal_area": "plan",
    "goal_area_figures": "plan",
    "goal_areas": "plan",
    "goal_work": "plan",
    "plan": "plan",
    "plan_compare": "plan",
    "plan_form": "plan",
    "plan_tie": "plan",
    "plan_version": "plan",
    "plan_versions": "plan",
    "procedure": "case",
    "services": "case",
    "sheet": "case",
    "steps": "case",
    "team": "case",
    "event_form": "time-field",
    "forgotten_timer": "time-field",
    "event": "counting",
    "today": "counting",
}
"""The chapter that helps on a screen, by the stem of its module; elsewhere it is `main-line`."""

KEYS_WIDTH = 12


class HelpScreen(CalmScreen):
    """One page to scroll; ← and → turn to another chapter."""

    CSS_PATH = style("help")
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape,f1", "back", N_("Back"), "back", shown=True, first=True),
        key("down", "scroll(1)", N_("Line down"), "help.down"),
        key("up", "scroll(-1)", N_("Line up"), "help.up"),
        key("pagedown,enter", "page(1)", N_("Page down"), "help.page_down", shown=True),
        key("pageup", "page(-1)", N_("Page up"), "help.page_up", shown=True),
    ]

    def __init__(self, about: Screen[Any] | None, chapter: str = "") -> None:
        super().__init__()
        stem = type(about).__module__.rpartition(".")[2]
        self._chapter = chapter or CHAPTER_OF.get(stem, "main-line")
        self._keys = [] if chapter or about is None else _keys(key_lines(about))

    def column(self) -> ComposeResult:
        """The chapters on one line, the page below."""
        chapters = [(chapter, manual.title(chapter)) for chapter in manual.CHAPTERS]
        page = VerticalScroll(Prose(), can_focus=False)
        with Horizontal(classes="search-line"):
            yield Static(_("Manual"), markup=False)
            yield Choice(chapters, self._chapter, id="chapter")
            yield MoreSign(page)
        yield page

    def on_mount(self) -> None:
        """Show the keys and the chapter that fits them."""
        self.query_one(Choice).focus()
        self.query_one(Prose).show([*self._keys, *blocks(manual.text(self._chapter))])

    @on(Choice.Changed)
    def turn_to(self, event: Choice.Changed[str]) -> None:
        """Show another chapter from its beginning."""
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.query_one(Prose).show(blocks(manual.text(event.value)))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by nearly a screen: a line stays in sight."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * (page.size.height - 1), animate=False)


def _keys(lines: Sequence[KeyLine]) -> list[Block]:
    """The keys as a list, what had the focus first."""
    return [Block(Content.styled(_("Keys here"), "bold underline"))] + [
        Block(_told(line), f"{', '.join(line.keys):<{KEYS_WIDTH}} ", space_before=number == 0)
        for number, line in enumerate(lines)
    ]


def _told(line: KeyLine) -> Content:
    return Content(f"{line.label}: {line.tooltip}" if line.tooltip else line.label)
