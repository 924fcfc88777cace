"""The service's own procedure on suspected child abuse and neglect (L6)."""

from collections.abc import Iterable

from kp_tui.locale import _
from kp_tui.screens.reading import ReadingScreen
from kp_tui.widgets.prose import Block, lines_as_typed


class ProcedureScreen(ReadingScreen):
    """To read only; the manager writes it with the service."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def title_text(self) -> str:
        """What it is."""
        return _("Internal procedure for suspected child abuse and neglect")

    async def blocks(self) -> Iterable[Block]:
        """The text, or that there is none yet."""
        nothing = _("The service has not written its procedure down yet: the manager does (F9).")
        return lines_as_typed(self._text or nothing)
