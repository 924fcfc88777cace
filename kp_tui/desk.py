"""The desk: a signed-in session, what lies on it (client, timer, abbreviations), the store's one thread."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from kp_tui.domain.clock import Clock, moment, utc_now
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.people import Worker

if TYPE_CHECKING:  # the store's libraries are imported on its thread, while the password is being typed
    from kp_tui.domain.abbreviations import Abbreviation
    from kp_tui.store.clients import ClientRow
    from kp_tui.store.drafts import Draft
    from kp_tui.usecases.door import UseCase
    from kp_tui.usecases.session import Session, Welcome
    from kp_tui.usecases.setup import NewStore
    from kp_tui.usecases.timers import RunningTimer

P = ParamSpec("P")
R = TypeVar("R")

LAST_WORDS = 3.0  # seconds that saving may take once the terminal is gone


class SignedOut(KpError):
    """The desk was locked or signed out meanwhile."""

    message = N_("You are signed out: sign in again.")


class Desk:
    """Runs everything that touches the store on one thread, for whoever is signed in."""

    def __init__(self, home: Path, clock: Clock = utc_now) -> None:
        self.home = home
        self._clock = clock
        self.changed: Callable[[], None] = lambda: None  # whoever shows the desk listens here
        self._client: ClientRow | None = None
        self._timer: RunningTimer | None = None
        self.abbreviations: Mapping[str, str] = {}
        self._session: Session | None = None
        self._pending = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    @property
    def person(self) -> Worker:
        """Who is signed in."""
        return self._signed_in().person

    @property
    def open(self) -> bool:
        """Whether somebody is signed in."""
        return self._session is not None

    @property
    def client(self) -> "ClientRow | None":
        """The client whose file lies on the desk."""
        return self._client

    @client.setter
    def client(self, client: "ClientRow | None") -> None:
        self._client = client
        self.changed()

    @property
    def timer(self) -> "RunningTimer | None":
        """The timer that runs."""
        return self._timer

    @timer.setter
    def timer(self, timer: "RunningTimer | None") -> None:
        self._timer = timer
        self.changed()

    @property
    def busy(self) -> bool:
        """Whether the store's thread still works on what somebody waits for."""
        return self._pending > 0

    def now(self) -> datetime:
        """The current instant, by the same clock as the store's."""
        return moment(self._clock)

    def today(self) -> date:
        """The day it is in Prague."""
        from kp_tui.domain.walltime import PRAGUE

        return self.now().astimezone(PRAGUE).date()

    def warm_up(self) -> None:
        """Import the store's libraries on its thread, so that signing in does not wait for them."""
        with suppress(RuntimeError):  # the line dropped before the first screen was painted: nobody signs in
            self._thread.submit(_import_store)

    def may(self, case: "UseCase[..., Any]") -> bool:
        """Whether the person's roles permit a use case: what nobody may is not offered."""
        from kp_tui.usecases.door import GRANTS

        return not self.person.roles.isdisjoint(GRANTS[case.permission])

    @property
    def reaches_clients(self) -> bool:
        """Whether the person works with people; who only runs the program does not."""
        from kp_tui.usecases.clients import list_clients

        return self.may(list_clients)

    async def sign_in(self, login: str, password: str) -> "Welcome":
        """Open the store; the errors of a wrong password and of a damaged store come up from here."""
        return await self._run(self._sign_in, login, password)

    async def create_store(self, wanted: "NewStore") -> str:
        """Make a store and sign its administrator in; gives the paper key."""
        return await self._run(self._create_store, wanted)

    async def learn_abbreviations(self) -> "Mapping[int, Abbreviation]":
        """Read the person's abbreviations with their numbers; every form from now on knows them."""
        from kp_tui.usecases.abbreviations import list_abbreviations

        kept = await self.perform(list_abbreviations)
        self.abbreviations = {one.short: one.long for one in kept.values()}
        return kept

    async def perform(self, case: "UseCase[P, R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a use case for the signed-in person; `SignedOut` where they have left before its answer."""
        session = self._signed_in()
        answer = await self._run(lambda: session.perform(case, *args, **kwargs))
        if self._session is not session:
            raise SignedOut
        return answer

    def perform_last(self, case: "UseCase[P, R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a use case and wait for it: for saving what was typed when the program must leave."""
        session = self._signed_in()
        return self._thread.submit(lambda: session.perform(case, *args, **kwargs)).result(LAST_WORDS)

    async def change_password(self, old: str, new: str) -> None:
        """Change the password of the signed-in person."""
        session = self._signed_in()
        await self._run(session.change_password, old, new)

    async def confirm_password(self, password: str) -> int:
        """Prove that the signed-in person themselves sits here; gives the failed attempts before."""
        session = self._signed_in()
        return await self._run(session.confirm_password, password)

    async def sign_out(self, half_typed: "Iterable[Draft]" = ()) -> None:
        """Clear the desk at once, then keep half-typed forms, close the store and forget the keys."""
        session, self._session = self._session, None
        self._client = self._timer = None
        self.abbreviations = {}
        if session is not None:
            await self._run(_put_away, session, tuple(half_typed))

    def leave(self) -> None:
        """Let the store go at once: the terminal is gone."""
        session, self._session = self._session, None
        if session is not None:
            session.interrupt()
            self._thread.submit(session.abandon)
        self._thread.shutdown(wait=False)

    def _signed_in(self) -> "Session":
        if self._session is None:
            raise SignedOut
        return self._session

    def _sign_in(self, login: str, password: str) -> "Welcome":
        from kp_tui.usecases.session import sign_in

        self._session, welcome = sign_in(self.home, login, password, self.now)
        return welcome

    def _create_store(self, wanted: "NewStore") -> str:
        from kp_tui.usecases.setup import create_store

        self._session, paper_key = create_store(self.home, wanted, self.now)
        return paper_key

    async def _run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        self._pending += 1
        try:
            return await loop.run_in_executor(self._thread, lambda: work(*args, **kwargs))
        finally:
            self._pending -= 1


def _put_away(session: "Session", half_typed: "Iterable[Draft]") -> None:
    from kp_tui.usecases.drafts import keep_draft

    try:
        with suppress(KpError):
            for draft in half_typed:
                session.perform(keep_draft, draft)
    finally:
        session.close()


def _import_store() -> None:
    import kp_tui.usecases.session  # noqa: F401 -- imported for its time, not for its name
