"""Whatever bars there are, no list, search or count holds anything of a barred client (X1)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.domain.bars import BarReason
from kp_tui.domain.counting import count
from kp_tui.domain.errors import NotFound
from kp_tui.domain.events import Event, Kind, Participant, Share
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import MSK_2010
from kp_tui.store import bars, client_lists, clients, events, indicators, timelines
from kp_tui.store.clients import Wanted
from kp_tui.store.unit import Store
from tests.support.examples import examples
from tests.support.stores import NOW, Office

NAMES = ("Novák Jan", "Novák Petr", "Nová Jana", "Černý Jan", "Svoboda Jan")
PLACES = st.sampled_from(range(len(NAMES)))
MONTH = date(2026, 3, 1), date(2026, 3, 31)


@dataclass(frozen=True)
class Met:
    """An event of the property: with whom, whether the person was there, how long, if it lacks nothing."""

    places: frozenset[int]
    mine: bool
    halves: int
    complete: bool

    @property
    def units(self) -> int:
        """What it comes to."""
        return self.halves if self.complete else 0


@dataclass(frozen=True)
class World:
    """What there is: the clients by their place, and the events by their number."""

    ids: list[int]
    met: dict[int, Met]
    barred: frozenset[int]
    reads_others: bool

    def seen(self, place: int | None = None) -> dict[int, Met]:
        """The events that the person may see, all or a client's."""
        return {
            number: one
            for number, one in self.met.items()
            if (one.mine or self.reads_others)
            and not one.places & self.barred
            and (place is None or place in one.places)
        }


MET = st.builds(
    Met, st.frozensets(PLACES, min_size=1, max_size=3), st.booleans(), st.integers(1, 3), st.booleans()
)


def test_nothing_of_a_barred_client_is_in_any_list_search_or_count_x1(office: Office) -> None:
    ids = [
        office.add_client(f"K-{nth}", surname, name, of="novakova")
        for nth, (surname, name) in enumerate(one.split() for one in NAMES)
    ]
    other = office.worker("svoboda").id

    @examples(15)
    @given(
        st.lists(MET, max_size=6),
        st.frozensets(PLACES, max_size=4),
        st.frozensets(PLACES, max_size=2),
        st.sampled_from([Role.KEY_WORKER, Role.CARE_WORKER, Role.MANAGER]),
    )
    def try_it(met: list[Met], barred: frozenset[int], lifted: frozenset[int], role: Role) -> None:
        def look(store: Store) -> None:
            there = {_keep(store, one, nth, ids, other): one for nth, one in enumerate(met)}
            for place in lifted:
                bars.lift(store, bars.kept(store, _bar(store, ids[place])), "")
            for place in barred:
                _bar(store, ids[place])
            person = replace(store.person, roles=frozenset({role}))
            theirs = replace(store, person=person, barred=bars.of_person(store))
            assert theirs.barred == {ids[place] for place in barred}
            world = World(ids, there, barred, reads_others=role is Role.KEY_WORKER)
            _look_at_clients(theirs, world)
            _look_at_events(theirs, world)

        office.pretend(look)

    try_it()


def _keep(store: Store, met: Met, nth: int, ids: list[int], other: int) -> int:
    length = timedelta(minutes=30 * met.halves)
    share = Share(store.person.id if met.mine else other, Profession.SOCIAL_WORKER, length)
    people = tuple(Participant(ids[place], "Zapojil se") for place in sorted(met.places))
    content = "Skupina" if met.complete else ""
    start = NOW - timedelta(days=1, hours=-2 * nth)
    kept = Event(Kind.GROUP_THERAPY, start, start + length, (share,), people, content=content)
    return events.add(store, kept, count(kept, MSK_2010))


def _bar(store: Store, client_id: int) -> int:
    return bars.add(store, client_id, store.person.id, BarReason.OTHER, "")


def _look_at_clients(store: Store, world: World) -> None:
    for words in ((), ("nov", "jan"), ("k-3",)):
        for wanted in (Wanted(words), Wanted(words, mine=True)):
            rows = [row for _, row in client_lists.page(store, wanted, None, 50, back=False)]
            assert {row.id for row in rows} == {world.ids[place] for place in _found(words) - world.barred}
    lines = clients.lines(store, world.ids)
    for place, client_id in enumerate(world.ids):
        theirs = [one for one in world.met.values() if place in one.places and not one.places & world.barred]
        row = lines.get(client_id)
        assert (row is None) == (place in world.barred)
        assert row is None or row.units == sum(one.units for one in theirs)
        assert row is None or (row.last_event is None) == (not theirs)
        assert clients.marks(store, [client_id]) == ({} if row is None else {client_id: f"K-{place}"})


def _found(words: tuple[str, ...]) -> set[int]:
    plain = [name.lower().replace("á", "a").replace("č", "c").replace("ý", "y") for name in NAMES]
    marked = [[*name.split(), f"k-{place}"] for place, name in enumerate(plain)]
    return {
        place
        for place, names in enumerate(marked)
        if all(any(name.startswith(word) for name in names) for word in words)
    }


def _look_at_events(store: Store, world: World) -> None:
    for place, client_id in enumerate(world.ids):
        listed = timelines.page(store, client_id, None, 50, back=False)
        assert {row.id for _, row in listed} == world.seen(place).keys()
        units = sum(one.units for one in world.met.values() if place in one.places - world.barred
                    and not one.places & world.barred)  # fmt: skip
        assert sum(n for _, n in timelines.month_of_client(store, client_id, MONTH[0])) == units
        own = [one for one in world.seen(place).values() if one.mine]
        assert len(events.own_texts(store, client_id, 50)) == len(own)
    mine = {number: one for number, one in world.seen().items() if one.mine}
    overlaps = timelines.overlapping(store, NOW - timedelta(days=2), NOW, besides=0)
    assert {row.id for row in overlaps} == mine.keys()
    sums = timelines.month_of_worker(store, NOW - timedelta(days=9), NOW)
    assert [tuple(rest) for _, *rest in sums] == (
        [(len(mine), sum(one.units for one in mine.values()))] if mine else []
    )
    _look_at_figures(store, world)


def _look_at_figures(store: Store, world: World) -> None:
    """Whose events a report lists, and that its figures are the service's whoever asks (I10)."""
    visible = {number for number, one in world.met.items() if not one.places & world.barred}
    assert {kept.id for kept in events.of_period(store, *MONTH)} == visible
    tallies = indicators.tallies(store, *MONTH)
    assert sum(tally.events for tally in tallies) == len(world.met)
    assert sum(tally.units for tally in tallies) == sum(one.units for one in world.met.values())
    for number in world.met.keys() - world.seen().keys():
        with pytest.raises(NotFound):
            events.kept(store, number)
