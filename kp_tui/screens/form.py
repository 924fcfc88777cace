"""What all forms share: drafts every two seconds, saved with ^S, left as a draft with Esc."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input, TextArea

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.errors import N_, Conflict, InvalidInput, KpError
from kp_tui.domain.event_forms import EventForm
from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.sheets import SheetForm
from kp_tui.locale import _
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.both_versions import Answers, BothVersionsScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.drafts import drop_draft, keep_draft
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.keys import key
from kp_tui.widgets.message_line import MessageLine
from kp_tui.widgets.note import Note

KEEP_EVERY = 2.0  # seconds; what a lost line can cost at most
Form = EventForm | ClientForm | SheetForm | PlanAnswers


class NotTakenYet(InvalidInput):
    """Letters typed over a choice may have been meant for another field: nothing is saved past them."""

    message = N_("What you typed here chooses nothing yet: Enter takes what it finds, Esc drops it.")


class FormScreen(DeskScreen):
    """A form: `draft` says what it holds, `save` keeps it for good, `rival` what somebody else saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("ctrl+s", "save", N_("Save"), "form.save", N_("Save and close"), shown=True, first=True),
    ]

    def __init__(self, *, drafted: bool) -> None:
        super().__init__()
        self._drafted = drafted
        self._kept = drafted
        self._done = False
        self._keeping = False
        self._first: Form | None = None
        self._last: Form | None = None

    def form(self) -> Form:
        """The fields as they stand."""
        raise NotImplementedError

    def draft(self, *, on_screen: bool) -> Draft:
        """The form as it stands."""
        raise NotImplementedError

    async def save(self) -> None:
        """Keep the form for good, and go back."""
        raise NotImplementedError

    async def rival(self) -> Form:
        """What somebody else has saved meanwhile; from now on `save` replaces that."""
        raise NotImplementedError

    def answers(self, form: Form) -> Answers:
        """Each question of the form with a form's answer, as people read it."""
        raise NotImplementedError

    def changed(self) -> None:
        """Something was typed: show what follows from it."""

    def begin(self, form: Form, first: str) -> None:
        """Show what follows from the answers, go where the cursor was or to `first`; remember the form."""
        for note in self.query(Note):
            note.abbreviations = self.desk.abbreviations
        self.changed()
        self.go_to(form.focus or first, form.cursor if form.focus else None)
        self._first = self._last = self._content()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def note_change(self) -> None:
        """Keep what the person changes; what the form itself fills in at the start is no change."""
        content = self._content()
        if content != self._last:
            self._last = content
            self.query_one(MessageLine).forget_complaint()
            self._keep_soon()
            self.changed()

    def half_typed(self) -> Draft | None:
        """What would be lost if the form closed now."""
        return self.draft(on_screen=True) if self.waits else None

    async def leave(self) -> None:
        """A changed form becomes a draft; one that was changed back is nothing to finish."""
        if self._done:
            return
        draft = self.draft(on_screen=False)
        with self._put_away():
            if self._worth_keeping:
                await self.desk.perform(keep_draft, draft)
            elif self._kept:
                await self.desk.perform(drop_draft, draft.id)

    @property
    def waits(self) -> bool:
        """Whether something is left to finish when the form closes now; not before its fields are there."""
        return self._first is not None and self._worth_keeping and not self._done

    @property
    def _worth_keeping(self) -> bool:
        return self._drafted or self._content() != self._first

    def _keep_soon(self) -> None:
        if not self._keeping:
            self._keeping = True
            self.set_timer(KEEP_EVERY, self.keep)

    async def keep(self) -> None:
        """Keep the form as a draft now."""
        self._keeping = False
        if self.is_attached and not self._done:
            with self.refusals_shown():
                await self.desk.perform(keep_draft, self.draft(on_screen=True))
                self._kept = True

    def _content(self) -> Form:
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

    def go_to(self, name: str, cursor: tuple[int, int] | None = None) -> None:
        """Put the cursor into a field: where it was, or behind what stands there."""
        field = self.query_one(f"#{name}")
        self.set_focus(field if field.focusable else self.focus_chain[0])
        if isinstance(field, TextArea):
            field.move_cursor(field.document.end if cursor is None else cursor)
        elif isinstance(field, Input):
            field.cursor_position = len(field.value) if cursor is None else cursor[1]

    @on(Field.Finished)
    async def finish(self) -> None:
        """Enter in the last field saves."""
        await self.action_save()

    async def action_save(self) -> None:
        """Save; what is wrong is said, and what was typed stays."""
        if self._done:
            return
        try:
            self._check_looked_up()
            with self._put_away():
                await self.save()
        except KpError as error:
            self.complain(error)
            if isinstance(error, Conflict):
                await self._compare()

    def _check_looked_up(self) -> None:
        for field in self.focus_chain:
            if isinstance(field, Choice) and field.typed:
                raise NotTakenYet().at(field.id or "")

    @contextmanager
    def _put_away(self) -> Iterator[None]:
        """From here on no timer keeps the draft any more; it does again where closing fails."""
        self._done = True
        try:
            yield
        except KpError:
            self._done = False
            raise

    async def _compare(self) -> None:
        """Show what somebody else has saved beside what is typed here; the next ^S is meant."""
        theirs = await self.rival()
        self._keep_soon()
        await self.app.push_screen(BothVersionsScreen(self.answers(theirs), self.answers(self.form())))
        self.say(_("^S saves your version; the other one is kept among the older ones."))
