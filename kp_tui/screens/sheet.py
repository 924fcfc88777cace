"""A sheet: the form of whatever is written down about a case, asked one field after the other."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.widgets import Static

from kp_tui.domain.errors import KpError
from kp_tui.domain.sheets import YES, Ask, Question, SheetForm, day_of, questions
from kp_tui.locale import _
from kp_tui.locale.words import error_text, short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.both_versions import Answers
from kp_tui.screens.form import FormScreen
from kp_tui.store.drafts import Draft
from kp_tui.terminal.fields import LineInput
from kp_tui.usecases.sheets import OpenedSheet, sheet_draft
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field
from kp_tui.widgets.note import Note

NOBODY = "–"


class SheetScreen(FormScreen):
    """Asks what the sheet asks, shows the days as they are understood, saves and goes back."""

    CSS_PATH = style("sheet")

    def __init__(self, opened: OpenedSheet) -> None:
        super().__init__(drafted=opened.drafted)
        self._opened = opened
        self._questions = questions(opened.sheet.asks)

    def body(self) -> ComposeResult:
        """The title, a field for every question, the days."""
        yield Static(_(self._opened.sheet.title), classes="heading", markup=False)
        for one in self._questions:
            yield self._field(one)
        yield Static(id="days", markup=False)

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
        """Each question with a form's answer."""
        return tuple((_(one.label), form.answers.get(one.name, "")) for one in self._questions)

    async def save(self) -> None:
        """Save, and go back to where it was asked for."""
        await self.desk.perform(self._opened.sheet.saves, self.form(), self._opened.draft_id)
        await self.ways.back()
        self.ways.say(_("Saved."))

    def changed(self) -> None:
        """Show the typed days as they are understood."""
        self.query_one("#days", Static).update("\n".join(self._days()))

    def _days(self) -> Iterator[str]:
        for one in self._questions:
            typed = self.typed(one.name) if one.ask is Ask.DAY else ""
            if typed:
                yield f"{_(one.label)}: {self._day(typed)}"

    def _day(self, typed: str) -> str:
        try:
            return short_day_text(day_of(typed, self.desk.now().date()))
        except KpError as error:
            return error_text(error)

    def _field(self, one: Question) -> Field:
        answer = self._opened.form.answers.get(one.name, "")
        if one.ask is Ask.TEXT:
            return Field(_(one.label), Note(answer, id=one.name), classes="note")
        if one.ask in (Ask.LINE, Ask.DAY):
            return Field(_(one.label), LineInput(answer, id=one.name, select_on_focus=False))
        offered = self._offered(one)
        known = answer if answer in dict(offered) else offered[0][0]
        return Field(_(one.label), Choice(offered, known, id=one.name))

    def _offered(self, one: Question) -> list[tuple[str, str]]:
        """The answers among which a question chooses; the empty one where it may stay empty."""
        if one.ask is Ask.YES_NO:
            return [("", _("no")), (YES, _("yes"))]
        if one.codes is not None:
            offered = [(code.value, word(code)) for code in one.codes]
        else:
            offered = [(str(number), label) for number, label in self._opened.picks.get(one.name, ())]
        return offered if offered and not one.optional and one.codes else [("", NOBODY), *offered]

    def _answer(self, one: Question) -> str:
        if one.ask in (Ask.LINE, Ask.DAY, Ask.TEXT):
            return self.typed(one.name)
        return str(self.chosen(one.name))
