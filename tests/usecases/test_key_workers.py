"""Key workers through the door: who may be one, a change as a protocol, its notice, the cover sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import CaseEnded, DayBeforeCase, DayInFuture
from kp_tui.domain.clients import ClientState
from kp_tui.domain.errors import InvalidInput, NotFound
from kp_tui.domain.key_worker_changes import OtherUnexplained
from kp_tui.domain.key_worker_notices import (
    NewTellsAfter,
    NothingToTell,
    NoticeAfterChange,
    NoticeAndNone,
    NoticeChannelMissing,
    NoticeMissing,
    NoticeThere,
    NoticeToCome,
    NoticeTooOld,
    TellerUnfit,
)
from kp_tui.domain.key_workers import (
    BeforeLastKeyWorker,
    ChangeReason,
    CoverLine,
    KeyWorkerBarred,
    NoticeChannel,
    SameKeyWorker,
)
from kp_tui.domain.people import Role
from kp_tui.domain.sheets import Answerless, SheetForm
from kp_tui.store import bars, clients, periods
from kp_tui.store.clients import Wanted
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import ActsAsKeyWorker, list_clients
from kp_tui.usecases.endings import end_case, reopen_case
from kp_tui.usecases.key_workers import assign, change_key_worker, cover_sheet, record_notice
from kp_tui.usecases.sheets import open_sheet
from tests.support.sheets import fill_in
from tests.support.stores import NOW, Office

TODAY = NOW.date()
TOLD = {"told_on": "dnes", "channel": "in_person"}
UNTOLD = {"no_notice_reason": "Klient je v nemocnici."}


def number(office: Office, login: str) -> str:
    """That worker as a sheet names them."""
    return str(office.worker(login).id)


def change(office: Office, client_id: int, to: str, login: str = "prochazka", **answers: str) -> int:
    """Change the key worker today, the client told by the one so far, unless the answers say otherwise."""
    answers = TOLD | answers if not answers.get("no_notice_reason") else answers
    return fill_in(office[login], change_key_worker, client_id, key_worker=number(office, to), **answers)


def end(office: Office, client_id: int) -> None:
    """End the case today."""
    said = {"reason": "goals_met", "evaluation": "Dluhy jsou splaceny.", "release_reason": "Netřeba."}
    fill_in(office["novakova"], end_case, client_id, **said)


def reopen(office: Office, client_id: int, login: str) -> None:
    """Open it again today with that key worker."""
    key_worker = number(office, login)
    fill_in(office["novakova"], reopen_case, client_id, key_worker=key_worker, why="Vrátil se.")


def cover(office: Office, client_id: int, login: str = "novakova") -> Sequence[CoverLine]:
    """The cover sheet of a case."""
    return office[login].perform(cover_sheet, client_id)


def history(office: Office, client_id: int) -> list[tuple[str, date, date | None]]:
    """Who was the key worker from when to when."""
    return [
        (line.worker.login, line.period.from_day, line.period.to_day) for line in cover(office, client_id)
    ]


def begin(office: Office, client_id: int, login: str, day: date) -> int:
    """Let somebody begin as other use cases do, after the door."""
    worker_id = office.worker(login).id
    return office.change(lambda store: assign(store, client_id, worker_id, day, ChangeReason.OTHER))


def bar(office: Office, login: str, client_id: int) -> None:
    """Let that worker have no part in the client's case."""
    worker_id = office.worker(login).id
    office.change(lambda store: bars.add(store, client_id, worker_id, BarReason.KINSHIP, ""), "prochazka")


def leave(office: Office, login: str) -> None:
    """Let that worker work here no more, below every rule."""
    office.raw().execute("UPDATE worker SET active = 0 WHERE login = ?", (login,))


@pytest.fixture
def case(office: Office) -> int:
    """A case that Nováková has led for ten days."""
    office.clock.forward(days=-10)
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.clock.forward(days=10)
    return client_id


# ------------------------------------------------------------------------------------- the change


