"""`kp`: opens the program, or runs one of the commands."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from kp_tui.cli import output
from kp_tui.cli.access import Access, access, access_options
from kp_tui.cli.clients_events import imports
from kp_tui.cli.demo import demo, open_demo
from kp_tui.cli.failures import CommandOverSsh, LoginUnset, NoTerminal
from kp_tui.cli.init import init
from kp_tui.cli.log import log
from kp_tui.cli.reports import report
from kp_tui.cli.workers import worker
from kp_tui.domain.errors import KpError
from kp_tui.locale import _

INTERRUPTED = 128 + signal.SIGINT


@click.group(
    invoke_without_command=True,
    help=_("The key worker's desk. Without a command it opens the program."),
)
@access_options
@click.option("--demo", "in_demo", is_flag=True, help=_("Open the demo, with fictional people."))
@click.pass_context
def kp(context: click.Context, in_demo: bool) -> None:  # noqa: FBT001 -- click calls it by name
    """Open the program where no command follows."""
    if context.invoked_subcommand is None:
        context.exit(open_program(in_demo=in_demo))
    if in_demo:
        raise click.UsageError(_("--demo opens the program: no command can follow it."))


for command in (demo, init, worker, imports, report, log):
    kp.add_command(command)


def open_program(*, in_demo: bool) -> int:
    """Open the screens; gives the exit status."""
    _refuse_wrong_door()
    if in_demo:
        return open_demo()
    from kp_tui.app import KpApp

    return KpApp(access().home, login=access().login).start()


def _refuse_wrong_door() -> None:
    """As the login program of a server's account it opens the screens and nothing else (design, Server)."""
    if "SSH_ORIGINAL_COMMAND" in os.environ:
        raise CommandOverSsh
    if os.environ.get("KP_LOGIN", "?").strip() == "":
        raise LoginUnset
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal


def run(arguments: Sequence[str]) -> int:
    """Run the command line; gives the exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)
    try:
        return _status(arguments)
    except KpError as error:
        output.complain(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as abort:
        return INTERRUPTED if isinstance(abort.__cause__, KeyboardInterrupt) else 1
    except BrokenPipeError:
        output.leave_quietly()
        return 1


def _status(arguments: Sequence[str]) -> int:
    status = kp.main(list(arguments), prog_name="kp", standalone_mode=False, obj=Access())
    return status if isinstance(status, int) else 0


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """Go through every clean-up on the way out: half-made stores are removed, keys forgotten."""
    raise SystemExit(128 + number)
