"""Chapters 1 to 3 of the rules: what counts, how much, and why not."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.counting import count, counted_shares, included_time, rule_for
from kp_tui.domain.events import (
    CONTACTS,
    INTERVENTIONS,
    ZERO,
    Channel,
    Event,
    Exclusion,
    Kind,
    Participant,
    Share,
)
from kp_tui.domain.people import Profession
from kp_tui.domain.policies import MSK_2010, NoPolicy, Policy, policy_on
from kp_tui.domain.reasons import Reason
from kp_tui.domain.timers import Phase, Span, Timer
from tests.domain import strategies as some
from tests.domain.samples import PER_WORKER, START, by_the_clock, clients, counted, event, minutes, share, two

ELSE = Profession.OTHER
JOINT = {"joint_reason": "Klient bývá agresivní."}
GROUPS = (Kind.GROUP_THERAPY, Kind.COURSE, Kind.FAMILY)


def clocked(*clock: tuple[int, int, int, int, int]) -> Event:
    """An individual intervention from one reading of the clock to another."""
    started_at, ended_at = (by_the_clock(*reading) for reading in clock)
    time = Share(1, Profession.SOCIAL_WORKER, ended_at - started_at)
    return event(Kind.INDIVIDUAL, time, started_at=started_at, ended_at=ended_at)


def forgotten() -> Event:
    """What a timer comes to that ran for fourteen hours before somebody saw it."""
    timer = Timer(1, 1, 1, (Span(Phase.DIRECT, START),)).stopped(START + timedelta(hours=14))
    time = Share(1, Profession.SOCIAL_WORKER, timer.total(Phase.DIRECT, START))
    return event(Kind.INDIVIDUAL, time, end_confirmed=False)


EXAMPLES = {
    "1 contact 10:00": (event(Kind.CONTACT_SPECIFIED, share(10)), 0, 0),
    "2 contact 10 min 1 s": (event(Kind.CONTACT_SPECIFIED, share(10 + 1 / 60)), 1, 0),
    "3 contact 20 min, two workers": (event(Kind.CONTACT_SPECIFIED, *two(20)), 1, 0),
    "4 unspecified contact, 2 h in the club room": (
        event(Kind.CONTACT_UNSPECIFIED, share(120), two_way=False),
        1,
        0,
    ),
    "5 first contact 15 min, content empty": (event(Kind.CONTACT_FIRST, share(15), content=""), 0, 0),
    "6 individual 29/0/0 (offer: contact)": (event(Kind.INDIVIDUAL, share(29)), 0, 0),
    "7 individual 30/0/0": (event(Kind.INDIVIDUAL, share(30)), 0, 1),
    "8 individual 89/0/0": (event(Kind.INDIVIDUAL, share(89)), 0, 2),
    "9 individual 40/10/10": (event(Kind.INDIVIDUAL, share(40, 10, 10)), 0, 2),
    "10 individual 60/0/0, two workers, reason given": (event(Kind.INDIVIDUAL, *two(60), **JOINT), 0, 4),
    "11 individual 45/0/0, two workers, reason given": (event(Kind.INDIVIDUAL, *two(45), **JOINT), 0, 3),
    "12 group therapy 90/0/0, one worker, 8 participants": (
        event(Kind.GROUP_THERAPY, share(90), participants=clients(8)),
        0,
        3,
    ),
    "13 group therapy 90/0/0, two workers, 8 participants": (
        event(Kind.GROUP_THERAPY, *two(90), participants=clients(8)),
        0,
        6,
    ),
    "14 course lesson 180/0/0, one lecturer, 12 participants": (
        event(Kind.COURSE, share(180), participants=clients(12), content="", impact=""),
        0,
        6,
    ),
    "15 external 25/0/5": (event(Kind.EXTERNAL, share(25, 0, 5)), 0, 1),
    "16 individual 60/0/0, impact on the client missing": (
        event(Kind.INDIVIDUAL, share(60), impact=""),
        0,
        0,
    ),
    "17 individual 60/0/0 by somebody without the profession": (
        event(Kind.INDIVIDUAL, share(60, profession=ELSE)),
        0,
        0,
    ),
    "18 29 March 2026, 01:45 to 03:15 by the clock (clocks go forward): 30 minutes": (
        clocked((2026, 3, 29, 1, 45), (2026, 3, 29, 3, 15)),
        0,
        1,
    ),
    "19 31 January 23:50 to 1 February 00:25: 35 minutes, in January": (
        clocked((2026, 1, 31, 23, 50), (2026, 2, 1, 0, 25)),
        0,
        1,
    ),
    "20 timer running 14 h, end not confirmed": (forgotten(), 0, 0),
}


@pytest.mark.parametrize(("example", "contacts", "interventions"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_example(example: Event, contacts: int, interventions: int) -> None:
    found = count(example, MSK_2010)
    assert (found.contacts, found.interventions) == (contacts, interventions)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (1, Reason.CONTACT_TOO_SHORT),
        (5, Reason.NO_CONTENT),
        (6, Reason.INTERVENTION_TOO_SHORT),
        (16, Reason.NO_IMPACT),
        (17, Reason.PROFESSION),
        (20, Reason.END_UNCONFIRMED),
    ],
)
def test_each_zero_of_the_examples_says_why(number: int, reason: Reason) -> None:
    example = list(EXAMPLES.values())[number - 1][0]
    assert count(example, MSK_2010).reasons == (reason,)


def test_example_19_belongs_to_january() -> None:
    example = EXAMPLES["19 31 January 23:50 to 1 February 00:25: 35 minutes, in January"][0]
    assert example.day == date(2026, 1, 31)
    assert count(example, MSK_2010).included == minutes(35)


# Contacts


@pytest.mark.parametrize("kind", [Kind.CONTACT_SPECIFIED, Kind.CONTACT_FIRST])
def test_c1_one_way_contact_is_none(kind: Kind) -> None:
    found = counted(kind, share(20), two_way=False)
    assert (found.units, found.reason) == (0, Reason.ONE_WAY)


def test_c1_unspecified_contact_need_not_be_two_way() -> None:
    assert counted(Kind.CONTACT_UNSPECIFIED, share(20), two_way=False).contacts == 1


@pytest.mark.parametrize("kind", INTERVENTIONS)
def test_c1_asks_only_contacts_to_be_two_way(kind: Kind) -> None:
    assert counted(kind, share(30), two_way=False).interventions == 1


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("profession", "units"),
    [(Profession.SOCIAL_WORKER, 1), (Profession.SOCIAL_SERVICES_WORKER, 1), (Profession.OTHER, 0)],
)
def test_c1_only_two_professions_count(kind: Kind, profession: Profession, units: int) -> None:
    found = counted(kind, share(45, profession=profession))
    assert found.units == units
    assert found.reasons == (() if units else (Reason.PROFESSION,))


@pytest.mark.parametrize("kind", Kind)
def test_c1_a_colleague_of_another_profession_adds_nothing_and_spoils_nothing(kind: Kind) -> None:
    alone = counted(kind, share(40), **JOINT)
    assert counted(kind, share(90, worker=2, profession=ELSE), share(40), **JOINT) == alone


def test_c1_time_of_another_profession_does_not_make_a_contact_long_enough() -> None:
    found = counted(Kind.CONTACT_SPECIFIED, share(10), share(20, worker=2, profession=ELSE))
    assert found.reasons == (Reason.CONTACT_TOO_SHORT,)


@given(st.sampled_from(CONTACTS), st.integers(1, 1200))
def test_c2_contact_lasts_over_ten_minutes(kind: Kind, seconds: int) -> None:
    found = counted(kind, share(seconds / 60))
    assert found.contacts == (1 if seconds > 600 else 0)
    assert found.reasons == (() if seconds > 600 else (Reason.CONTACT_TOO_SHORT,))


def test_c2_two_workers_minutes_do_not_add_up_to_a_contact() -> None:
    assert counted(Kind.CONTACT_SPECIFIED, *two(10)).reasons == (Reason.CONTACT_TOO_SHORT,)


@given(some.events(st.sampled_from(CONTACTS)), some.ANY_POLICY)
def test_c3_contact_is_never_more_than_one(contact: Event, policy: Policy) -> None:
    found = count(contact, policy)
    assert found.contacts in {0, 1}
    assert found.interventions == 0


def test_c3_contact_includes_the_longest_time_of_one_worker() -> None:
    found = counted(Kind.CONTACT_SPECIFIED, share(20), share(50, worker=2), **JOINT)
    assert (found.contacts, found.included, found.shares) == (1, minutes(50), 1)


def test_c4_contact_is_one_of_three_kinds_by_one_of_four_channels() -> None:
    assert [kind.value for kind in CONTACTS] == ["contact_specified", "contact_unspecified", "contact_first"]
    assert [channel.value for channel in Channel] == ["in_person", "phone", "electronic", "written"]


@pytest.mark.parametrize("kind", CONTACTS)
@pytest.mark.parametrize("channel", Channel)
def test_c4_contact_counts_by_every_channel(kind: Kind, channel: Channel) -> None:
    assert counted(kind, share(11), channel=channel).contacts == 1


@pytest.mark.parametrize("kind", Kind)
def test_c4_only_a_contact_needs_its_channel_said(kind: Kind) -> None:
    found = counted(kind, share(45), channel=None)
    assert found.reasons == ((Reason.NO_CHANNEL,) if kind.is_contact else ())


def test_c4_first_contact_may_be_anonymous() -> None:
    assert counted(Kind.CONTACT_FIRST, share(15), participants=()).contacts == 1


@pytest.mark.parametrize("kind", CONTACTS)
def test_c5_preparation_and_write_up_never_make_a_contact(kind: Kind) -> None:
    found = counted(kind, share(10, 60, 60))
    assert (found.included, found.reasons) == (minutes(10), (Reason.CONTACT_TOO_SHORT,))


# Interventions


def test_i1_intervention_is_one_of_five_kinds() -> None:
    names = ["individual", "group_therapy", "course", "family", "external"]
    assert [kind.value for kind in INTERVENTIONS] == names


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CONTACT_FIRST])
def test_i1_nothing_counts_without_a_client_or_an_applicant(kind: Kind) -> None:
    found = counted(kind, share(45), participants=())
    assert (found.units, found.reason) == (0, Reason.NO_CLIENT)


@pytest.mark.parametrize(
    ("kind", "included"),
    [
        (Kind.CONTACT_SPECIFIED, 40),
        (Kind.CONTACT_UNSPECIFIED, 40),
        (Kind.CONTACT_FIRST, 40),
        (Kind.INDIVIDUAL, 55),
        (Kind.GROUP_THERAPY, 55),
        (Kind.COURSE, 55),
        (Kind.FAMILY, 55),
        (Kind.EXTERNAL, 45),
    ],
)
def test_i2_included_time_of_one_worker_depends_on_the_kind(kind: Kind, included: int) -> None:
    time = share(40, 10, 5)
    assert included_time(time, kind) == minutes(included)
    assert counted(kind, time).included == minutes(included)


def test_i2_preparation_never_makes_an_external_intervention() -> None:
    assert counted(Kind.EXTERNAL, share(25, 60, 4)).reasons == (Reason.INTERVENTION_TOO_SHORT,)


@pytest.mark.parametrize("kind", Kind)
def test_i3_without_direct_time_nothing_counts(kind: Kind) -> None:
    found = counted(kind, share(0, 60, 60), ended_at=START + minutes(120))
    assert (found.units, found.included, found.reasons) == (0, ZERO, (Reason.NO_DIRECT_TIME,))


@pytest.mark.parametrize("kind", INTERVENTIONS)
def test_i3_any_direct_time_is_enough_beside_the_rest(kind: Kind) -> None:
    assert counted(kind, share(1 / 60, 0, 60)).interventions == 2


@pytest.mark.parametrize("kind", [Kind.INDIVIDUAL, *GROUPS])
def test_i3_colleague_who_only_prepared_and_wrote_adds_nothing(kind: Kind) -> None:
    found = counted(kind, share(30), share(0, 60, 60, worker=2), **JOINT)
    assert (found.interventions, found.shares, found.included) == (1, 1, minutes(30))


@pytest.mark.parametrize("kind", Kind)
def test_i3_what_is_no_service_to_the_client_never_counts(kind: Kind) -> None:
    """Travel alone, supervision, safety training, writing standards: there is no kind for them."""
    found = counted(kind, share(60), exclusion=Exclusion.NOT_A_SERVICE)
    assert (found.units, found.reason) == (0, Reason.NOT_A_SERVICE)


@pytest.mark.parametrize("kind", INTERVENTIONS)
@pytest.mark.parametrize(
    ("direct", "units"),
    [(29, 0), (30 - 1 / 60, 0), (30, 1), (59, 1), (60 - 1 / 60, 1), (60, 2), (89, 2), (90, 3), (600, 20)],
)
def test_i4_each_full_half_hour_is_one(kind: Kind, direct: float, units: int) -> None:
    assert counted(kind, share(direct)).interventions == units


@pytest.mark.parametrize("kind", INTERVENTIONS)
@pytest.mark.parametrize("direct", [5, 10, 29])
def test_i4_short_intervention_is_told_to_be_short_for_an_intervention(kind: Kind, direct: float) -> None:
    assert counted(kind, share(direct)).reasons == (Reason.INTERVENTION_TOO_SHORT,)


@pytest.mark.parametrize("kind", [Kind.INDIVIDUAL, *GROUPS])
def test_i4_largest_share_itself_reaches_half_an_hour(kind: Kind) -> None:
    short = counted(kind, *two(29), **JOINT)
    assert (short.interventions, short.reasons) == (0, (Reason.INTERVENTION_TOO_SHORT,))
    assert counted(kind, share(30), share(29, worker=2), **JOINT).interventions == 1
    assert counted(kind, share(30), share(30, worker=2), **JOINT).interventions == 2


def test_i4_share_reaches_half_an_hour_with_preparation_and_write_up() -> None:
    assert counted(Kind.INDIVIDUAL, share(10, 10, 10)).interventions == 1


@pytest.mark.parametrize("reason", ["", " ", "\n"])
def test_i5_two_workers_without_a_reason_count_once(reason: str) -> None:
    found = counted(Kind.INDIVIDUAL, share(60), share(90, worker=2), joint_reason=reason)
    assert (found.interventions, found.included, found.shares) == (3, minutes(90), 1)


def test_i5_two_workers_with_a_reason_count_twice() -> None:
    found = counted(Kind.INDIVIDUAL, share(60), share(90, worker=2), **JOINT)
    assert (found.interventions, found.included, found.shares) == (5, minutes(150), 2)


def test_i5_never_more_than_the_two_longest_shares() -> None:
    team = (share(30), share(90, worker=2), share(60, worker=3))
    found = counted(Kind.INDIVIDUAL, *team, **JOINT)
    assert (found.interventions, found.included, found.shares) == (5, minutes(150), 2)


def test_i5_longest_share_is_the_longest_included_time() -> None:
    team = (share(40), share(10, 30, 30, worker=2))
    assert counted_shares(event(Kind.INDIVIDUAL, *team), MSK_2010) == (team[1],)


def test_i5_per_worker_rounding_divides_before_it_adds() -> None:
    joint = event(Kind.INDIVIDUAL, *two(45), **JOINT)
    assert (count(joint, MSK_2010).interventions, count(joint, PER_WORKER).interventions) == (3, 2)


@pytest.mark.parametrize("kind", GROUPS)
def test_i6_group_counts_every_worker_and_asks_no_reason(kind: Kind) -> None:
    team = (share(90), share(60, worker=2), share(45, worker=3))
    found = counted(kind, *team)
    assert (found.interventions, found.included, found.shares) == (6, minutes(195), 3)


@pytest.mark.parametrize("kind", GROUPS)
def test_i6_group_of_one_counts_as_a_group_of_twelve(kind: Kind) -> None:
    assert counted(kind, share(90), participants=clients(12)) == counted(kind, share(90))


def test_i7_external_counts_one_workers_longest_time() -> None:
    team = (share(60), share(50, 90, 20, worker=2), share(65, worker=3))
    found = counted(Kind.EXTERNAL, *team, **JOINT)
    assert (found.interventions, found.included, found.shares) == (2, minutes(70), 1)


def test_i7_external_names_its_institution() -> None:
    assert counted(Kind.EXTERNAL, share(60), institution=" ").reasons == (Reason.NO_INSTITUTION,)


def test_i8_two_events_of_a_quarter_never_make_one_intervention() -> None:
    assert [counted(Kind.INDIVIDUAL, share(15)).interventions for _ in range(2)] == [0, 0]


def test_i8_pause_is_not_subtracted_again_from_the_time_of_work() -> None:
    assert counted(Kind.INDIVIDUAL, share(30), pause=minutes(15)).interventions == 1


def test_i9_individual_under_half_an_hour_offers_to_be_a_contact() -> None:
    found = counted(Kind.INDIVIDUAL, share(29))
    assert (found.units, found.offers_contact) == (0, True)


@pytest.mark.parametrize(
    ("direct", "preparation", "offers"),
    [(10, 0, False), (10 + 1 / 60, 0, True), (10, 15, False), (11, 15, True)],
)
def test_i9_offers_a_contact_only_where_one_would_count(
    direct: float, preparation: float, *, offers: bool
) -> None:
    assert counted(Kind.INDIVIDUAL, share(direct, preparation)).offers_contact is offers


def test_i9_offer_looks_at_the_longest_conversation_not_at_the_longest_share() -> None:
    team = (share(5, 20), share(20, worker=2))
    assert counted(Kind.INDIVIDUAL, *team).offers_contact


def test_i9_offer_ignores_other_professions() -> None:
    team = (share(5), share(20, worker=2, profession=ELSE))
    assert not counted(Kind.INDIVIDUAL, *team).offers_contact


def test_i9_offer_does_not_wait_for_the_writing() -> None:
    assert counted(Kind.INDIVIDUAL, share(20), content="", impact="").offers_contact


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.INDIVIDUAL])
def test_i9_only_an_individual_intervention_offers_to_be_a_contact(kind: Kind) -> None:
    assert not counted(kind, share(29)).offers_contact


@pytest.mark.parametrize(
    "changes",
    [{"exclusion": Exclusion.OUTSIDE_TARGET_GROUP}, {"end_confirmed": False}],
    ids=["excluded", "open end"],
)
def test_i9_what_would_not_count_as_a_contact_is_not_offered(changes: dict[str, object]) -> None:
    assert not counted(Kind.INDIVIDUAL, share(29), **changes).offers_contact


def test_i9_what_counts_offers_nothing() -> None:
    assert not counted(Kind.INDIVIDUAL, share(30)).offers_contact


@given(some.events(), some.ANY_POLICY)
def test_i9_event_yields_contacts_or_interventions_never_both(any_event: Event, policy: Policy) -> None:
    found = count(any_event, policy)
    assert 0 in {found.contacts, found.interventions}
    assert found.units == (found.contacts if any_event.kind.is_contact else found.interventions)
    assert found.units >= 0


@given(some.events(), st.integers(1, 30), some.ANY_POLICY)
def test_i10_count_does_not_depend_on_how_many_took_part(
    any_event: Event, number: int, policy: Policy
) -> None:
    one, many = (replace(any_event, participants=clients(size)) for size in (1, number))
    assert count(one, policy) == count(many, policy)


@given(some.events(), some.instants(), some.ANY_POLICY)
def test_i11_clock_changes_never_add_or_lose_an_hour(
    any_event: Event, moment: datetime, policy: Policy
) -> None:
    moved = replace(
        any_event, started_at=moment, ended_at=moment + (any_event.ended_at - any_event.started_at)
    )
    assert count(moved, policy) == count(any_event, policy)


def test_i11_the_hour_that_comes_twice_is_counted_as_often_as_it_was_worked() -> None:
    found = count(clocked((2026, 10, 25, 1, 30), (2026, 10, 25, 3, 30)), MSK_2010)
    assert (found.included, found.interventions) == (minutes(180), 6)


def test_i11_seconds_are_counted_as_they_were() -> None:
    assert counted(Kind.INDIVIDUAL, share(29 + 59 / 60, 0, 1 / 60)).interventions == 1


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("direct", [5, 840])
def test_i12_unconfirmed_end_counts_nothing_and_judges_no_time(kind: Kind, direct: float) -> None:
    found = counted(kind, share(direct), end_confirmed=False)
    assert (found.units, found.reasons) == (0, (Reason.END_UNCONFIRMED,))


def test_i13_msk_2010_is_what_the_funder_wrote() -> None:
    assert (MSK_2010.name, MSK_2010.contact_over, MSK_2010.unit) == ("msk-2010", minutes(10), minutes(30))
    assert (MSK_2010.most_joint_shares, MSK_2010.rounding.value) == (2, "summed")


def test_i13_thresholds_come_from_the_policy_alone() -> None:
    strict = replace(MSK_2010, name="strict", contact_over=minutes(20), unit=minutes(45), most_joint_shares=1)
    assert count(event(Kind.CONTACT_SPECIFIED, share(20)), strict).reasons == (Reason.CONTACT_TOO_SHORT,)
    assert count(event(Kind.INDIVIDUAL, *two(90), **JOINT), strict).interventions == 2
    assert count(event(Kind.INDIVIDUAL, share(44)), strict).reasons == (Reason.INTERVENTION_TOO_SHORT,)
    assert count(event(Kind.INDIVIDUAL, share(20)), strict).offers_contact is False
    assert count(event(Kind.INDIVIDUAL, share(45)), strict).policy == "strict"


def test_i13_event_is_counted_by_the_policy_valid_on_its_day() -> None:
    newer = replace(MSK_2010, name="newer", valid_from=date(2026, 4, 1))
    for policies in ((MSK_2010, newer), (newer, MSK_2010)):
        assert policy_on(date(2026, 3, 31), policies) is MSK_2010
        assert policy_on(date(2026, 4, 1), policies) is newer


@given(st.lists(st.dates(date(2011, 1, 1), date(2040, 1, 1)), unique=True), st.dates(date(2010, 1, 1)))
def test_i13_later_rules_never_change_an_old_day(starts: list[date], day: date) -> None:
    policies = [MSK_2010, *(replace(MSK_2010, name=start.isoformat(), valid_from=start) for start in starts)]
    known_then = [policy for policy in policies if policy.valid_from <= day]
    assert policy_on(day, policies) == policy_on(day, known_then)


def test_i13_day_before_the_first_policy_is_refused_with_the_day_it_starts() -> None:
    with pytest.raises(NoPolicy) as refusal:
        policy_on(date(2009, 12, 31), [replace(MSK_2010, valid_from=date(2012, 1, 1)), MSK_2010])
    assert "2010-01-01" in str(refusal.value)


# What must be written

BLANK: dict[str, object] = {
    "content": " \n",
    "impact": " ",
    "participants": (Participant(1, " "), Participant(2)),
    "lesson": " ",
    "institution": "\t",
    "shares": (),
}
ASKED: dict[Kind, dict[str, Reason]] = {
    Kind.CONTACT_SPECIFIED: {"content": Reason.NO_CONTENT},
    Kind.CONTACT_UNSPECIFIED: {"content": Reason.NO_CONTENT},
    Kind.CONTACT_FIRST: {"content": Reason.NO_CONTENT},
    Kind.INDIVIDUAL: {"content": Reason.NO_CONTENT, "impact": Reason.NO_IMPACT},
    Kind.GROUP_THERAPY: {"content": Reason.NO_CONTENT, "participants": Reason.NO_NOTE},
    Kind.COURSE: {"lesson": Reason.NO_LESSON},
    Kind.FAMILY: {"content": Reason.NO_CONTENT},
    Kind.EXTERNAL: {
        "content": Reason.NO_CONTENT,
        "impact": Reason.NO_IMPACT,
        "institution": Reason.NO_INSTITUTION,
    },
}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("blank", BLANK)
def test_chapter_3_table_of_what_must_be_written(kind: Kind, blank: str) -> None:
    asked = ASKED[kind] | {"shares": Reason.NO_WORKER}
    found = counted(kind, share(30), **{blank: BLANK[blank]})
    assert found.reasons == ((asked[blank],) if blank in asked else ())
    assert found.units == (0 if blank in asked else 1)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("channel", Channel)
def test_chapter_3_letter_belongs_to_what_was_done_by_letter(kind: Kind, channel: Channel) -> None:
    by_letter = channel in {Channel.ELECTRONIC, Channel.WRITTEN} and kind not in GROUPS
    found = counted(kind, share(30), channel=channel, letter=" ")
    assert found.reasons == ((Reason.NO_LETTER,) if by_letter else ())


@pytest.mark.parametrize(
    ("impact", "note", "reasons"),
    [
        ("Spolu se domluvili.", "", ()),
        ("", "Otec přišel.", ()),
        (" ", " ", (Reason.NO_IMPACT,)),
    ],
)
def test_chapter_3_impact_on_the_family_stands_once_or_in_a_file(
    impact: str, note: str, reasons: tuple[Reason, ...]
) -> None:
    family = (Participant(1), Participant(2, note))
    assert counted(Kind.FAMILY, share(60), impact=impact, participants=family).reasons == reasons


def test_chapter_3_everything_missing_is_told_at_once() -> None:
    blank = dict.fromkeys(("content", "impact", "institution", "letter"), "")
    found = counted(Kind.EXTERNAL, share(60), channel=Channel.WRITTEN, participants=(), **blank)
    assert set(found.reasons) == {
        Reason.NO_CLIENT,
        Reason.NO_CONTENT,
        Reason.NO_IMPACT,
        Reason.NO_INSTITUTION,
        Reason.NO_LETTER,
    }


def test_d1_group_event_counts_once_when_one_note_is_complete() -> None:
    some_owed = (Participant(1), Participant(2, "Mluvil o práci."), Participant(3))
    assert counted(Kind.GROUP_THERAPY, share(90), participants=some_owed).interventions == 3


@pytest.mark.parametrize("exclusion", Exclusion)
@pytest.mark.parametrize("kind", Kind)
def test_d2_excluded_event_never_counts_and_nothing_written_mends_it(
    kind: Kind, exclusion: Exclusion
) -> None:
    found = counted(kind, share(60), exclusion=exclusion)
    assert (found.units, found.reasons) == (0, (Reason(exclusion.value),))
    assert not Reason(exclusion.value).mendable


def test_d2_each_exclusion_has_a_code_that_no_missing_field_shares() -> None:
    codes = {Reason(exclusion.value) for exclusion in Exclusion}
    fields = {reason for asked in ASKED.values() for reason in asked.values()}
    assert len(codes) == 5
    assert not codes & fields


# The explanation


def test_i12_and_chapter_3_only_confirming_and_writing_mend_a_zero() -> None:
    never = {Reason(exclusion.value) for exclusion in Exclusion} | {Reason.PROFESSION, Reason.ONE_WAY}
    too_short = {Reason.NO_DIRECT_TIME, Reason.CONTACT_TOO_SHORT, Reason.INTERVENTION_TOO_SHORT}
    assert {reason for reason in Reason if not reason.mendable} == never | too_short


@given(some.events(), some.ANY_POLICY)
def test_zero_always_has_a_reason_and_a_count_never_has_one(any_event: Event, policy: Policy) -> None:
    found = count(any_event, policy)
    assert (found.units == 0) == bool(found.reasons)
    assert (found.reason is None) == (found.units > 0)
    assert len(set(found.reasons)) == len(found.reasons)


@given(some.events(), some.ANY_POLICY)
def test_reported_reason_is_mendable_only_where_writing_makes_it_count(
    any_event: Event, policy: Policy
) -> None:
    found = count(any_event, policy)
    if found.reason:
        assert found.reason.mendable == all(reason.mendable for reason in found.reasons)


@given(some.events(), some.ANY_POLICY)
def test_written_out_in_full_an_event_keeps_only_reasons_that_writing_cannot_mend(
    any_event: Event, policy: Policy
) -> None:
    full = event(any_event.kind, share(60))
    mended = replace(
        full,
        shares=any_event.shares or full.shares,
        two_way=any_event.two_way,
        exclusion=any_event.exclusion,
    )
    assert not any(reason.mendable for reason in count(mended, policy).reasons)


@pytest.mark.parametrize(
    ("kind", "changes", "rule"),
    [
        (Kind.CONTACT_SPECIFIED, {}, "C3"),
        (Kind.INDIVIDUAL, {}, "I5"),
        (Kind.GROUP_THERAPY, {}, "I6"),
        (Kind.COURSE, {}, "I6"),
        (Kind.FAMILY, {}, "I6"),
        (Kind.EXTERNAL, {}, "I7"),
        (Kind.CONTACT_FIRST, {"two_way": False}, "C1"),
        (Kind.CONTACT_FIRST, {"shares": (share(10),)}, "C2"),
        (Kind.CONTACT_FIRST, {"channel": None}, "C4"),
        (Kind.CONTACT_FIRST, {"content": ""}, "3"),
        (Kind.INDIVIDUAL, {"shares": (share(60, profession=ELSE),)}, "C1"),
        (Kind.INDIVIDUAL, {"participants": ()}, "C1"),
        (Kind.INDIVIDUAL, {"shares": (share(0, 60),)}, "I3"),
        (Kind.INDIVIDUAL, {"shares": (share(29),)}, "I4"),
        (Kind.INDIVIDUAL, {"shares": ()}, "3"),
        (Kind.INDIVIDUAL, {"impact": ""}, "3"),
        (Kind.INDIVIDUAL, {"end_confirmed": False}, "I12"),
        (Kind.INDIVIDUAL, {"exclusion": Exclusion.UNCLEAR_ACTIVITY}, "D2"),
        (Kind.INDIVIDUAL, {"exclusion": Exclusion.NO_EVIDENT_IMPACT}, "D2"),
        (Kind.INDIVIDUAL, {"exclusion": Exclusion.NOT_A_SERVICE}, "D2"),
        (Kind.INDIVIDUAL, {"exclusion": Exclusion.OUTSIDE_TARGET_GROUP}, "D2"),
        (Kind.INDIVIDUAL, {"exclusion": Exclusion.UNDOCUMENTED}, "D2"),
        (Kind.GROUP_THERAPY, {"participants": (Participant(1),)}, "D1"),
        (Kind.COURSE, {"lesson": ""}, "3"),
        (Kind.EXTERNAL, {"institution": ""}, "I7"),
        (Kind.EXTERNAL, {"channel": Channel.WRITTEN, "letter": ""}, "3"),
    ],
)
def test_count_names_the_rule_that_decided(kind: Kind, changes: dict[str, object], rule: str) -> None:
    found = counted(kind, share(60), **changes)
    assert (found.rule, rule_for(kind, found.reason)) == (rule, rule)


@pytest.mark.parametrize(
    "changes", [{"exclusion": Exclusion.UNDOCUMENTED}, {"content": ""}], ids=["excluded", "blank"]
)
def test_included_time_is_told_even_where_it_does_not_count(changes: dict[str, object]) -> None:
    found = counted(Kind.INDIVIDUAL, *two(40), **JOINT, **changes)
    assert (found.units, found.included, found.shares) == (0, minutes(80), 2)


def test_another_professions_time_is_never_included() -> None:
    found = counted(Kind.INDIVIDUAL, share(60, profession=ELSE))
    assert (found.included, found.shares) == (ZERO, 0)


# Whatever happens


@given(some.written_events(), st.data(), some.lengths(90), some.ANY_POLICY)
def test_more_direct_time_never_lowers_the_count(
    any_event: Event, data: st.DataObject, more: timedelta, policy: Policy
) -> None:
    place = data.draw(st.integers(0, len(any_event.shares) - 1))
    shares = list(any_event.shares)
    shares[place] = replace(shares[place], direct=shares[place].direct + more)
    longer = replace(any_event, shares=tuple(shares))
    assert count(longer, policy).units >= count(any_event, policy).units


@given(some.written_events(), some.shares_of(9), some.ANY_POLICY)
def test_one_more_worker_never_lowers_the_count(any_event: Event, more: Share, policy: Policy) -> None:
    joined = replace(any_event, shares=(*any_event.shares, more))
    assert count(joined, policy).units >= count(any_event, policy).units


@given(some.events(), st.randoms(use_true_random=False), some.ANY_POLICY)
def test_order_of_workers_and_clients_is_irrelevant(any_event: Event, chance: Random, policy: Policy) -> None:
    shares, participants = list(any_event.shares), list(any_event.participants)
    chance.shuffle(shares)
    chance.shuffle(participants)
    shuffled = replace(any_event, shares=tuple(shares), participants=tuple(participants))
    assert count(shuffled, policy) == count(any_event, policy)


@given(some.events())
def test_per_worker_rounding_never_gives_more_than_summed(any_event: Event) -> None:
    assert count(any_event, PER_WORKER).units <= count(any_event, MSK_2010).units


@given(some.WRITTEN_INTERVENTIONS)
def test_units_are_the_full_half_hours_of_the_included_time(intervention: Event) -> None:
    found = count(intervention, MSK_2010)
    assert found.units in {0, found.included // minutes(30)}
    assert found.included <= sum((included_time(one, intervention.kind) for one in intervention.shares), ZERO)