def test_a_change_keeps_the_worker_the_day_the_reason_and_the_notice_k4(office: Office, case: int) -> None:
    period_id = change(
        office, case, "svoboda", day="17.3.", reason="expertise", explanation="Nyní jde o dluhy.",
        told_on="16.3.", channel="email",
    )  # fmt: skip
    line = cover(office, case)[-1]
    assert line.notice is not None
    assert line.told_by is not None
    assert (line.period.id, line.worker.login, line.told_by.login) == (period_id, "svoboda", "novakova")
    assert (line.period.from_day, line.period.reason) == (date(2026, 3, 17), ChangeReason.EXPERTISE)
    assert line.period.explanation == "Nyní jde o dluhy."
    assert (line.notice.told_on, line.notice.channel) == (date(2026, 3, 16), NoticeChannel.EMAIL)
    assert not line.owes_notice


def test_one_follows_the_other_and_the_first_one_comes_back_without_gap_or_overlap_k1(
    office: Office, case: int
) -> None:
    days = [TODAY - timedelta(days=10)]
    for login in ("svoboda", "novakova"):
        days.append(office.clock.forward(days=5).date())
        change(office, case, login)
    assert history(office, case) == [
        ("novakova", days[0], days[1]),
        ("svoboda", days[1], days[2]),
        ("novakova", days[2], None),
    ]


def test_two_changes_on_one_day_leave_no_gap_either_k1(office: Office, case: int) -> None:
    change(office, case, "svoboda")
    change(office, case, "novakova")
    began = TODAY - timedelta(days=10)
    assert history(office, case) == [
        ("novakova", began, TODAY), ("svoboda", TODAY, TODAY), ("novakova", TODAY, None),
    ]  # fmt: skip


