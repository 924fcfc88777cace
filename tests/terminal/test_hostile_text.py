"""What a person wrote never acts on the next reader's terminal, nor on the program."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kp_tui.terminal.plain import harmless
from tests.support.pty import Terminal
from tests.terminal.conftest import Opener

PAINTING = re.compile(r"\x1b\[([\d;]*[mH]|\?\d+[hl]|\?\d+\$p)")
"""All that Textual sends to paint: styles, cursor moves, modes and two questions about modes."""

HOSTILE = (
    "\x1b]0;title\x07\x1b]52;c;b3duZWQ=\x1b\\\x9d0;C1\x9c\x9b2J\x1b[2J\x1b[31m\x1bc\u202eturned\u2066\u200f"
)
MARKUP = "[@click=app.exit]x[/] [link=http://x]y[/] [/] [b [red on red]z"


def acting(app: Terminal) -> str:
    """What has been written to the terminal beside text and painting."""
    rest = PAINTING.sub("", app.raw.decode())
    return "".join(
        sorted(set(re.findall("[^\n\r -~\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]", rest)))
    )


def test_stored_controls_never_reach_the_terminal_from_any_widget(open_app: Opener) -> None:
    app = open_app("hostile", rows=60, KP_TEXT=f"A{HOSTILE}Z".encode().hex())
    app.settle()
    assert acting(app) == ""
    assert app.title == ""
    assert app.text.count("Z") >= 16


def test_brackets_are_brackets_in_every_widget(open_app: Opener) -> None:
    app = open_app("hostile", rows=60, KP_TEXT=MARKUP.encode().hex())
    app.settle()
    assert app.text.count(MARKUP) >= 16
    assert "\x1b]8" not in app.raw.decode()


@given(st.text())
def test_filtered_text_is_as_wide_as_it_was_measured(text: str) -> None:
    assert cell_len(harmless(text)) == cell_len(text)


@given(st.text(alphabet=st.characters(categories=["Cc", "Zl", "Zp", "Lu"])))
def test_no_control_and_no_line_separator_passes(text: str) -> None:
    assert harmless(text).isprintable()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"])))
def test_ordinary_text_passes_unchanged(text: str) -> None:
    assert harmless(text) == text
