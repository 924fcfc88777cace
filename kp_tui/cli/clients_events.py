"""`kp import`: clients and events from tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kp_tui.cli import output
from kp_tui.cli.access import access_options, signed_in
from kp_tui.cli.failures import FileUnreadable
from kp_tui.cli.groups import CommandGroup
from kp_tui.domain.csvclients import CLIENT_COLUMNS
from kp_tui.domain.csvevents import EVENT_COLUMNS
from kp_tui.domain.csvfiles import LARGEST, Columns, Table, read_table
from kp_tui.locale import _

if TYPE_CHECKING:
    from kp_tui.usecases.door import UseCase
    from kp_tui.usecases.imports import Imported

FILE = click.Path(path_type=Path)


@click.group(
    "import", cls=CommandGroup, help=_("Take over clients or events from a CSV file, all of it or nothing.")
)
@access_options
def imports() -> None:
    """Group."""


@imports.command(
    help=_("Import clients; those who are there already with the same data are skipped."),
    epilog=_("Columns: {columns}.").format(columns=", ".join(CLIENT_COLUMNS.known)),
)
@access_options
@click.argument("file", type=FILE, metavar="FILE.csv")
def clients(file: Path) -> None:
    """Import clients."""
    _take(file, CLIENT_COLUMNS, _clients_case)


@imports.command(
    help=_("Import events; those that are there already with the same content are skipped."),
    epilog=_(
        "Columns: {columns}. Where the channel is electronic or written, content is the text of the letter."
    ).format(columns=", ".join(EVENT_COLUMNS.known)),
)
@access_options
@click.argument("file", type=FILE, metavar="FILE.csv")
def events(file: Path) -> None:
    """Import events."""
    _take(file, EVENT_COLUMNS, _events_case)


def _take(file: Path, columns: Columns, case: "Callable[[], UseCase[[Table], Imported]]") -> None:
    with signed_in() as session:
        done = session.perform(case(), read_table(_bytes(file), columns))
    output.say(_("Added: {added}. Already there: {skipped}.").format(added=done.added, skipped=done.skipped))


def _clients_case() -> "UseCase[[Table], Imported]":
    from kp_tui.usecases.imports import import_clients

    return import_clients


def _events_case() -> "UseCase[[Table], Imported]":
    from kp_tui.usecases.imports import import_events

    return import_events


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError:
        raise FileUnreadable from None
