"""What may happen in a service, for properties that hold whatever happens.

Each strategy is built once: building one anew for every example costs more than the example.
"""

from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from kp_tui.domain.events import INTERVENTIONS, Channel, Event, Exclusion, Kind, Participant, Share
from kp_tui.domain.people import Profession
from kp_tui.domain.policies import Policy
from kp_tui.domain.timers import Phase, Span, Timer
from tests.domain.samples import POLICIES, clients, event

YEAR_2020, YEAR_2030 = 1577836800, 1893456000
CLOCK_CHANGES = (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC))
KINDS = st.sampled_from(Kind)
PHASES = st.sampled_from(Phase)
COUNTING = st.sampled_from([profession for profession in Profession if profession.counts])
ANY_POLICY: st.SearchStrategy[Policy] = st.sampled_from(POLICIES)
TEXTS = st.sampled_from(["", "  ", "Probrali dluhy."])
TEXT_FIELDS = ("joint_reason", "content", "impact", "institution", "lesson", "letter")


@cache
def instants() -> st.SearchStrategy[datetime]:
    """Whole seconds in UTC from 2020 to 2030, the nights of clock changes more often than by chance."""
    nights = [int(night.timestamp()) + minute * 60 for night in CLOCK_CHANGES for minute in range(0, 300, 5)]
    seconds = st.one_of(st.integers(YEAR_2020, YEAR_2030), st.sampled_from(nights))
    return seconds.map(lambda second: datetime.fromtimestamp(second, UTC))


@cache
def lengths(most: int = 200) -> st.SearchStrategy[timedelta]:
    """Up to `most` minutes in steps of five, and a second beside each: where the thresholds are."""
    seconds = sorted({abs(step + beside) for step in range(0, most * 60 + 1, 300) for beside in (-1, 0, 1)})
    return st.sampled_from([timedelta(seconds=second) for second in seconds])


@cache
def shares_of(worker: int, *, counting: bool = False) -> st.SearchStrategy[Share]:
    """One worker's time; of a profession that counts, where the property is about time alone."""
    professions = COUNTING if counting else st.sampled_from(Profession)
    return st.builds(Share, st.just(worker), professions, lengths(), lengths(60), lengths(60))


@cache
def teams(least: int = 0, *, counting: bool = False) -> st.SearchStrategy[tuple[Share, ...]]:
    """The shares of `least` to three different workers."""
    shares = [shares_of(worker, counting=counting) for worker in range(1, 4)]
    return st.one_of([st.tuples(*shares[:number]) for number in range(least, 4)])


@cache
def events(kinds: st.SearchStrategy[Kind] = KINDS) -> st.SearchStrategy[Event]:
    """Anything a worker may record: half of it written up, or hardly any would count."""
    notes = st.lists(TEXTS, max_size=5)
    participants = notes.map(lambda written: tuple(Participant(*person) for person in enumerate(written)))
    anything = st.builds(
        Event,
        kinds,
        st.shared(instants(), key="start"),
        st.builds(datetime.__add__, st.shared(instants(), key="start"), lengths()),
        teams(),
        participants,
        channel=st.sampled_from([None, *Channel]),
        pause=lengths(30),
        two_way=st.booleans(),
        exclusion=st.sampled_from([None, *Exclusion]),
        end_confirmed=st.booleans(),
        **dict.fromkeys(TEXT_FIELDS, TEXTS),
    )
    return st.one_of(anything, written_events(kinds))


@cache
def written_events(kinds: st.SearchStrategy[Kind] = KINDS) -> st.SearchStrategy[Event]:
    """Events that only their time can keep from counting."""
    reasons = st.sampled_from(["", "Klient bývá agresivní."])
    return st.builds(_written, kinds, teams(1, counting=True), reasons)


def _written(kind: Kind, shares: tuple[Share, ...], joint_reason: str) -> Event:
    return event(kind, *shares, joint_reason=joint_reason, participants=clients(3))


WRITTEN_INTERVENTIONS = written_events(st.sampled_from(INTERVENTIONS))
STEPS = st.one_of(lengths(), st.integers(-7200, 0).map(lambda seconds: timedelta(seconds=seconds)))
"""What the clock says has passed between two keys: sometimes less than nothing."""


@cache
def timers(*, stopped: bool = False) -> st.SearchStrategy[tuple[Timer, datetime]]:
    """A timer after some switches and the clock's time after them; the clock may be set back meanwhile."""
    keys = st.lists(st.tuples(STEPS, PHASES), max_size=6)
    return st.builds(_pressed, instants(), PHASES, keys, STEPS, st.just(stopped))


def _pressed(
    start: datetime,
    phase: Phase,
    keys: list[tuple[timedelta, Phase]],
    last: timedelta,
    stopped: bool,  # noqa: FBT001 -- a strategy gives it its place
) -> tuple[Timer, datetime]:
    timer, now = Timer(1, 1, 1, (Span(phase, start),)), start
    for step, following in keys:
        now += step
        timer = timer.switched(following, now)
    now += last
    return (timer.stopped(now) if stopped else timer), now
