"""Fields people type into: what enters is cleaned, nothing blinks, a password is neither kept nor told."""

import unicodedata
from typing import Any

from textual import events
from textual.reactive import Reactive, reactive
from textual.widgets import Input

from kp_tui.domain.text import clean, clean_line


def is_accent(text: str) -> bool:
    """Whether `text` begins with a mark that joins the letter before it."""
    return bool(text) and unicodedata.combining(text[0]) > 0


class LineInput(Input):
    """One line of text: a paste of several lines is joined, accents are composed, controls never enter."""

    cursor_blink: Reactive[bool] = reactive(default=False, init=False)

    def validate_value(self, value: str) -> str:
        """Clean a value that the program sets; Textual calls this for every new value."""
        return clean(value).replace("\n", " ")

    def replace(self, text: str, start: int, end: int) -> None:
        """Put cleaned `text` between two places; an accent typed on its own joins the letter before it."""
        text = clean(text).replace("\n", " ")
        start, end = sorted((max(0, start), min(len(self.value), end)))
        if start and is_accent(text):
            start -= 1
            text = clean(self.value[start] + text)
        super().replace(text, start, end)

    def joined(self, text: str) -> str:
        """A paste as the one line that goes in."""
        return clean_line(text)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(self.joined(event.text), *self.selection)


class _Untold:
    """A message about a password, which says nothing of it where it is shown."""

    def __repr__(self) -> str:
        return type(self).__name__


class PasswordInput(LineInput):
    """A password: never copied, never suggested, in no repr, and gone from the field once taken."""

    class Changed(_Untold, Input.Changed, namespace="input"):
        """`Input.Changed`, untold."""

    class Submitted(_Untold, Input.Submitted, namespace="input"):
        """`Input.Submitted`, untold."""

    class Blurred(_Untold, Input.Blurred, namespace="input"):
        """`Input.Blurred`, untold."""

    def __init__(self, placeholder: str = "", **options: Any) -> None:
        super().__init__(placeholder=placeholder, password=True, **options)

    def take(self) -> str:
        """The password typed; the field is empty afterwards."""
        typed, self.value = self.value, ""
        return typed

    def joined(self, text: str) -> str:
        """A paste without its line ends; spaces belong to a password."""
        return clean(text).replace("\n", "")

    def action_copy(self) -> None:
        """Do nothing: a password stays where it was typed."""

    def action_cut(self) -> None:
        """Do nothing, as for copying."""
