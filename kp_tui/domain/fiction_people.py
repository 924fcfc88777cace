"""Made-up clients of the demo."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from kp_tui.domain.clients import ClientDetails, ClientState
from kp_tui.domain.fiction_words import MEN, STREETS, SURNAMES, WOMEN

YEARS = timedelta(days=730)
_STATES = (ClientState.CLIENT,) * 14 + (ClientState.APPLICANT,) * 3 + (ClientState.ENDED,) * 3
_ANONYMOUS = 0.4  # of the applicants
_OLDER = 0.4  # of the people came before the demo's two years begin


@dataclass(frozen=True, slots=True)
class Person:
    """A client and when the service knew them; both days included."""

    details: ClientDetails = field(repr=False)
    since: date
    until: date

    @property
    def came_at(self) -> datetime:
        """The moment their file was opened."""
        return datetime.combine(self.since, time(12), UTC)

    @property
    def left_on(self) -> date | None:
        """The day their case ended; none where it goes on."""
        return self.until if self.details.state is ClientState.ENDED else None

    def known_on(self, day: date) -> bool:
        """Whether the service worked with them on that day."""
        return self.since <= day <= self.until


def people(number: int, key_workers: Sequence[int], today: date, random: Random) -> list[Person]:
    """That many clients, applicants and people who have left, a few of them anonymous."""
    width = max(3, len(str(number)))
    return [_person(f"K-{n:0{width}}", key_workers, today, random) for n in range(1, number + 1)]


def _person(mark: str, key_workers: Sequence[int], today: date, random: Random) -> Person:
    state = random.choice(_STATES)
    since = today - YEARS if random.random() < _OLDER else today - YEARS * (random.random() * 0.95)
    until = since + (today - since) * (0.2 + 0.7 * random.random()) if state is ClientState.ENDED else today
    if state is ClientState.APPLICANT and random.random() < _ANONYMOUS:
        return Person(ClientDetails(mark, anonymous=True), since, until)
    named = state is not ClientState.APPLICANT or random.random() < 0.5  # noqa: PLR2004 -- every other one
    key_worker = random.choice(key_workers) if named else None
    return Person(_details(mark, state, key_worker, today, random), since, until)


def _details(
    mark: str, state: ClientState, key_worker: int | None, today: date, random: Random
) -> ClientDetails:
    is_woman = random.random() < 0.5  # noqa: PLR2004 -- as many women as men
    phone, street = (
        f"700 000 {random.randrange(1000):03}",
        f"{random.choice(STREETS)} {random.randrange(1, 90)}",
    )
    return ClientDetails(
        mark=mark,
        surname=random.choice(SURNAMES)[is_woman],
        name=random.choice(WOMEN if is_woman else MEN),
        birth_date=today - timedelta(days=random.randrange(16 * 365, 78 * 365)),
        state=state,
        key_worker_id=key_worker,
        contacts=f"tel. {phone}, {street}",
    )
