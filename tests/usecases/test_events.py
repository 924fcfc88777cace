"""Writing up: what is recorded counts by the rules, nothing is overwritten, and others' notes stay theirs."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from kp_tui.domain.counting import Count, count
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.errors import Conflict, NotFound, Refused
from kp_tui.domain.event_forms import EventForm, SameColleague, TextTooLong
from kp_tui.domain.events import Channel, Event, Kind, Participant, Share
from kp_tui.domain.people import Profession
from kp_tui.domain.policies import MSK_2010, policy_on
from kp_tui.domain.reasons import Reason
from kp_tui.store import events, indicators, policies
from kp_tui.store.events import KeptEvent
from kp_tui.store.schema import event, event_client, event_version, worker
from kp_tui.store.unit import Store
from kp_tui.usecases.clients import open_client
from kp_tui.usecases.event_forms import (
    NotInForm,
    OpenedEventForm,
    Recorded,
    earlier_notes,
    kept_event_form,
    new_event_form,
    record_event,
    rival_event_form,
)
from kp_tui.usecases.events import (
    CardNotOpened,
    NotYours,
    list_events,
    open_event,
    remove_event,
    restore_event,
)
from kp_tui.usecases.reports import PeriodBackwards, report_events, report_indicators
from kp_tui.usecases.today import KindSum, look_at_today, month_of_client
from tests.domain import strategies
from tests.support.examples import examples
from tests.support.stores import Office

CONTENT, IMPACT = "Probrali dluhy.", "Ví, kam jít."
TODAY, MARCH, MARCH_END = date(2026, 3, 18), date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def client_id(office: Office) -> int:
    return office.add_client("A-1", "Novák", of="novakova")


def record(office: Office, client_id: int, time: str, login: str = "novakova", **fields: object) -> Recorded:
    """Record an event by that person in the form, complete unless the test takes something away."""
    opened = office[login].perform(new_event_form, client_id)
    form = replace(opened.form, time=time, content=CONTENT, impact=IMPACT, **fields)  # type: ignore[arg-type]
    return office[login].perform(record_event, opened, form)


def change(office: Office, event_id: int, login: str = "novakova", **fields: object) -> Recorded:
    """Change an event in the form."""
    opened = office[login].perform(kept_event_form, event_id)
    return office[login].perform(record_event, opened, replace(opened.form, **fields))  # type: ignore[arg-type]


def kept(office: Office, event_id: int) -> KeptEvent:
    """The event as it is kept."""
    return office.look(lambda store: events.kept(store, event_id))


def reported(office: Office, first: date = MARCH, last: date = MARCH_END) -> tuple[int, int, int]:
    """Contacts, interventions and clients of a period."""
    figures = office["prochazka"].perform(report_indicators, first, last)
    return figures.contacts, figures.interventions, figures.clients


def add(store: Store, new: Event) -> int:
    """Keep an event as an import does."""
    return events.add(store, new, count(new, policy_on(new.day, store.policies)))


def keep(office: Office, new: Event) -> int:
    """The same outside a transaction."""
    return office.change(lambda store: add(store, new))


def group(office: Office, *client_ids: int, **changes: object) -> Event:
    """A group therapy of an hour and a half this morning."""
    start, length = office.clock.now, timedelta(minutes=90)
    share = Share(office.worker("novakova").id, Profession.SOCIAL_WORKER, length)
    people = tuple(Participant(client_id, "Mluvil.") for client_id in client_ids)
    therapy = Event(Kind.GROUP_THERAPY, start, start + length, (share,), people, content=CONTENT)
    return replace(therapy, **changes)  # type: ignore[arg-type]  # the fields of Event, by name


# recording


def test_what_is_recorded_counts_at_once(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    assert (recorded.count.interventions, recorded.count.reason, recorded.overlaps) == (2, None, ())
    assert reported(office) == (0, 2, 1)


def incomplete(office: Office) -> list[Duty]:
    """Novakova's events that do not count yet, as her list of duties shows them."""
    owed = office["novakova"].perform(look_at_today).owed.duties
    return [one for one in owed if one.kind is DutyKind.EVENT]


