"""What may happen in a service, for properties that hold whatever happens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from kp_tui.domain.counting import Policy
from kp_tui.domain.events import Channel, Event, Exclusion, Kind, Participant, Share
from kp_tui.domain.people import Profession
from kp_tui.domain.timers import Phase, Span, Timer
from tests.domain.samples import POLICIES

YEAR_2020, YEAR_2030 = 1577836800, 1893456000
CLOCK_CHANGES = (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC))
TEXTS = st.sampled_from(["", "  ", "Probrali dluhy."])
WRITTEN = ("joint_reason", "content", "impact", "institution", "lesson", "letter")
KINDS = st.sampled_from(Kind)
INTERVENTIONS = st.sampled_from([kind for kind in Kind if not kind.is_contact])
ANY_POLICY: st.SearchStrategy[Policy] = st.sampled_from(POLICIES)


def instants() -> st.SearchStrategy[datetime]:
    """Whole seconds in UTC from 2020 to 2030, the nights of clock changes more often than by chance."""
    anywhere = st.integers(YEAR_2020, YEAR_2030)
    changes = [int(night.timestamp()) for night in CLOCK_CHANGES]
    near = st.builds(int.__add__, st.sampled_from(changes), st.integers(0, 5 * 3600))
    return st.one_of(anywhere, near).map(lambda second: datetime.fromtimestamp(second, UTC))


def lengths(most: int = 200) -> st.SearchStrategy[timedelta]:
    """Up to `most` minutes: to the second, and often a whole ten, where the thresholds are."""
    tens = st.sampled_from(range(0, most * 60 + 1, 600))
    return st.one_of(st.integers(0, most * 60), tens).map(lambda seconds: timedelta(seconds=seconds))


def shares_of(worker: int, *, counting: bool = False) -> st.SearchStrategy[Share]:
    """One worker's time; of a profession that counts, where the property is about time alone."""
    professions = [profession for profession in Profession if profession.counts or not counting]
    return st.builds(
        Share,
        worker_id=st.just(worker),
        profession=st.sampled_from(professions),
        direct=lengths(),
        preparation=lengths(60),
        write_up=lengths(60),
    )


@st.composite
def teams(draw: st.DrawFn, *, least: int = 0, most: int = 3, counting: bool = False) -> tuple[Share, ...]:
    """The shares of up to `most` different workers."""
    number = draw(st.integers(least, most))
    return tuple(draw(shares_of(worker, counting=counting)) for worker in range(1, number + 1))


@st.composite
def participants(draw: st.DrawFn, *, least: int = 0, most: int = 5) -> tuple[Participant, ...]:
    """Different people, some without a note."""
    number = draw(st.integers(least, most))
    return tuple(Participant(client_id, draw(TEXTS)) for client_id in range(1, number + 1))


@st.composite
def events(draw: st.DrawFn, kinds: st.SearchStrategy[Kind] = KINDS) -> Event:
    """Anything a worker may record, written up or not."""
    started_at = draw(instants())
    return Event(
        kind=draw(kinds),
        started_at=started_at,
        ended_at=started_at + draw(lengths()),
        shares=draw(teams()),
        participants=draw(participants()),
        channel=draw(st.sampled_from([None, *Channel])),
        pause=draw(lengths(30)),
        two_way=draw(st.booleans()),
        exclusion=draw(st.one_of(st.none(), st.sampled_from(Exclusion))),
        end_confirmed=draw(st.booleans()),
        **draw(st.dictionaries(st.sampled_from(WRITTEN), TEXTS)),
    )


@st.composite
def written_events(draw: st.DrawFn, kinds: st.SearchStrategy[Kind] = KINDS) -> Event:
    """Events that only their time can keep from counting."""
    drawn = draw(events(kinds))
    return replace(
        drawn,
        shares=draw(teams(least=1, counting=True)),
        participants=tuple(Participant(client_id, "Uklidnil se.") for client_id in range(1, 4)),
        channel=Channel.IN_PERSON,
        two_way=True,
        exclusion=None,
        end_confirmed=True,
        content="Probrali dluhy.",
        impact="Ví, kam jít.",
        institution="Úřad práce",
        lesson="3. lekce",
    )


@st.composite
def timers(draw: st.DrawFn, *, stopped: bool = False) -> tuple[Timer, datetime]:
    """A timer after some switches and the clock's time after them; the clock may be set back meanwhile."""
    now = draw(instants())
    timer = Timer(1, 1, 1, (Span(draw(st.sampled_from(Phase)), now),))
    for phase in draw(st.lists(st.sampled_from(Phase), max_size=6)):
        now += draw(steps())
        timer = timer.switched(phase, now)
    now += draw(steps())
    return (timer.stopped(now) if stopped else timer), now


def steps() -> st.SearchStrategy[timedelta]:
    """What the clock says has passed between two keys: sometimes less than nothing."""
    return st.one_of(lengths(), st.integers(-7200, 0).map(lambda seconds: timedelta(seconds=seconds)))
