"""`kp log`: the audit log."""

import click

from kp_tui.cli import output
from kp_tui.cli.access import access_options, signed_in
from kp_tui.cli.groups import CommandGroup
from kp_tui.locale import _


@click.group(cls=CommandGroup, help=_("The log of who did and read what."))
@access_options
def log() -> None:
    """Group."""


@log.command(help=_("Check that no row of the log was changed, removed or forged."))
@access_options
def verify() -> None:
    """Check the chain, the signatures and the anchors."""
    from kp_tui.usecases.audit import verify_log

    with signed_in() as session:
        rows = session.perform(verify_log)
    output.say(_("The log is whole. Rows: {rows}.").format(rows=rows))
