"""A signed-in person: the open store, their keys, and the only way to run a use case."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy import Connection

from kp_tui.domain.clock import Clock, moment, utc_now
from kp_tui.domain.errors import N_, InvalidInput, KpError, NotFound, Refused
from kp_tui.domain.people import Worker
from kp_tui.store import anchors, audit, bars, deputies, organisations, policies, workers
from kp_tui.store.database import Database
from kp_tui.store.migrations import refuse_other_schema
from kp_tui.store.unit import Store, Trace
from kp_tui.usecases.door import Access, UseCase, refuse_unless_permitted
from kp_tui.vault import slots
from kp_tui.vault.errors import TextMoved
from kp_tui.vault.opened import Opened
from kp_tui.vault.passwords import check_password
from kp_tui.vault.sign import sign

P = ParamSpec("P")
R = TypeVar("R")


class Deactivated(Refused):
    """The account was closed while its person was signed in."""

    message = N_("This account is no longer active. Ask the administrator.")


class KeysRenewed(Refused):
    """An administrator gave the person new keys while they were signed in with the old ones."""

    message = N_("The administrator has renewed your password: sign in again with the new one.")


class PasswordTemporary(Refused):
    """Whoever was given a password by somebody else does nothing before they have made their own."""

    message = N_("Your password is temporary: sign in to the program and choose your own first.")


class PasswordSame(InvalidInput):
    """A new password that is the old one changes nothing, and a temporary one is known to somebody else."""

    message = N_("The new password is the old one: choose another.")
    field = "password"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a person is told after signing in: when they last did, and how often somebody failed since."""

    last_sign_in: datetime | None
    failures: int
    must_change_password: bool


class Session:
    """One person's open store; lives on the one thread that opened it."""

    def __init__(self, opened: Opened, database: Database, person: Worker, clock: Clock) -> None:
        self.person = person
        self._opened = opened
        self._database = database
        self._clock = clock
        self._home = opened.database.parent

    def perform(self, case: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Permission, one transaction, the act, its audit row; a refusal and an alarm leave a row as well."""
        trace = Trace()
        try:
            with self._transaction(case.access, trace) as store:
                self._refuse_unwelcome(store)
                refuse_unless_permitted(store.person.roles, case.permission)
                result = case.body(store, *args, **kwargs)
                if case.access is Access.ACT:
                    audit.append(store, case.name, "done", self._sign)
                trace.last()
                return result
        except BaseException as error:
            trace.undo()
            if outcome := _outcome(error, trace):
                self._note(case.name, outcome, trace)
            raise

    def interrupt(self) -> None:
        """Cancel the statement that is running; may be called from any thread."""
        self._database.interrupt()

    def change_password(self, old: str, new: str) -> None:
        """Put the person's keys under a new password, judged like the first one."""
        if new == old:
            raise PasswordSame
        check_password(new, self.person.login, self.person.name, self.person.surname)
        slots.change_password(self._home, self._opened, old, new)
        with self._transaction(Access.ACT, Trace()) as store:
            organisations.remember_header(store.connection, self._opened.sequence)
            workers.learn_key(store.connection, self.person.id, self._signing, store.now)
            audit.append(store, "change_password", "done", self._sign)

    def confirm_password(self, password: str) -> int:
        """Prove that the person themselves sits here; gives the failures before. Throttled as at sign-in."""
        return slots.confirm_password(self._home, self._opened, password)

    def close(self) -> None:
        """Sign out: write the anchor of the log, close the store and forget the keys.

        Whatever the disk refuses now, the person leaves: what they did was kept when they did it.
        """
        try:
            with suppress(KpError):
                self._note("sign_out", "done", Trace())
                with self._database.reading() as connection:
                    anchors.write(self._home, audit.end(connection), moment(self._clock))
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close at once, without a word in the log: the terminal is gone."""
        self._database.close()
        self._opened.forget()

    @contextmanager
    def _transaction(self, access: Access, trace: Trace) -> Iterator[Store]:
        """One transaction of the person as the store knows them now, not as they were at sign-in."""
        doing = self._database.reading if access is Access.GLANCE else self._database.writing
        with doing() as connection:
            yield self._store(connection, trace)

    def _store(self, connection: Connection, trace: Trace) -> Store:
        person = workers.by_id(connection, self.person.id)
        store = Store(connection, person, moment(self._clock), policies.load(connection), self._opened, trace)
        return replace(store, barred=bars.of_person(store), stands_in_for=deputies.stands_in_for(store))

    def _refuse_unwelcome(self, store: Store) -> None:
        if not store.person.active:
            raise Deactivated
        if workers.key_now(store.connection, store.person.id) != self._signing:
            raise KeysRenewed
        if self._opened.must_change_password:
            raise PasswordTemporary

    def _note(self, act: str, outcome: str, trace: Trace) -> None:
        with self._transaction(Access.ACT, trace) as store:
            audit.append(store, act, outcome, self._sign)

    @property
    def _signing(self) -> bytes:
        return self._opened.keys.public.signing

    def _sign(self, data: bytes) -> bytes:
        return sign(self._opened.keys, data)


def _outcome(error: BaseException, trace: Trace) -> str:
    """What the log says of an act that failed: a refusal, a changed text, what was named and out of reach."""
    match error:
        case Refused():
            return "refused"
        case TextMoved():
            return "text_moved"
        case NotFound() if trace.purpose:
            return "not_found"
    return ""


def sign_in(home: Path, login: str, password: str, clock: Clock = utc_now) -> tuple[Session, Welcome]:
    """Open the store with a password; raises the errors of `open_store` and of a damaged database."""
    opened = slots.open_store(home, login, password)
    with ExitStack() as undo:
        undo.callback(opened.forget)
        database = Database.open(opened.database, opened.database_key)
        undo.callback(database.close)
        signed_in = _signed_in(opened, database, clock)
        undo.pop_all()
    return signed_in


def _signed_in(opened: Opened, database: Database, clock: Clock) -> tuple[Session, Welcome]:
    with database.writing() as connection:
        refuse_other_schema(connection)
        slots.refuse_old_header(opened.database.parent, opened, organisations.known_header(connection))
        organisations.remember_header(connection, opened.sequence)
        person = workers.by_login(connection, opened.login)
        if person is None or not person.active:
            raise Deactivated
        session = Session(opened, database, person, clock)
        store = session._store(connection, Trace())
        last = workers.signed_in(connection, person.id, store.now)
        workers.learn_key(connection, person.id, session._signing, store.now)
        audit.append(store, "sign_in", "done", session._sign)
    return session, Welcome(last, opened.failures, opened.must_change_password)
