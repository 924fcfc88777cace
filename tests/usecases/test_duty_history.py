"""Whatever happens in cases, the duties are what the journal lacks: worked out a second time, by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kp_tui.domain.cases import Consent, EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.key_workers import ChangeReason, NoticeChannel
from kp_tui.domain.people import Role
from kp_tui.store import cases, clients, deputies, duties, periods
from kp_tui.store.duties.scopes import Scope
from kp_tui.store.unit import Store
from tests.support.examples import examples
from tests.support.journals import end, enter, hand_over, reopen, sign
from tests.support.stores import Office

FIRST = date(2026, 3, 18)

Owed = tuple[DutyKind, int, date, date | None, frozenset[int]]
Act = Callable[["Case", date, int], None]


@dataclass(slots=True)
class Term:
    """A key worker's period as the reference keeps it."""

    id: int
    worker: int
    since: date
    told: bool = False
    opens: bool = False


@dataclass(slots=True)
class Case:
    """One case: every act is done in the store, and noted here in its own way."""

    store: Store
    client_id: int
    workers: tuple[int, ...]
    state: ClientState
    terms: list[Term] = field(default_factory=list)
    consulted: list[tuple[int, date, bool]] = field(default_factory=list)
    assessed: list[date] = field(default_factory=list)
    wishes: dict[int, date] = field(default_factory=dict)
    lacking: dict[Consent, date] = field(default_factory=dict)
    last: int = 0

    @property
    def key_worker(self) -> int | None:
        """Who is responsible now."""
        return self.terms[-1].worker if self.terms and self.state is not ClientState.ENDED else None

    def consult(self, day: date, goes_on: int) -> None:
        """An introductory consultation: two of three go on."""
        outcome = "goes_on" if goes_on else "referral"
        number = enter(self.store, self.client_id, EntryKind.INTRO_CONSULTATION, day, outcome=outcome)
        self.last = number
        self.consulted.append((number, day, bool(goes_on)))

    def correct(self, day: date, _which: int) -> None:
        """The last consultation was on another day, and the person does go on."""
        if self.consulted:
            number, _day, _goes_on = self.consulted.pop()
            kind = EntryKind.INTRO_CONSULTATION
            self.last = cases.add(self.store, self.client_id, kind, day, "{}", replaces=self.last)
            self.consulted.append((number, day, True))

    def assess(self, day: date, _which: int) -> None:
        """An assessment."""
        enter(self.store, self.client_id, EntryKind.ASSESSMENT, day)
        self.assessed.append(day)

    def give(self, day: date, which: int) -> None:
        """The next key worker, without a word to the client."""
        worker = self.workers[which]
        if self.state is not ClientState.ENDED and worker != self.key_worker:
            first = self.key_worker is None
            number = hand_over(self.store, self.client_id, worker, day)
            self.terms.append(Term(number, worker, day, opens=first))

    def tell(self, _day: date, _which: int) -> None:
        """The client is told of the oldest change that nobody told of."""
        untold = [one for one in self.terms if not one.told and not one.opens]
        if untold:
            untold[0].told = True
            periods.tell(self.store, untold[0].id, self.workers[0], FIRST, NoticeChannel.SMS)

    def agree(self, day: date, _which: int) -> None:
        """The client signs; an applicant who has a key worker becomes one."""
        if self.key_worker is not None:
            sign(self.store, self.client_id, day)
            self.lacking.clear()
            if self.state is ClientState.APPLICANT:
                clients.set_state(self.store, self.client_id, ClientState.CLIENT)
                self.state = ClientState.CLIENT

    def withdraw(self, day: date, which: int) -> None:
        """The client takes one of the consents back."""
        consent = list(Consent)[which % 2]
        enter(self.store, self.client_id, EntryKind.CONSENT_WITHDRAWN, day, which=consent)
        self.lacking[consent] = day

    def wish(self, day: date, _which: int) -> None:
        """The client wishes for somebody else."""
        self.wishes[enter(self.store, self.client_id, EntryKind.CHANGE_REQUEST, day)] = day

    def answer(self, day: date, which: int) -> None:
        """One of the wishes is decided."""
        if self.wishes:
            number = sorted(self.wishes)[which % len(self.wishes)]
            enter(self.store, self.client_id, EntryKind.CHANGE_OUTCOME, day, request=number)
            del self.wishes[number]

    def finish(self, day: date, _which: int) -> None:
        """The case ends, and with it the agreement on the service."""
        if self.key_worker is not None:
            end(self.store, self.client_id, day)
            self.state = ClientState.ENDED
            self.lacking.setdefault(Consent.INFORMED, day)

    def begin_anew(self, day: date, which: int) -> None:
        """The case is opened again."""
        if self.state is ClientState.ENDED:
            reopen(self.store, self.client_id, self.workers[which], day)
            number = periods.history(self.store, self.client_id)[-1].id
            self.terms.append(Term(number, self.workers[which], day, opens=True))
            self.state = ClientState.CLIENT

    def owed(self, managers: frozenset[int]) -> set[Owed]:
        """What the case lacks."""
        return {*self._assessments(), *self._notices(), *self._consents(), *self._wishes(managers)}

    def _assessments(self) -> set[Owed]:
        recorder = self.store.person.id
        both = frozenset({recorder, self.key_worker or recorder})
        return {
            (DutyKind.ASSESSMENT, number, day, day + timedelta(days=7), both)
            for number, day, goes_on in self.consulted
            if goes_on and max(self.assessed, default=date.min) < day
        }

    def _notices(self) -> set[Owed]:
        return {
            (DutyKind.NOTICE, one.id, one.since, None, frozenset({one.worker, before.worker}))
            for before, one in zip(self.terms, self.terms[1:], strict=False)
            if not one.opens and not one.told
        }

    def _consents(self) -> set[Owed]:
        if self.state is not ClientState.CLIENT or not self.lacking or self.key_worker is None:
            return set()
        opening = [one for one in self.terms if one.opens][-1]
        since = max(opening.since, *self.lacking.values())
        return {(DutyKind.CONSENT, opening.id, since, None, frozenset({self.key_worker}))}

    def _wishes(self, managers: frozenset[int]) -> set[Owed]:
        return {(DutyKind.CHANGE_REQUEST, number, day, None, managers) for number, day in self.wishes.items()}


