"""A sheet: the form of whatever is written down about a case, asked one field after the other."""

from typing import ClassVar

from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from kp_tui.domain.absences import Warned
from kp_tui.domain.errors import N_, Conflict
from kp_tui.domain.sheets import YES, Ask, Question, SheetForm, questions
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.answers import NOBODY, TYPED, typed_line
from kp_tui.screens.both_versions import Answers
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.absences import Noted
from kp_tui.usecases.sheets import OpenedSheet, sheet_draft
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.day_field import DayField
from kp_tui.widgets.field import Field
from kp_tui.widgets.more_sign import MoreSign
from kp_tui.widgets.note import Note


class Overtaken(Conflict):
    """An entry is corrected by one person at a time."""

    message = N_("Somebody else has corrected this meanwhile. Yours stays as a draft: read theirs first.")


class SheetScreen(FormScreen):
    """Asks what the sheet asks, shows the days as they are understood, saves and goes back."""

    CSS_PATH: ClassVar[CSSPathType | None] = style("sheet")

    def __init__(self, opened: OpenedSheet) -> None:
        super().__init__(drafted=opened.drafted)
        self._opened = opened
        self._questions = questions(opened.sheet.asks)

    @property
    def sheet_name(self) -> str:
        """Which sheet it is, by the name of its use case."""
        return self._opened.sheet.saves.name

    def body(self) -> ComposeResult:
        """The title, and a field for every question; the arrows say where they go on."""
        page = VerticalScroll(*map(self._field, self._questions), can_focus=False)
        with Horizontal(classes="heading"):
            yield Static(_(self._opened.sheet.title), id="title", markup=False)
            yield MoreSign(page)
        yield page

    def on_mount(self) -> None:
        """Put the cursor where it was, or into the first question that is not answered yet."""
        empty = [one.name for one in self._questions if not self._opened.form.answers.get(one.name)]
        self.begin(self._opened.form, empty[0] if empty else self._questions[0].name)

    def form(self) -> SheetForm:
        """The fields as they stand."""
        focus, cursor = self.place()
        opened = self._opened.form
        answers = {one.name: self._answer(one) for one in self._questions}
        return SheetForm(opened.sheet, opened.subject, opened.client_id, answers, focus, cursor)

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the sheet as it stands."""
        return sheet_draft(self._opened, self.form(), on_screen=on_screen)

    def answers(self, form: SheetForm) -> Answers:  # type: ignore[override]  # a sheet's form is one
        """Each question with a form's answer, as people read it."""
        return tuple((_(one.label), self._read(one, form)) for one in self._questions)

    async def save(self) -> None:
        """Save, go back to where it was asked for, and say what is to be known about it."""
        saved = await self.desk.perform(self._opened.sheet.saves, self.form(), self._opened.draft_id)
        await self.ways.back()
        self.ways.say(saved_text(saved))

    async def rival(self) -> SheetForm:
        """Somebody else has corrected the same entry: theirs is read first, and corrected anew if need be."""
        raise Overtaken

    def _field(self, one: Question) -> Field:
        answer = self._opened.form.answers.get(one.name, "")
        if one.ask is Ask.TEXT:
            return Field(_(one.label), Note(answer, id=one.name), classes="note")
        if one.ask is Ask.DAY:
            return DayField(_(one.label), typed_line(one.name, answer), self.desk.today, ahead=one.ahead)
        if one.ask is Ask.LINE:
            return Field(_(one.label), typed_line(one.name, answer))
        offered = self._offered(one)
        known = answer if answer in dict(offered) else offered[0][0]
        return Field(_(one.label), Choice(offered, known, id=one.name))

    def _offered(self, one: Question) -> list[tuple[str, str]]:
        """The answers among which a question chooses; the empty one where it may stay empty or is open."""
        if one.ask is Ask.YES_NO:
            return [("", _("no")), (YES, _("yes"))]
        if one.codes is not None:
            offered = [(code.value, word(code)) for code in one.codes]
        else:
            offered = [(str(number), label) for number, label in self._opened.picks.get(one.name, ())]
        if one.optional or one.unset or not offered or (one.codes is None and len(offered) > 1):
            return [("", NOBODY), *offered]
        return offered

    def _answer(self, one: Question) -> str:
        if one.ask in TYPED:
            return self.typed(one.name)
        return str(self.chosen(one.name))

    def _read(self, one: Question, form: SheetForm) -> str:
        answer = form.answers.get(one.name, "")
        return answer if one.ask in TYPED else dict(self._offered(one)).get(answer, answer)


def saved_text(saved: object) -> str:
    """That it is saved, with the absences it clashes with (K7)."""
    warnings = saved.warnings if isinstance(saved, Noted) else ()
    return " ".join([_("Saved."), *map(_warning, warnings)])


def _warning(warned: Warned) -> str:
    told = f"! {word(warned.clash)}"
    if not warned.worker:
        return told
    days = f"{short_day_text(warned.first)}–{short_day_text(warned.last)}"
    return f"{told} ({shown(warned.worker)} {days})"
