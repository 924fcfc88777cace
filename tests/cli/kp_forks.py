"""Runs `kp` in a new process for every line of its input, without importing the libraries anew each time.

A line is JSON: the arguments, the environment, and the files of standard input, output and error. The answer
is the exit status. What speaks to people is imported in each process, as it is for every command.
"""

import json
import os
import sys

import click  # noqa: F401 -- imported for its time

import kp_tui.locale.words
import kp_tui.usecases.imports
import kp_tui.usecases.reports
import kp_tui.usecases.session
import kp_tui.usecases.setup  # noqa: F401 -- as above
from kp_tui.__main__ import main


def run(arguments: list[str], environment: dict[str, str], files: list[str]) -> None:
    """Become `kp`."""
    os.environ.clear()
    os.environ.update(environment)
    for number, path in enumerate(files):
        os.dup2(os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY), number)
    sys.stdin, sys.stdout, sys.stderr = (open(n, "r" if n == 0 else "w") for n in range(3))  # noqa: PTH123, SIM115
    sys.argv = ["kp", *arguments]
    main()


def status_of(request: str) -> int:
    """The exit status of one command."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    status = 1
    try:
        run(**json.loads(request))
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    for line in sys.stdin:
        print(status_of(line), flush=True)  # noqa: T201 -- the answer
