"""What the screens share that show what they read: once, and again after what may have changed it."""

from typing import Any, ClassVar

from textual.screen import Screen

from kp_tui.screens import style
from kp_tui.screens.base import DeskScreen

Screens = tuple[type[Screen[Any]], ...]


class LookingScreen(DeskScreen):
    """`look` reads and shows; where it is somebody's file, every reading is logged."""

    CSS_PATH = style("looking")
    CHANGED_BY: ClassVar[Screens] = ()
    """The screens after which it is read again when one comes back from them."""

    _stale = True

    async def look(self) -> None:
        """Read and show."""
        raise NotImplementedError

    async def come_back(self) -> None:
        """Be in front, for the first time or again."""
        if self._stale:
            await self.look()
            self._stale = False

    async def on_screen_resume(self) -> None:
        """Go to what is read here."""
        self.set_focus(self.focus_chain[0])
        await self.come_back()

    def on_screen_suspend(self) -> None:
        """Remember whether the screen in front may change what is shown here."""
        self._stale = self._stale or isinstance(self.app.screen, self.CHANGED_BY)
