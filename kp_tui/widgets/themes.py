"""How the program looks: three themes of its own, each readable in 16 million, 256 and 16 colours.

Textual's themes have contrasts down to 1.5:1. Here every text stands at 4.5:1 or better on whatever it is
drawn on (7:1 with high contrast), and every colour is one of xterm's 256, so that PuTTY shows what was meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Colours:
    """Grounds, texts that stand on any of them, and texts with a ground of their own."""

    ground: str
    field: str
    bar: str
    text: str
    quiet: str
    strong: str
    error: str
    warning: str
    success: str
    cursor: tuple[str, str]
    cursor_elsewhere: tuple[str, str]
    frame: str

    def theme(self, name: str, *, dark: bool) -> Theme:
        """The theme that Textual's own widgets and our style sheets take their variables from."""
        return Theme(
            name,
            primary=self.strong,
            secondary=self.strong,
            accent=self.strong,
            error=self.error,
            warning=self.warning,
            success=self.success,
            foreground=self.text,
            background=self.ground,
            surface=self.field,
            panel=self.bar,
            boost=self.field,
            dark=dark,
            variables=self._texts() | self._cursors() | self._frames(),
        )

    def _texts(self) -> dict[str, str]:
        return {
            "text": self.text,
            "text-muted": self.quiet,
            "text-disabled": self.quiet,
            "foreground-muted": self.quiet,
            "text-error": self.error,
            "text-warning": self.warning,
            "text-success": self.success,
            "footer-background": self.bar,
            "footer-foreground": self.text,
        }

    def _cursors(self) -> dict[str, str]:
        """Textual reverses the typing cursor, so that it stays visible without colours."""
        return {
            "block-cursor-foreground": self.cursor[0],
            "block-cursor-background": self.cursor[1],
            "block-cursor-blurred-foreground": self.cursor_elsewhere[0],
            "block-cursor-blurred-background": self.cursor_elsewhere[1],
            "input-selection-foreground": self.cursor[0],
            "input-selection-background": self.cursor[1],
            "input-cursor-foreground": self.text,
            "input-cursor-background": self.field,
            "input-cursor-text-style": "reverse",
        }

    def _frames(self) -> dict[str, str]:
        return {
            "border": self.strong,
            "border-blurred": self.frame,
            "scrollbar": self.frame,
            "scrollbar-hover": self.frame,
            "scrollbar-active": self.frame,
            "scrollbar-background": self.bar,
        }


DARK = Colours(
    ground="#121212",
    field="#1c1c1c",
    bar="#262626",
    text="#d0d0d0",
    quiet="#a8a8a8",
    strong="#87d7ff",
    error="#ff8787",
    warning="#ffd75f",
    success="#87d787",
    cursor=("#ffffff", "#005faf"),
    cursor_elsewhere=("#ffffff", "#000087"),
    frame="#767676",
)
LIGHT = Colours(
    ground="#ffffff",
    field="#eeeeee",
    bar="#e4e4e4",
    text="#121212",
    quiet="#4e4e4e",
    strong="#005faf",
    error="#af0000",
    warning="#5f5f00",
    success="#005f00",
    cursor=("#ffffff", "#005faf"),
    cursor_elsewhere=("#121212", "#87afd7"),
    frame="#767676",
)
CONTRAST = Colours(
    ground="#000000",
    field="#000000",
    bar="#000000",
    text="#ffffff",
    quiet="#ffffff",
    strong="#00ffff",
    error="#ff8787",
    warning="#ffff00",
    success="#87ff87",
    cursor=("#000000", "#ffff00"),
    cursor_elsewhere=("#000000", "#ffffff"),
    frame="#ffffff",
)
THEMES = (
    DARK.theme("dark", dark=True),
    LIGHT.theme("light", dark=False),
    CONTRAST.theme("contrast", dark=True),
)


class PlainScrollBarRender(ScrollBarRender):
    """A scroll bar of whole cells: eighths of a block are in few fonts."""

    VERTICAL_BARS = [" "]  # noqa: RUF012 -- as Textual declares it
    HORIZONTAL_BARS = [" "]  # noqa: RUF012 -- as above


def chosen(environment: Mapping[str, str]) -> str:
    """The theme that `KP_THEME` names: dark, light or contrast; dark where it names none of them."""
    wanted = environment.get("KP_THEME", "")
    return wanted if wanted in {theme.name for theme in THEMES} else THEMES[0].name


def dress(app: App[Any], environment: Mapping[str, str]) -> None:
    """Let the program wear the chosen theme, with scroll bars that every font can draw."""
    ScrollBar.renderer = PlainScrollBarRender
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = chosen(environment)
