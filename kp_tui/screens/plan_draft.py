"""One's own draft of a plan that somebody else writes now: to read, so that nothing typed is lost."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.screens.plan_fields import text_answers
from kp_tui.screens.reading import ReadingScreen
from kp_tui.widgets.prose import Block


class PlanDraftScreen(ReadingScreen):
    """The words as they were left."""

    def __init__(self, form: PlanAnswers) -> None:
        super().__init__()
        self._form = form

    async def blocks(self) -> Iterable[Block]:
        """Why it can only be read, and every answer."""
        return _page(self._form)


def _page(form: PlanAnswers) -> Iterator[Block]:
    told = _("Your draft of a plan that somebody else writes now: you can read it here and pass it on.")
    yield Block(Content(told), space_before=True)
    for label, answer in text_answers(form):
        if answer:
            yield Block(Content.styled(label, "bold underline"))
            yield from (Block(Content(shown(line))) for line in answer.splitlines())
