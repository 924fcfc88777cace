"""The themes: every text is readable on what it stands on, in 16 million, 256 and 16 colours."""

import re
from itertools import product
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.theme import Theme
from textual.widgets import Input, Static, TextArea

from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.key_bar import KeyBar
from kp_tui.widgets.message_line import MessageLine
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.themes import THEMES, chosen, dress

Drawn = list[tuple[str, Style]]

TOP = Path(__file__).parents[2]
STYLES = TOP / "styles"
SHEETS = [
    *STYLES.glob("*.tcss"),
    *(TOP / "kp_tui" / "widgets").glob("*.py"),
    *(TOP / "kp_tui" / "screens").glob("*.py"),
]

GROUNDS = ("background", "surface", "panel")
PLAIN, QUIET = ("foreground", "text"), ("text-muted", "text-disabled")
COLOURED = ("primary", "text-error", "text-warning", "text-success")
ON_THEIR_OWN = [
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("footer-foreground", "footer-background"),
]
MAIN = [*product(PLAIN, GROUNDS), *ON_THEIR_OWN]
PAIRS = [*MAIN, *product(QUIET + COLOURED, GROUNDS)]

# Microsoft's WGL4, beyond letters: what the fonts of PuTTY and the Linux console can draw
WGL4_SIGNS = set(
    "–—―‗‘’‚‛“”„†‡•…‰′″‹›‼‾⁄ⁿ₣₤₧€℅ℓ№™Ω℮⅛⅜⅝⅞←↑→↓↔↕↨∂∆∏∑−∕∙√∞∟∩∫≈≠≡≤≥⌂⌐⌠⌡"
    "─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓■□▪▫▬▲►▼◄◊○●◘◙◦☺☻☼♀♂♠♣♥♦♪♫"
)


def luminance(colour: RichColor) -> float:
    """WCAG 2's relative luminance."""
    channels = (value / 255 for value in colour.get_truecolor())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: RichColor, ground: RichColor, system: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """WCAG 2's ratio, as a terminal with that many colours shows it."""
    darker, lighter = sorted(luminance(colour.downgrade(system)) for colour in (text, ground))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_the_known_one() -> None:
    white, black, grey = map(RichColor.parse, ("#ffffff", "#000000", "#767676"))
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


def colours_of(theme: Theme) -> dict[str, RichColor]:
    names = {name for pair in PAIRS for name in pair}
    variables = theme.to_color_system().generate() | theme.variables
    return {name: RichColor.parse(variables[name].lower()) for name in names}


def least(theme: Theme) -> float:
    return 7 if theme.name == "contrast" else 4.5


themes = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@themes
@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT], ids=["true", "256"])
def test_every_text_is_readable_on_every_ground(theme: Theme, system: ColorSystem) -> None:
    colours = colours_of(theme)
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]], system) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < least(theme)}


@themes
def test_sixteen_colours_are_enough_to_read_everything(theme: Theme) -> None:
    """A terminal's 16 colours are its own; these are the usual ones. Quiet words may be fainter."""
    colours = colours_of(theme)
    ratios = {pair: contrast(colours[pair[0]], colours[pair[1]], ColorSystem.STANDARD) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in ratios.items() if ratio < (4.5 if pair in MAIN else 3)}


@themes
@pytest.mark.parametrize("system", list(ColorSystem)[:3])
def test_the_cursor_line_differs_with_the_focus_and_without(theme: Theme, system: ColorSystem) -> None:
    colours = {name: colour.downgrade(system) for name, colour in colours_of(theme).items()}
    grounds = [
        colours[name] for name in ("block-cursor-background", "block-cursor-blurred-background", "background")
    ]
    assert len(set(grounds)) == len(grounds)


def test_style_sheets_use_no_colour_that_is_not_measured_here() -> None:
    measured = {name for pair in PAIRS for name in pair} | {"border", "transparent"}
    used = {
        (sheet.name, name)
        for sheet in SHEETS
        for name in re.findall(
            r"(?:color|background|background-tint):\s*\$?([\w-]+)", sheet.read_text("utf-8")
        )
    }
    assert not {(sheet, name) for sheet, name in used if name not in measured}


def test_style_sheets_move_nothing_and_draw_only_borders_that_every_font_has() -> None:
    for sheet in SHEETS:
        text = sheet.read_text("utf-8")
        assert not re.search(r"\b(transition|animation)\b\s*:", text), sheet
        drawn = set(re.findall(r"\bborder(?:-\w+)?:\s*([a-z]+)", text))
        assert drawn <= {"none", "blank", "solid", "double", "ascii", "thick"}, sheet


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "dark"),
        ({"KP_THEME": "light"}, "light"),
        ({"KP_THEME": "contrast"}, "contrast"),
        ({"KP_THEME": "x"}, "dark"),
    ],
)
def test_a_setting_chooses_the_theme(environment: dict[str, str], name: str) -> None:
    assert chosen(environment) == name


