"""What a case's journal comes to: stages, the days of the assessment, consents, the CAN flag."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.cases import (
    Consent,
    EntryKind,
    Fact,
    Stage,
    assessment_due,
    can_flag_since,
    consents_in_force,
    is_late,
    since_reopening,
    stage,
)
from kp_tui.domain.clients import ClientState

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def journals(draw: st.DrawFn) -> Sequence[Fact]:
    """What happened in a case, in the order of its days."""
    days = sorted(draw(st.lists(DAYS, max_size=12)))
    kinds = [draw(st.sampled_from(EntryKind)) for _ in days]
    which = [draw(st.sampled_from(Consent)) for _ in days]
    withdrawn = EntryKind.CONSENT_WITHDRAWN
    told = zip(kinds, days, which, strict=True)
    return [Fact(kind, day, one if kind is withdrawn else None) for kind, day, one in told]


@pytest.mark.parametrize(("day", "late"), [(2, False), (9, False), (10, True), (31, True)])
def test_an_assessment_within_seven_calendar_days_is_on_time_l3(day: int, late: bool) -> None:  # noqa: FBT001 -- given
    assert is_late(MONDAY, date(2026, 3, day)) is late


@given(DAYS, st.integers(0, 400))
def test_the_last_day_on_time_is_seven_days_after_the_consultation_l3(consulted: date, days: int) -> None:
    assessed = consulted + timedelta(days=days)
    assert is_late(consulted, assessed) is (days > 7)
    assert is_late(consulted, assessed) is (assessed > assessment_due(consulted))


@given(journals())
def test_a_consent_is_in_force_from_its_day_until_it_is_withdrawn_or_the_case_ends(
    journal: Sequence[Fact],
) -> None:
    in_force = consents_in_force(journal)
    given_by = {Consent.INFORMED: EntryKind.INFORMED_CONSENT, Consent.DATA: EntryKind.DATA_CONSENT}
    for consent, kind in given_by.items():
        places = [place for place, fact in enumerate(journal) if fact.kind is kind]
        after = journal[places[-1] + 1 :] if places else []
        gone = any(fact.withdrawn is consent for fact in after) or (
            consent is Consent.INFORMED and any(fact.kind is EntryKind.ENDING for fact in after)
        )
        assert in_force.get(consent) == (journal[places[-1]].day if places and not gone else None)


@given(journals(), journals())
def test_a_reopening_begins_a_course_of_its_own_k1(before: Sequence[Fact], after: Sequence[Fact]) -> None:
    reopened = Fact(EntryKind.REOPENING, MONDAY)
    later = [fact for fact in after if fact.kind is not EntryKind.REOPENING]
    assert since_reopening([*before, reopened, *later]) == [reopened, *later]
    never = [fact for fact in before if fact.kind is not EntryKind.REOPENING]
    assert since_reopening(never) == never


def test_a_flag_stands_from_when_it_was_raised_until_it_is_lifted_l6() -> None:
    raised, lifted = Fact(EntryKind.CAN_FLAG, MONDAY), Fact(EntryKind.CAN_FLAG_LIFTED, MONDAY)
    assert [can_flag_since(told) for told in ([], [raised], [raised, lifted], [raised, lifted, raised])] == [
        None, MONDAY, None, MONDAY,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "kinds", "has_key_worker", "expected"),
    [
        (ClientState.APPLICANT, [], False, Stage.FIRST_CONTACT),
        (ClientState.APPLICANT, [EntryKind.FIRST_CONTACT], False, Stage.FIRST_CONTACT),
        (ClientState.APPLICANT, [EntryKind.INTRO_CONSULTATION], False, Stage.CONSULTED),
        (ClientState.APPLICANT, [EntryKind.INTRO_CONSULTATION], True, Stage.ALLOCATED),
        (ClientState.APPLICANT, [], True, Stage.ALLOCATED),
        (ClientState.CLIENT, [], True, Stage.AGREED),
        (ClientState.ENDED, [EntryKind.INTRO_CONSULTATION], False, Stage.ENDED),
    ],
)
def test_how_far_a_case_has_come(
    state: ClientState,
    kinds: Sequence[EntryKind],
    has_key_worker: bool,  # noqa: FBT001 -- given
    expected: Stage,
) -> None:
    course = [Fact(kind, MONDAY) for kind in kinds]
    assert stage(state, course, has_key_worker=has_key_worker) is expected
