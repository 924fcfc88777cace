"""`kp init`: a new store with its first administrator."""

import click

from kp_tui.cli import access, output
from kp_tui.domain.people import Profession, Role
from kp_tui.locale import _


@click.command(
    help=_("Make a store with its organisation and its first administrator; the paper key is shown once.")
)
@access.access_options
@click.option("--organisation", metavar="TEXT", help=_("The organisation's name."))
@click.option("--name", metavar="TEXT", help=_("The administrator's first name."))
@click.option("--surname", metavar="TEXT", help=_("The administrator's surname."))
@click.option(
    "--profession",
    type=click.Choice([profession.value for profession in Profession]),
    default=Profession.OTHER.value,
    show_default=True,
    help=_("The administrator's profession."),
)
def init(organisation: str | None, name: str | None, surname: str | None, profession: str) -> None:
    """Make a store; the paper key goes to standard output, all else beside it."""
    from kp_tui.usecases.setup import NewStore, create_store
    from kp_tui.usecases.workers import NewWorker

    asked = organisation or access.ask(_("Organisation"), "--organisation")
    login = access.login_given() or access.ask(_("Login"), "--login")
    first = name or access.ask(_("Name"), "--name")
    last = surname or access.ask(_("Surname"), "--surname")
    administrator = NewWorker(login, first, last, Profession(profession), frozenset({Role.ADMINISTRATOR}))
    password = access.password_given() if access.access().password_stdin else _new_password()
    session, paper_key = create_store(access.access().home, NewStore(asked, administrator, password))
    session.close()
    output.remark(
        _("The store is ready. This is its paper key: it is shown only now. Write it down and lock it away.")
    )
    output.say(paper_key)


def _new_password() -> str:
    return access.ask_hidden(_("New password"), twice=True)
