"""A real store with the demo's six people: made once a run with a cheap Argon2, copied for every test."""

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Row, select

from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.clients import ClientState
from kp_tui.domain.counting import count
from kp_tui.domain.events import Event, Kind, Participant, Share
from kp_tui.domain.people import Profession, Role, Worker
from kp_tui.domain.policies import MSK_2010
from kp_tui.store import events, organisations, workers
from kp_tui.store.schema import audit
from kp_tui.store.unit import Store
from kp_tui.usecases import client_forms, setup
from kp_tui.usecases.demo import ADMINISTRATOR, STAFF
from kp_tui.usecases.door import Access, Permission, UseCase
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.workers import NewWorker
from kp_tui.vault import slots
from kp_tui.vault.keys import Cost
from tests.support.shared import made_once

R = TypeVar("R")

PASSWORD = "vrba kocour maják šestnáct"
CHEAP = Cost(memory_kib=8, iterations=1)
PAPER = "paper"
NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning in Prague."""


class _Undone(Exception):
    """Rolls back what a test only tried."""


@dataclass(slots=True)
class TestClock:
    """The time as the test says it is."""

    __test__ = False
    now: datetime = NOW

    def __call__(self) -> datetime:
        """The time it is."""
        return self.now

    def forward(self, **length: float) -> datetime:
        """Let that much time pass."""
        self.now += timedelta(**length)
        return self.now


@dataclass(slots=True)
class Office:
    """One test's own store, the clock on its wall, and whoever sits in it."""

    home: Path
    clock: TestClock = field(default_factory=TestClock)
    _sessions: dict[str, Session] = field(default_factory=dict)

    def __getitem__(self, login: str) -> Session:
        """The session of that person, signed in when first asked for."""
        if login not in self._sessions:
            self._sessions[login] = self.sign_in(login)
        return self._sessions[login]

    def sign_in(self, login: str) -> Session:
        """One more session of that person, as a second program has."""
        return sign_in(self.home, login, PASSWORD, self.clock)[0]

    def sign_out(self, login: str) -> None:
        """End the session of that person, as they do in the evening."""
        self._sessions.pop(login).close()

    @property
    def paper_key(self) -> str:
        """What stands on the paper in the safe."""
        return (self.home / PAPER).read_text()

    def worker(self, login: str) -> Worker:
        """That person as the store knows them."""
        return self.look(lambda store: next(one for one in workers.everybody(store) if one.login == login))

    def hire(self, login: str, *roles: Role, profession: Profession = Profession.SOCIAL_WORKER) -> Session:
        """Add one more worker with these roles, and sign them in."""
        add_person(self["spravce"], NewWorker(login, "Nový", login.title(), profession, frozenset(roles)))
        return self[login]

    def add_client(
        self,
        mark: str,
        surname: str = "",
        name: str = "",
        birth_date: date | None = None,
        *,
        of: str = "",
        **more: Any,
    ) -> int:
        """Add a client of the key worker `of`, an applicant where nobody is; anonymous without a surname."""
        born = f"{birth_date:%d.%m.%Y}" if birth_date else ""
        form = ClientForm(mark, surname, name, born, anonymous=not surname, **more)
        if of:
            form = replace(form, state=ClientState.CLIENT, key_worker_id=self.worker(of).id)
        session = self["novakova"]
        return session.perform(client_forms.save_client, session.perform(client_forms.new_client_form), form)

    def look(self, body: Callable[[Store], R], login: str = "novakova") -> R:
        """Read below the door, within that person's reach."""
        return self[login].perform(probe(body))

    def change(self, body: Callable[[Store], R], login: str = "novakova") -> R:
        """Write below the door, as a use case does that forgets the rules."""
        return self[login].perform(probe(body, Access.NOTE))

    def pretend(self, body: Callable[[Store], None], login: str = "novakova") -> None:
        """Write below the door, and undo it: a property tries many things on one store."""

        def undo(store: Store) -> None:
            body(store)
            raise _Undone

        with suppress(_Undone):
            self.change(undo, login)

    def log(self) -> Sequence[Row[Any]]:
        """The rows of the log in their order; that somebody signed in is left out."""
        rows = select(audit).where(audit.c.act != "sign_in").order_by(audit.c.seq)
        return self.look(lambda store: store.connection.execute(rows).all())

    def raw(self) -> sqlcipher.Connection:
        """The database opened by hand with the right key, as somebody with a copy of it can."""
        opened = slots.open_store(self.home, "spravce", PASSWORD)
        file = sqlcipher.connect(str(opened.database), isolation_level=None)
        file.set_key(f"x'{opened.database_key.hex()}'")
        return file

    def close(self) -> None:
        """Everybody goes home at once."""
        for session in self._sessions.values():
            session.abandon()


def probe(body: Callable[[Store], R], access: Access = Access.GLANCE) -> UseCase[[], R]:
    """A use case of the test's own, that anybody may run; it is in no table."""
    return UseCase("probe", Permission.SIGNED_IN, access, body)


def meet(store: Store, client_id: int, started_at: datetime, minutes: int = 30) -> int:
    """Keep an individual intervention of the person with a client, complete in writing; gives the id."""
    share = Share(store.person.id, Profession.SOCIAL_WORKER, timedelta(minutes=minutes))
    met = Event(
        Kind.INDIVIDUAL,
        started_at,
        started_at + share.direct,
        (share,),
        (Participant(client_id),),
        content="Probrali dluhy.",
        impact="Ví, kam jít.",
    )
    return events.add(store, met, count(met, MSK_2010))


def add_person(session: Session, new: NewWorker) -> None:
    """Add a worker whose password is the tests' and need not be changed."""

    def add(store: Store) -> None:
        public = slots.add_slot(store.home, store.vault, new.login, PASSWORD, CHEAP, must_change=False)
        workers.add(store.connection, new.checked(), public.signing, store.now)
        organisations.remember_header(store.connection, store.vault.sequence)

    session.perform(probe(add, Access.NOTE))


def make_store(home: Path, clock: Callable[[], datetime]) -> None:
    """A store with the six people of the demo and nothing in it."""
    password = secrets.token_hex(16)
    session, paper_key = setup.create_store(
        home, setup.NewStore("Poradna Kopr", ADMINISTRATOR, password), clock
    )
    slots.change_password(home, session._opened, password, PASSWORD, CHEAP)
    session.perform(probe(lambda store: organisations.remember_header(store.connection, 2), Access.NOTE))
    for new in STAFF:
        add_person(session, new)
    session.abandon()
    (home / PAPER).write_text(paper_key)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every test's store is a copy of."""
    return made_once(tmp_path_factory, "template", lambda home: make_store(home, TestClock()))


@pytest.fixture
def office(template: Path, tmp_path: Path) -> Iterator[Office]:
    """A store of the test's own."""
    office = Office(shutil.copytree(template, tmp_path / "store"))
    yield office
    office.close()
