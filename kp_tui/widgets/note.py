"""A place for several lines in a form: arrows lead out of it, and in an empty one ↑ brings older texts."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from textual.message import Message
from textual.widgets.text_area import Edit, EditResult

from kp_tui.domain.abbreviations import ENDS_A_WORD, written_out
from kp_tui.terminal.notes import NoteArea


class Note(NoteArea):
    """↑ on the first line and ↓ on the last go to the neighbours; ↑ fills an empty note if `recalling`.

    Each of `abbreviations` is written out when what ends a word is typed behind it; ^Z takes it back.
    """

    abbreviations: Mapping[str, str] = MappingProxyType({})

    class OlderWanted(Message):
        """↑ in an empty note: whoever knows older texts answers with `offer`."""

        def __init__(self, note: "Note") -> None:
            super().__init__()
            self.note = note

        @property
        def control(self) -> "Note":
            """The note, for `@on(Note.OlderWanted, "#content")`."""
            return self.note

    def __init__(self, text: str = "", *, recalling: bool = False, **options: Any) -> None:
        super().__init__(text, compact=True, **options)
        self._recalling = recalling
        self._older: Sequence[str] = ()
        self._place = -1

    def on_mount(self) -> None:
        """Begin behind what stands here: a note is continued."""
        self.move_cursor(self.document.end)

    def offer(self, older: Sequence[str]) -> None:
        """Show the latest of older texts; ↑ goes on to older ones, ↓ back to the empty note."""
        self._older, self._place = older, -1
        self._turn(1)

    def edit(self, edit: Edit) -> EditResult:
        """Write out the abbreviation that the typed sign ends."""
        if edit.text in ENDS_A_WORD and edit.from_location == edit.to_location:
            row, column = edit.from_location
            longer = written_out(self.document.get_line(row)[:column], self.abbreviations)
            if longer is not None:
                edit.from_location = (row, column - longer[0])
                edit.text = longer[1] + edit.text
        return super().edit(edit)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's own action
        """Up a line; from the first one out, or to older texts."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        elif self._shows_older:
            self._turn(1)
        elif self._recalling and not self.text:
            self.post_message(self.OlderWanted(self))
        else:
            self.screen.focus_previous()

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's own action
        """Down a line; from the last one out, or to newer texts."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        elif self._shows_older:
            self._turn(-1)
        else:
            self.screen.focus_next()

    @property
    def _shows_older(self) -> bool:
        """Whether an older text stands here as it was brought."""
        return self._place >= 0 and self.text == self._older[self._place]

    def _turn(self, steps: int) -> None:
        self._place = min(self._place + steps, len(self._older) - 1)
        self.text = self._older[self._place] if self._place >= 0 else ""
        self.move_cursor(self.document.end)
