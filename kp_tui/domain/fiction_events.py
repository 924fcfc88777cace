"""Made-up work of the demo: events that fill working days, one after another for each worker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from kp_tui.domain import fiction_words as words
from kp_tui.domain.clients import ClientState
from kp_tui.domain.events import CONTACTS, ZERO, Channel, Event, Kind, Participant, Share
from kp_tui.domain.fiction_flaws import FLAWS, flawed, flawed_at_times
from kp_tui.domain.fiction_people import YEARS, Person
from kp_tui.domain.fiction_texts import written
from kp_tui.domain.people import Worker
from kp_tui.domain.reasons import Reason
from kp_tui.domain.walltime import PRAGUE

MINUTE = timedelta(minutes=1)
_OPENS = time(8)
_SLOT = 100 * MINUTE
_SLOTS = 5  # of a day; the last one is left to work in twos
_BUSY = 12  # events of a day; beyond it slots are shared, as no team of four could do so much
_FRESH = timedelta(days=21)  # so long back the first worker owes something for every reason
_TRIES = 8
_STANDS_IN = 15  # once in so many events of the last of the team

_ALONE = (
    *(Kind.CONTACT_SPECIFIED,) * 11,
    *(Kind.CONTACT_UNSPECIFIED,) * 4,
    *(Kind.CONTACT_FIRST,) * 3,
    *(Kind.INDIVIDUAL,) * 15,
    *(Kind.EXTERNAL,) * 3,
)
_IN_TWOS = (Kind.INDIVIDUAL, *(Kind.GROUP_THERAPY,) * 2, *(Kind.COURSE,) * 2, Kind.FAMILY)
_LENGTHS: Mapping[Kind, Sequence[int]] = {  # minutes, shorter than a slot
    **dict.fromkeys(CONTACTS, (8, 11, 12, 15, 15, 20, 25)),
    Kind.INDIVIDUAL: (20, 30, 35, 45, 50, 60, 60, 75),
    Kind.EXTERNAL: (20, 30, 30, 40, 55),
    **dict.fromkeys((Kind.GROUP_THERAPY, Kind.COURSE, Kind.FAMILY), (60, 75, 80)),
}
_BESIDE = ((0, 0), (0, 0), (0, 5), (0, 10), (5, 10), (10, 10), (10, 15))  # preparation and write-up, minutes
_CHANNELS = (*(Channel.IN_PERSON,) * 7, Channel.PHONE, Channel.PHONE, Channel.ELECTRONIC)


@dataclass(frozen=True, slots=True)
class Written:
    """An event, and who wrote it down when."""

    event: Event
    author: Worker
    at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """A worker's place in a day, with the kind of work it is for."""

    workers: Sequence[Worker]
    day: date
    slot: int
    kind: Kind
    flaw: Reason | None = None


