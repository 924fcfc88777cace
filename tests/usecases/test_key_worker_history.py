"""The history of key workers, written by two programs at once: whatever they do, the chain holds."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kp_tui.domain.people import Role
from tests.support.examples import examples
from tests.support.stores import NOW, PASSWORD, Office, TestClock

CHILD = str(Path(__file__).with_name("key_worker_child.py"))
LOGINS = ("novakova", "svoboda", "barta", "cihla")
WHO, WHOSE = st.sampled_from([2, 3, 7, 8]), st.sampled_from([1, 2])
TOLD: tuple[dict[str, str], ...] = ({}, {"told_on": "dnes", "channel": "sms"}, {"no_notice_reason": "Nemoc."})

Act = tuple[str, dict[str, Any]]


def sheet(name: str, subject: int, **answers: object) -> Act:
    """A sheet to fill in."""
    typed = {question: str(answer) for question, answer in answers.items()}
    return "fill_in", {"sheet": name, "subject": subject, "answers": typed}


def change(client: int, worker: int, told: dict[str, str], days_ago: int = 0) -> Act:
    """The first key worker, or the next one."""
    day = {0: "dnes", 1: "včera", 2: "předevčírem"}[days_ago]
    return sheet("change_key_worker", client, key_worker=worker, day=day, **told)


def end(client: int) -> Act:
    """The end of a case."""
    return sheet("end_case", client, reason="moved", evaluation="Odstěhoval se.", release_reason="Netřeba.")


def reopen(client: int, worker: int) -> Act:
    """A new beginning."""
    return sheet("reopen_case", client, key_worker=worker, why="Vrátil se.")


def agree(client: int) -> Act:
    """An applicant signs and is a client."""
    return sheet("sign_informed_consent", client, form="written")


def absent(worker: int) -> Act:
    """Somebody is away."""
    return sheet("record_absence", worker, first="včera", last="dnes")


def bar(client: int, worker: int) -> Act:
    """Somebody has no part in a case any more."""
    return sheet("bar_worker", client, worker=worker, reason="kinship")


def lift(bar_id: int) -> Act:
    """Somebody has a part in it again."""
    return sheet("lift_bar", bar_id, why="Omyl.")


def hand_over(worker: int, to: int) -> Act:
    """All cases go to somebody else."""
    return sheet("hand_over_cases", worker, key_worker=to, no_notice_reason="Odchod.")


def deactivate(login: str) -> Act:
    """Somebody leaves."""
    return "deactivate", {"login": login}


CHANGES = st.builds(change, WHOSE, WHO, st.sampled_from(TOLD), st.sampled_from([0, 0, 1, 2]))
ACTS = st.one_of(
    CHANGES,
    CHANGES,
    st.builds(end, WHOSE),
    st.builds(reopen, WHOSE, WHO),
    st.builds(agree, WHOSE),
    st.builds(absent, WHO),
    st.builds(bar, WHOSE, WHO),
    st.builds(lift, st.integers(1, 3)),
    st.builds(hand_over, WHO, WHO),
    st.builds(deactivate, st.sampled_from(LOGINS)),
)


class Program:
    """One of the two."""

    def __init__(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, now: datetime, act: Act) -> None:
        """Say what to do, and do not wait."""
        assert self.process.stdin is not None
        told = {"now": now.isoformat(), "do": act[0], "with": act[1]}
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()

    def said(self) -> str:
        """What came of it; nothing where the program crashed."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


