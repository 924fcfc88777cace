"""`kp worker`: accounts."""

import click

from kp_tui.cli import output
from kp_tui.cli.access import access_options, signed_in
from kp_tui.cli.groups import CommandGroup
from kp_tui.domain.people import Profession, Role, Worker
from kp_tui.locale import _


@click.group(cls=CommandGroup, help=_("Accounts of workers."))
@access_options
def worker() -> None:
    """Group."""


@worker.command(
    help=_("Add a worker; the temporary password is shown once and changed at the first sign-in.")
)
@access_options
@click.argument("new_login", metavar="LOGIN")
@click.option("--name", metavar="TEXT", required=True, help=_("First name."))
@click.option("--surname", metavar="TEXT", required=True, help=_("Surname."))
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help=_("What the worker may do; can be given more than once."),
)
@click.option(
    "--profession",
    type=click.Choice([profession.value for profession in Profession]),
    required=True,
    help=_("What the worker is by training: only the first two make an event count."),
)
def add(new_login: str, name: str, surname: str, roles: tuple[str, ...], profession: str) -> None:
    """Add a worker; the password goes to standard output, all else beside it."""
    from kp_tui.usecases.workers import NewWorker, add_worker

    new = NewWorker(new_login, name, surname, Profession(profession), frozenset(map(Role, roles)))
    with signed_in() as session:
        password = session.perform(add_worker, new)
    output.remark(_("Temporary password, to be changed at the first sign-in:"))
    output.say(password)


@worker.command(
    help=_(
        "Give a worker who has forgotten the password a temporary one; a colleague then lets them read plans"
        " again (“kp vault grant”)."
    )
)
@access_options
@click.argument("reset_login", metavar="LOGIN")
def reset(reset_login: str) -> None:
    """Reset a password; it goes to standard output, all else beside it."""
    from kp_tui.usecases.workers import reset_worker

    with signed_in() as session:
        password = session.perform(reset_worker, reset_login)
    output.remark(_("Temporary password, to be changed at the first sign-in:"))
    output.say(password)


@worker.command(help=_("Close a worker's account; whoever is a key worker hands the cases over first."))
@access_options
@click.argument("closed_login", metavar="LOGIN")
def deactivate(closed_login: str) -> None:
    """Close an account."""
    from kp_tui.usecases.workers import deactivate_worker

    with signed_in() as session:
        session.perform(deactivate_worker, closed_login)
    output.remark(_("The account is closed."))


@worker.command("list", help=_("List all workers with their roles."))
@access_options
def list_all() -> None:
    """List everybody."""
    from kp_tui.usecases.workers import list_workers

    with signed_in() as session:
        everybody = session.perform(list_workers)
    for line in lines(everybody):
        output.say(line)


def lines(everybody: list[Worker]) -> list[str]:
    """One line a worker: login, name, profession and roles, in columns."""
    from kp_tui.locale.words import word

    rows = [
        (
            one.login,
            one.full_name,
            word(one.profession),
            ", ".join(word(role) for role in Role if role in one.roles),
            "" if one.active else _("shut out"),
        )
        for one in everybody
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
