"""What people type and paste enters clean; what they type as a password stays unseen."""

import ast
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

import kp_tui
from kp_tui.domain.text import clean
from kp_tui.terminal.app import TerminalApp
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.terminal.notes import NoteArea
from tests.terminal.conftest import Opener

DECOMPOSED = "Z\u030cofie Nova\u0301kova\u0301"
COMPOSED = "Žofie Nováková"
HOSTILE = "a\x1b]0;x\x07\x9b\u202eb"
CLEAN = "a]0;xb"


class Fields(TerminalApp[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Input.Changed | Input.Submitted] = []

    def compose(self) -> ComposeResult:
        yield LineInput(id="line")
        yield PasswordInput(id="password")
        yield NoteArea(id="note")

    def on_input_changed(self, message: Input.Changed) -> None:
        self.heard.append(message)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.heard.append(message)


async def paste(pilot: Pilot[None], field: Widget, text: str) -> None:
    field.focus()
    await pilot.pause()
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def test_a_paste_of_several_lines_becomes_one_line() -> None:
    async with Fields().run_test() as pilot:
        line = pilot.app.query_one("#line", LineInput)
        await paste(pilot, line, "Žofie\r\nNováková\n\n\tBrno\n")
        assert line.value == "Žofie Nováková Brno"


async def test_a_paste_replaces_what_is_selected_and_an_empty_one_does_no_harm() -> None:
    async with Fields().run_test() as pilot:
        line = pilot.app.query_one("#line", LineInput)
        line.value = "old"
        line.select_all()
        await paste(pilot, line, "new")
        await paste(pilot, line, "")
        await paste(pilot, line, "\n")
        assert line.value == "new"
        assert line.cursor_position == 3


async def test_accents_that_arrive_apart_are_joined_however_they_arrive() -> None:
    async with Fields().run_test() as pilot:
        line, note = pilot.app.query_one("#line", LineInput), pilot.app.query_one("#note", NoteArea)
        await paste(pilot, line, DECOMPOSED)
        await paste(pilot, note, DECOMPOSED)
        assert (line.value, note.text) == (COMPOSED, COMPOSED)
        for field in (line, note):
            field.post_message(events.Key("a", "a"))
            field.post_message(events.Key("acute", "\u0301"))
        await pilot.pause()
        assert (line.value, note.text) == (COMPOSED + "á", COMPOSED + "á")
        line.value = DECOMPOSED
        note.text = DECOMPOSED
        assert (line.value, note.text) == (COMPOSED, COMPOSED)
        assert NoteArea(DECOMPOSED).text == COMPOSED
        assert LineInput(DECOMPOSED).value == COMPOSED


async def test_an_accent_joins_its_letter_in_the_middle_and_undo_takes_it_off() -> None:
    async with Fields().run_test() as pilot:
        line, note = pilot.app.query_one("#line", LineInput), pilot.app.query_one("#note", NoteArea)
        line.value = "cas"
        line.replace("\u030c", 1, 1)
        assert (line.value, line.cursor_position) == ("čas", 1)
        note.text = "x\ncas"
        note.insert("\u030c", (1, 1))
        assert note.text == "x\nčas"
        note.undo()
        assert note.text == "x\ncas"


async def test_controls_never_enter() -> None:
    async with Fields().run_test() as pilot:
        line, note = pilot.app.query_one("#line", LineInput), pilot.app.query_one("#note", NoteArea)
        await paste(pilot, line, HOSTILE)
        await paste(pilot, note, HOSTILE + "\nsecond")
        assert (line.value, note.text) == (CLEAN, CLEAN + "\nsecond")


@given(st.text())
def test_whatever_the_program_sets_is_clean(text: str) -> None:
    assert LineInput().validate_value(text) == clean(text).replace("\n", " ")
    assert unicodedata.is_normalized("NFC", NoteArea(text).text)


async def test_spaces_can_be_typed_at_the_end_of_a_line() -> None:
    async with Fields().run_test() as pilot:
        line = pilot.app.query_one("#line", LineInput)
        line.focus()
        await pilot.press("a", "space", "b", "space")
        assert line.value == "a b "


async def test_no_field_blinks() -> None:
    async with Fields().run_test() as pilot:
        for field in pilot.app.query("LineInput, PasswordInput, NoteArea"):
            assert not field.cursor_blink  # type: ignore[attr-defined]


async def test_a_password_is_in_no_repr_and_gone_once_taken() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        password = pilot.app.query_one("#password", PasswordInput)
        await paste(pilot, password, " two  words \n")
        await pilot.press("enter")
        shown = repr(password) + repr(app.heard) + "".join(map(str, password.__rich_repr__()))
        assert "words" not in shown
        assert len(app.heard) == 2
        assert password.take() == " two  words "
        assert password.value == ""


async def test_a_password_is_not_copied_nor_cut() -> None:
    async with Fields().run_test() as pilot:
        password = pilot.app.query_one("#password", PasswordInput)
        password.value = "heslo"
        password.focus()
        await pilot.pause()
        password.select_all()
        await pilot.press("ctrl+c", "ctrl+x")
        assert pilot.app.clipboard == ""
        assert password.value == "heslo"


def test_a_paste_in_a_real_terminal_is_joined_and_a_password_never_painted(open_app: Opener) -> None:
    app = open_app("field")
    app.paste("první\rdruhý\nt\u0159etí".replace("\u0159", "r\u030c"))
    app.wait_for("první druhý třetí")
    app.send("\t")
    app.paste("tajné")
    app.wait_for("•••••")
    assert "tajné" not in app.raw.decode()


def test_screens_make_our_fields_only() -> None:
    package = Path(kp_tui.__file__).parent
    for file in package.rglob("*.py"):
        made = {
            node.func.id
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not made & {"Input", "MaskedInput", "TextArea"}, (
            f"{file.relative_to(package)} skips the cleaning"
        )