class Two:
    """Both programs at work on one store, and a look at it by hand from outside."""

    def __init__(self, programs: Sequence[Program], home: Path) -> None:
        """Both sign in."""
        self.programs = programs
        self.now = NOW
        self.at_once(*[("enter", {"home": str(home), "password": PASSWORD})] * 2)
        self.file: sqlcipher.Connection = Office(home).raw()

    def at_once(self, one: Act, other: Act) -> list[str]:
        """Let both do something at the same time, each by a clock of their own; gives what came of it."""
        for program, act in zip(self.programs, (one, other), strict=True):
            self.now += timedelta(seconds=1)
            program.tell(self.now, act)
        said = [program.said() for program in self.programs]
        assert all(said), "a program crashed"
        return said

    def days_pass(self, days: int) -> None:
        """Go on some days later."""
        self.now += timedelta(days=days)

    def chains(self) -> dict[int, list[tuple[int, str, str | None]]]:
        """Who from when to when, by client."""
        query = "SELECT worker_id, from_day, to_day FROM key_worker_period WHERE client_id = ? ORDER BY id"
        return {client: self.rows(query, client) for (client,) in self.rows("SELECT id FROM client")}

    def rows(self, query: str, *values: object) -> list[Any]:
        """What stands in the database."""
        return list(self.file.execute(query, values).fetchall())

    def check_chains(self) -> None:
        """From the first assignment to the end no gap and no overlap, and one open period (K1, K2)."""
        states = dict(self.rows("SELECT id, state FROM client"))
        ended = set(self.rows("SELECT client_id, day FROM case_entry WHERE kind = 'ending'"))
        for client, chain in self.chains().items():
            still_open = [until for *_, until in chain if until is None]
            assert len(still_open) in {"client": {1}, "applicant": {0, 1}, "ended": {0}}[states[client]]
            assert not still_open or chain[-1][2] is None
            for (_, since, until), (_, next_since, _) in pairwise(chain):
                assert until is not None
                assert since <= until <= next_since
                assert until == next_since or (client, until) in ended

    def check_assigned(self) -> None:
        """Nobody is chosen while barred or after they left, and who left has no case (K6, X1, K9)."""
        done = self.rows("SELECT at, seq, act, record FROM audit WHERE outcome = 'done'")
        turn = {at: seq for at, seq, act, _ in done if act != "sign_in"}
        left = {int(record[7:]): seq for _, seq, act, record in done if act == "deactivate_worker"}
        bars = self.rows("SELECT worker_id, client_id, recorded_at, lifted_at FROM worker_bar")
        for worker, client, at, until in self.rows(
            "SELECT worker_id, client_id, recorded_at, to_day FROM key_worker_period"
        ):
            assert until is not None or worker not in left
            assert turn[at] < left.get(worker, turn[at] + 1)
            for barred, whose, barred_at, lifted_at in bars:
                if (barred, whose) == (worker, client):
                    assert turn[at] < turn[barred_at] or (lifted_at and turn[lifted_at] < turn[at])


class History(RuleBasedStateMachine):
    """Two programs do things at once, day after day."""

    def __init__(self, programs: Sequence[Program], prepared: Path, folders: Iterator[Path]) -> None:
        """Each history has a store of its own."""
        super().__init__()
        self.two = Two(programs, shutil.copytree(prepared, next(folders)))

    @initialize(worker=WHO)
    def begin(self, worker: int) -> None:
        """The second case is nobody's at first."""
        self.two.at_once(change(2, worker, {}), absent(worker))

    @rule(one=ACTS, other=ACTS)
    def at_once(self, one: Act, other: Act) -> None:
        """Both do something."""
        self.two.at_once(one, other)

    @rule(client=WHOSE, one=WHO, other=WHO)
    def there_and_back(self, client: int, one: int, other: int) -> None:
        """A case goes from one to the other and back while somebody else looks after it as well."""
        self.two.at_once(change(client, one, TOLD[1]), change(client, other, TOLD[2]))
        self.two.at_once(change(client, other, TOLD[2]), change(client, one, TOLD[1]))

    @rule(client=WHOSE, worker=WHO, told=st.sampled_from(TOLD[1:]))
    def barred_and_chosen(self, client: int, worker: int, told: dict[str, str]) -> None:
        """One bars somebody whom the other chooses, and both choose them afterwards."""
        self.two.at_once(bar(client, worker), change(client, worker, told))
        self.two.at_once(change(client, worker, told), change(client, worker, told))

    @rule(days=st.sampled_from([1, 2, 30]))
    def days_pass(self, days: int) -> None:
        """Some days later."""
        self.two.days_pass(days)

    @invariant()
    def the_chain_holds(self) -> None:
        """One key worker at any moment, and nobody who may not be one."""
        self.two.check_chains()
        self.two.check_assigned()

    def teardown(self) -> None:
        """Look no more."""
        self.two.file.close()


