"""What all forms share: drafts every two seconds, saved with ^S, left as a draft with Esc."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kp_tui.domain.errors import N_, KpError
from kp_tui.screens.base import DeskScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.drafts import keep_draft

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

    def draft(self, *, on_screen: bool) -> Draft:
        """The form as it stands."""
        raise NotImplementedError

    async def save(self) -> None:
        """Keep the form for good, and go back."""
        raise NotImplementedError

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