def test_what_is_missing_is_kept_and_counts_once_it_is_written(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    change(office, recorded.event_id, impact="")
    assert reported(office) == (0, 0, 0)
    (owed,) = incomplete(office)
    assert (owed.subject, owed.lacks) == (recorded.event_id, Reason.NO_IMPACT)
    change(office, recorded.event_id, impact=IMPACT)
    assert reported(office) == (0, 2, 1)
    assert incomplete(office) == []


def test_the_kind_and_the_channel_of_last_time_are_offered(office: Office, client_id: int) -> None:
    record(office, client_id, "8-9", kind=Kind.CONTACT_SPECIFIED, channel=Channel.PHONE)
    form = office["novakova"].perform(new_event_form, client_id).form
    assert (form.kind, form.channel) == (Kind.CONTACT_SPECIFIED, Channel.PHONE)
    assert office["svoboda"].perform(new_event_form, client_id).form == EventForm(client_id)


def test_where_last_time_came_without_a_channel_the_usual_one_is_offered(
    office: Office, client_id: int
) -> None:
    record(office, client_id, "8-9", kind=Kind.CONTACT_SPECIFIED, channel=None)
    form = office["novakova"].perform(new_event_form, client_id).form
    assert form == EventForm(client_id, Kind.CONTACT_SPECIFIED, Channel.IN_PERSON)


def test_what_i_wrote_last_about_a_client_is_offered_and_nobody_elses_words(
    office: Office, client_id: int
) -> None:
    record(office, client_id, "7-8")
    record(office, client_id, "8-9", "svoboda")
    assert [note.content for note in office["novakova"].perform(earlier_notes, client_id)] == [CONTENT]
    assert office["dvorakova"].perform(earlier_notes, client_id) == []


def test_two_workers_with_a_reason_count_twice_i5(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    recorded = record(office, client_id, "8-8:45", colleague_id=colleague, joint_reason="Bezpečnost.")
    assert recorded.count.interventions == 3
    assert change(office, recorded.event_id, joint_reason="").count.interventions == 1


def test_the_colleague_may_have_worked_for_another_time(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    recorded = record(
        office,
        client_id,
        "8-9",
        colleague_id=colleague,
        colleague_time="30:30/0/5",
        joint_reason="Bezpečnost.",
    )
    mine, theirs = kept(office, recorded.event_id).event.shares
    assert (mine.direct, theirs.worker_id, theirs.direct, theirs.write_up) == (
        timedelta(hours=1),
        colleague,
        timedelta(minutes=30, seconds=30),
        timedelta(minutes=5),
    )
    assert (theirs.profession, recorded.count.interventions) == (Profession.SOCIAL_SERVICES_WORKER, 3)


def test_i_am_not_my_own_colleague(office: Office, client_id: int) -> None:
    with pytest.raises(SameColleague):
        record(office, client_id, "8-9", colleague_id=office.worker("novakova").id)


def test_a_text_nobody_could_read_is_refused(office: Office, client_id: int) -> None:
    opened = office["novakova"].perform(new_event_form, client_id)
    for field in ("content", "impact", "letter", "joint_reason"):
        form = replace(opened.form, time="8-9", **{field: "x" * 50_001})  # type: ignore[arg-type]  # by name
        with pytest.raises(TextTooLong):
            office["novakova"].perform(record_event, opened, form)


def test_hostile_text_is_kept_without_what_acts_on_a_terminal(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    change(office, recorded.event_id, content="\x1b]0;x\x07a\ud800\x9bb\u202e[bold]'; DROP TABLE event; --")
    assert kept(office, recorded.event_id).event.content == "]0;xab[bold]'; DROP TABLE event; --"


def test_an_event_for_nobody_known_is_not_recorded(office: Office, client_id: int) -> None:
    opened = office["novakova"].perform(new_event_form, client_id)
    with pytest.raises(NotFound):
        office["novakova"].perform(record_event, opened, replace(opened.form, client_id=999, time="8-9"))


def test_a_form_that_is_open_twice_becomes_one_event(office: Office, client_id: int) -> None:
    opened = office["novakova"].perform(new_event_form, client_id)
    form = replace(opened.form, time="8-9", content=CONTENT, impact=IMPACT)
    office["novakova"].perform(record_event, opened, form)
    with pytest.raises(Conflict):
        office["novakova"].perform(record_event, opened, form)
    assert reported(office) == (0, 2, 1)


def test_own_events_that_overlap_are_warned_about_d5(office: Office, client_id: int) -> None:
    first = record(office, client_id, "8-9")
    overlapping = [("7:30-8:00", []), ("9:00-9:15", []), ("8:59-9:10", [1, 3]), ("7:00-9:20", [1, 2, 3, 4])]
    for time, expected in overlapping:
        assert sorted(row.id for row in record(office, client_id, time).overlaps) == expected
    assert record(office, client_id, "8-9", "svoboda").overlaps == ()
    for event_id in (2, 3, 4, 5):
        office["novakova"].perform(remove_event, event_id)
    assert change(office, first.event_id).overlaps == ()


def test_an_event_counts_by_the_policy_of_its_day_for_ever_i13(office: Office, client_id: int) -> None:
    before = record(office, client_id, "17.3. 8-9")
    stricter = replace(MSK_2010, name="msk-2026", valid_from=TODAY, unit=timedelta(minutes=60))
    office.change(lambda store: policies.add(store.connection, stricter))
    assert record(office, client_id, "18.3. 8-9").count.interventions == 1
    assert change(office, before.event_id, content="Změna.").count.interventions == 2
    figures = office["prochazka"].perform(report_indicators, MARCH, MARCH_END)
    assert (figures.interventions, figures.policies) == (3, ("msk-2010", "msk-2026"))


# changing


def test_every_change_keeps_the_old_version_when_and_by_whom_d4(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    recorded = record(office, client_id, "8-9", colleague_id=colleague)
    first = kept(office, recorded.event_id)
    office.clock.forward(hours=1)
    change(office, recorded.event_id, "svoboda", content="Jinak.")
    office["novakova"].perform(remove_event, recorded.event_id)
    office["novakova"].perform(restore_event, recorded.event_id)
    rows = office.look(lambda store: store.connection.execute(select(event_version)).all())
    versions = [msgspec.json.decode(row.body, type=KeptEvent) for row in rows]
    assert versions[0] == first
    assert [(one.version, one.event.content, one.removed) for one in versions] == [
        (1, CONTENT, False),
        (2, "Jinak.", False),
        (3, "Jinak.", True),
    ]
    assert [row.saved_by for row in rows] == [colleague, *[office.worker("novakova").id] * 2]
    assert {row.saved_at for row in rows} == {office.clock.now}
    assert kept(office, recorded.event_id).version == 4


def test_a_later_save_is_refused_sees_the_other_and_can_replace_it(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    recorded = record(office, client_id, "8-9", colleague_id=colleague)
    mine, theirs = (
        office[login].perform(kept_event_form, recorded.event_id) for login in ("novakova", "svoboda")
    )
    office["svoboda"].perform(record_event, theirs, replace(theirs.form, content="Jejich."))
    form = replace(mine.form, content="Moje.")
    with pytest.raises(Conflict):
        office["novakova"].perform(record_event, mine, form)
    assert kept(office, recorded.event_id).event.content == "Jejich."
    rival = office["novakova"].perform(rival_event_form, mine)
    assert rival.form.content == "Jejich."
    office["novakova"].perform(record_event, replace(mine, version=rival.version), form)
    assert kept(office, recorded.event_id).event.content == "Moje."


def test_a_change_keeps_participants_third_workers_and_texts_that_the_form_does_not_show(
    office: Office, client_id: int
) -> None:
    other = office.add_client("B-2", "Dlouhý")
    logins = ("novakova", "svoboda", "dvorakova", "cerna")
    shares = tuple(
        Share(office.worker(login).id, Profession.SOCIAL_WORKER, timedelta(minutes=40 + place))
        for place, login in enumerate(logins)
    )
    whole = group(
        office,
        client_id,
        other,
        kind=Kind.INDIVIDUAL,
        shares=shares,
        impact=IMPACT,
        institution="Úřad",
        lesson="3",
    )
    event_id = keep(office, whole)
    office.clock.forward(hours=2)
    change(office, event_id, content="Jinak.")
    after = kept(office, event_id).event
    assert after == replace(whole, content="Jinak.", pause=after.pause)
    for login in logins:
        change(office, event_id, login, impact="Nový.")
    assert sorted(kept(office, event_id).event.shares, key=lambda one: one.worker_id) == list(shares)


def test_a_colleague_already_there_is_not_added_twice(office: Office, client_id: int) -> None:
    ids = [office.worker(login).id for login in ("novakova", "svoboda", "dvorakova")]
    shares = tuple(Share(worker_id, Profession.SOCIAL_WORKER, timedelta(minutes=40)) for worker_id in ids)
    event_id = keep(office, group(office, client_id, kind=Kind.INDIVIDUAL, shares=shares))
    office.clock.forward(hours=2)
    change(office, event_id, colleague_id=ids[2])
    assert [share.worker_id for share in kept(office, event_id).event.shares] == [ids[0], ids[2]]


def test_the_profession_is_the_one_held_on_the_day(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    office.change(
        lambda store: store.connection.execute(update(worker).values(profession=Profession.OTHER)), "spravce"
    )
    assert change(office, recorded.event_id, content="Jinak.").count.interventions == 2
    assert record(office, client_id, "7-8").count.reason is Reason.PROFESSION


def test_seconds_stay_as_they_were_through_a_colleagues_change_i11(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    recorded = record(
        office,
        client_id,
        "8:00:10-9:00:59 30:01/2:02/3:03",
        colleague_id=colleague,
        colleague_time="10:09/0/0",
    )
    before = kept(office, recorded.event_id).event
    change(office, recorded.event_id, "svoboda", content="Jinak.")
    after = kept(office, recorded.event_id).event
    assert sorted(after.shares, key=repr) == sorted(before.shares, key=repr)
    assert (after.started_at, after.ended_at) == (before.started_at, before.ended_at)


# removing


def test_a_removed_event_counts_nowhere_and_comes_back_whole(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    session = office["novakova"]
    session.perform(open_client, client_id)

    def everywhere() -> tuple[object, ...]:
        today = session.perform(look_at_today)
        month = session.perform(month_of_client, client_id)
        return (
            reported(office),
            today.month,
            month,
            len(session.perform(list_events, client_id, None, 9, back=False)),
        )

    there = ((0, 2, 1), (KindSum(Kind.INDIVIDUAL, 1, 2),), ((Kind.INDIVIDUAL, 2),), 1)
    assert everywhere() == there
    session.perform(remove_event, recorded.event_id)
    session.perform(remove_event, recorded.event_id)
    assert everywhere() == ((0, 0, 0), (), (), 0)
    session.perform(restore_event, recorded.event_id)
    session.perform(restore_event, recorded.event_id)
    assert everywhere() == there
    assert kept(office, recorded.event_id).version == 3


def test_saving_an_event_that_was_removed_meanwhile_is_told(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    opened = office["novakova"].perform(kept_event_form, recorded.event_id)
    office["novakova"].perform(remove_event, recorded.event_id)
    with pytest.raises(Conflict):
        office["novakova"].perform(record_event, opened, opened.form)
    assert reported(office) == (0, 0, 0)


def test_who_saves_a_removed_event_all_the_same_puts_it_back(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    office["novakova"].perform(remove_event, recorded.event_id)
    change(office, recorded.event_id, content="Přece.")
    assert reported(office) == (0, 2, 1)


def test_an_event_without_a_client_can_be_read_and_removed(office: Office) -> None:
    event_id = keep(office, group(office, kind=Kind.CONTACT_FIRST))
    office.clock.forward(hours=2)
    opened = office["novakova"].perform(open_event, event_id)
    assert (opened.in_form, opened.count.contacts) == (False, 1)
    with pytest.raises(NotInForm):
        office["novakova"].perform(kept_event_form, event_id)
    office["novakova"].perform(remove_event, event_id)
    assert reported(office) == (0, 0, 0)


def test_a_group_is_not_changed_in_the_form_of_one_client(office: Office, client_id: int) -> None:
    event_id = keep(office, group(office, client_id))
    with pytest.raises(NotInForm):
        office["novakova"].perform(kept_event_form, event_id)
    opened = replace(office["novakova"].perform(new_event_form, client_id), event_id=event_id, version=1)
    with pytest.raises(NotInForm):
        office["novakova"].perform(record_event, opened, replace(opened.form, time="8-9"))


# whose they are


def attempts(
    office: Office, login: str, event_id: int, opened: OpenedEventForm
) -> list[Callable[[], object]]:
    """All that somebody can try on an event."""
    session = office[login]
    return [
        lambda: session.perform(kept_event_form, event_id),
        lambda: session.perform(record_event, opened, opened.form),
        lambda: session.perform(rival_event_form, opened),
        lambda: session.perform(remove_event, event_id),
        lambda: session.perform(restore_event, event_id),
    ]


@pytest.mark.parametrize("login", ["svoboda", "cerna", "dvorakova", "prochazka"])
def test_nobody_changes_an_event_they_took_no_part_in(office: Office, client_id: int, login: str) -> None:
    recorded = record(office, client_id, "8-9")
    opened = office["novakova"].perform(kept_event_form, recorded.event_id)
    for attempt in attempts(office, login, recorded.event_id, opened):
        with pytest.raises((NotYours, NotFound)):
            attempt()
    assert kept(office, recorded.event_id).version == 1


def test_that_somebody_tried_to_change_anothers_event_is_audited(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    with pytest.raises(NotYours):
        office["svoboda"].perform(remove_event, recorded.event_id)
    row = office.log()[-1]
    assert (row.act, row.outcome, row.client_id, row.record) == (
        "remove_event",
        "refused",
        client_id,
        f"event:{recorded.event_id}",
    )


@pytest.mark.parametrize("login", ["dvorakova", "prochazka"])
def test_a_care_worker_and_a_manager_read_their_own_events_only_k8(
    office: Office, client_id: int, login: str
) -> None:
    others = record(office, client_id, "8-9")
    own = record(office, client_id, "7-8", login)
    joint = record(office, client_id, "9-9:30", colleague_id=office.worker(login).id)
    session = office[login]
    session.perform(open_client, client_id)
    rows = session.perform(list_events, client_id, None, 10, back=False)
    assert [row.id for _, row in rows] == [joint.event_id, own.event_id]
    assert session.perform(open_event, own.event_id).kept.event.content == CONTENT
    assert session.perform(open_event, joint.event_id).kept.event.content == CONTENT
    with pytest.raises(NotFound):
        session.perform(open_event, others.event_id)
    with pytest.raises(NotFound):
        office.look(lambda store: events.kept(store, others.event_id), login)


@pytest.mark.parametrize("login", ["svoboda", "cerna"])
def test_key_workers_and_the_coordinator_read_others_events(
    office: Office, client_id: int, login: str
) -> None:
    recorded = record(office, client_id, "8-9")
    opened = office[login].perform(open_event, recorded.event_id)
    assert (opened.kept.event.content, opened.in_form) == (CONTENT, False)
    row = office.log()[-1]
    assert (row.act, row.purpose, row.client_id) == ("open_event", "event", client_id)


def test_who_only_administers_reaches_no_event_below_the_door_either(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    joint = replace(
        kept(office, recorded.event_id).event,
        shares=(Share(office.worker("spravce").id, Profession.OTHER, timedelta(minutes=5)),),
    )
    event_id = keep(office, joint)
    for unreached in (recorded.event_id, event_id):
        with pytest.raises(NotFound):
            office.look(lambda store, one=unreached: events.kept(store, one), "spravce")  # type: ignore[misc]
    with pytest.raises(Refused):
        office["spravce"].perform(open_event, recorded.event_id)


def test_a_timeline_is_read_by_who_opened_the_card_within_a_day(office: Office, client_id: int) -> None:
    record(office, client_id, "8-9")
    with pytest.raises(CardNotOpened):
        office["cerna"].perform(list_events, client_id, None, 10, back=False)
    office["cerna"].perform(open_client, client_id)
    assert len(office["cerna"].perform(list_events, client_id, None, 10, back=False)) == 1
    office.clock.forward(hours=25)
    with pytest.raises(CardNotOpened):
        office["cerna"].perform(list_events, client_id, None, 10, back=False)


def test_no_word_of_a_record_or_of_a_reference_reaches_the_log(office: Office) -> None:
    marker = "Zvláštnost"
    client_id = office.add_client("A-1", marker, contacts=marker, of="novakova")
    recorded = record(office, client_id, "8-9")
    change(office, recorded.event_id, content=marker, impact=marker, letter=marker)
    office["novakova"].perform(open_client, client_id)
    imported = group(office, client_id, kind=Kind.INDIVIDUAL, content=marker)
    event_id = office.change(lambda store: events.add(store, imported, count(imported, MSK_2010), ref=marker))
    office["novakova"].perform(open_event, event_id)
    office.clock.forward(hours=2)
    change(office, event_id, impact=marker)
    office["novakova"].perform(remove_event, event_id)
    assert marker not in repr([tuple(row) for row in office.log()])


def test_a_line_of_a_list_holds_the_beginning_of_the_content_only(office: Office, client_id: int) -> None:
    recorded = record(office, client_id, "8-9")
    change(office, recorded.event_id, content="ž" * 5000)
    office["novakova"].perform(open_client, client_id)
    ((_, row),) = office["novakova"].perform(list_events, client_id, None, 10, back=False)
    assert row.content == "ž" * 200


# lists and sums


def test_a_timeline_is_walked_once_and_in_order_with_any_page_in_both_directions(
    office: Office, client_id: int
) -> None:
    for place in range(12):
        start = office.clock.now - timedelta(days=place // 3)
        moved = group(office, client_id, kind=Kind.INDIVIDUAL, started_at=start, ended_at=start)
        keep(office, moved)
    session = office["novakova"]
    session.perform(open_client, client_id)
    newest_first = sorted(range(1, 13), key=lambda event_id: ((event_id - 1) // 3, -event_id))
    for size in (1, 2, 5, 12, 13):
        for back in (False, True):
            walked: list[int] = []
            key = None
            while page := session.perform(list_events, client_id, key, size, back=back):
                assert key not in [page_key for page_key, _ in page]
                ids = [row.id for _, row in page]
                walked = [*ids, *walked] if back else [*walked, *ids]
                key = page[0 if back else -1][0]
            assert walked == newest_first


def test_the_month_is_the_months_in_prague_whoever_took_part(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    record(office, client_id, "28.2. 23:50-0:50")
    record(office, client_id, "1.3. 0:00-1:00", colleague_id=colleague)
    record(office, client_id, "17.3. 9-9:20", kind=Kind.CONTACT_SPECIFIED)
    expected = {KindSum(Kind.INDIVIDUAL, 1, 2), KindSum(Kind.CONTACT_SPECIFIED, 1, 1)}
    today = office["novakova"].perform(look_at_today)
    assert (set(today.month), today.month_start) == (expected, MARCH)
    assert office["svoboda"].perform(look_at_today).month == (KindSum(Kind.INDIVIDUAL, 1, 2),)
    assert reported(office) == (1, 2, 1)
    assert reported(office, date(2026, 2, 28), date(2026, 2, 28)) == (0, 2, 1)


def test_a_period_backwards_is_refused(office: Office) -> None:
    with pytest.raises(PeriodBackwards):
        office["prochazka"].perform(report_indicators, MARCH_END, MARCH)
    with pytest.raises(PeriodBackwards):
        office["prochazka"].perform(report_events, MARCH_END, MARCH)


def test_a_report_says_nothing_of_anybodys_text(office: Office, client_id: int) -> None:
    marker = "Zvláštnost"
    recorded = record(office, client_id, "8-9")
    change(office, recorded.event_id, content=marker, impact=marker)
    for login in ("prochazka", "spravce"):
        figures, listed = office[login].perform(report_events, MARCH, MARCH_END)
        held = msgspec.json.encode([msgspec.to_builtins(figures.last), listed], enc_hook=str)
        assert marker not in held.decode()


def test_whatever_is_kept_counts_as_it_would_anew_and_the_report_is_the_sum(office: Office) -> None:
    """The stored counts, the report, its events, the clients reached and every later change agree (I10)."""
    ids = [office.worker(login).id for login in ("novakova", "svoboda", "dvorakova")]
    clients = [office.add_client(f"K-{place}", "Novák") for place in range(5)]

    @st.composite
    def kept_events(draw: st.DrawFn) -> Event:
        new = draw(strategies.written_events() if draw(st.booleans()) else strategies.events())
        shares = tuple(replace(share, worker_id=ids[place]) for place, share in enumerate(new.shares))
        people = tuple(replace(one, client_id=clients[place]) for place, one in enumerate(new.participants))
        return replace(new, shares=shares, participants=people)

    @given(st.lists(kept_events(), max_size=4), st.data())
    @examples(40)
    def holds(new: list[Event], data: st.DataObject) -> None:
        def compare(store: Store) -> None:
            event_ids = [add(store, one) for one in new]
            for event_id in event_ids:
                match data.draw(st.sampled_from(["keep", "change", "remove", "restore"])):
                    case "change":
                        changed = data.draw(kept_events())
                        events.save(store, event_id, changed, count(changed, MSK_2010), 1)
                    case "remove":
                        events.set_removed(store, event_id, removed=True, why="")
                    case "restore":
                        events.set_removed(store, event_id, removed=True, why="")
                        events.set_removed(store, event_id, removed=False, why="")
            there = [
                one for one in (events.kept(store, event_id) for event_id in event_ids) if not one.removed
            ]
            _agree(store, there)

        office.pretend(compare)

    holds()


def _agree(store: Store, there: list[KeptEvent]) -> None:
    counts = {one.id: count(one.event, MSK_2010) for one in there}
    rows = {
        row.id: row for row in store.connection.execute(select(event).where(event.c.removed_at.is_(None)))
    }
    assert {
        event_id: (row.units, row.reason, row.included, row.counted_shares, row.policy)
        for event_id, row in rows.items()
    } == {
        event_id: (one.units, one.reason, one.included, one.shares, one.policy)
        for event_id, one in counts.items()
    }
    long_ago, far = date(2019, 1, 1), date(2031, 1, 1)
    figures = report_indicators.body(store, long_ago, far)
    again, listed = report_events.body(store, long_ago, far)
    explained = listed.events
    assert (again, listed.left_out) == (figures, 0)
    assert [one.ref for one in explained] == [
        one.ref for one in sorted(there, key=lambda one: (one.event.started_at, one.id))
    ]
    assert figures.contacts == sum(one.count.contacts for one in explained)
    assert figures.interventions == sum(one.count.interventions for one in explained)
    assert figures.not_counted == Counter(one.count.reason for one in explained if one.count.reason)
    reached = {person.client_id for one in there for person in one.event.participants if counts[one.id].units}
    assert figures.clients == len(reached)
    _days_agree(store, there, counts)


def _days_agree(store: Store, there: list[KeptEvent], counts: dict[int, Count]) -> None:
    query = select(event_client.c.event_id, event_client.c.counted_day).where(
        event_client.c.counted_day.is_not(None)
    )
    days = {row.event_id: row.counted_day for row in store.connection.execute(query)}
    counting = [one for one in there if counts[one.id].units and one.event.participants]
    assert days == {one.id: one.event.day for one in counting}
    tallies = [indicators.tallies(store, one.event.day, one.event.day) for one in there]
    assert all(tallies)
