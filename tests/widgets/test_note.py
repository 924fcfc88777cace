"""A note in a form: the arrows lead out of it, ↑ in an empty one brings older texts."""

from textual import on
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.widgets import Input

from kp_tui.widgets.note import Note

OLDER = ["včera", "předevčírem\nna úřadě"]


class Notes(App[None]):
    older: list[str] = OLDER

    def compose(self) -> ComposeResult:
        yield Input(id="before")
        yield Note(id="note", recalling=True)
        yield Note("první\ndruhý", id="plain")
        yield Input(id="after")

    @on(Note.OlderWanted)
    def answer(self, event: Note.OlderWanted) -> None:
        event.control.offer(self.older)

    @property
    def note(self) -> Note:
        return self.query_one("#note", Note)

    @property
    def focus_id(self) -> str | None:
        return self.focused.id if self.focused else None


async def test_up_goes_to_older_texts_and_down_back_to_an_empty_note() -> None:
    app = Notes()
    async with app.run_test() as pilot:
        app.note.focus()
        await pilot.press("up")
        assert app.note.text == "včera"
        await pilot.press("up", "up", "up")
        assert app.note.text == "předevčírem\nna úřadě", "the oldest stays"
        await pilot.press("down", "down")
        assert app.note.text == ""
        await pilot.press("down")
        assert app.focus_id == "plain"


async def test_a_text_that_was_brought_and_changed_is_the_persons_own() -> None:
    app = Notes()
    async with app.run_test() as pilot:
        app.note.focus()
        await pilot.press("up", "!", "up")
        assert (app.note.text, app.focus_id) == ("včera!", "before")


async def test_where_nothing_is_older_the_note_stays_empty() -> None:
    app = Notes()
    app.older = []
    async with app.run_test() as pilot:
        app.note.focus()
        await pilot.press("up")
        assert (app.note.text, app.focus_id) == ("", "note")


async def test_arrows_move_within_a_note_and_leave_it_at_its_ends() -> None:
    app = Notes()
    async with app.run_test() as pilot:
        plain = app.query_one("#plain", Note)
        plain.focus()
        await pilot.pause()
        assert plain.cursor_location == (1, 5), "a note is continued"
        await pilot.press("up")
        assert (app.focus_id, plain.cursor_location[0]) == ("plain", 0)
        await pilot.press("up")
        assert app.focus_id == "note"
        await pilot.press("tab", "down", "down")
        assert app.focus_id == "after"


async def test_an_abbreviation_is_written_out_by_what_ends_it_and_undone_by_one_key() -> None:
    app = Notes()
    async with app.run_test() as pilot:
        app.note.abbreviations = {"kl": "klient", "soc": "sociální"}
        app.note.focus()
        await pilot.press(*"Kl", "space", *"skl", "comma", *"kl", "full_stop", "enter", *"soc", "enter")
        assert app.note.text == "Klient skl,klient.\nsociální\n"
        await pilot.press(*"kl", "space", "ctrl+z")
        assert app.note.text.endswith("\nkl"), app.note.text


async def test_what_is_pasted_or_written_in_the_middle_stays_as_it_is() -> None:
    app = Notes()
    async with app.run_test() as pilot:
        app.note.abbreviations = {"kl": "klient"}
        app.note.focus()
        await app.note._on_paste(Paste("kl a kl "))
        await pilot.pause()
        assert app.note.text == "kl a kl "
        await pilot.press("home", *"kl", "space")
        assert app.note.text == "klient kl a kl "
