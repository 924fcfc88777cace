"""What the lists share from which something can be removed: undo beats asking."""

from typing import Any, ClassVar

from kp_tui.locale import _
from kp_tui.screens.looking import LookingScreen
from kp_tui.usecases.door import UseCase
from kp_tui.widgets.rows import Rows


class RemovingScreen(LookingScreen):
    """`REMOVES` what the cursor stands on, `RESTORES` what was removed last; both take its number."""

    REMOVES: ClassVar[UseCase[[int], Any]]
    RESTORES: ClassVar[UseCase[[int], Any]]

    def __init__(self) -> None:
        super().__init__()
        self._removed: list[int] = []

    def removed_text(self) -> str:
        """What is said of what has gone: that `u` puts it back."""
        raise NotImplementedError

    def restored_text(self) -> str:
        """What is said of what is back, where the list does not show it."""
        return ""

    def number(self) -> int | None:
        """What the cursor stands on."""
        key: int | None = self.query_one(Rows).key
        return key

    async def action_remove(self) -> None:
        """Remove what the cursor stands on; `u` puts it back."""
        number = self.number()
        if number is not None:
            await self.desk.perform(self.REMOVES, number)
            self._removed.append(number)
            await self.look()
            self.say(self.removed_text())

    async def action_undo(self) -> None:
        """Put back what was removed last."""
        if not self._removed:
            self.say(_("There is nothing to put back."))
            return
        await self.desk.perform(self.RESTORES, self._removed.pop())
        await self.look()
        self.say(self.restored_text())
