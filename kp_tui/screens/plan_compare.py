"""Two versions of a plan beside each other: what was added, left out, changed, by sign and by word (P4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from textual.content import Content

from kp_tui.domain.plan_changes import Change, Passage, Sign, Words, changes
from kp_tui.domain.plans import Horizon, PlanForm
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import short_moment_text, word
from kp_tui.screens.plan_texts import by_text, record_text
from kp_tui.screens.reading import ReadingScreen
from kp_tui.usecases.plan_texts import PlanVersion
from kp_tui.widgets.beside import Beside
from kp_tui.widgets.prose import Block, Laid

CODES = {Passage.FORM: PlanForm, Passage.HORIZON: Horizon}


class PlanCompareScreen(ReadingScreen):
    """Side by side in 80 columns, one below the other where it is narrower."""

    def __init__(self, older: PlanVersion, newer: PlanVersion) -> None:
        super().__init__()
        self._older = older
        self._newer = newer

    async def blocks(self) -> Iterable[Laid]:
        """The comparison."""
        return compared(self._older, self._newer)


def compared(older: PlanVersion, newer: PlanVersion) -> Iterator[Laid]:
    """Which two they are and how much differs; then every part, what is the same included."""
    labels = {str(one.plan.event_id): record_text(one) for one in (older, newer)}
    found = list(changes(older.plan, newer.plan))
    yield Beside("", _heading(older), _heading(newer), space_before=True)
    yield Block(Content.styled(_counted(found), "bold"))
    for passage, some in groupby(found, key=lambda one: one.passage):
        yield Block(Content.styled(word(passage), "bold underline"))
        yield from (_line(one, labels) for one in some)


def _heading(version: PlanVersion) -> Content:
    told = _("Version {number}").format(number=version.number)
    text = f"{told} · {short_moment_text(version.saved_at)} · {by_text(version)}"
    return Content.styled(shown(text), "bold")


def _counted(found: Sequence[Change]) -> str:
    counts = [(sign, sum(one.sign is sign for one in found)) for sign in Sign if sign is not Sign.SAME]
    told = [f"{sign} {word(sign)}: {n}" for sign, n in counts if n]
    return "   ".join(told) or _("The two versions say the same.")


def _line(one: Change, labels: Mapping[str, str]) -> Beside:
    older, newer = _text(one.passage, one.older, labels), _text(one.passage, one.newer, labels)
    if one.sign is Sign.SAME:
        return Beside("", older, newer, differs=False)
    return Beside(f"{one.sign} {word(one.sign)}", older, newer)


def _text(passage: Passage, words: Sequence[Words], labels: Mapping[str, str]) -> Content:
    """What differs stands out by its look, besides its line's sign."""
    if codes := CODES.get(passage):
        words = [Words(word(codes(one.text)), one.changed) for one in words]
    if passage is Passage.MEETING:
        words = [Words(labels[one.text], one.changed) for one in words]
    return Content("").join(
        Content.styled(shown(one.text), "bold underline") if one.changed else Content(shown(one.text))
        for one in words
    )
