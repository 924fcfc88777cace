"""A case: how far it has come, who is responsible, what is owed, and all that was written down in it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kp_tui.domain.errors import N_, NotFound
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.answers import on_behalf
from kp_tui.screens.bars import BarsScreen
from kp_tui.screens.case_texts import begins, case_lines
from kp_tui.screens.cover_sheet import CoverSheetScreen
from kp_tui.screens.entry import EntryScreen, correct
from kp_tui.screens.family import FamilyScreen
from kp_tui.screens.form import FormScreen
from kp_tui.screens.looking import LookingScreen
from kp_tui.screens.procedure import ProcedureScreen
from kp_tui.screens.steps import StepsScreen
from kp_tui.usecases.case_around import Around, look_around_case
from kp_tui.usecases.case_steps import sheets_that_fit
from kp_tui.usecases.cases import Entry, OpenedCase, open_case
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, ListSource, Rows
from kp_tui.widgets.rows_messages import Chosen


class CaseScreen(LookingScreen):
    """How the case stands, over its journal, the latest first; opening it is a logged reading of the file."""

    CSS_PATH = style("case")
    CHANGED_BY = (FormScreen, CoverSheetScreen, FamilyScreen, BarsScreen)
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "n",
            "write",
            N_("Write down"),
            "case.write",
            N_("What comes next in the case, and everything else that can be written down in it"),
        ),
        key("e", "correct", N_("Correct the entry"), "case.correct", N_("The old version is kept")),
        key(
            "o",
            "cover_sheet",
            N_("Cover sheet"),
            "case.cover",
            N_("All key workers of the case, from when to when"),
        ),
        key("f", "family", N_("Family"), "case.family", N_("The client's family and its members")),
        key(
            "b",
            "bars",
            N_("Who has no part"),
            "case.bars",
            N_("Workers who have no part in this case, whatever their roles"),
        ),
        key(
            "p",
            "procedure",
            N_("Procedure"),
            "case.procedure",
            N_("The service's internal procedure for suspected abuse and neglect"),
        ),
    ]

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id
        self._opened: OpenedCase | None = None
        self._around: Around | None = None
        self._written = 0

    def body(self) -> ComposeResult:
        """How the case stands, then the journal."""
        yield Static(id="case", markup=False)
        yield Rows[int, Entry](self._columns(), empty=_("Nothing is written down yet: n writes down."))

    async def come_back(self) -> None:
        """Be the current client's case."""
        try:
            await self.ways.choose(self._client_id, self)
            await super().come_back()
        except NotFound:  # whoever has just barred themselves sees no more of it
            await self._empty()
            raise

    async def look(self) -> None:
        """Read how the case stands, and its journal."""
        self._opened = opened = await self.desk.perform(open_case, self._client_id)
        self._around = around = await self.desk.perform(look_around_case, self._client_id)
        self.query_one("#case", Static).update(case_lines(opened, around, self.desk.today()))
        listed = ListSource((one.id, one) for one in reversed(opened.journal))
        await self.query_one(Rows).show(listed, keep=self._place(opened.journal))
        self._written = len(opened.journal)

    def _place(self, journal: Sequence[Entry]) -> int | None:
        """Where the cursor goes: it stays, on a corrected entry too; whoever writes sees what is new."""
        key: int | None = self.query_one(Rows).key
        if len(journal) != self._written:
            return None
        return next((one.id for one in journal if one.replaces == key), key)

    async def _empty(self) -> None:
        self._opened = self._around = None
        self.query_one("#case", Static).update("")
        await self.query_one(Rows).show(ListSource(()))

    @on(Chosen)
    async def read(self, event: Chosen[int, Entry]) -> None:
        """Read the entry."""
        await self.ways.push(EntryScreen(event.row, self._workers))

    async def action_write(self) -> None:
        """Choose what to write down."""
        if self._opened is not None and self._around is not None:
            fitting = sheets_that_fit(self._opened, self._around)
            await self.app.push_screen(StepsScreen(self, fitting))

    async def action_correct(self) -> None:
        """Correct the entry under the cursor."""
        entry = self.query_one(Rows).row
        if entry is not None:
            await correct(self, entry)

    async def action_procedure(self) -> None:
        """Show the service's procedure on suspected abuse and neglect."""
        if self._opened is not None:
            await self.ways.push(ProcedureScreen(self._opened.service.can_procedure))

    async def action_cover_sheet(self) -> None:
        """Show all key workers of the case."""
        await self.ways.push(CoverSheetScreen(self._client_id))

    async def action_family(self) -> None:
        """Show the family."""
        await self.ways.push(FamilyScreen(self._client_id))

    async def action_bars(self) -> None:
        """Show who has no part in the case."""
        await self.ways.push(BarsScreen(self._client_id))

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column(_("Day"), lambda one: short_day_text(one.day), 12),
            Column(_("What"), lambda one: word(one.kind), 26, grow=1),
            Column(_("Written by"), self._by, 16, grow=1),
            Column(_("Begins"), begins, 18, grow=2, optional=True),
        ]

    def _by(self, one: Entry) -> str:
        return on_behalf(self._workers.get(one.recorded_by, ""), self._workers.get(one.acting_for or 0, ""))

    @property
    def _workers(self) -> Mapping[int, str]:
        return self._opened.workers if self._opened else {}
