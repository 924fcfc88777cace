"""Duties (F8): what the records lack, who owes it, since when and until when, and how one is let go."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import Consent, EntryKind
from kp_tui.domain.counting import count
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.errors import NotFound, Refused
from kp_tui.domain.events import Event, Kind, Participant, Share
from kp_tui.domain.key_workers import NoticeChannel
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.reasons import Reason
from kp_tui.domain.services import Allocation
from kp_tui.domain.sheets import Answerless
from kp_tui.store import absences, bars, cases, deputies, duties, events, periods, services
from kp_tui.store.duties.scopes import Scope
from kp_tui.store.unit import Store
from kp_tui.usecases.duties import (
    list_duty_group,
    list_everybodys_duties,
    of_client,
    release_duty,
)
from kp_tui.usecases.today import look_at_today
from tests.support.journals import end, enter, hand_over, reopen, sign
from tests.support.sheets import fill_in
from tests.support.stores import Office

MONDAY = date(2026, 3, 2)
BOSS = "prochazka"


@pytest.fixture
def settled(office: Office) -> Office:
    """An office where everybody with a case has a deputy."""
    for worker, deputy in (("novakova", "svoboda"), ("svoboda", "novakova")):
        worker_id, deputy_id = office.worker(worker).id, office.worker(deputy).id
        office.change(partial(deputies.name, worker_id=worker_id, deputy_id=deputy_id))
    return office


def owed(office: Office, login: str = "novakova") -> list[tuple[DutyKind, str, date, date | None]]:
    """What a person owes, as their list shows it one by one."""
    listed = office[login].perform(look_at_today).owed
    return [(one.kind, one.mark, one.since, one.due) for one in listed.duties]


def kinds(office: Office, login: str = "novakova") -> list[DutyKind]:
    """The kinds of what a person owes."""
    return [one.kind for one in office[login].perform(look_at_today).owed.duties]


def consult(
    office: Office, client_id: int, day: date = MONDAY, *, by: str = "novakova", **said: object
) -> int:
    """Write down an introductory consultation after which the person wants to go on."""
    return office.change(lambda store: enter(store, client_id, EntryKind.INTRO_CONSULTATION, day, **said), by)


def only(office: Office, login: str = "novakova") -> Duty:
    """The one duty of a person."""
    (duty,) = office[login].perform(look_at_today).owed.duties
    return duty


def by_district(office: Office) -> None:
    """Let the service allocate its cases by district."""

    def change(store: Store) -> None:
        (first,) = services.everything(store)
        services.save(store, replace(first, allocation=Allocation.DISTRICT))

    office.change(change, BOSS)


class TestAssessment:
    """L3: within seven calendar days of the introductory consultation."""

    def test_it_is_owed_since_the_consultation_and_due_seven_days_later(self, settled: Office) -> None:
        consult(settled, settled.add_client("A-1"))
        assert owed(settled) == [(DutyKind.ASSESSMENT, "A-1", MONDAY, date(2026, 3, 9))]

    def test_whoever_recorded_the_consultation_owes_it_and_the_key_worker(self, settled: Office) -> None:
        client_id = settled.add_client("A-1")
        consult(settled, client_id, by="dvorakova")
        assert kinds(settled, "dvorakova") == [DutyKind.ASSESSMENT]
        assert kinds(settled, "svoboda") == []
        give(settled, client_id, "svoboda", MONDAY)
        assert kinds(settled, "svoboda") == [DutyKind.ASSESSMENT]
        assert kinds(settled, "dvorakova") == [DutyKind.ASSESSMENT]

    @pytest.mark.parametrize("outcome", ["basic_counselling", "referral"])
    def test_a_consultation_that_ends_there_owes_none(self, settled: Office, outcome: str) -> None:
        consult(settled, settled.add_client("A-1"), outcome=outcome)
        assert kinds(settled) == []

    def test_it_is_done_by_an_assessment_on_that_day_or_later(self, settled: Office) -> None:
        client_id = settled.add_client("A-1")
        settled.change(lambda store: enter(store, client_id, EntryKind.ASSESSMENT, date(2026, 3, 1)))
        consult(settled, client_id)
        assert kinds(settled) == [DutyKind.ASSESSMENT], "an earlier one assessed something else"
        settled.change(lambda store: enter(store, client_id, EntryKind.ASSESSMENT, MONDAY))
        assert kinds(settled) == []

    def test_a_corrected_consultation_is_the_same_duty(self, settled: Office) -> None:
        client_id = settled.add_client("A-1")
        first = consult(settled, client_id)
        kind = EntryKind.INTRO_CONSULTATION
        second = settled.change(
            lambda store: cases.add(store, client_id, kind, date(2026, 3, 3), "{}", replaces=first)
        )
        settled.change(
            lambda store: cases.add(store, client_id, kind, date(2026, 3, 4), "{}", replaces=second)
        )
        duty = only(settled)
        assert (duty.subject, duty.since, duty.due) == (first, date(2026, 3, 4), date(2026, 3, 11))
        fill_in(settled[BOSS], release_duty, duty.number, reason="Zájemce se neozval.")
        assert kinds(settled) == []

    def test_a_service_that_allocates_by_district_owes_an_allocation_instead(self, settled: Office) -> None:
        by_district(settled)
        client_id = settled.add_client("A-1")
        consult(settled, client_id)
        assert kinds(settled) == []
        assert owed(settled, BOSS) == [(DutyKind.ALLOCATION, "A-1", MONDAY, None)]
        give(settled, client_id, "svoboda", MONDAY)
        assert kinds(settled, BOSS) == []

    def test_an_allocation_that_was_done_stays_done_after_the_ending(self, settled: Office) -> None:
        by_district(settled)
        client_id = settled.add_client("A-1")
        consult(settled, client_id)
        give(settled, client_id, "svoboda", MONDAY)
        settled.change(lambda store: end(store, client_id, MONDAY))
        assert kinds(settled, BOSS) == []


class TestNotice:
    """K5: until the client is told of a change, both workers owe it."""

    def test_it_stands_on_both_lists_until_the_client_is_told(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        new = give(settled, client_id, "svoboda", day(17))
        expected = [(DutyKind.NOTICE, "A-1", day(17), None)]
        assert owed(settled) == owed(settled, "svoboda") == expected
        assert owed(settled, "dvorakova") == []
        svoboda = id_of(settled, "svoboda")
        settled.change(lambda store: periods.tell(store, new, svoboda, day(18), NoticeChannel.SMS))
        assert owed(settled) == owed(settled, "svoboda") == []

    def test_a_further_change_leaves_the_earlier_notice_owed(self, settled: Office) -> None:
        settled.hire("treti", Role.KEY_WORKER)
        client_id = signed(settled, "A-1")
        give(settled, client_id, "svoboda", day(17))
        give(settled, client_id, "treti", day(18))
        assert owed(settled) == [(DutyKind.NOTICE, "A-1", day(17), None)]
        notices = [(DutyKind.NOTICE, "A-1", day(17), None), (DutyKind.NOTICE, "A-1", day(18), None)]
        assert owed(settled, "svoboda") == notices

    def test_the_first_key_worker_and_one_after_a_reopening_owe_none(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        settled.change(lambda store: end(store, client_id, day(18)))
        open_again(settled, client_id, "svoboda", day(18))
        assert DutyKind.NOTICE not in kinds(settled, "svoboda")

    def test_it_outlives_the_ending(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        give(settled, client_id, "svoboda", day(18))
        settled.change(lambda store: end(store, client_id, day(18)))
        assert kinds(settled) == kinds(settled, "svoboda") == [DutyKind.NOTICE]


class TestConsent:
    """L5: a client has agreed to the service and to the processing of data."""

    def test_a_client_taken_over_without_them_owes_them_in_one_line(self, settled: Office) -> None:
        for mark in ("A-1", "A-2"):
            settled.add_client(mark, "Novák", of="novakova")
        listed = settled["novakova"].perform(look_at_today).owed
        assert listed.duties == ()
        (group,) = listed.groups
        assert (group.kind, group.number, group.since) == (DutyKind.CONSENT, 2, day(18))
        opened = settled["novakova"].perform(list_duty_group, group)
        assert [one.mark for one in opened.duties] == ["A-1", "A-2"]

    @pytest.mark.parametrize("kind", [EntryKind.INFORMED_CONSENT, EntryKind.DATA_CONSENT])
    def test_one_of_the_two_is_not_enough(self, settled: Office, kind: EntryKind) -> None:
        client_id = settled.add_client("A-1", "Novák", of="novakova")
        settled.change(lambda store: enter(store, client_id, kind, day(18)))
        assert [group.number for group in settled["novakova"].perform(look_at_today).owed.groups] == [1]
        settled.change(lambda store: sign(store, client_id, day(18)))
        assert settled["novakova"].perform(look_at_today).owed.groups == ()

    def test_an_applicant_owes_none(self, settled: Office) -> None:
        settled.add_client("A-1", "Novák")
        assert settled.look(lambda store: duties.owed(store, Scope())) == []

    @pytest.mark.parametrize("which", Consent)
    def test_one_taken_back_is_owed_since_that_day(self, settled: Office, which: Consent) -> None:
        client_id = signed(settled, "A-1")
        settled.change(
            lambda store: enter(store, client_id, EntryKind.CONSENT_WITHDRAWN, day(17), which=which)
        )
        assert owed(settled) == [(DutyKind.CONSENT, "A-1", day(17), None)]
        settled.change(lambda store: sign(store, client_id, day(18)))
        assert owed(settled) == []

    def test_a_case_that_begins_anew_asks_for_a_new_agreement(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        settled.change(lambda store: end(store, client_id, day(17)))
        open_again(settled, client_id, "svoboda", day(18))
        assert owed(settled, "svoboda") == [(DutyKind.CONSENT, "A-1", day(18), None)]

    def test_a_release_holds_for_the_case_as_it_was_opened_and_not_after_a_reopening(
        self, settled: Office
    ) -> None:
        client_id = settled.add_client("A-1", "Novák", of="novakova")
        (duty,) = settled.look(lambda store: of_client(store, client_id))
        fill_in(settled[BOSS], release_duty, duty.number, reason="Odmítá podepsat.")
        give(settled, client_id, "svoboda", day(18))
        assert DutyKind.CONSENT not in kinds(settled, "svoboda")
        settled.change(lambda store: end(store, client_id, day(18)))
        open_again(settled, client_id, "svoboda", day(18))
        assert DutyKind.CONSENT in kinds(settled, "svoboda")

    def test_it_goes_with_the_case_to_the_new_key_worker(self, settled: Office) -> None:
        client_id = settled.add_client("A-1", "Novák", of="novakova")
        give(settled, client_id, "svoboda", day(18))
        assert settled["novakova"].perform(look_at_today).owed.groups == ()
        assert [group.number for group in settled["svoboda"].perform(look_at_today).owed.groups] == [1]


class TestDeputy:
    """K7: whoever has a case has a deputy."""

    def test_a_key_worker_with_a_case_and_their_manager_owe_one(self, office: Office) -> None:
        assert kinds(office) == []
        signed(office, "A-1")
        assert owed(office) == owed(office, BOSS) == [(DutyKind.DEPUTY, "", day(16), None)]
        assert kinds(office, "svoboda") == []
        mine, svoboda = id_of(office, "novakova"), id_of(office, "svoboda")
        office.change(lambda store: deputies.name(store, mine, svoboda))
        assert kinds(office) == kinds(office, BOSS) == []


class TestChangeRequest:
    """000: the client's own wish for another key worker has an outcome."""

    def test_the_manager_owes_an_answer_to_that_very_wish(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        wish = EntryKind.CHANGE_REQUEST
        first = settled.change(lambda store: enter(store, client_id, wish, day(16)))
        second = settled.change(lambda store: enter(store, client_id, wish, day(17)))
        assert kinds(settled) == []
        settled.change(
            lambda store: enter(store, client_id, EntryKind.CHANGE_OUTCOME, day(18), request=first)
        )
        assert owed(settled, BOSS) == [(DutyKind.CHANGE_REQUEST, "A-1", day(17), None)]
        assert only(settled, BOSS).subject == second

    def test_an_answer_to_a_corrected_wish_answers_it(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        wish = EntryKind.CHANGE_REQUEST
        first = settled.change(lambda store: enter(store, client_id, wish, day(16)))
        second = settled.change(
            lambda store: cases.add(store, client_id, wish, day(16), "{}", replaces=first)
        )
        duty = only(settled, BOSS)
        assert (duty.subject, duty.entry_id) == (first, second)
        settled.change(
            lambda store: enter(store, client_id, EntryKind.CHANGE_OUTCOME, day(18), request=second)
        )
        assert kinds(settled, BOSS) == []


class TestEvent:
    """Chapter 3: an event does not count until it is complete."""

    def test_all_its_workers_owe_it_however_old_it_is(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        incomplete(settled, client_id, datetime(2026, 3, 17, 8, tzinfo=UTC))
        incomplete(settled, client_id, datetime(2019, 3, 17, 8, tzinfo=UTC))
        listed = settled["novakova"].perform(look_at_today).owed
        (duty,) = listed.duties
        assert (duty.kind, duty.mark, duty.since) == (DutyKind.EVENT, "A-1", day(17))
        assert (duty.lacks, duty.about) == (Reason.NO_IMPACT, "Probrali dluhy.")
        (group,) = listed.groups
        assert (group.kind, group.number, group.since) == (DutyKind.EVENT, 1, date(2019, 3, 17))
        (old,) = settled["novakova"].perform(list_duty_group, group).duties
        assert old.since == date(2019, 3, 17)

    def test_one_that_lacks_even_a_worker_is_owed_by_whoever_recorded_it(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        event_id = incomplete(settled, client_id, datetime(2026, 3, 17, 8, tzinfo=UTC), worker=False)
        (group,) = settled[BOSS].perform(list_everybodys_duties).groups
        assert (group.worker_id, group.number) == (id_of(settled, "novakova"), 1)
        (duty,) = settled[BOSS].perform(list_duty_group, group).duties
        assert (duty.subject, duty.lacks, duty.mark) == (event_id, Reason.NO_WORKER, "A-1")
        assert settled.look(lambda store: of_client(store, client_id)) == [
            replace(duty, about="Probrali dluhy.")
        ]
        fill_in(settled[BOSS], release_duty, duty.number, reason="Nikdo neví, kdo to byl.")
        assert settled[BOSS].perform(list_everybodys_duties).groups == ()

    def test_how_it_begins_is_told_to_those_only_who_may_read_it(self, settled: Office) -> None:
        incomplete(settled, signed(settled, "A-1"), datetime(2026, 3, 17, 8, tzinfo=UTC))
        (group,) = settled[BOSS].perform(list_everybodys_duties).groups
        (duty,) = settled[BOSS].perform(list_duty_group, group).duties
        assert (duty.mark, duty.lacks, duty.about) == ("A-1", Reason.NO_IMPACT, "")


def test_what_is_due_first_stands_first_then_the_oldest(settled: Office) -> None:
    later, sooner = settled.add_client("A-1"), settled.add_client("A-2")
    consult(settled, later, day(17))
    consult(settled, sooner, day(3))
    client_id = signed(settled, "A-3")
    give(settled, client_id, "svoboda", day(18))
    incomplete(settled, client_id, datetime(2026, 3, 2, 8, tzinfo=UTC))
    listed = settled["novakova"].perform(look_at_today).owed
    assert [one.mark for one in listed.duties] == ["A-2", "A-1", "A-3", "A-3"]
    assert [one.kind for one in listed.duties][2:] == [DutyKind.EVENT, DutyKind.NOTICE]
    assert [one.overdue(day(18)) for one in listed.duties] == [True, False, False, False]
    assert not listed.duties[0].overdue(date(2026, 3, 10)), "the seventh day itself is on time"


def test_the_deputy_of_somebody_absent_sees_what_they_owe_while_they_are_away(settled: Office) -> None:
    consult(settled, settled.add_client("A-1"))
    mine = id_of(settled, "novakova")
    assert kinds(settled, "svoboda") == []
    settled.change(lambda store: absences.add(store, mine, day(18), day(19)), BOSS)
    assert kinds(settled, "svoboda") == [DutyKind.ASSESSMENT]
    settled.clock.forward(days=2)
    assert kinds(settled, "svoboda") == []


def test_time_makes_no_duty_vanish(settled: Office) -> None:
    client_id = signed(settled, "A-1")
    consult(settled, settled.add_client("A-2"))
    give(settled, client_id, "svoboda", day(18))
    incomplete(settled, client_id, datetime(2026, 3, 18, 8, tzinfo=UTC))
    before = settled[BOSS].perform(list_everybodys_duties)
    settled.clock.forward(days=3650)
    assert settled[BOSS].perform(list_everybodys_duties) == before
    assert len(before.duties) == 2


def test_the_manager_sees_everybodys_with_whose_they_are(settled: Office) -> None:
    consult(settled, settled.add_client("A-1"), by="dvorakova")
    settled.add_client("A-2", "Novák", of="svoboda")
    incomplete(settled, settled.add_client("A-3"), datetime(2026, 3, 17, 8, tzinfo=UTC))
    listed = settled[BOSS].perform(list_everybodys_duties)
    assert [[listed.names[one] for one in duty.owed_by] for duty in listed.duties] == [["Dvořáková"]]
    lines = [(group.kind, listed.names[group.worker_id], group.number) for group in listed.groups]
    assert lines == [(DutyKind.CONSENT, "Svoboda", 1), (DutyKind.EVENT, "Nováková", 1)]
    for group in listed.groups:
        assert len(settled[BOSS].perform(list_duty_group, group).duties) == 1
        with pytest.raises(Refused):
            settled["cerna"].perform(list_duty_group, group)


def test_a_barred_worker_sees_none_of_that_client(settled: Office) -> None:
    client_id = signed(settled, "A-1")
    consult(settled, client_id)
    settled.change(lambda store: enter(store, client_id, EntryKind.CHANGE_REQUEST, day(18)))
    give(settled, client_id, "svoboda", day(18))
    incomplete(settled, client_id, datetime(2026, 3, 18, 8, tzinfo=UTC))
    all_of_them = settled.look(lambda store: of_client(store, client_id))
    assert len(all_of_them) == 4
    for login in ("novakova", BOSS):
        worker_id = id_of(settled, login)
        bar = partial(bars.add, reason=BarReason.KINSHIP, explanation="")
        settled.change(partial(bar, client_id=client_id, worker_id=worker_id), "svoboda")
    assert owed(settled) == owed(settled, BOSS) == []
    assert settled[BOSS].perform(list_everybodys_duties).duties == ()
    assert settled[BOSS].perform(list_everybodys_duties).groups == ()
    assert settled.look(lambda store: of_client(store, client_id)) == []
    for duty in all_of_them:
        with pytest.raises(NotFound):
            fill_in(settled[BOSS], release_duty, duty.number, reason="Nejde.")


class TestRelease:
    """Nothing vanishes until it is done, or the manager says why it need not be."""

    def test_the_manager_releases_any_duty_with_a_reason(self, office: Office) -> None:
        client_id = office.add_client("A-1", "Novák", of="novakova")
        by_district(office)
        consult(office, office.add_client("A-2"))
        office.change(lambda store: enter(store, client_id, EntryKind.CHANGE_REQUEST, day(18)))
        give(office, client_id, "svoboda", day(18))
        incomplete(office, client_id, datetime(2026, 3, 18, 8, tzinfo=UTC))
        every = office.look(lambda store: duties.owed(store, Scope()), BOSS)
        of_plans = {DutyKind.STEP, DutyKind.REVIEW, DutyKind.GRANT, DutyKind.PLAN}  # no manager's to know
        assert {one.kind for one in every} == set(DutyKind) - {DutyKind.ASSESSMENT} - of_plans
        for duty in every:
            fill_in(office[BOSS], release_duty, duty.number, reason="Klient se odstěhoval.")
            row = office.log()[-1]
            assert (row.act, row.outcome, row.client_id) == ("release_duty", "done", duty.client_id)
            assert row.record == f"{duty.kind}:{duty.subject}"
        assert office.look(lambda store: duties.owed(store, Scope()), BOSS) == []

    @pytest.mark.parametrize("reason", ["", "   ", "\n"])
    def test_a_release_without_a_reason_is_refused(self, settled: Office, reason: str) -> None:
        consult(settled, settled.add_client("A-1"))
        with pytest.raises(Answerless):
            fill_in(settled[BOSS], release_duty, only(settled).number, reason=reason)
        assert kinds(settled) == [DutyKind.ASSESSMENT]

    def test_nobody_else_releases_what_they_owe(self, settled: Office) -> None:
        consult(settled, settled.add_client("A-1"))
        with pytest.raises(Refused):
            fill_in(settled["novakova"], release_duty, only(settled).number, reason="Nechci.")

    def test_what_is_not_owed_is_not_released_in_advance(self, settled: Office) -> None:
        client_id = signed(settled, "A-1")
        chain = settled.look(lambda store: periods.history(store, client_id))
        never = number_of(DutyKind.NOTICE, chain[0].id)
        for number in (never, 5, number_of(DutyKind.EVENT, 77), 99, number_of(DutyKind.DEPUTY, 1)):
            with pytest.raises(NotFound):
                fill_in(settled[BOSS], release_duty, number, reason="Předem.")

    def test_a_release_is_of_that_very_subject(self, settled: Office) -> None:
        client_id = settled.add_client("A-1")
        consult(settled, client_id, day(3))
        fill_in(settled[BOSS], release_duty, only(settled).number, reason="Neozval se.")
        consult(settled, client_id, day(17))
        assert owed(settled) == [(DutyKind.ASSESSMENT, "A-1", day(17), date(2026, 3, 24))]


def day(number: int) -> date:
    """A day of this March."""
    return date(2026, 3, number)


def id_of(office: Office, login: str) -> int:
    """The number of that person."""
    return office.worker(login).id


def give(office: Office, client_id: int, login: str, on: date) -> int:
    """Let that person be the key worker from a day on, without a word to the client."""
    worker_id = id_of(office, login)
    return office.change(lambda store: hand_over(store, client_id, worker_id, on))


def open_again(office: Office, client_id: int, login: str, on: date) -> None:
    """Open an ended case again, with that person as its key worker."""
    worker_id = id_of(office, login)
    office.change(lambda store: reopen(store, client_id, worker_id, on))


def signed(office: Office, mark: str) -> int:
    """A client of novakova's since 16 March, who has agreed to everything."""
    now, office.clock.now = office.clock.now, datetime(2026, 3, 16, 9, tzinfo=UTC)
    client_id = office.add_client(mark, "Novák", of="novakova")
    office.change(lambda store: sign(store, client_id, store.today))
    office.clock.now = now
    return client_id


def incomplete(office: Office, client_id: int, at: datetime, *, worker: bool = True) -> int:
    """An event of novakova's without its impact, or even without her."""

    def write_up(store: Store) -> int:
        share = Share(store.person.id, Profession.SOCIAL_WORKER, timedelta(minutes=30))
        people = ((share,) if worker else (), (Participant(client_id),))
        met = Event(Kind.INDIVIDUAL, at, at + share.direct, *people, content="Probrali dluhy.")
        return events.add(store, met, count(met, MSK_2010))

    return office.change(write_up)


def number_of(kind: DutyKind, subject: int) -> int:
    """The number that such a duty would have."""
    return Duty(kind, subject, MONDAY, frozenset()).number