class Question(ModalScreen[None]):
    """A modal with nothing that covers the screen below."""

    def compose(self) -> ComposeResult:
        yield Static("Sure?")


class Gallery(App[None]):
    """One of everything that the program is built of."""

    CSS_PATH = [STYLES / "app.tcss", STYLES / "base.tcss"]  # noqa: RUF012 -- as Textual declares it

    def __init__(self, theme: str = "dark") -> None:
        super().__init__()
        dress(self, {"KP_THEME": theme})

    def compose(self) -> ComposeResult:
        yield Static("A heading", classes="heading")
        yield Field("Name", Input("Žofie", select_on_focus=False))
        yield Field("Empty", Input(placeholder="placeholder"))
        yield Field("Wrong", Input("x", classes="-invalid"))
        yield Field("Chosen", Input("all of it"))
        yield Field("Off", Input("disabled", disabled=True))
        yield Field("Kind", Choice([(1, "contact"), (2, "individual")]))
        yield TextArea("A note\nof two lines")
        with VerticalScroll(can_focus=False):
            for number in range(30):
                yield Static(f"line {number}")
        yield Rows[int, str]([Column("Row", str, 10)])
        yield Rows[int, str]([Column("Row", str, 10)], empty="Nobody found.", id="empty")
        for kind in ("aside", "warning", "done"):
            yield Static(kind, classes=kind)
        yield MessageLine()
        yield KeyBar()

    async def on_mount(self) -> None:
        for field in self.query(Input):
            field.cursor_blink = False
        first, second = self.query(Rows)
        await first.show(ListSource([(1, "one"), (2, "two")]))
        await second.show(ListSource([]))
        self.query_one(MessageLine).complain("This went wrong.")
        self.notify("A note", title="Title", severity="warning", timeout=1000)

    def drawn(self) -> Drawn:
        """Everything on the screen that is not a blank."""
        segments = (segment for strip in self.screen._compositor.render_strips() for segment in strip)
        return [(segment.text, segment.style or Style()) for segment in segments if segment.text.strip()]


_walked: dict[str, list[Drawn]] = {}


async def drawn_with_each_focus(theme: str) -> list[Drawn]:
    """What the gallery shows while the focus goes once around; walked once for all tests."""
    if theme not in _walked:
        app = Gallery(theme)
        async with app.run_test(size=(80, 60)) as pilot:
            _walked[theme] = []
            for widget in app.screen.focus_chain:
                widget.focus()
                await pilot.pause()
                _walked[theme].append(app.drawn())
    return _walked[theme]


@themes
async def test_all_that_is_drawn_is_readable_wherever_the_focus_is(theme: Theme) -> None:
    faint = {}
    for drawn in await drawn_with_each_focus(theme.name):
        for text, style in drawn:
            assert style.color is not None
            assert style.bgcolor is not None
            if contrast(style.color, style.bgcolor) < least(theme):
                faint[text] = str(style)
    assert not faint


async def test_every_sign_that_is_drawn_is_in_the_fonts_of_plain_terminals() -> None:
    for drawn in await drawn_with_each_focus("dark"):
        assert {sign for text, _style in drawn for sign in text if ord(sign) > 0x17F} <= WGL4_SIGNS


async def test_the_focus_is_marked_as_well_as_coloured() -> None:
    walked = await drawn_with_each_focus("dark")
    marks = [
        [text for text, style in drawn if "►" in text or "█" in text or style.reverse] for drawn in walked
    ]
    assert len(set(map(tuple, marks))) == len(walked)


async def test_inputs_take_one_line_so_that_a_form_fits_into_24() -> None:
    app = Gallery()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        for kind in (Field, Input, Choice, MessageLine, KeyBar):
            assert {widget.outer_size.height for widget in app.query(kind)} == {1}


async def test_nothing_shines_through_a_modal() -> None:
    app = Gallery()
    async with app.run_test(size=(80, 60)) as pilot:
        app.clear_notifications()
        await app.push_screen(Question())
        await pilot.pause()
        assert {text.strip() for text, _style in app.drawn()} == {"Sure?"}


async def test_a_scroll_bar_is_drawn_in_whole_cells_and_seen_without_colours() -> None:
    app = Gallery()
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.pause()
        bar = app.query_one(VerticalScroll).vertical_scrollbar
        strips = bar.render_lines(bar.size.region)
        segments = [segment for strip in strips for segment in strip]
        assert {segment.text for segment in segments} == {" "}
        assert {bool(segment.style and segment.style.reverse) for segment in segments} == {True, False}
