"""F6: the client's plan as a whole, its steps ticked by their numbers, and what is written about it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from kp_tui.domain.errors import N_, KpError, NotFound, Refused
from kp_tui.domain.plan_access import PlanRight
from kp_tui.domain.plans import GoalState
from kp_tui.locale import _
from kp_tui.locale.words import word
from kp_tui.screens.form import FormScreen
from kp_tui.screens.goal_area import GoalAreaScreen
from kp_tui.screens.goal_work import GoalWorkScreen
from kp_tui.screens.looking import LookingScreen
from kp_tui.screens.plan_keys import NOTES, allowed, whose_text
from kp_tui.screens.plan_texts import Key, Record, is_done, note_blocks, picked_numbers, plan_page, state_of
from kp_tui.screens.plan_versions import PlanVersionsScreen
from kp_tui.screens.steps import StepsScreen
from kp_tui.usecases.case_steps import ToWrite
from kp_tui.usecases.goal_areas import list_goal_areas
from kp_tui.usecases.plan_notes import PlanNote, list_plan_notes
from kp_tui.usecases.plan_steps import set_goal_area, set_goal_state, tick_step, untick_step
from kp_tui.usecases.plan_texts import PlanContent
from kp_tui.usecases.plans import OpenedPlan, open_plan
from kp_tui.widgets.keys import key
from kp_tui.widgets.pick_page import PickPage


class NoPlanYet(KpError):
    """What is done with a plan needs one."""

    message = N_("There is no plan yet: e begins one.")


class NoGoalPicked(KpError):
    """A goal's state and area are said of the goal under the cursor."""

    message = N_("Go to a goal first: Tab goes from line to line.")


