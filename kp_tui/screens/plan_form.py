"""Writing a plan down while the client talks: goals and steps are one text, and nothing is demanded."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from kp_tui.domain.plan_forms import PlanAnswers
from kp_tui.domain.plans import PlanForm
from kp_tui.locale import _
from kp_tui.screens import style
from kp_tui.screens.both_versions import Answers
from kp_tui.screens.form import FormScreen
from kp_tui.screens.plan_fields import meeting_labels, plan_answers, plan_fields, understood_text
from kp_tui.store.drafts import Draft
from kp_tui.usecases.plan_forms import OpenedPlanForm, plan_draft, rival_plan_form, save_plan
from kp_tui.widgets.field import Field


class PlanFormScreen(FormScreen):
    """A plan, new or changed; saving it makes a version, incomplete or not (P1, P4)."""

    CSS_PATH = style("plan_form")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-wide")]  # noqa: RUF012 -- as Textual declares it

    def __init__(self, opened: OpenedPlanForm) -> None:
        super().__init__(drafted=opened.drafted)
        self.add_class("-wide")
        self._opened = opened

    def body(self) -> ComposeResult:
        """The texts, what the goals come to, and how the plan is kept."""
        yield from plan_fields(self._opened.form, self._meetings(self._opened.form))

    def on_mount(self) -> None:
        """Put the cursor where it was; a plan begins with the situation, and goes on with the goals."""
        self.begin(self._opened.form, "goals" if self._opened.form.situation else "situation")
        self.changed()  # now that the cursor stands in a line

    def form(self) -> PlanAnswers:
        """The fields as they stand."""
        focus, cursor = self.place()
        return PlanAnswers(
            situation=self.typed("situation"),
            wishes=self.typed("wishes"),
            abilities=self.typed("abilities"),
            goals=self.typed("goals"),
            participants=self.typed("participants"),
            form=self.chosen("form"),
            horizon=self.chosen("horizon"),
            event_id=self.chosen("event_id"),
            focus=focus,
            cursor=cursor,
        )

    def draft(self, *, on_screen: bool) -> Draft:
        """The draft of the plan as it stands."""
        return plan_draft(self._opened, self.form(), on_screen=on_screen)

    def answers(self, form: PlanAnswers) -> Answers:  # type: ignore[override]  # a screen of plans has plans
        """Each question with a form's answer."""
        return plan_answers(form, self._meetings(form))

    async def save(self) -> None:
        """Keep it as the next version, go back to the plan, and say so."""
        first = self._opened.plan_id is None
        await self.desk.perform(save_plan, self._opened, self.form())
        await self.ways.back()
        self.ways.say(
            _("Saved: the client has a plan.") if first else _("Saved: the plan has one more version.")
        )

    async def rival(self) -> PlanAnswers:
        """The plan as somebody else has saved it; from now on `save` makes the version after that."""
        self._opened = await self.desk.perform(rival_plan_form, self._opened)
        return self._opened.form

    def changed(self) -> None:
        """Show what was understood, and ask for the meeting of an oral plan only."""
        field = self.query_one("#event_id").parent
        assert isinstance(field, Field)  # noqa: S101 -- every answer stands in one
        field.display = self.chosen("form") is PlanForm.ORAL
        told = understood_text(self.form(), self.desk.today(), self._opened.meetings)
        self.query_one("#answer", Static).update(told)

    @on(TextArea.SelectionChanged, "#goals")
    def tell_line(self) -> None:
        """Tell what the line says to which the cursor has gone."""
        if self._first is not None:
            self.changed()

    def _meetings(self, form: PlanAnswers) -> Mapping[int | None, str]:
        return meeting_labels(self._opened.meetings, form.event_id)
