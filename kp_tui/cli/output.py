"""Writing to the person or to the program that called.

What a person reads is filtered here, whoever wrote it: nothing in a name or a mark acts on their terminal.
"""

import os
import sys
from typing import TYPE_CHECKING

import click

from kp_tui.cli.failures import OutputFailed
from kp_tui.domain.errors import KpError
from kp_tui.domain.text import shown
from kp_tui.locale import _

if TYPE_CHECKING:
    from kp_tui.domain.csvfiles import Mistake


def say(text: str = "") -> None:
    """Write a line of the command's result."""
    _write(shown(text) + "\n", sys.stdout.encoding or "utf-8")


def give(text: str) -> None:
    """Write what is meant for other programs: in UTF-8, whatever the terminal speaks."""
    _write(text, "utf-8")


def remark(text: str) -> None:
    """Say something beside the result."""
    click.echo(shown(text), err=True)


def confirm(question: str) -> None:
    """Ask, and leave the command on any answer but yes."""
    click.confirm(shown(question), abort=True, err=True)


def complain(error: KpError) -> None:
    """Say what failed: one line, and one for each mistake in a file."""
    from kp_tui.domain.csvfiles import FileRefused
    from kp_tui.locale.words import error_text

    remark(error_text(error))
    if isinstance(error, FileRefused):
        for mistake in error.mistakes:
            remark(_mistake_text(mistake))


def leave_quietly() -> None:
    """Nobody reads any more: keep the interpreter from trying to write what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(text: str, encoding: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_quietly()
        raise OutputFailed from error


def _mistake_text(mistake: "Mistake") -> str:
    from kp_tui.locale.words import error_text

    if not mistake.column:
        return _("line {line}: {why}").format(line=mistake.line, why=error_text(mistake.error))
    return _("line {line}, column {column}: {why}").format(
        line=mistake.line, column=mistake.column, why=error_text(mistake.error)
    )
