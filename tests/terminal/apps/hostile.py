"""Shows hostile text in every kind of widget; `KP_TEXT` holds it in hexadecimal."""

import os

from rich.panel import Panel
from rich.segment import Segment
from rich.table import Table
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Label, OptionList, Static, TextArea, Tree

from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.fields import LineInput
from kp_tui.terminal.notes import NoteArea

TEXT = bytes.fromhex(os.environ["KP_TEXT"]).decode()


class OwnLine(Widget):
    """Draws its line itself."""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(TEXT)])


class OwnLines(Widget):
    """Draws all its lines itself, past Textual's line filters, as our virtual lists do."""

    def render_lines(self, crop: Region) -> list[Strip]:
        return [Strip([Segment(TEXT)]).adjust_cell_length(crop.width)] * crop.height


def table() -> Table:
    rows = Table(TEXT)
    rows.add_row(TEXT)
    return rows


class Program(TerminalApp[None]):
    CSS = "* { height: auto; max-height: 4; } OwnLine, OwnLines { height: 1; }"

    def compose(self) -> ComposeResult:
        yield Label("ready")
        yield Static(TEXT)
        titled = Static("titled")
        titled.border_title = titled.border_subtitle = TEXT
        titled.styles.border = ("round", "red")
        yield titled
        yield Button(TEXT)
        yield Checkbox(TEXT)
        yield OptionList(TEXT)
        yield Tree(TEXT)
        yield Input(TEXT)
        yield TextArea(TEXT)
        yield LineInput(TEXT)
        yield NoteArea(TEXT)
        yield Static(table())
        yield Static(Panel(TEXT))
        yield OwnLine()
        yield OwnLines()

    def on_mount(self) -> None:
        self.notify(TEXT, title=TEXT, timeout=60)
