"""Which store and who: `--store`, `--login` and `--password-stdin`, before a command's name or after it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kp_tui.cli.failures import PasswordUnreadable
from kp_tui.locale import _

if TYPE_CHECKING:
    from kp_tui.usecases.session import Session

F = TypeVar("F", bound=Callable[..., object])

LONGEST_PASSWORD = 4096  # bytes


@dataclass
class Access:
    """What the options said, wherever they stood."""

    store: Path | None = None
    login: str = ""
    password_stdin: bool = False

    @property
    def home(self) -> Path:
        """The store's folder: `--store`, else `KP_HOME`, else the person's own."""
        return self.store or Path(os.environ.get("KP_HOME") or Path.home() / ".local/share/kp_tui")


def access() -> Access:
    """The options of the running command."""
    return click.get_current_context().find_root().ensure_object(Access)


def access_options(command: F) -> F:
    """Give a command or a group the three options."""
    store = click.option(
        "--store",
        type=click.Path(path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help=_("The store's folder; otherwise KP_HOME says it."),
    )
    login = click.option(
        "--login",
        metavar="NAME",
        expose_value=False,
        callback=_remember,
        help=_("Who signs in; otherwise KP_LOGIN says it, or you are asked."),
    )
    password = click.option(
        "--password-stdin",
        is_flag=True,
        expose_value=False,
        callback=_remember,
        help=_("Read the password from the first line of standard input."),
    )
    return store(login(password(command)))


def _remember(context: click.Context, option: click.Parameter, value: object) -> None:
    if value and option.name:
        setattr(context.find_root().ensure_object(Access), option.name, value)


@contextmanager
def signed_in() -> "Iterator[Session]":
    """Sign in, and out again whatever happens."""
    who = access()
    login = login_given() or ask(_("Login"), "--login")
    password = password_given() if who.password_stdin else ask_hidden(_("Password"))
    from kp_tui.usecases.session import sign_in

    session = sign_in(who.home, login, password)[0]
    try:
        yield session
    finally:
        session.close()


def login_given() -> str:
    """The login that an option or the environment gives."""
    return access().login or os.environ.get("KP_LOGIN", "")


def password_given() -> str:
    """The first line of standard input, its end taken off and nothing else."""
    line = sys.stdin.buffer.readline(LONGEST_PASSWORD)
    try:
        return line.removesuffix(b"\n").removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        raise PasswordUnreadable from None


def ask(question: str, option: str) -> str:
    """Ask on the terminal what an option could have said."""
    if not sys.stdin.isatty():
        raise click.UsageError(_("There is no terminal to ask on: use {option}.").format(option=option))
    return str(click.prompt(question, err=True))


def ask_hidden(question: str, *, twice: bool = False) -> str:
    """Ask for a password, unseen; a new one twice."""
    if not sys.stdin.isatty():
        raise click.UsageError(
            _("There is no terminal to ask on: use {option}.").format(option="--password-stdin")
        )
    again = _("Once more") if twice else False
    return str(click.prompt(question, hide_input=True, err=True, confirmation_prompt=again))
