"""Several lines that people type into; apart from the one-line fields, which the sign-in waits for."""

from typing import Any

from textual.reactive import Reactive, reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from kp_tui.domain.text import clean
from kp_tui.terminal.fields import is_accent


class NoteArea(TextArea):
    """Several lines of text, cleaned on every way in."""

    cursor_blink: Reactive[bool] = reactive(default=False, init=False)

    def __init__(self, text: str = "", **options: Any) -> None:
        super().__init__(clean(text), **options)

    def load_text(self, text: str) -> None:
        """Show cleaned `text` in place of what was there."""
        super().load_text(clean(text))

    def edit(self, edit: Edit) -> EditResult:
        """Do a cleaned edit, Textual's door for typing, pasting and `insert`; an accent joins its letter."""
        edit.text = clean(edit.text)
        row, column = edit.top
        if column and is_accent(edit.text):
            edit.text = clean(self.document.get_line(row)[column - 1] + edit.text)
            edit.from_location, edit.to_location = (row, column - 1), edit.bottom
        return super().edit(edit)
