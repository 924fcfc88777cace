"""`kp demo` and `kp --demo`: a store full of fictional people."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kp_tui.cli import output
from kp_tui.cli.access import access
from kp_tui.locale import _

if TYPE_CHECKING:
    from kp_tui.usecases.demo import Demo


@click.command(
    help=_("Make a store with fictional people to try the program on; prints its logins and their password.")
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--clients", type=click.IntRange(1, 1_000_000), help=_("How many clients; otherwise 40."))
@click.option(
    "--events", type=click.IntRange(0, 10_000_000), help=_("How many events of the last two years.")
)
@click.option("--seed", type=int, help=_("Another number makes other people."))
@click.option("--password", metavar="P", help=_("The password of all; otherwise the one that is printed."))
def demo(folder: Path, **wanted: int | str | None) -> None:
    """Make the demo and print who can sign in."""
    from kp_tui.cli.workers import lines
    from kp_tui.usecases.demo import ADMINISTRATOR, STAFF, Demo

    made = Demo(**{name: value for name, value in wanted.items() if value is not None})  # type: ignore[arg-type]
    _make(folder, made)
    for line in lines([new.checked() for new in (*STAFF, ADMINISTRATOR)]):
        output.say(line)
    output.say(_("Password of all: {password}").format(password=made.password))


def open_demo() -> int:
    """Open the demo in the person's own folder, or in `--store`; it is made where it is missing."""
    from kp_tui.usecases.demo import Demo
    from kp_tui.vault import header

    home = access().store or Path.home() / ".local/share/kp_tui-demo"
    wanted = Demo()
    if not header.exists(home):
        _make(home, wanted)
    from kp_tui.app import KpApp

    return KpApp(home, login=access().login or "novakova", demo_password=wanted.password).start()


def _make(home: Path, wanted: "Demo") -> None:
    from kp_tui.usecases.demo import make_demo

    seen = sys.stderr.isatty()
    with click.progressbar(
        length=wanted.events, label=_("Making the demo"), file=sys.stderr, hidden=not seen
    ) as bar:
        make_demo(home, wanted, bar.update)
