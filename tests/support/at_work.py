"""Somebody signed in and at work: keys, one after the other, as the terminal hands them on."""

import asyncio
import shutil
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from kp_tui.app import KpApp
from kp_tui.desk import Desk
from kp_tui.domain.event_forms import EventForm
from kp_tui.store.clients import ids_by_mark
from kp_tui.terminal.pacing import Pacer
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.event_forms import new_event_form, record_event
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.desk_bar import DeskBar
from kp_tui.widgets.rows import Rows
from tests.support.desk import Sitter
from tests.support.journals import end
from tests.support.shared import made_once
from tests.support.stores import PASSWORD, Office

FRAME = 1 / 60  # seconds after which Textual paints
FRAMES = 2  # what a painting sets off is painted by the next

P = ParamSpec("P")
R = TypeVar("R")


class WatchedDesk(Desk):
    """The desk, which also counts what it is asked for."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.home, office.clock)
        self.asked: Counter[str] = Counter()

    async def perform(self, case: UseCase[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Count it, then do it."""
        self.asked[case.name] += 1
        return await super().perform(case, *args, **kwargs)

    @contextmanager
    def store_held_up(self) -> Iterator[None]:
        """Let the store answer only afterwards, as when another process is writing."""
        go_on = threading.Event()
        self._thread.submit(go_on.wait)
        try:
            yield
        finally:
            go_on.set()


class OpenApp(KpApp):
    """The program without its first screen: whoever is at work has signed in already."""

    def _first_screen(self) -> Screen[None]:
        return Screen()


class AtWork(Sitter):
    """Somebody at work, who types ahead: the keys are handed on as the terminal's driver does it."""

    def __init__(self, app: KpApp, pilot: Pilot[int], desk: WatchedDesk) -> None:
        super().__init__(app, pilot)
        self.desk = desk
        self._pacer = Pacer(asyncio.get_running_loop(), app.post_message, lambda: app.busy)

    async def press(self, *keys: str) -> None:
        """Press keys by their names; a text falls apart into its letters: `*"abc"`."""
        for key in keys:
            character = key if len(key) == 1 else None
            self._pacer.put(events.Key(_character_to_key(key) if character else key, character))
        await self.settle()

    async def press_at_once(self, key: str) -> None:
        """Press a key without waiting for the store, as the terminal does with a lock."""
        self.app.post_message(events.Key(key, None))
        await asyncio.sleep(FRAME)

    async def settle(self) -> None:
        """Wait until neither the store nor the loop has anything left to do, and it is painted."""
        for _ in range(FRAMES):
            while self._pacer._waiting or self._pacer._busy_until or self.app.busy or self.screen._callbacks:
                await asyncio.sleep(0.001)
            await asyncio.sleep(FRAME)
        assert self.app._exception is None

    @property
    def focus(self) -> str:
        """The id of the field with the focus, `rows` for a list."""
        focused = self.app.focused
        return "rows" if isinstance(focused, Rows) else (focused.id or "") if focused else ""

    @property
    def bar(self) -> str:
        """The line at the top."""
        return " ".join(str(self.screen.query_one(DeskBar).render()).split())

    @property
    def row(self) -> Any:
        """The row under the cursor of the screen's list."""
        return self.screen.query_one(Rows).row

    @property
    def rows(self) -> list[Any]:
        """The rows that the screen's list holds."""
        window = self.screen.query_one(Rows)._window
        return [row for _key, row in window.rows] if window else []

    def value(self, name: str) -> str:
        """What stands in a field of text."""
        field = self.screen.query_one(f"#{name}")
        assert isinstance(field, Input | TextArea)
        return field.text if isinstance(field, TextArea) else field.value

    def chosen(self, name: str) -> Any:
        """What is chosen in a choice."""
        return self.screen.query_one(f"#{name}", Choice).value

    def told(self, name: str) -> str:
        """What stands in a place where the screen tells something."""
        return str(self.screen.query_one(f"#{name}", Static).content)

    def shown(self, name: str) -> bool:
        """Whether a field is asked for now."""
        field = self.screen.query_one(f"#{name}").parent
        assert field is not None
        return bool(field.display)


@asynccontextmanager
async def at_work(
    office: Office, login: str = "novakova", *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[AtWork]:
    """The program, with that person signed in."""
    app, desk = OpenApp(office.home), WatchedDesk(office)
    app.desk = desk
    async with app.run_test(size=size) as pilot:
        worker = AtWork(app, pilot, desk)
        await app.signed_in(await desk.sign_in(login, PASSWORD))
        await worker.settle()
        yield worker
        desk.leave()


@pytest.fixture(scope="session")
def peopled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with five clients of novakova, one of them ended, one of svoboda, and somebody anonymous."""

    def make(home: Path) -> None:
        office = Office(shutil.copytree(template, home))
        office.add_client("K-001", "Nováková", "Žofie", of="novakova")
        office.add_client("K-002", "Novák", "Jan", of="novakova")
        office.add_client("K-003", "Černý", "Petr", of="novakova")
        office.add_client("K-004", "Chalupa", "Ivan", of="novakova")
        ended = office.add_client("K-005", "Adam", "Karel", of="novakova")
        office.change(lambda store: end(store, ended, store.today))
        office.add_client("K-006", "Nový", "Aleš", of="svoboda")
        office.add_client("K-007")
        office.close()

    return made_once(tmp_path_factory, "peopled", make)


@pytest.fixture
def people(peopled: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of it for one test."""
    office = Office(shutil.copytree(peopled, tmp_path / "store"))
    yield office
    office.close()


def client_id(office: Office, mark: str) -> int:
    """Whose mark it is."""
    return office.look(lambda store: ids_by_mark(store, [mark]))[mark]


def write_up(office: Office, mark: str, *, by: str = "novakova", **answers: Any) -> int:
    """Record an event as its form would: an hour of individual work that counts, unless told otherwise."""
    opened = office[by].perform(new_event_form, client_id(office, mark))
    complete = EventForm(opened.client.id, time="8:00-9:00", content="Doprovod na úřad", impact="Jistota")
    return office[by].perform(record_event, opened, replace(complete, **answers)).event_id
