"""Two people have changed one thing: what the other one saved, beside what is typed here."""

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.screens.reading import ReadingScreen
from kp_tui.widgets.prose import Block

Answers = Sequence[tuple[str, str]]


class BothVersionsScreen(ReadingScreen):
    """To read only: Esc goes back to the form, which has everything that was typed."""

    def __init__(self, theirs: Answers, yours: Answers) -> None:
        super().__init__()
        self._theirs = theirs
        self._yours = yours

    def title_text(self) -> str:
        """What has happened."""
        return _(
            "Somebody else has saved this while you were typing. Nothing of yours is lost: Esc goes back."
        )

    async def blocks(self) -> Iterable[Block]:
        """Every answer that differs."""
        return differences(self._theirs, self._yours)


def differences(theirs: Answers, yours: Answers) -> Iterator[Block]:
    """The answers that differ, each with both versions."""
    saved, typed = _("saved: "), _("yours: ")
    for (label, their), (_label, your) in zip(theirs, yours, strict=True):
        if their != your:
            yield Block(Content.styled(label, "bold underline"))
            yield from _version(saved, their)
            yield from _version(typed, your)


def _version(name: str, text: str) -> Iterator[Block]:
    for number, line in enumerate(text.splitlines() or ["–"]):
        yield Block(Content(shown(line)), name if number == 0 else " " * len(name), space_before=False)