ACTS: tuple[Act, ...] = (
    Case.consult, Case.correct, Case.assess, Case.give, Case.tell, Case.agree, Case.withdraw,
    Case.wish, Case.answer, Case.finish, Case.begin_anew,
)  # fmt: skip
HISTORIES = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 2), st.integers(0, 3)), max_size=25
)


def test_for_any_history_the_duties_are_what_the_journal_lacks(office: Office) -> None:
    """In any order of acts, for everybody, for each worker and for each case, releases among them."""
    office.hire("treti", Role.KEY_WORKER)
    taken_over, applicant = office.add_client("A-1", "Novák", of="novakova"), office.add_client("A-2", "Malá")
    workers = tuple(office.worker(login).id for login in ("novakova", "svoboda", "treti"))
    managers = frozenset({office.worker("prochazka").id})

    @examples(15, suppress_health_check=list(HealthCheck))
    @given(HISTORIES, st.sets(st.integers(0, 8)), st.sets(st.integers(0, 2)))
    def prove(history: list[tuple[Act, int, int, int]], released: set[int], deputised: set[int]) -> None:
        def happen(store: Store) -> None:
            both = _begin(store, taken_over, applicant, workers)
            day = FIRST
            for act, whose, which, later in history:
                day += timedelta(days=later)
                act(both[whose], day, which)
            expected = {owed for case in both for owed in case.owed(managers)}
            expected |= _missing_deputies(both, workers, managers, deputised)
            assert _owed(duties.owed(store, Scope())) == expected
            _release(store, expected, released)
            _compare(store, both, workers, expected)

        office.pretend(happen)

    prove()


def _begin(store: Store, taken_over: int, applicant: int, workers: tuple[int, ...]) -> tuple[Case, Case]:
    (first,) = periods.history(store, taken_over)
    assert first.reason is ChangeReason.TAKEN_OVER
    running = Case(store, taken_over, workers, ClientState.CLIENT)
    running.terms.append(Term(first.id, first.worker_id, first.from_day, opens=True))
    fresh = Case(store, applicant, workers, ClientState.APPLICANT)
    for case in (running, fresh):
        case.lacking = dict.fromkeys(Consent, date.min)
    return running, fresh


def _missing_deputies(
    both: tuple[Case, Case], workers: tuple[int, ...], managers: frozenset[int], deputised: set[int]
) -> set[Owed]:
    for place in deputised:
        deputies.name(both[0].store, workers[place], workers[(place + 1) % 3])
    missing = {workers[place] for place in range(3) if place not in deputised}
    since = {
        worker: min(case.terms[-1].since for case in both if case.key_worker == worker)
        for worker in missing & {case.key_worker for case in both if case.key_worker is not None}
    }
    return {(DutyKind.DEPUTY, worker, day, None, managers | {worker}) for worker, day in since.items()}


def _release(store: Store, expected: set[Owed], places: set[int]) -> None:
    in_order = sorted(expected, key=lambda one: (one[0], one[1]))
    for owed in [in_order[place] for place in places if place < len(in_order)]:
        duties.release(store, duties.find(store, owed[0], owed[1]), "Není třeba.")
        expected.remove(owed)


def _compare(store: Store, both: tuple[Case, Case], workers: tuple[int, ...], expected: set[Owed]) -> None:
    assert _owed(duties.owed(store, Scope())) == expected
    for worker in workers:
        mine = {owed for owed in expected if worker in owed[4]}
        assert _owed(duties.owed(store, Scope(frozenset({worker})))) == mine
    for case in both:
        theirs = [duty for duty in duties.owed(store, Scope()) if duty.client_id == case.client_id]
        assert duties.owed(store, Scope(client_id=case.client_id)) == theirs


def _owed(listed: list[Duty]) -> set[Owed]:
    owed = {(one.kind, one.subject, one.since, one.due, one.owed_by) for one in listed}
    assert len(owed) == len(listed), "nothing is owed twice"
    return owed
