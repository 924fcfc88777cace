"""`kp`: opens the program, or runs one of the commands."""

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from kp_tui.cli import output
from kp_tui.cli.access import Access, access, access_options
from kp_tui.cli.failures import CommandOverSsh, LoginUnset, NoTerminal
from kp_tui.cli.groups import CommandGroup
from kp_tui.domain.errors import KpError
from kp_tui.locale import _

INTERRUPTED = 128 + signal.SIGINT
COMMANDS = {
    "demo": ("demo", "demo"),
    "init": ("init", "init"),
    "worker": ("workers", "worker"),
    "import": ("clients_events", "imports"),
    "report": ("reports", "report"),
    "vault": ("vault", "vault"),
    "log": ("log", "log"),
}


class Commands(CommandGroup):
    """The commands, each imported when it is named: who only opens the program waits for none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order the help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"kp_tui.cli.{module}"), name)
        return command


@click.group(
    cls=Commands,
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


def open_program(*, in_demo: bool) -> int:
    """Open the screens; gives the exit status."""
    _refuse_wrong_door()
    if in_demo:
        from kp_tui.cli.demo import open_demo

        return open_demo()
    from kp_tui.app import KpApp

    app = KpApp(access().home, login=access().login)
    status = app.start()
    if app.demo_wanted:
        from kp_tui.cli.demo import open_demo

        return open_demo()
    return status


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
