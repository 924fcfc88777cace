"""F1: the keys of what had the focus, read from its bindings, and then the manual."""

from collections.abc import Mapping, Sequence
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
from kp_tui.widgets.key_lines import KeyLine, lines_to_read
from kp_tui.widgets.keys import key
from kp_tui.widgets.more_sign import MoreSign
from kp_tui.widgets.prose import Block, Prose, blocks

CHAPTER_OF: Mapping[str, str] = {
    screen: chapter
    for chapter, screens in {
        "first-day": ("help", "menu", "signin"),
        "main-line": ("abbreviations", "client", "client_form", "clients", "keep_abbreviation"),
        "case": (
            *("absences", "bars", "case", "cover_sheet", "duties", "ending", "entry", "family", "intake"),
            *("procedure", "services", "sheet", "steps", "team"),
        ),
        "plan": (
            *("goal_area", "goal_area_figures", "goal_areas", "goal_work", "grants", "plan", "plan_compare"),
            *("plan_draft", "plan_form", "plan_tie", "plan_version", "plan_versions"),
            *("add_goal_area", "comment_plan", "discuss_plan", "evaluate_plan", "rename_goal_area"),
        ),
        "papers": ("add_paper", "emergency", "open_emergency", "paper", "papers"),
        "time-field": ("event_form", "forgotten_timer"),
        "counting": ("event", "today"),
        "lock-and-drafts": ("both_versions", "password"),
        "administrator": ("paper_key", "setup"),
    }.items()
    for screen in screens
}
"""The chapter that helps on a screen, by the stem of its module, or on a sheet by its use case."""

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
        self._chapter = chapter or chapter_of(about)
        self._keys = [] if chapter or about is None else _keys(lines_to_read(about))

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


def chapter_of(about: Screen[Any] | None) -> str:
    """The chapter that helps on a screen, or on the sheet that it shows."""
    stem = type(about).__module__.rpartition(".")[2]
    return CHAPTER_OF.get(getattr(about, "sheet_name", ""), CHAPTER_OF.get(stem, "main-line"))


def _keys(lines: Sequence[KeyLine]) -> list[Block]:
    """The keys as a list, what only the screen does first."""
    return [Block(Content.styled(_("Keys here"), "bold underline"))] + [
        Block(_told(line), f"{', '.join(line.keys):<{KEYS_WIDTH}} ", space_before=number == 0)
        for number, line in enumerate(lines)
    ]


def _told(line: KeyLine) -> Content:
    return Content(f"{line.label}: {line.tooltip}" if line.tooltip else line.label)