class PlanScreen(LookingScreen):
    """Reading a plan; it is logged, again after F6 or where a form may have changed it."""

    CHANGED_BY = (FormScreen,)
    BINDINGS: ClassVar[list[BindingType]] = [
        key("e", "edit", N_("Change the plan"), "plan.edit", N_("Or begin one; every saving is a version")),
        key(
            "n",
            "write",
            N_("Write about the plan"),
            "plan.write",
            N_("An evaluation with the client, a discussion in the team, a comment"),
        ),
        key(
            "v",
            "versions",
            N_("Versions of the plan"),
            "plan.versions",
            N_("Who wrote them and when; any two can be compared"),
        ),
        key(
            "s",
            "state",
            N_("How far the goal is"),
            "plan.state",
            N_("Open, reached, dropped: of the goal under the cursor"),
        ),
        key(
            "o",
            "area",
            N_("Area of the goal"),
            "plan.area",
            N_("In what the client asks for help: of the goal under the cursor"),
        ),
        key(
            "d",
            "papers",
            N_("Papers in the file"),
            "plan.papers",
            N_("What was made together, kept in the client's file"),
        ),
        key("t", "print", N_("Print the plan"), "plan.print", N_("A PDF for the client to keep or to sign")),
        key(
            "enter",
            "work",
            N_("What was done for the goal"),
            "plan.work",
            N_("The events that served the goal under the cursor"),
        ),
        key(
            "p",
            "client_view",
            N_("Read with the client"),
            "plan.client_view",
            N_("The plan and nothing else; your password leaves it"),
        ),
    ]

    def __init__(self, opened: OpenedPlan, step: int = 0) -> None:
        super().__init__()
        self._step = step
        self._opened = opened
        self._notes: list[PlanNote] = []
        self._numbers: Mapping[Key, int] = {}
        self._stale = False

    def body(self) -> ComposeResult:
        """The whole plan, scrolled by keys."""
        yield PickPage()

    async def on_mount(self) -> None:
        """Show it, the cursor on the step that is owed or the first that waits; then the notes about it."""
        self._number()
        self._lay_out(self._first())
        await self._read_notes()
        if self._step:
            self.call_after_refresh(self.go_to, self._step)

    async def come_back(self) -> None:
        """Be the current client's plan."""
        await self.ways.choose(self.client_id, self)
        await super().come_back()

    def go_to(self, step: int) -> None:
        """Put the cursor on the step of that number, where the plan has it."""
        content = self._opened.content
        for goal, one in content.plan.steps if content else ():
            if one.number == step:
                self.query_one(PickPage).go_to(Key(goal.number, step))

    @property
    def client_id(self) -> int:
        """Whose plan it is."""
        return self._opened.client.id

    async def look(self) -> None:
        """Read it, and what was written about it; whose right has ended sees no word of it any more (X1)."""
        try:
            self._opened = await self.desk.perform(open_plan, self.client_id)
        except (NotFound, Refused):
            self._opened = replace(self._opened, content=None, right=PlanRight.NOTHING)
            self._notes = []
            self.query_one(PickPage).show_items([], None)
            raise
        self._number()
        await self._read_notes()

    async def _read_notes(self) -> None:
        if self._opened.content is not None:
            self._notes = await self.desk.perform(list_plan_notes, self._plan_id())
        self._lay_out(self._key or self._first())

    @on(PickPage.Ticked)
    async def tick(self) -> None:
        """Tick a step or take it back; a goal is reached, or open again."""
        key, content = self._key, self._opened.content
        if key is None or content is None or not self._may("tick"):
            return
        if key.step:
            await self._tick(key, content)
        else:
            is_open = state_of(content, key.goal) is GoalState.OPEN
            await self._set_state(key.goal, GoalState.REACHED if is_open else GoalState.OPEN)

    def offers(self, action: str) -> bool:
        """Whether the person's right goes far enough for what a key does."""
        return allowed(self._opened.right, action)

    def _may(self, action: str) -> bool:
        """The same of a key that was pressed all the same: then whose plan it is is said."""
        offered = self.offers(action)
        if not offered:
            self.say(whose_text(self._opened))
        return offered

    async def action_state(self) -> None:
        """The next state of the goal under the cursor, where one sees it."""
        if not self._may("state"):
            return
        key, content = self._goal_picked()
        if not self.query_one(PickPage).seen():
            return
        states = list(GoalState)
        place = states.index(state_of(content, key.goal)) + 1
        await self._set_state(key.goal, states[place % len(states)])

    async def action_edit(self) -> None:
        """Open the form."""
        if self._may("edit"):
            await self.ways.planning.to_form(self.client_id)

    async def action_write(self) -> None:
        """Choose what to write about the plan, among what the person may."""
        if not self._may("write"):
            return
        self._plan_id()
        right = self._opened.right
        steps = [ToWrite(saves, self.client_id) for wanted, saves in NOTES if right >= wanted]
        await self.app.push_screen(StepsScreen(self, steps))

    async def action_versions(self) -> None:
        """Show the versions."""
        if self._may("versions"):
            await self.ways.push(PlanVersionsScreen(self._plan_id()))

    async def action_area(self) -> None:
        """Choose the area of the goal under the cursor."""
        if not self._may("area"):
            return
        key, _content = self._goal_picked()
        areas = await self.desk.perform(list_goal_areas)
        await self.app.push_screen(GoalAreaScreen(self, areas, partial(self._put_into, key.goal)))

    async def action_papers(self) -> None:
        """Show the papers in the client's file."""
        await self.ways.paperwork.to_papers(self.client_id)

    async def action_print(self) -> None:
        """Write the plan's copy into the folder for exports."""
        await self.ways.paperwork.print_plan(self.client_id)

    async def action_work(self) -> None:
        """Show the events that served the goal under the cursor, or the record of an oral plan's words."""
        key = self.query_one(PickPage).key
        if isinstance(key, Record):
            await self.ways.to_event(key.event_id)
            return
        picked, content = self._goal_picked()
        goal = next(goal for goal in content.plan.goals if goal.number == picked.goal)
        await self.ways.push(GoalWorkScreen(self._plan_id(), goal))

    async def action_client_view(self) -> None:
        """Turn the screen to the client."""
        self._plan_id()
        await self.ways.planning.to_client_view(self.client_id)

    async def _put_into(self, goal: int, area_id: int | None) -> None:
        await self.desk.perform(set_goal_area, self._plan_id(), goal, area_id)
        await self.look()

    async def _tick(self, key: Key, content: PlanContent) -> None:
        done = is_done(content, key.step)
        await self.desk.perform(untick_step if done else tick_step, self._plan_id(), key.step)
        status = content.steps[key.step]
        steps = {**content.steps, key.step: replace(status, done_on=None if done else self.desk.today())}
        self._change(replace(content, steps=steps))
        self.say(_("The step is open again.") if done else _("Done: x takes it back."))

    async def _set_state(self, goal: int, state: GoalState) -> None:
        await self.desk.perform(set_goal_state, self._plan_id(), goal, state)
        content = self._opened.content
        if content is not None:
            goals = {**content.goals, goal: replace(content.goals[goal], state=state)}
            self._change(replace(content, goals=goals))
        self.say(_("The goal: {state}.").format(state=word(state)))

    def _change(self, content: PlanContent) -> None:
        """Show what a key has changed; the numbers stay where they are until the plan is read again."""
        self._opened = replace(self._opened, content=content)
        self._lay_out(self._key)

    def _first(self) -> Key | Record | None:
        """The first step that waits, or the first goal, or the record of an oral plan's words."""
        content = self._opened.content
        goals = (Key(goal.number) for goal in content.plan.goals) if content else ()
        meeting = content.version.meeting if content else None
        records = [Record(meeting.id)] if meeting else []
        return next(iter((*self._numbers, *goals, *records)), None)

    def _number(self) -> None:
        self._numbers = picked_numbers(self._opened.content) if self._opened.content else {}

    def _lay_out(self, key: Key | Record | None) -> None:
        self.query_one(PickPage).show_items(
            [*plan_page(self._opened, self._numbers), *note_blocks(self._notes)], key
        )

    @property
    def _key(self) -> Key | None:
        key = self.query_one(PickPage).key
        return key if isinstance(key, Key) else None

    def _goal_picked(self) -> tuple[Key, PlanContent]:
        """The goal under the cursor, or the one whose step that is."""
        if self._key is None or self._opened.content is None:
            raise NoGoalPicked
        return self._key, self._opened.content

    def _plan_id(self) -> int:
        if self._opened.plan_id is None:
            raise NoPlanYet
        return self._opened.plan_id
