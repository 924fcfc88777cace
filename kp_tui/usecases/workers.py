"""The administrator's work with accounts."""

import re
import secrets
from dataclasses import dataclass, replace

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.people import Profession, Role, Worker
from kp_tui.domain.text import clean_line
from kp_tui.store import organisations, periods, vaults, workers
from kp_tui.store.unit import Store
from kp_tui.usecases import vaulting
from kp_tui.usecases.door import Access, Permission, use_case
from kp_tui.vault import slots
from kp_tui.vault.errors import LoginTaken, NoSuchLogin

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "ka",
    "ke",
    "ki",
    "ko",
    "ku",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "nu",
]


class LoginInvalid(InvalidInput):
    """A login can be typed on any keyboard."""

    message = N_(
        "A login has 2 to 40 small letters without accents, digits, dots or hyphens, a letter first."
    )
    field = "login"


class WorkerNameless(InvalidInput):
    """Records are signed with a name."""

    message = N_("Write the worker's name and surname.")
    field = "surname"


class RoleMissing(InvalidInput):
    """Somebody without a role could do nothing."""

    message = N_("Give the worker at least one role.")
    field = "role"


class CasesOpen(InvalidInput):
    """Nobody who is responsible for somebody is shut out (K9)."""

    message = N_("This worker is the key worker of open cases ({n}): hand the cases over first.")
    field = "login"


class OwnAccount(InvalidInput):
    """Somebody who administers is always left."""

    message = N_("Nobody closes their own account: another administrator does.")
    field = "login"


class OwnReset(InvalidInput):
    """One's own password is changed by whoever knows it."""

    message = N_("Nobody resets their own password: change it, or ask another administrator.")
    field = "login"


class AccountClosed(InvalidInput):
    """Whoever was shut out is not let in again by a new password."""

    message = N_("This worker's account is closed.")
    field = "login"


@dataclass(frozen=True, slots=True)
class NewWorker:
    """A new member of staff; the id comes from the store."""

    login: str
    name: str
    surname: str
    profession: Profession
    roles: frozenset[Role]

    def checked(self) -> Worker:
        """The worker, cleaned; raises the `InvalidInput` of the first field that breaks a rule."""
        tidy = replace(self, name=clean_line(self.name), surname=clean_line(self.surname))
        if not LOGIN.fullmatch(tidy.login):
            raise LoginInvalid
        if not (tidy.name and tidy.surname):
            raise WorkerNameless
        if not tidy.roles:
            raise RoleMissing
        return Worker(0, tidy.login, tidy.name, tidy.surname, tidy.profession, tidy.roles)


@use_case(Permission.WORKER_MANAGE)
def add_worker(store: Store, new: NewWorker) -> str:
    """Add a worker; gives the temporary password that the first sign-in changes."""
    password = temporary_password()
    add_account(store, new, password, must_change=True)
    return password


@use_case(Permission.WORKER_MANAGE)
def deactivate_worker(store: Store, login: str) -> None:
    """Close somebody's account: they come in no more and are chosen for nothing (K9).

    What they wrote stays theirs, and nobody else gets their login.
    """
    worker = workers.by_login(store.connection, login)
    if worker is None:
        raise NoSuchLogin
    store.concerns(record=f"worker:{worker.id}")
    if worker.id == store.person.id:
        raise OwnAccount
    if theirs := periods.open_of(store, worker.id):
        raise CasesOpen(n=len(theirs))
    for kept in vaults.everything(store):
        vaulting.refuse_last(store, kept, worker.id)
    workers.deactivate(store, worker.id)
    vaulting.leave(store, worker.id)
    slots.deactivate_slot(store.home, store.vault, login)
    organisations.remember_header(store.connection, store.vault.sequence)


@use_case(Permission.WORKER_MANAGE)
def reset_worker(store: Store, login: str) -> str:
    """Give somebody who has forgotten their password a temporary one, and new keys with it.

    The plans that the old keys opened stay closed to them until a colleague lets them in again. What they
    signed before is checked by the old keys as ever.
    """
    worker = workers.by_login(store.connection, login)
    if worker is None:
        raise NoSuchLogin
    store.concerns(record=f"worker:{worker.id}")
    if worker.id == store.person.id:
        raise OwnReset
    if not worker.active:
        raise AccountClosed
    password = temporary_password()
    keys = slots.reset_password(store.home, store.vault, login, password)
    workers.learn_key(store.connection, worker.id, keys.signing, store.now)
    vaulting.leave(store, worker.id)
    organisations.remember_header(store.connection, store.vault.sequence)
    return password


@use_case(Permission.WORKER_MANAGE, Access.GLANCE)
def list_workers(store: Store) -> list[Worker]:
    """All workers with their roles."""
    return workers.everybody(store)


def temporary_password() -> str:
    """A password that can be read out over the telephone: 77 bits in four made-up words."""
    words = ("".join(secrets.choice(SYLLABLES) for _ in range(4)) for _ in range(4))
    return "-".join(words)


def add_account(store: Store, new: NewWorker, password: str, *, must_change: bool) -> None:
    """Add a worker and their way in; for use cases that have been let through the door."""
    worker = new.checked()
    if workers.by_login(store.connection, worker.login):
        raise LoginTaken
    try:
        keys = slots.add_slot(store.home, store.vault, worker.login, password, must_change=must_change)
    except LoginTaken:  # the machine stopped between the key file and the database: the way in leads nowhere
        keys = slots.reset_password(store.home, store.vault, worker.login, password)
    worker_id = workers.add(store.connection, worker, keys.signing, store.now)
    organisations.remember_header(store.connection, store.vault.sequence)
    store.concerns(record=f"worker:{worker_id}")
