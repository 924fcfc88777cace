"""What all forms share: drafts every two seconds, saved with ^S, left as a draft with Esc."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.event_forms import EventForm
from kp_tui.screens.base import DeskScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.drafts import keep_draft
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field

KEEP_EVERY = 2.0  # seconds; what a lost line can cost at most


class FormScreen(DeskScreen):
    """A form: `draft` says what it holds, `save` keeps it for good."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), id="form.save", priority=True, tooltip=N_("Save and close")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._changed = False
        self._done = False
        self._keeping = False

    def body(self) -> ComposeResult:
        """The fields."""
        raise NotImplementedError

    def form(self) -> EventForm | ClientForm:
        """The fields as they stand."""
        raise NotImplementedError

    def draft(self, *, on_screen: bool) -> Draft:
        """The form as it stands."""
        raise NotImplementedError

    async def save(self) -> None:
        """Keep the form for good, and go back."""
        raise NotImplementedError

    def changed(self) -> None:
        """Something was typed: show what follows from it."""

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def note_change(self) -> None:
        """Keep what the person changes; what the form itself fills in at the start is no change."""
        if self._content() != self._first:
            self.touched()
        self.changed()

    def on_mount(self) -> None:
        """Remember how the form began."""
        self._first = self._content()

    def half_typed(self) -> Draft | None:
        """What would be lost if the form closed now."""
        return self.draft(on_screen=True) if self._changed and not self._done else None

    def touched(self) -> None:
        """A field changed: keep the form within two seconds."""
        self._changed = True
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_EVERY, self._keep)

    async def _keep(self) -> None:
        self._keeping = False
        draft = self.half_typed()
        if draft is not None and self.is_attached:
            with self.refusals_shown():
                await self.desk.perform(keep_draft, draft)

    async def leave(self) -> None:
        """A changed form becomes a draft."""
        if self._changed and not self._done:
            await self.desk.perform(keep_draft, self.draft(on_screen=False))
            self._done = True

    def _content(self) -> EventForm | ClientForm:
        return replace(self.form(), focus="", cursor=(0, 0))

    def typed(self, name: str) -> str:
        """What stands in a field of text."""
        field = self.query_one(f"#{name}")
        return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""

    def chosen(self, name: str) -> Any:
        """What is chosen in a choice; each has values of its own."""
        return self.query_one(f"#{name}", Choice).value

    def place(self) -> tuple[str, tuple[int, int]]:
        """The field the cursor is in, and its row and column there."""
        focused = self.focused
        if isinstance(focused, TextArea):
            return focused.id or "", focused.cursor_location
        if isinstance(focused, Input):
            return focused.id or "", (0, focused.cursor_position)
        return (focused.id or "" if focused else ""), (0, 0)

    def go_to(self, name: str, cursor: tuple[int, int]) -> None:
        """Put the cursor where it was."""
        field = self.query_one(f"#{name}")
        field.focus()
        if isinstance(field, TextArea):
            field.move_cursor(cursor)
        elif isinstance(field, Input):
            field.cursor_position = cursor[1]

    @on(Field.Finished)
    async def finish(self) -> None:
        """Enter in the last field saves."""
        await self.action_save()

    async def action_save(self) -> None:
        """Save; what is wrong is said, and what was typed stays."""
        if self._done:
            return
        self._done = True  # from here on nothing may bring the draft back
        try:
            await self.save()
        except KpError as error:
            self._done = False
            self.complain(error)
