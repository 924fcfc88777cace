"""The program itself, in a terminal of its own, on a store of the demo's people."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from kp_tui.store import organisations
from kp_tui.store.unit import Store
from kp_tui.usecases.demo import Demo, make_demo
from kp_tui.usecases.door import Access
from kp_tui.usecases.session import sign_in
from kp_tui.vault import slots
from tests.support.pty import ENTER, PYTHON, Terminal
from tests.support.shared import made_once
from tests.support.stores import CHEAP, PASSWORD, probe

KP = (*PYTHON, "-m", "kp_tui")

DemoStore = Callable[..., Path]


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> DemoStore:
    """`demo_store(home, clients=1, events=0)`: a demo in the folder `home`, cheap to enter for novakova."""

    def copy(home: Path, clients: int = 1, events: int = 0) -> Path:
        def make(folder: Path) -> None:
            make_demo(folder, Demo(clients, events, password=PASSWORD))
            _let_in_quickly(folder, "novakova")

        return shutil.copytree(made_once(tmp_path_factory, f"demo-{clients}-{events}", make), home)

    return copy


def _let_in_quickly(home: Path, login: str) -> None:
    """Wrap a person's keys anew at the tests' cost; every other slot keeps its own."""
    session, _welcome = sign_in(home, login, PASSWORD)
    with closing(session):
        slots.change_password(home, session._opened, PASSWORD, PASSWORD, CHEAP)
        session.perform(probe(_remember_header, Access.NOTE))


def _remember_header(store: Store) -> None:
    organisations.remember_header(store.connection, store.vault.sequence)


def opened(home: Path, *, login: str = "novakova", lang: str = "cs_CZ.UTF-8", **more: str) -> Terminal:
    """The program as it starts for that person."""
    return Terminal(KP, {"KP_HOME": str(home), "KP_LOGIN": login, "LANG": lang, **more})


@contextmanager
def signed_in(
    home: Path, *, login: str = "novakova", lang: str = "cs_CZ.UTF-8", **more: str
) -> Iterator[Terminal]:
    """The same with the person signed in, whatever is on their screen then."""
    with opened(home, login=login, lang=lang, **more) as desk:
        desk.wait_for("Password" if lang.startswith("en") else "Heslo")
        desk.send(PASSWORD + ENTER)
        desk.wait_for("F8 ")
        yield desk
