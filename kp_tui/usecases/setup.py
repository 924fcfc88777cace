"""The first run: an empty store with its organisation and its first administrator."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kp_tui.domain.clock import Clock, moment, utc_now
from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.policies import MSK_2010
from kp_tui.domain.services import Allocation, Profile, Service
from kp_tui.domain.text import clean_line
from kp_tui.store import audit, migrations, organisations, policies, services, workers
from kp_tui.store.database import Database
from kp_tui.store.unit import Store
from kp_tui.usecases.session import Session
from kp_tui.usecases.workers import NewWorker
from kp_tui.vault import passwords, slots
from kp_tui.vault.opened import Opened
from kp_tui.vault.sign import sign


class OrganisationNameless(InvalidInput):
    """Reports carry the organisation's name."""

    message = N_("Write the name of the organisation.")
    field = "organisation"


@dataclass(frozen=True, slots=True)
class NewStore:
    """What the first run asks for."""

    organisation: str
    administrator: NewWorker
    password: str = field(repr=False)


def create_store(home: Path, wanted: NewStore, clock: Clock = utc_now) -> tuple[Session, str]:
    """Make a store and sign its administrator in; the text is the paper key, to be shown once."""
    organisation = clean_line(wanted.organisation)
    if not organisation:
        raise OrganisationNameless
    administrator = wanted.administrator.checked()
    passwords.check_password(wanted.password, administrator.login, administrator.name, administrator.surname)
    return begin(home, organisation, wanted, clock)


def begin(
    home: Path, organisation: str, wanted: NewStore, clock: Clock, *, secret: bool = True
) -> tuple[Session, str]:
    """The same without judging the password: the demo's is public, and so is all that is in it."""
    before = set(home.glob("*"))
    with ExitStack() as undo:
        opened, paper_key = slots.create_store(home, wanted.administrator.login, wanted.password)
        undo.callback(remove_all_but, before, home)
        undo.callback(opened.forget)
        database = Database.create(opened.database, opened.database_key, secret=secret)
        undo.callback(database.close)
        session = _filled(opened, database, organisation, wanted, clock)
        undo.pop_all()
    return session, paper_key


def remove_all_but(before: set[Path], home: Path) -> None:
    """Leave nothing half made, and everything that was there before."""
    for path in set(home.glob("kp[.-]*")) - before:
        path.unlink()


def _filled(opened: Opened, database: Database, organisation: str, wanted: NewStore, clock: Clock) -> Session:
    migrations.upgrade(database)
    now = moment(clock)
    with database.writing() as connection:
        organisations.add(connection, organisation, opened.sequence, now)
        services.add(connection, Service(0, organisation, Profile.COUNSELLING, Allocation.ASSESSMENT))
        policies.add(connection, MSK_2010)
        administrator = wanted.administrator.checked()
        workers.add(connection, administrator, opened.keys.public.signing, now)
        person = workers.by_login(connection, administrator.login)
        assert person is not None  # noqa: S101 -- added two lines above
        store = Store(connection, person, now, (MSK_2010,), opened)
        audit.append(store, "create_store", "done", lambda data: sign(opened.keys, data))
    return Session(opened, database, person, clock)