class Work:
    """Two years of a team's work up to `now`; the first of them does most.

    The stand-in helps out now and then; that one's profession does not count.
    """

    def __init__(
        self,
        team: Sequence[Worker],
        stand_in: Worker,
        people: Mapping[int, Person],
        now: datetime,
        random: Random,
    ) -> None:
        self._team = team
        self._stand_in = stand_in
        self._people = people
        self._now = now
        self._random = random
        self._owed = list(FLAWS.items())
        known = people.items()
        self._new = [n for n, one in known if one.details.state is ClientState.APPLICANT] or list(people)
        clients = [n for n, one in known if one.details.state is not ClientState.APPLICANT] or list(people)
        self._own = {
            worker.id: [n for n in clients if people[n].details.key_worker_id == worker.id] or clients
            for worker in (*team, stand_in)
        }

    def events(self, number: int) -> Iterator[Written]:
        """That many events, day after day."""
        days = self._working_days()
        for nth, day in enumerate(days):
            share = number * (nth + 1) // len(days) - number * nth // len(days)
            for turn in self._turns(day, share):
                event = self._event(turn)
                yield Written(event, turn.workers[0], event.ended_at + self._random.randrange(1, 20) * MINUTE)

    def _working_days(self) -> list[date]:
        today = self._now.astimezone(PRAGUE).date()
        days = [today - YEARS + timedelta(days=n) for n in range(YEARS.days + 1)]
        return [day for day in days if day.isoweekday() < 6 and self._slots(day)]  # noqa: PLR2004 -- Saturday

    def _slots(self, day: date) -> int:
        """How many slots of a day are over: all of them but today."""
        return max(0, min(_SLOTS, (self._now - _opening(day)) // _SLOT))

    def _turns(self, day: date, number: int) -> Iterator[Turn]:
        slots, random, busy = self._slots(day), self._random, number > _BUSY
        alone = slots if busy or slots < _SLOTS else _SLOTS - 1
        for nth in range(number):
            author, slot = self._team[nth % len(self._team)], nth // len(self._team) % alone
            in_twos = busy or (nth == len(self._team) and alone < slots)
            if in_twos and not random.randrange(8 if busy else 2):
                yield Turn((author, self._colleague(author)), day, slots - 1, random.choice(_IN_TWOS))
            elif author is self._team[0] and self._owed and self._now - _opening(day) < _FRESH:
                flaw, kind = self._owed.pop()
                yield Turn((author,), day, slot, kind, flaw)
            else:
                stands_in = author is self._team[-1] and not random.randrange(_STANDS_IN)
                worker = self._stand_in if stands_in else author
                yield Turn((worker,), day, slot, random.choice(_ALONE))

    def _colleague(self, author: Worker) -> Worker:
        return self._random.choice([worker for worker in self._team if worker is not author])

    def _event(self, turn: Turn) -> Event:
        random, kind = self._random, turn.kind
        start = _opening(turn.day) + turn.slot * _SLOT + random.randrange(12) * MINUTE
        length = random.choice(_LENGTHS[kind]) * MINUTE + random.choice((ZERO, ZERO, 37 * MINUTE / 60))
        if turn.flaw:
            length = max(_LENGTHS[kind]) * MINUTE  # nothing but the flaw makes the zero
        channel = Channel.IN_PERSON if kind.is_group else random.choice(_CHANNELS)
        event = Event(
            kind=kind,
            started_at=start,
            ended_at=start + length,
            shares=tuple(self._share(worker, kind, length) for worker in turn.workers),
            participants=self._participants(turn),
            channel=channel,
            joint_reason=random.choice(words.JOINT_REASONS) if len(turn.workers) > 1 else "",
            **written(kind, channel, random),
        )
        return flawed(event, turn.flaw) if turn.flaw else flawed_at_times(event, random)

    def _share(self, worker: Worker, kind: Kind, length: timedelta) -> Share:
        preparation, write_up = (0, 0) if kind.is_contact else self._random.choice(_BESIDE)
        return Share(worker.id, worker.profession, length, preparation * MINUTE, write_up * MINUTE)

    def _participants(self, turn: Turn) -> tuple[Participant, ...]:
        number = self._random.randrange(3, 9) if turn.kind.is_group else 1
        pool = self._new if turn.kind is Kind.CONTACT_FIRST else self._own[turn.workers[0].id]
        chosen = dict.fromkeys(self._somebody(pool, turn.day) for _ in range(number))
        noted = turn.kind is Kind.GROUP_THERAPY
        return tuple(Participant(n, self._random.choice(words.NOTES) if noted else "") for n in chosen)

    def _somebody(self, pool: Sequence[int], day: date) -> int:
        """Whom the service knew on that day, if such a one is soon found."""
        for _ in range(_TRIES):
            chosen = self._random.choice(pool)
            if self._people[chosen].known_on(day):
                break
        return chosen


def _opening(day: date) -> datetime:
    return datetime.combine(day, _OPENS, PRAGUE).astimezone(UTC)
