"""The demo's people and work: made up, and still as the rules want them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from kp_tui.domain.cases import EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.counting import count
from kp_tui.domain.events import Event, Kind
from kp_tui.domain.fiction_cases import journal, stories
from kp_tui.domain.fiction_events import Work
from kp_tui.domain.fiction_people import Person, people
from kp_tui.domain.people import Profession, Worker
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.reasons import Reason
from kp_tui.domain.text import clean
from kp_tui.domain.walltime import PRAGUE

FRIDAY_NIGHT = datetime(2026, 11, 20, 22, tzinfo=UTC)
TEAM = [Worker(n, f"worker{n}", "Jan", "Nový", Profession.SOCIAL_WORKER, frozenset()) for n in range(1, 5)]
MANAGER = Worker(5, "manager", "Ivan", "Nový", Profession.OTHER, frozenset())


def seeded(seed: int) -> Random:
    """The same numbers every time."""
    return Random(seed)  # noqa: S311 -- not a secret


def service(number: int, now: datetime, seed: int = 1) -> dict[int, Person]:
    """That many people, by the ids that a store would give them."""
    return dict(enumerate(people(number, [1, 2], now.astimezone(PRAGUE).date(), seeded(seed)), 1))


def work(number: int, now: datetime = FRIDAY_NIGHT, clients: int = 40, seed: int = 1) -> list[Event]:
    """That many events of the team."""
    made = Work(TEAM, MANAGER, service(clients, now, seed), now, seeded(seed)).events(number)
    return [written.event for written in made]


@pytest.mark.parametrize("number", [0, 1, 7, 3_000, 12_000])
def test_there_are_as_many_events_as_asked_for(number: int) -> None:
    assert len(work(number)) == number


def test_the_same_seed_makes_the_same_work_and_another_one_other_work() -> None:
    assert work(300) == work(300)
    assert service(40, FRIDAY_NIGHT) == service(40, FRIDAY_NIGHT)
    assert work(300) != work(300, seed=2)


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", [19, 20, 21])
def test_nothing_lies_in_the_future_at_any_hour_of_a_working_day_or_not(day: int, hour: int) -> None:
    now = datetime(2026, 11, day, hour, tzinfo=UTC)
    events = work(600, now)
    assert len(events) == 600
    assert max(event.ended_at for event in events) <= now
    assert min(event.started_at for event in events) >= now - timedelta(days=732)


def test_no_worker_is_in_two_places_at_once() -> None:
    by_worker: dict[int, list[Event]] = {}
    for event in work(3_000):
        for share in event.shares:
            by_worker.setdefault(share.worker_id, []).append(event)
    assert len(by_worker) == 5
    for events in by_worker.values():
        for one, after in pairwise(sorted(events, key=lambda event: event.started_at)):
            assert not one.overlaps(after)


def test_every_kind_is_there_and_most_of_it_counts() -> None:
    events = work(3_000)
    assert {event.kind for event in events} == set(Kind)
    counted = sum(count(event, MSK_2010).units > 0 for event in events)
    assert 0.6 < counted / len(events) < 0.95


def test_every_reason_that_writing_mends_is_owed_by_the_first_worker_in_these_weeks() -> None:
    recent = [event for event in work(3_000) if FRIDAY_NIGHT - event.started_at < timedelta(days=21)]
    owed = Counter(count(event, MSK_2010).reason for event in recent)
    assert {reason for reason in Reason if reason.mendable} <= set(owed)
    own = [event for event in recent if TEAM[0].id in {share.worker_id for share in event.shares}]
    reasons = {count(event, MSK_2010).reason for event in own}
    assert len([reason for reason in reasons if reason and reason.mendable]) > 5


def test_every_event_is_one_that_anybody_could_have_meant() -> None:
    for event in work(3_000):
        assert event.checked() is event
        for text in (event.content, event.impact, event.letter, event.joint_reason):
            assert clean(text) == text


def test_every_person_could_have_been_typed() -> None:
    today = FRIDAY_NIGHT.date()
    everybody = service(400, FRIDAY_NIGHT).values()
    for person in everybody:
        assert person.details.checked(today) == person.details
        assert person.since <= person.until <= today
    assert {person.details.state for person in everybody} == set(ClientState)
    assert any(person.details.anonymous for person in everybody)
    assert len({person.details.mark for person in everybody}) == 400


def test_every_journal_lies_within_the_days_the_service_knew_the_person() -> None:
    random = seeded(1)
    for person in service(400, FRIDAY_NIGHT).values():
        told = journal(person, [1, 2], random)
        assert [one.day for one in told] == sorted(one.day for one in told)
        assert all(person.known_on(one.day) and one.what.day == one.day for one in told)
        assert (told[-1].kind is EntryKind.ENDING) is (person.details.state is ClientState.ENDED)


@pytest.mark.parametrize("number", [0, 1, 2, 40])
def test_there_are_stories_as_far_as_there_are_people_for_them(number: int) -> None:
    known = service(number, FRIDAY_NIGHT)
    told = stories(known, [1, 2], FRIDAY_NIGHT.date())
    assert all(known[client_id].known_on(one.day) for client_id, one in told.entries)
    assert all(known[client_id].details.key_worker_id != to for client_id, to, _ in told.changes)
    family = [known[client_id].details.birth_date for client_id, _ in told.family]
    assert family == sorted(born for born in family if born)
    assert (len(told.changes), len(told.family)) == (1, 3) or number < 40


def test_first_contacts_are_with_applicants_whom_the_service_knew_by_then() -> None:
    known = service(40, FRIDAY_NIGHT)
    firsts = [event for event in work(3_000) if event.kind is Kind.CONTACT_FIRST]
    for event in firsts:
        assert known[event.participants[0].client_id].details.state is ClientState.APPLICANT
    on_time = [event for event in firsts if known[event.participants[0].client_id].known_on(event.day)]
    assert len(on_time) > 0.8 * len(firsts)


def test_one_client_is_enough() -> None:
    assert len(work(500, clients=1)) == 500