def test_a_clock_set_back_changes_nobody_before_they_began_k1(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák", of="novakova")
    office.clock.forward(days=-3)
    with pytest.raises(DayBeforeCase):
        begin(office, client_id, "svoboda", TODAY - timedelta(days=3))
    assert history(office, client_id) == [("novakova", TODAY, None)]


def test_a_closed_case_shows_who_was_responsible_and_a_new_beginning_a_new_period_k1(
    office: Office, case: int
) -> None:
    end(office, case)
    began = TODAY - timedelta(days=10)
    assert history(office, case) == [("novakova", began, TODAY)]
    later = office.clock.forward(days=30).date()
    reopen(office, case, "svoboda")
    assert history(office, case) == [("novakova", began, TODAY), ("svoboda", later, None)]
    assert not cover(office, case)[-1].owes_notice


def test_the_same_person_may_begin_anew_after_an_ending_k1(office: Office, case: int) -> None:
    end(office, case)
    reopen(office, case, "novakova")
    assert [login for login, *_ in history(office, case)] == ["novakova", "novakova"]


def test_an_applicant_has_none_and_gets_the_first_one_by_the_same_sheet_k2(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    assert history(office, client_id) == []
    fill_in(office["novakova"], change_key_worker, client_id, key_worker=number(office, "svoboda"))
    [line] = cover(office, client_id)
    assert (line.worker.login, line.period.reason) == ("svoboda", ChangeReason.ASSESSMENT)
    assert (line.notice, line.owes_notice) == (None, False)


@pytest.mark.parametrize("told", [TOLD, {"channel": "sms"}, UNTOLD])
def test_the_first_key_worker_has_no_change_to_tell_of_k5(office: Office, told: dict[str, str]) -> None:
    client_id = office.add_client("A-1", "Novák")
    first = number(office, "svoboda")
    with pytest.raises(NothingToTell):
        fill_in(office["novakova"], change_key_worker, client_id, key_worker=first, **told)
    assert history(office, client_id) == []


def test_an_ended_case_gets_no_key_worker_before_it_is_opened_again_k1(office: Office, case: int) -> None:
    end(office, case)
    with pytest.raises(CaseEnded):
        office["novakova"].perform(open_sheet, change_key_worker.name, case)


# ------------------------------------------------------------------------------------ who may be one


@pytest.mark.parametrize("login", ["dvorakova", "prochazka", "cerna", "spravce"])
def test_who_does_not_hold_the_role_is_refused_k6(office: Office, case: int, login: str) -> None:
    with pytest.raises(ActsAsKeyWorker):
        change(office, case, login)


def test_who_works_here_no_more_is_refused_k6(office: Office, case: int) -> None:
    leave(office, "svoboda")
    with pytest.raises(ActsAsKeyWorker):
        change(office, case, "svoboda")


@pytest.mark.parametrize("unknown", ["0", "-1", "999", str(2**70)])
def test_nobody_unknown_is_chosen_k6(office: Office, case: int, unknown: str) -> None:
    with pytest.raises((ActsAsKeyWorker, OverflowError)):
        fill_in(office["novakova"], change_key_worker, case, key_worker=unknown, **TOLD)


def test_somebody_has_to_be_chosen(office: Office, case: int) -> None:
    with pytest.raises(Answerless) as refused:
        fill_in(office["novakova"], change_key_worker, case, **TOLD)
    assert refused.value.field == "key_worker"


def test_the_new_key_worker_is_somebody_else_k6(office: Office, case: int) -> None:
    with pytest.raises(SameKeyWorker):
        change(office, case, "novakova")


def test_whoever_is_barred_from_the_client_is_refused_until_the_bar_is_lifted_k6(
    office: Office, case: int
) -> None:
    bar(office, "svoboda", case)
    with pytest.raises(KeyWorkerBarred):
        change(office, case, "svoboda")
    office.raw().execute("UPDATE worker_bar SET lifted_at = 1, lifted_by = 1")
    change(office, case, "svoboda")


def test_a_bar_from_one_client_hinders_no_other_case_k6(office: Office, case: int) -> None:
    bar(office, "svoboda", office.add_client("B-2", "Dlouhý", of="novakova"))
    change(office, case, "svoboda")


def test_only_those_who_may_follow_are_offered_k6(office: Office, case: int) -> None:
    for login in ("barta", "cihla", "dusek"):
        office.hire(login, Role.KEY_WORKER)
    bar(office, "barta", case)
    leave(office, "cihla")
    opened = office["novakova"].perform(open_sheet, change_key_worker.name, case)
    offered = [worker_id for worker_id, _ in opened.picks["key_worker"]]
    assert offered == [office.worker(login).id for login in ("dusek", "svoboda")]


# ----------------------------------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("day", "error"),
    [("19. 3. 2026", DayInFuture), ("7. 3. 2026", DayBeforeCase), ("5.3.2016", DayBeforeCase)],
)
def test_a_change_is_neither_to_come_nor_before_the_case(
    office: Office, case: int, day: str, error: type[InvalidInput]
) -> None:
    with pytest.raises(error) as refused:
        change(office, case, "svoboda", day=day, **UNTOLD)
    assert refused.value.field == "day"


def test_nobody_is_followed_before_they_began_k3(office: Office, case: int) -> None:
    change(office, case, "svoboda", day="15.3.", told_on="15.3.")
    with pytest.raises(BeforeLastKeyWorker, match=r"15\. 3\. 2026") as refused:
        change(office, case, "novakova", day="14.3.", told_on="14.3.")
    assert refused.value.field == "day"


def test_a_case_opened_again_begins_on_the_day_of_the_ending_or_later_k1(office: Office, case: int) -> None:
    end(office, case)
    with pytest.raises(BeforeLastKeyWorker, match=r"18\. 3\. 2026"):
        begin(office, case, "svoboda", TODAY - timedelta(days=1))


# --------------------------------------------------------------------------------------- the notice


def test_the_outgoing_key_worker_tells_on_the_day_of_the_change_at_the_latest_k5(
    office: Office, case: int
) -> None:
    with pytest.raises(NoticeAfterChange) as refused:
        change(office, case, "svoboda", day="16.3.", told_on="17.3.")
    assert refused.value.field == "told_on"
    change(office, case, "svoboda", day="16.3.", told_on="16.3.")


@pytest.mark.parametrize(
    ("answers", "error", "field"),
    [
        ({"told_on": "", "channel": ""}, NoticeMissing, "told_on"),
        ({"told_on": "", "channel": "sms"}, NoticeMissing, "told_on"),
        ({"channel": ""}, NoticeChannelMissing, "channel"),
        (TOLD | UNTOLD, NoticeAndNone, "no_notice_reason"),
        ({"told_on": "", "channel": "sms"} | UNTOLD, NoticeAndNone, "no_notice_reason"),
        ({"told_on": "7.3."}, NoticeTooOld, "told_on"),
        ({"reason": "other"}, OtherUnexplained, "explanation"),
    ],
)
def test_a_change_without_all_it_needs_is_refused_and_nothing_is_kept_k4_k5(
    office: Office, case: int, answers: dict[str, str], error: type[InvalidInput], field: str
) -> None:
    with pytest.raises(error) as refused:
        change(office, case, "svoboda", **answers)
    assert refused.value.field == field
    assert [login for login, *_ in history(office, case)] == ["novakova"]


def test_where_telling_before_was_impossible_the_reason_is_kept_and_the_new_one_owes_it_k5(
    office: Office, case: int
) -> None:
    period_id = change(office, case, "svoboda", day="16.3.", **UNTOLD)
    line = cover(office, case)[-1]
    assert (line.period.no_notice_reason, line.owes_notice) == (UNTOLD["no_notice_reason"], True)
    fill_in(office["svoboda"], record_notice, period_id, told_on="17.3.", channel="sms")
    line = cover(office, case)[-1]
    assert line.notice is not None
    assert line.told_by is not None
    assert (line.told_by.login, line.notice.told_on) == ("svoboda", date(2026, 3, 17))
    assert (line.notice.channel, line.owes_notice) == (NoticeChannel.SMS, False)


def test_a_notice_that_the_outgoing_one_gave_in_time_may_be_written_down_later_k5(
    office: Office, case: int
) -> None:
    period_id = change(office, case, "svoboda", day="16.3.", **UNTOLD)
    fill_in(office["novakova"], record_notice, period_id, told_by=number(office, "novakova"), told_on="15.3.")
    assert not cover(office, case)[-1].owes_notice


@pytest.mark.parametrize(
    ("teller", "told_on", "error"),
    [
        ("novakova", "17.3.", NoticeAfterChange),
        ("novakova", "7.3.", NoticeTooOld),
        ("svoboda", "15.3.", NewTellsAfter),
        ("svoboda", "19. 3. 2026", NoticeToCome),
        ("dvorakova", "17.3.", TellerUnfit),
    ],
)
def test_who_goes_tells_before_and_who_comes_tells_after_k5(
    office: Office, case: int, teller: str, told_on: str, error: type[InvalidInput]
) -> None:
    period_id = change(office, case, "svoboda", day="16.3.", **UNTOLD)
    with pytest.raises(error):
        fill_in(office["svoboda"], record_notice, period_id, told_by=number(office, teller), told_on=told_on)
    assert cover(office, case)[-1].owes_notice


def test_the_notice_is_offered_to_the_two_who_may_give_it_the_new_one_first_k5(
    office: Office, case: int
) -> None:
    period_id = change(office, case, "svoboda", **UNTOLD)
    opened = office["prochazka"].perform(open_sheet, record_notice.name, period_id)
    workers = [office.worker(login) for login in ("svoboda", "novakova")]
    assert opened.picks["told_by"] == tuple((one.id, one.full_name) for one in workers)
    assert opened.form.answers["told_by"] == str(workers[0].id)


def test_a_notice_is_given_once_k4(office: Office, case: int) -> None:
    period_id = change(office, case, "svoboda")
    with pytest.raises(NoticeThere):
        office["svoboda"].perform(open_sheet, record_notice.name, period_id)


def test_the_first_period_and_the_one_after_an_ending_owe_no_notice_k5(office: Office, case: int) -> None:
    end(office, case)
    reopen(office, case, "svoboda")
    for line in cover(office, case):
        with pytest.raises(NothingToTell):
            office["svoboda"].perform(open_sheet, record_notice.name, line.period.id)


def test_of_three_on_one_day_each_follows_the_one_before_k5(office: Office, case: int) -> None:
    change(office, case, "svoboda", **UNTOLD)
    period_id = change(office, case, "novakova", **UNTOLD)
    assert [line.owes_notice for line in cover(office, case)] == [False, True, True]
    opened = office["prochazka"].perform(open_sheet, record_notice.name, period_id)
    assert [int(worker_id) for worker_id, _ in opened.picks["told_by"]] == [
        office.worker(login).id for login in ("novakova", "svoboda")
    ]


def test_what_was_left_open_is_checked_again_when_it_is_saved(office: Office, case: int) -> None:
    """Somebody else was quicker: the form keeps what was typed, and the chain stays whole."""
    session = office["novakova"]
    opened = session.perform(open_sheet, change_key_worker.name, case)
    form = replace(
        opened.form, answers={**opened.form.answers, "key_worker": number(office, "svoboda"), **TOLD}
    )
    period_id = change(office, case, "svoboda", **UNTOLD)
    with pytest.raises(SameKeyWorker):
        session.perform(change_key_worker, form, opened.draft_id)
    owed = session.perform(open_sheet, record_notice.name, period_id)
    fill_in(office["svoboda"], record_notice, period_id)
    with pytest.raises(NoticeThere):
        session.perform(record_notice, owed.form, owed.draft_id)
    end(office, case)
    with pytest.raises(CaseEnded):
        session.perform(change_key_worker, form, opened.draft_id)
    assert [login for login, *_ in history(office, case)] == ["novakova", "svoboda"]


# ------------------------------------------------------------------------------------- the cover sheet


def test_the_cover_sheet_is_a_reading_of_the_file_and_logged_k3(office: Office, case: int) -> None:
    cover(office, case, "dvorakova")
    row = office.log()[-1]
    assert (row.act, row.client_id, row.purpose) == ("cover_sheet", case, "cover_sheet")
    assert row.worker_id == office.worker("dvorakova").id


def test_why_somebody_was_chosen_is_read_by_those_who_read_notes_k8(office: Office, case: int) -> None:
    change(office, case, "svoboda", explanation="Nyní jde o dluhy.", **UNTOLD)
    for login, words in (("cerna", True), ("dvorakova", False)):
        period = cover(office, case, login)[-1].period
        assert (bool(period.explanation), bool(period.no_notice_reason)) == (words, words), login


def test_a_change_is_logged_under_its_client_and_period(office: Office, case: int) -> None:
    period_id = change(office, case, "svoboda", **UNTOLD)
    row = office.log()[-1]
    assert (row.act, row.client_id, row.record) == ("change_key_worker", case, f"period:{period_id}")


def test_whoever_is_barred_neither_sees_nor_changes_who_is_responsible_x1(office: Office, case: int) -> None:
    period_id = change(office, case, "svoboda", **UNTOLD)
    office.hire("sefova", Role.MANAGER, Role.KEY_WORKER)
    bar(office, "sefova", case)
    barred = office["sefova"]
    typed = {"key_worker": number(office, "novakova"), "day": "dnes", "reason": "leaving"} | UNTOLD
    form = SheetForm(change_key_worker.name, case, case, typed)
    answers = {"told_by": number(office, "svoboda"), "told_on": "dnes", "channel": "sms"}
    told = SheetForm(record_notice.name, period_id, case, answers)
    for attempt in (
        lambda: barred.perform(cover_sheet, case),
        lambda: barred.perform(open_sheet, change_key_worker.name, case),
        lambda: barred.perform(change_key_worker, form, "0" * 32),
        lambda: barred.perform(open_sheet, record_notice.name, period_id),
        lambda: barred.perform(record_notice, told, "0" * 32),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert [line.worker.login for line in cover(office, case)] == ["novakova", "svoboda"]


def test_a_bar_hides_the_periods_below_the_door_as_well_x1(office: Office, case: int) -> None:
    period_id = change(office, case, "svoboda")

    def try_all(store: Store) -> None:
        assert periods.history(store, case) == []
        assert periods.current(store, case) is None
        assert periods.notices(store, case) == {}
        with pytest.raises(NotFound):
            periods.one(store, period_id)

    bar(office, "cerna", case)
    for login in ("cerna", "spravce"):
        office.look(try_all, login)


@pytest.mark.parametrize("period_id", [0, -1, 999, 2**62])
def test_a_period_that_is_not_there_is_not_found(office: Office, case: int, period_id: int) -> None:
    with pytest.raises(NotFound):
        office["novakova"].perform(open_sheet, record_notice.name, period_id)


def test_everybody_sees_at_a_glance_the_cases_they_are_responsible_for_k10(office: Office, case: int) -> None:
    def mine(login: str) -> list[int]:
        rows = office[login].perform(list_clients, Wanted(mine=True), None, 10, back=False)
        return [row.id for _, row in rows]

    assert (mine("novakova"), mine("svoboda")) == ([case], [])
    change(office, case, "svoboda")
    assert (mine("novakova"), mine("svoboda")) == ([], [case])


def test_a_client_has_a_key_worker_before_becoming_one_k2(office: Office) -> None:
    client_id = office.add_client("A-1", "Novák")
    becomes = partial(clients.set_state, client_id=client_id, state=ClientState.CLIENT)
    with pytest.raises(Exception, match="a client without a key worker"):
        office.change(becomes)
    fill_in(office["novakova"], change_key_worker, client_id, key_worker=number(office, "svoboda"))
    office.change(becomes)
