"""The individual plan below the screens: written, versioned, ticked, evaluated (P1 to P6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from kp_tui.domain.cases import DayInFuture
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.errors import Conflict, NotFound, Refused
from kp_tui.domain.events import Channel
from kp_tui.domain.plan_changes import Passage, Sign, changes
from kp_tui.domain.plan_forms import LONGEST_TEXT, PlanTextTooLong
from kp_tui.domain.plan_notes import Evaluation, NextInPast, NothingNext, NothingSaid
from kp_tui.domain.plans import GoalState, Horizon, NoteKind, Part, PlanForm
from kp_tui.domain.sheets import Answerless, DayUnclear
from kp_tui.store import drafts, meetings, schema
from kp_tui.usecases.drafts import form_left_open, keep_draft
from kp_tui.usecases.duties import (
    list_duty_group,
    list_everybodys_duties,
    of_client,
    release_duty,
    release_plan_duty,
)
from kp_tui.usecases.endings import DutiesOpen, end_case
from kp_tui.usecases.event_forms import kept_event_form, new_event_form, record_event
from kp_tui.usecases.events import NotYours, open_event, remove_event
from kp_tui.usecases.goal_areas import (
    AreaTaken,
    add_goal_area,
    goal_area_figures,
    list_goal_areas,
    rename_goal_area,
    restore_goal_area,
    retire_goal_area,
)
from kp_tui.usecases.plan_forms import (
    OpenedPlanForm,
    drafted_plan_form,
    plan_draft,
    plan_form,
    rival_plan_form,
    save_plan,
)
from kp_tui.usecases.plan_notes import (
    comment_plan,
    discuss_plan,
    evaluate_plan,
    list_plan_notes,
)
from kp_tui.usecases.plan_steps import set_goal_area, set_goal_state, tick_step, untick_step
from kp_tui.usecases.plan_texts import PlanContent
from kp_tui.usecases.plan_ties import goals_to_tie, list_goal_work
from kp_tui.usecases.plans import list_plan_versions, open_plan, open_plan_version
from kp_tui.usecases.sheets import drafted_sheet, open_sheet, sheet_draft
from kp_tui.usecases.today import look_at_today
from tests.support.deputies import away, stands_in
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office, meet

GOALS = "Chce bydlet sám\n- klient: zajít na úřad do 25. 3.\n- Jana: volat realitkám 2x týdně\nVyřešit dluhy"
ME, OTHER, COORDINATOR, BOSS = "novakova", "svoboda", "cerna", "prochazka"


@pytest.fixture
def client(office: Office) -> int:
    """A client of novakova."""
    return office.add_client("A-1", "Novák", of=ME)


@pytest.fixture
def plan(office: Office, client: int) -> int:
    """Their plan: two goals, 1 and 4, two steps, 2 and 3, of the first."""
    return write(office, client)


def write(office: Office, client: int, login: str = ME, **fields: Any) -> int:
    """Save the plan with these fields typed over what stands there."""
    opened = office[login].perform(plan_form, client)
    first = {"situation": "Bydlí v autě", "goals": GOALS} if opened.version == 0 else {}
    return office[login].perform(save_plan, opened, replace(opened.form, **{**first, **fields}))


def content(office: Office, client: int, login: str = ME) -> PlanContent:
    """The plan as that person reads it."""
    found = office[login].perform(open_plan, client).content
    assert found is not None
    return found


def owed(office: Office, kind: DutyKind, login: str = ME) -> list[Duty]:
    """What that person owes of this kind, one by one or in a line for many."""
    listed = office[login].perform(look_at_today).owed
    many = (office[login].perform(list_duty_group, group).duties for group in listed.groups)
    return [one for some in (listed.duties, *many) for one in some if one.kind is kind]


def visit(office: Office, client: int, days_ago: float, login: str = ME, **values: Any) -> int:
    """A meeting in person, unless it is said how else."""
    at = office.clock.now - timedelta(days=days_ago)
    event_id = office.change(lambda store: meet(store, client, at), login)
    changed = {"channel": Channel.IN_PERSON, **values}
    keep = update(schema.event).where(schema.event.c.id == event_id).values(version=2, **changed)
    old = {"event_id": event_id, "version": 1, "saved_at": NOW, "saved_by": 1, "why": "", "body": "{}"}
    office.change(lambda store: store.connection.execute(schema.event_version.insert().values(old)), login)
    office.change(lambda store: store.connection.execute(keep), login)
    return event_id


class TestVersions:
    def test_an_unfinished_plan_is_kept_as_a_draft_and_says_what_it_lacks_p1(
        self, office: Office, client: int
    ) -> None:
        write(office, client, situation="", goals="")
        assert content(office, client).missing == [Part.SITUATION, Part.GOAL, Part.STEP]
        write(office, client, situation="Bydlí v autě", goals="Chce bydlet\n- zajít na úřad")
        assert content(office, client).missing == [Part.WHO, Part.WHEN]
        write(office, client, goals="Chce bydlet\n- klient: zajít na úřad 2x týdně")
        assert content(office, client).missing == []
        kept = office[ME].perform(open_plan, client).kept
        assert kept is not None
        assert (kept.complete, kept.version, kept.created_on) == (True, 3, NOW.date())

    def test_every_change_is_a_version_with_its_author_its_time_and_who_took_part_p4(
        self, office: Office, client: int, plan: int
    ) -> None:
        office.clock.forward(hours=1)
        write(office, client, wishes="Vlastní klíč", participants="Marie, sestra")
        last, first = office[OTHER].perform(list_plan_versions, plan)
        assert (first.number, first.plan.wishes, first.saved_at) == (1, "", NOW)
        assert (last.number, last.plan.participants, last.saved_at) == (
            2,
            "Marie, sestra",
            NOW + timedelta(hours=1),
        )
        assert last.author == "Nováková Jana"
        assert office[OTHER].perform(open_plan_version, plan, 1) == first
        with pytest.raises(NotFound):
            office[OTHER].perform(open_plan_version, plan, 3)

    def test_saving_what_stands_there_already_makes_no_version(
        self, office: Office, client: int, plan: int
    ) -> None:
        write(office, client)
        assert len(office[ME].perform(list_plan_versions, plan)) == 1

    def test_what_a_deputy_writes_says_for_whom_k7(self, office: Office, client: int, plan: int) -> None:
        stands_in(office, OTHER, ME)
        away(office, ME, "18. 3. 2026", "20. 3. 2026")
        write(office, client, OTHER, wishes="Vlastní klíč")
        last, _ = office[ME].perform(list_plan_versions, plan)
        assert (last.author, last.acting_for) == ("Svoboda Petr", "Nováková Jana")

    def test_goals_and_steps_keep_their_numbers_and_none_is_given_out_twice(
        self, office: Office, client: int, plan: int
    ) -> None:
        office[ME].perform(tick_step, plan, 3)
        write(office, client, goals="Chce bydlet sám\n- klient: zajít na úřad do 25. 3.")
        write(office, client, goals="Chce bydlet sám\n- sestra: koupit postel do 1. 4.\nNajít práci")
        now = content(office, client)
        ((goal, step), *_) = now.plan.steps
        assert (goal.number, step.number) == (1, 5)
        assert [one.number for one in now.plan.goals] == [1, 6]
        assert now.steps[5].done_on is None
        assert {number: one.current for number, one in now.steps.items()} == {2: False, 3: False, 5: True}
        assert {number: one.current for number, one in now.goals.items()} == {1: True, 4: False, 6: True}

    def test_a_text_longer_than_a_plan_may_have_is_refused_and_the_field_is_named(
        self, office: Office, client: int
    ) -> None:
        with pytest.raises(PlanTextTooLong) as refused:
            write(office, client, wishes="x" * (LONGEST_TEXT + 1))
        assert refused.value.field == "wishes"


class TestOral:
    def test_an_oral_plan_stands_in_the_record_of_a_meeting_of_this_client_p2(
        self, office: Office, client: int
    ) -> None:
        event_id = visit(office, client, 1)
        write(office, client, form=PlanForm.ORAL, horizon=Horizon.SHORT, goals="", situation="")
        assert content(office, client).missing == [Part.MEETING]
        opened = office[ME].perform(plan_form, client)
        assert [one.id for one in opened.meetings] == [event_id]
        write(office, client, event_id=event_id)
        kept = office[ME].perform(open_plan, client).kept
        assert kept is not None
        assert (kept.form, kept.horizon, kept.event_id) == (PlanForm.ORAL, Horizon.SHORT, event_id)
        assert kept.complete

    def test_another_clients_meeting_is_refused_p2(self, office: Office, client: int) -> None:
        event_id = visit(office, office.add_client("A-2", "Malá", of=ME), 1)
        for wanted in (event_id, 99):
            with pytest.raises(NotFound):
                write(office, client, form=PlanForm.ORAL, event_id=wanted)

    def test_another_meeting_makes_a_version_and_shows_as_a_difference_p4(
        self, office: Office, client: int
    ) -> None:
        first, second = visit(office, client, 2), visit(office, client, 1)
        plan = write(office, client, form=PlanForm.ORAL, event_id=first)
        write(office, client, event_id=second)
        newer, older = office[ME].perform(list_plan_versions, plan)
        assert (older.plan.event_id, newer.plan.event_id) == (first, second)
        assert older.meeting is not None
        assert older.meeting.day == date(2026, 3, 16)
        differs = [one for one in changes(older.plan, newer.plan) if one.sign is not Sign.SAME]
        assert {one.passage for one in differs} == {Passage.MEETING}

    def test_a_removed_meeting_is_missing_and_the_plan_can_still_be_changed_p1(
        self, office: Office, client: int
    ) -> None:
        event_id = visit(office, client, 1)
        write(office, client, form=PlanForm.ORAL, event_id=event_id)
        office[ME].perform(remove_event, event_id)
        assert content(office, client).missing == [Part.MEETING]
        opened = office[ME].perform(plan_form, client)
        assert (opened.form.event_id, opened.meetings) == (event_id, ())
        write(office, client, participants="Marie")
        kept = office[ME].perform(open_plan, client).kept
        assert kept is not None
        assert (kept.version, kept.complete) == (2, False)

    def test_the_linked_meeting_is_offered_however_many_came_after_it_p2(
        self, office: Office, client: int
    ) -> None:
        first, second = visit(office, client, 50), visit(office, client, 49)
        write(office, client, form=PlanForm.ORAL, event_id=first)
        for days_ago in range(meetings.OFFERED, 0, -1):
            visit(office, client, days_ago)
        opened = office[ME].perform(plan_form, client)
        assert [one.id for one in opened.meetings][meetings.OFFERED :] == [first]
        draft = plan_draft(opened, replace(opened.form, event_id=second), on_screen=False)
        office[ME].perform(keep_draft, draft)
        drafted = office[ME].perform(drafted_plan_form, opened.draft_id)
        assert {first, second} <= {one.id for one in drafted.meetings}


class TestTwoAtOnce:
    def test_the_later_save_is_refused_sees_both_versions_and_loses_no_letter_p4(
        self, office: Office, client: int, plan: int
    ) -> None:
        stands_in(office, OTHER, ME)
        away(office, ME, "18. 3. 2026", "20. 3. 2026")
        mine = office[ME].perform(plan_form, client)
        theirs = office[OTHER].perform(plan_form, client)
        office[OTHER].perform(save_plan, theirs, replace(theirs.form, wishes="Byt u parku"))
        typed = replace(mine.form, wishes="Vlastní klíč")
        office[ME].perform(keep_draft, plan_draft(mine, typed, on_screen=True))
        with pytest.raises(Conflict):
            office[ME].perform(save_plan, mine, typed)
        rival = office[ME].perform(rival_plan_form, mine)
        assert rival.form.wishes == "Byt u parku"
        assert office[ME].perform(drafted_plan_form, mine.draft_id).form == typed
        office[ME].perform(save_plan, rival, replace(typed, wishes="Vlastní klíč, u parku"))
        assert [one.plan.wishes for one in office[ME].perform(list_plan_versions, plan)] == [
            "Vlastní klíč, u parku",
            "Byt u parku",
            "",
        ]
        assert office.look(drafts.own) == []

    def test_two_first_plans_never_stand_beside_each_other(self, office: Office, client: int) -> None:
        stands_in(office, OTHER, ME)
        away(office, ME, "18. 3. 2026", "20. 3. 2026")
        mine, theirs = (office[who].perform(plan_form, client) for who in (ME, OTHER))
        office[OTHER].perform(save_plan, theirs, replace(theirs.form, wishes="Byt"))
        with pytest.raises(Conflict):
            office[ME].perform(save_plan, mine, replace(mine.form, wishes="Klíč"))
        assert office[ME].perform(rival_plan_form, mine).version == 1

    def test_a_draft_of_an_older_version_still_finds_the_conflict(
        self, office: Office, client: int, plan: int
    ) -> None:
        mine = office[ME].perform(plan_form, client)
        office[ME].perform(keep_draft, plan_draft(mine, mine.form, on_screen=False))
        write(office, client, wishes="Byt")
        again = office[ME].perform(drafted_plan_form, mine.draft_id)
        with pytest.raises(Conflict):
            office[ME].perform(save_plan, again, replace(again.form, wishes="Klíč"))


class TestDrafts:
    @pytest.fixture
    def opened(self, office: Office, client: int) -> OpenedPlanForm:
        return office[ME].perform(plan_form, client)

    def test_a_draft_comes_back_letter_by_letter_and_stands_in_the_database_sealed(
        self, office: Office, opened: OpenedPlanForm
    ) -> None:
        typed = replace(opened.form, situation="Bydlí v au", focus="situation", cursor=(0, 10))
        office[ME].perform(keep_draft, plan_draft(opened, typed, on_screen=True))
        (body,) = office.look(lambda store: store.connection.scalars(select(schema.draft.c.body)).all())
        assert body.startswith("sealed:")
        assert "Bydl" not in body
        left = office[ME].perform(form_left_open)
        assert left is not None
        assert left.form == "plan"
        drafted = office[ME].perform(drafted_plan_form, opened.draft_id)
        assert (drafted.form, drafted.drafted, drafted.version) == (typed, True, 0)

    def test_todays_list_names_a_plans_draft_by_the_client_and_shows_no_word_of_it(
        self, office: Office, opened: OpenedPlanForm
    ) -> None:
        draft = plan_draft(opened, replace(opened.form, situation="Bydlí v au"), on_screen=False)
        office[ME].perform(keep_draft, draft)
        (unfinished,) = office[ME].perform(look_at_today).drafts
        assert unfinished.mark == "A-1"
        assert (unfinished.title, unfinished.begins) == ("Individual plan", "")

    def test_a_draft_moved_to_another_row_opens_for_nobody(
        self, office: Office, opened: OpenedPlanForm
    ) -> None:
        office[ME].perform(keep_draft, plan_draft(opened, opened.form, on_screen=False))
        moved = update(schema.draft).values(id="0" * 32)
        office.change(lambda store: store.connection.execute(moved))
        with pytest.raises(NotFound):
            office[ME].perform(drafted_plan_form, "0" * 32)

    @pytest.mark.parametrize("name", ["evaluate_plan", "discuss_plan", "comment_plan"])
    def test_the_draft_of_a_note_is_sealed_and_of_another_sheet_is_not(
        self, office: Office, client: int, plan: int, name: str
    ) -> None:
        content(office, client)
        opened = office[ME].perform(open_sheet, name, client)
        form = replace(opened.form, answers={"outcome": "Tajné", "text": "Tajné", "course": "Tajné"})
        office[ME].perform(keep_draft, sheet_draft(opened, form, on_screen=False))
        (body,) = office.look(lambda store: store.connection.scalars(select(schema.draft.c.body)).all())
        assert body.startswith("sealed:")
        again = office[ME].perform(drafted_sheet, opened.draft_id)
        assert again.form.answers["text"] == "Tajné"
        open_one = office[BOSS].perform(open_sheet, "add_goal_area")
        office[BOSS].perform(keep_draft, sheet_draft(open_one, open_one.form, on_screen=False))
        bodies = office.look(lambda store: store.connection.scalars(select(schema.draft.c.body)).all())
        assert sum(one.startswith("sealed:") for one in bodies) == 1


class TestSteps:
    def test_a_ticked_step_says_when_and_by_whom_and_can_be_unticked(
        self, office: Office, client: int, plan: int
    ) -> None:
        office[ME].perform(tick_step, plan, 2)
        done = content(office, client).steps[2]
        assert (done.done_on, done.done_by) == (NOW.date(), office.worker(ME).id)
        assert office.log()[-2].record == f"plan:{plan}:step:2"
        write(office, client, wishes="Klíč")
        assert content(office, client).steps[2].done_on == NOW.date()
        office[ME].perform(untick_step, plan, 2)
        assert content(office, client).steps[2].done_on is None

    def test_a_step_that_is_not_in_the_plan_is_not_found(
        self, office: Office, client: int, plan: int
    ) -> None:
        write(office, client, goals="Chce bydlet sám")
        for number in (2, 99):
            with pytest.raises(NotFound):
                office[ME].perform(tick_step, plan, number)
        with pytest.raises(NotFound):
            office[ME].perform(set_goal_state, plan, 4, GoalState.REACHED)

    def test_a_step_is_owed_by_the_key_worker_from_a_week_before_until_it_is_done(
        self, office: Office, client: int, plan: int
    ) -> None:
        (duty,) = owed(office, DutyKind.STEP)
        assert (duty.due, duty.mark, duty.overdue(NOW.date())) == (date(2026, 3, 25), "A-1", False)
        assert owed(office, DutyKind.STEP, OTHER) == []
        office[ME].perform(tick_step, plan, 2)
        assert owed(office, DutyKind.STEP) == []
        office[ME].perform(untick_step, plan, 2)
        office[ME].perform(set_goal_state, plan, 1, GoalState.DROPPED)
        assert owed(office, DutyKind.STEP) == []

    def test_a_later_step_stands_in_the_cases_own_list_only(
        self, office: Office, client: int, plan: int
    ) -> None:
        write(office, client, goals="Chce bydlet sám\n- klient: zajít na úřad do 26. 3.")
        assert owed(office, DutyKind.STEP) == []
        duties = office.look(lambda store: of_client(store, client))
        assert DutyKind.STEP in {one.kind for one in duties}

    def test_a_manager_is_told_nothing_of_plans_by_anybodys_duties_v1(
        self, office: Office, client: int, plan: int
    ) -> None:
        evaluate(office, client, next_on="20. 3. 2026")
        every = office[BOSS].perform(list_everybodys_duties).duties
        assert {one.kind for one in every}.isdisjoint({DutyKind.STEP, DutyKind.REVIEW, DutyKind.PLAN})


def evaluate(office: Office, client: int, login: str = ME, **answers: str) -> int:
    """Evaluate the plan, the client satisfied."""
    content(office, client, login)
    first = {"satisfaction": "satisfied", "course": "Na úřadě byl."}
    return fill_in(office[login], evaluate_plan, client, **{**first, **answers})


class TestNotes:
    def test_an_evaluation_begins_with_every_goal_and_step_once_the_plan_was_opened_p5(
        self, office: Office, client: int, plan: int
    ) -> None:
        office.clock.forward(days=2)
        assert office[ME].perform(open_sheet, "evaluate_plan", client).form.answers["course"] == ""
        content(office, client)
        opened = office[ME].perform(open_sheet, "evaluate_plan", client)
        assert opened.form.answers["course"].splitlines() == [
            "Chce bydlet sám: ",
            "- zajít na úřad: ",
            "- volat realitkám: ",
            "Vyřešit dluhy: ",
        ]

    def test_the_draft_of_an_evaluation_opens_again_days_later(
        self, office: Office, client: int, plan: int
    ) -> None:
        content(office, client)
        opened = office[ME].perform(open_sheet, "evaluate_plan", client)
        office[ME].perform(keep_draft, sheet_draft(opened, opened.form, on_screen=False))
        office.clock.forward(days=2)
        assert office[ME].perform(drafted_sheet, opened.draft_id).form == opened.form

    def test_an_evaluation_keeps_satisfaction_and_the_next_day_p5(
        self, office: Office, client: int, plan: int
    ) -> None:
        evaluate(office, client, words="Je to lepší.", next_on="24. 3. 2026")
        (note,) = office[OTHER].perform(list_plan_notes, plan)
        assert isinstance(note.note, Evaluation)
        assert (note.kind, note.author, note.next_on) == (
            NoteKind.EVALUATION,
            "Nováková Jana",
            date(2026, 3, 24),
        )
        assert note.note.words == "Je to lepší."
        (duty,) = owed(office, DutyKind.REVIEW)
        assert (duty.due, duty.subject) == (date(2026, 3, 24), note.id)
        evaluate(office, client)
        assert owed(office, DutyKind.REVIEW) == []

    @pytest.mark.parametrize(
        ("answers", "error", "field"),
        [
            ({"satisfaction": ""}, Answerless, "satisfaction"),
            ({"course": " "}, Answerless, "course"),
            (
                {"course": "Chce bydlet sám:\n- zajít na úřad:\n- volat realitkám:\nVyřešit dluhy:"},
                NothingSaid,
                "course",
            ),
            ({"satisfaction": "dissatisfied"}, NothingNext, "next_action"),
            ({"satisfaction": "partly"}, NothingNext, "next_action"),
            ({"next_on": "18. 3. 2026"}, NextInPast, "next_on"),
            ({"day": "19. 3. 2026"}, DayInFuture, "day"),
        ],
    )
    def test_what_an_evaluation_has_to_say_p5(
        self, office: Office, client: int, plan: int, answers: dict[str, str], error: Any, field: str
    ) -> None:
        with pytest.raises(error) as refused:
            evaluate(office, client, **answers)
        assert refused.value.field == field
        assert office[ME].perform(list_plan_notes, plan) == []

    def test_a_client_who_is_not_satisfied_has_a_next_action_p5(
        self, office: Office, client: int, plan: int
    ) -> None:
        evaluate(office, client, satisfaction="dissatisfied", next_action="Jiný úřad")
        (note,) = office[ME].perform(list_plan_notes, plan)
        assert isinstance(note.note, Evaluation)
        assert note.note.next_action == "Jiný úřad"

    @pytest.mark.parametrize(
        ("said", "day"),
        [
            ("5. 2.", date(2027, 2, 5)),
            ("po", date(2026, 3, 23)),
            ("za", None),
            ("1. 4. 2026", date(2026, 4, 1)),
        ],
    )
    def test_the_next_evaluation_lies_ahead_p5(
        self, office: Office, client: int, plan: int, said: str, day: date | None
    ) -> None:
        if day is None:
            with pytest.raises(DayUnclear):
                evaluate(office, client, next_on=said)
            return
        evaluate(office, client, next_on=said)
        assert office[ME].perform(list_plan_notes, plan)[0].next_on == day

    def test_team_and_coordinator_leave_their_word_the_latest_first_p6(
        self, office: Office, client: int, plan: int
    ) -> None:
        fill_in(office[ME], discuss_plan, client, who="Petr, Alena", outcome="Zkusit byt")
        fill_in(office[COORDINATOR], comment_plan, client, text="Doplnit termíny")
        notes = office[OTHER].perform(list_plan_notes, plan)
        assert [(one.kind, one.author) for one in notes] == [
            (NoteKind.COMMENT, "Černá Alena"),
            (NoteKind.DISCUSSION, "Nováková Jana"),
        ]

    @pytest.mark.parametrize("answers", [{"who": "", "outcome": "x"}, {"who": "x", "outcome": ""}])
    def test_a_discussion_says_who_and_what_came_out_p6(
        self, office: Office, client: int, plan: int, answers: dict[str, str]
    ) -> None:
        with pytest.raises(Answerless):
            fill_in(office[ME], discuss_plan, client, **answers)

    def test_there_is_nothing_to_evaluate_before_there_is_a_plan(self, office: Office, client: int) -> None:
        with pytest.raises(NotFound):
            office[ME].perform(open_sheet, "evaluate_plan", client)


class TestVisits:
    def test_from_the_seventh_visit_without_a_written_plan_the_program_reminds_p3(
        self, office: Office, client: int
    ) -> None:
        for days_ago in range(6, 0, -1):
            visit(office, client, days_ago)
        assert owed(office, DutyKind.PLAN) == []
        visit(office, client, 0.5, OTHER)
        (duty,) = owed(office, DutyKind.PLAN)
        assert (duty.since, duty.mark, duty.due) == (date(2026, 3, 17), "A-1", None)
        write(office, client, form=PlanForm.ORAL)
        assert len(owed(office, DutyKind.PLAN)) == 1
        assert office[OTHER].perform(open_plan, client).reminds
        write(office, client, form=PlanForm.WRITTEN)
        assert owed(office, DutyKind.PLAN) == []
        assert not office[ME].perform(open_plan, client).reminds

    @pytest.mark.parametrize("values", [{"channel": Channel.PHONE}, {"removed_at": NOW}])
    def test_only_meetings_in_person_are_visits_p3(
        self, office: Office, client: int, values: dict[str, Any]
    ) -> None:
        for days_ago in range(7, 0, -1):
            visit(office, client, days_ago, **(values if days_ago == 3 else {}))
        assert owed(office, DutyKind.PLAN) == []


class TestRelease:
    """What a plan owes is released by whoever writes it; a manager knows nothing of it (V1)."""

    def release(self, office: Office, duty: Duty, login: str = ME, reason: str = "Plán je ústní.") -> None:
        fill_in(office[login], release_plan_duty, duty.number, reason=reason)

    def test_the_key_worker_releases_what_the_plan_owes_with_a_reason(
        self, office: Office, client: int, plan: int
    ) -> None:
        write(office, client, form=PlanForm.ORAL)
        evaluate(office, client, next_on="20. 3. 2026")
        for days_ago in range(7, 0, -1):
            visit(office, client, days_ago)
        for kind in (DutyKind.STEP, DutyKind.REVIEW, DutyKind.PLAN):
            (duty,) = owed(office, kind)
            for login, error in ((OTHER, Refused), (BOSS, Refused)):
                with pytest.raises(error):
                    self.release(office, duty, login)
            with pytest.raises(NotFound):
                fill_in(office[BOSS], release_duty, duty.number, reason="Netřeba.")
            with pytest.raises(Answerless):
                self.release(office, duty, reason=" ")
            self.release(office, duty)
            assert owed(office, kind) == []
            assert office.log()[-1].record == f"{kind}:{duty.subject}"
            with pytest.raises(NotFound):
                self.release(office, duty)
        assert not office[ME].perform(open_plan, client).reminds

    def test_a_duty_of_no_plan_is_the_managers_to_release(self, office: Office, client: int) -> None:
        (consent, *_) = owed(office, DutyKind.CONSENT)
        with pytest.raises(NotFound):
            self.release(office, consent)


class TestEnding:
    def end(self, office: Office, client: int, **answers: str) -> None:
        fill_in(office[ME], end_case, client, evaluation="Bydlí.", reason="goals_met", **answers)

    def test_open_steps_are_let_go_with_a_reason_when_the_case_ends_l7(
        self, office: Office, client: int, plan: int
    ) -> None:
        write(office, client, goals="Chce bydlet sám\n- klient: zajít na úřad do 25. 12.")
        with pytest.raises(DutiesOpen):
            self.end(office, client)
        self.end(office, client, release_reason="Úřad už nebude třeba.")
        assert owed(office, DutyKind.STEP) == []
        with pytest.raises(Refused):
            office[ME].perform(plan_form, client)
        assert content(office, client).plan.situation == "Bydlí v autě"

    def test_a_missing_plan_holds_no_ending_up_p3(self, office: Office, client: int) -> None:
        for days_ago in range(8, 0, -1):
            visit(office, client, days_ago)
        assert len(owed(office, DutyKind.PLAN)) == 1
        self.end(office, client, release_reason="Souhlasy už nepodepíše.")
        released = office.look(
            lambda store: store.connection.scalars(select(schema.duty_release.c.duty)).all()
        )
        assert DutyKind.PLAN not in set(released)
        assert owed(office, DutyKind.PLAN) == []


def serve(office: Office, event_id: int, wanted: Sequence[tuple[int, int]], login: str = ME) -> bool:
    """Say in its form what an event served; whether that was kept."""
    opened = office[login].perform(kept_event_form, event_id)
    form = replace(opened.form, serves=tuple(wanted))
    return office[login].perform(record_event, opened, form).tied


class TestTies:
    def test_an_event_served_goals_and_steps_and_the_plan_shows_its_progress(
        self, office: Office, client: int, plan: int
    ) -> None:
        first, second = visit(office, client, 2), visit(office, client, 1, OTHER)
        choice = office[ME].perform(goals_to_tie, client, first)
        assert choice is not None
        assert [goal.text for goal in choice.goals] == ["Chce bydlet sám", "Vyřešit dluhy"]
        assert choice.tied == frozenset()
        serve(office, first, [(1, 2), (1, 3)])
        serve(office, second, [(1, 0), (4, 0)], OTHER)
        progress = content(office, client).progress
        assert (progress[1].events, progress[1].units, progress[1].last) == (2, 2, date(2026, 3, 17))
        assert progress[1].workers == ("Nováková Jana", "Svoboda Petr")
        assert progress[4].workers == ("Svoboda Petr",)
        work = office[COORDINATOR].perform(list_goal_work, plan)
        assert [(one.event_id, one.goal, one.steps) for one in work][-1] == (first, 1, (2, 3))
        office[OTHER].perform(remove_event, second)
        assert set(content(office, client).progress) == {1}

    def test_a_tie_can_be_changed_and_taken_back(self, office: Office, client: int, plan: int) -> None:
        event_id = visit(office, client, 1)
        serve(office, event_id, [(1, 2)])
        serve(office, event_id, [(4, 0)])
        choice = office[ME].perform(goals_to_tie, client, event_id)
        assert choice is not None
        assert choice.tied == {(4, 0)}
        serve(office, event_id, [])
        assert content(office, client).progress == {}

    @pytest.mark.parametrize("wanted", [[(9, 0)], [(1, 9)], [(4, 2)], [(2, 0)]])
    def test_only_goals_and_steps_that_the_plan_has_are_served(
        self, office: Office, client: int, plan: int, wanted: Sequence[tuple[int, int]]
    ) -> None:
        assert not serve(office, visit(office, client, 1), wanted)
        assert content(office, client).progress == {}

    def test_who_reads_no_plan_saves_an_event_and_ties_it_to_nothing_v1(
        self, office: Office, client: int, plan: int
    ) -> None:
        event_id = visit(office, client, 1, "dvorakova")
        assert not serve(office, event_id, [(1, 0)], "dvorakova")
        assert content(office, client).progress == {}

    def test_an_event_says_what_it_served_and_that_it_holds_a_plan_to_whom_reads_plans_v1(
        self, office: Office, client: int, plan: int
    ) -> None:
        event_id = visit(office, client, 1)
        serve(office, event_id, [(1, 2), (4, 0)])
        opened = office[ME].perform(open_event, event_id)
        assert (opened.holds_plan, opened.served) == (False, 2)
        theirs = visit(office, client, 1, "dvorakova")
        write(office, client, form=PlanForm.ORAL, event_id=theirs)
        assert office[ME].perform(open_event, theirs).holds_plan
        assert not office["dvorakova"].perform(open_event, theirs).holds_plan

    def test_an_event_and_its_ties_are_one_act(self, office: Office, client: int, plan: int) -> None:
        opened = office[ME].perform(new_event_form, client)
        form = replace(opened.form, time="8:00-9:00", content="Úřad", impact="Jistota", serves=((1, 2),))
        recorded = office[ME].perform(record_event, opened, form)
        assert office.log()[-1].act == "record_event"
        assert content(office, client).progress[1].events == 1
        assert [one.event_id for one in office[ME].perform(list_goal_work, plan)] == [recorded.event_id]

    def test_only_ones_own_event_of_that_client_is_tied(self, office: Office, client: int, plan: int) -> None:
        with pytest.raises(NotYours):
            serve(office, visit(office, client, 1, OTHER), [(1, 0)])
        elsewhere = visit(office, office.add_client("A-2", "Malá", of=ME), 1)
        assert not serve(office, elsewhere, [(1, 0)])
        assert content(office, client).progress == {}

    def test_without_a_plan_there_is_nothing_to_tie_to(self, office: Office, client: int) -> None:
        assert office[ME].perform(goals_to_tie, client) is None


class TestAreas:
    def test_renaming_an_area_never_rewrites_the_past(self, office: Office, client: int, plan: int) -> None:
        area = fill_in(office[BOSS], add_goal_area, name="Bydlení")
        office[ME].perform(set_goal_area, plan, 1, area)
        fill_in(office[BOSS], rename_goal_area, area, name="Bydlení a nájem")
        office[ME].perform(set_goal_area, plan, 4, area)
        goals = content(office, client).goals
        assert [goals[1].area, goals[4].area] == ["Bydlení", "Bydlení a nájem"]
        serve(office, visit(office, client, 1), [(1, 0), (1, 2)])
        found = office[BOSS].perform(goal_area_figures, date(2026, 3, 1), date(2026, 3, 31))
        assert [(one.area, one.clients, one.goals, one.events, one.units) for one in found] == [
            ("Bydlení", 1, 1, 1, 1),
            ("Bydlení a nájem", 1, 1, 0, 0),
        ]

    def test_an_area_is_retired_and_restored_and_its_name_is_its_own(self, office: Office) -> None:
        area = fill_in(office[BOSS], add_goal_area, name="Dluhy")
        with pytest.raises(AreaTaken):
            fill_in(office[BOSS], add_goal_area, name="dluhy")
        with pytest.raises(Answerless):
            fill_in(office[BOSS], add_goal_area, name=" ")
        fill_in(office[BOSS], rename_goal_area, area, name="DLUHY")
        office[BOSS].perform(retire_goal_area, area)
        assert [(one.name, one.retired) for one in office[ME].perform(list_goal_areas)] == [("DLUHY", True)]
        office[BOSS].perform(restore_goal_area, area)
        assert not office[ME].perform(list_goal_areas)[0].retired
        with pytest.raises(NotFound):
            office[BOSS].perform(retire_goal_area, 99)
        with pytest.raises(Refused):
            office[ME].perform(retire_goal_area, area)