@pytest.fixture(scope="module")
def programs() -> Iterator[list[Program]]:
    """The two, started once."""
    both = [Program(), Program()]
    yield both
    for program in both:
        program.process.kill()
        program.process.communicate()


@pytest.fixture(scope="module")
def prepared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with four key workers, a client of the first one and an applicant, two months old."""
    home = shutil.copytree(template, tmp_path_factory.mktemp("prepared") / "store")
    office = Office(home, TestClock(NOW - timedelta(days=60)))
    for login in LOGINS[2:]:
        office.hire(login, Role.KEY_WORKER)
    assert [office.worker(login).id for login in LOGINS] == [2, 3, 7, 8]
    office.add_client("A-1", "Novák", of="novakova")
    office.add_client("B-2", "Dlouhý")
    office.close()
    return home


def test_two_programs_at_once_never_break_the_chain_whatever_they_do_k1_k2_k6(
    programs: list[Program], prepared: Path, tmp_path: Path
) -> None:
    folders = (tmp_path / str(number) for number in count())
    machine = partial(History, programs, prepared, folders)
    few = examples(
        7,
        stateful_step_count=20,
        phases=[Phase.generate],  # what two programs do at once is not shrunk: it never happens quite alike
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)  # type: ignore[arg-type]  # a machine with its arguments


def test_a_history_of_everything_that_can_happen_is_kept_as_it_was(
    programs: list[Program], prepared: Path, tmp_path: Path
) -> None:
    """What the machine above tries is possible: each of its acts is done here."""
    two = Two(programs, shutil.copytree(prepared, tmp_path / "store"))
    steps: list[tuple[Act, Act]] = [
        (change(2, 3, TOLD[0]), change(1, 3, TOLD[1])),
        (agree(2), absent(3)),
        (change(2, 2, TOLD[2]), bar(1, 7)),
        (end(2), lift(1)),
        (reopen(2, 3), change(1, 7, TOLD[2])),
        (hand_over(7, 8), change(2, 2, TOLD[1])),
        (deactivate("barta"), change(2, 3, TOLD[1])),
    ]
    for one, other in steps:
        two.days_pass(5)
        assert two.at_once(one, other) == ["done", "done"], (one, other)
        two.check_chains()
        two.check_assigned()
    assert [worker for worker, *_ in two.chains()[1]] == [2, 3, 7, 8]
    assert [worker for worker, *_ in two.chains()[2]] == [3, 2, 3, 2, 3]
    assert two.at_once(change(2, 7, TOLD[1]), change(1, 7, TOLD[2])) == ["ActsAsKeyWorker"] * 2
    two.file.close()


def test_of_two_who_give_one_case_the_same_new_key_worker_at_once_one_is_refused_k6(
    programs: list[Program], prepared: Path, tmp_path: Path
) -> None:
    two = Two(programs, shutil.copytree(prepared, tmp_path / "store"))
    said = two.at_once(change(1, 3, TOLD[1]), change(1, 3, TOLD[2]))
    assert sorted(said) == ["SameKeyWorker", "done"]
    two.check_chains()
    two.file.close()


def test_nobody_is_made_key_worker_while_their_account_is_being_closed_k9(
    programs: list[Program], prepared: Path, tmp_path: Path
) -> None:
    two = Two(programs, shutil.copytree(prepared, tmp_path / "store"))
    said = two.at_once(change(1, 7, TOLD[1]), deactivate("barta"))
    assert said in (["done", "CasesOpen"], ["ActsAsKeyWorker", "done"])
    two.check_assigned()
    two.file.close()
