"""One entry of a case in full: every question with its answer, and its older versions below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from kp_tui.domain.errors import N_, KpError
from kp_tui.locale import _
from kp_tui.locale.words import day_text, moment_text, short_day_text, word
from kp_tui.screens.answers import Names, answer_blocks
from kp_tui.screens.base import DeskScreen
from kp_tui.screens.reading import ReadingScreen
from kp_tui.usecases.cases import Entry, open_entry
from kp_tui.usecases.corrections import correction_of
from kp_tui.usecases.services import list_districts
from kp_tui.widgets.keys import key
from kp_tui.widgets.prose import Block, one_line, title_line

DISTRICT = "district"


class NotCorrected(KpError):
    """What has had its effect in the case is not unwritten."""

    message = N_("An entry of this kind is not corrected: it has had its effect in the case.")


class EntryScreen(ReadingScreen):
    """Reading an entry; it is logged as a reading of the client's file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("e,enter", "correct", N_("Correct the entry"), "case.correct", N_("The old version is kept")),
    ]

    def __init__(self, entry: Entry, workers: Names) -> None:
        super().__init__()
        self._entry = entry
        self._workers = workers

    async def blocks(self) -> Iterable[Block]:
        """The whole entry."""
        versions = await self.desk.perform(open_entry, self._entry.id)
        districts = await self.desk.perform(list_districts)
        names = {DISTRICT: {district.id: district.name for district, _worker in districts}}
        return entry_blocks(versions, self._workers, names)

    async def action_correct(self) -> None:
        """Correct it, in place of this screen: the case below shows what came of it."""
        await correct(self, self._entry)


async def correct(screen: DeskScreen, entry: Entry) -> None:
    """Open the sheet that corrects an entry; raises `NotCorrected` where there is none."""
    name = correction_of(entry.kind)
    if not name:
        raise NotCorrected
    if isinstance(screen, EntryScreen):
        await screen.ways.back()
    await screen.ways.to_sheet(name, entry.id)


def entry_blocks(versions: Sequence[Entry], workers: Names, picked: Mapping[str, Names]) -> Iterator[Block]:
    """The entry in force, then what it replaced, the newest of those first."""
    latest, *older = reversed(versions)
    yield one_line(f"{word(latest.kind)} · {day_text(latest.day)}", bold=True, space_before=True)
    yield from _version(latest, workers, picked)
    for entry in older:
        told = _("before the correction: {day}").format(day=short_day_text(entry.day))
        yield title_line(told)
        yield from _version(entry, workers, picked)


def _version(entry: Entry, workers: Names, picked: Mapping[str, Names]) -> Iterator[Block]:
    yield one_line(_by(entry, workers))
    if entry.why:
        yield one_line(_("corrected because: {why}").format(why=entry.why))
    if entry.what is None:
        yield one_line(_("Its words are read by those who lead the case."))
        return
    yield from answer_blocks(entry.what, workers, picked)


def _by(entry: Entry, workers: Names) -> str:
    written = _("written down {moment} by {name}").format(
        moment=moment_text(entry.recorded_at), name=workers.get(entry.recorded_by, "")
    )
    if entry.acting_for is None:
        return written
    absent = _("for: {name}").format(name=workers.get(entry.acting_for, ""))
    return f"{written} · {absent}"
