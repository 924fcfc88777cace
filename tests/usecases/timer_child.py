"""A second program of the same person at the timer, for the tests that need real processes."""

import sys
from pathlib import Path

from kp_tui.domain.errors import KpError
from kp_tui.usecases.session import sign_in
from kp_tui.usecases.timers import start_timer, switch_timer

CASES = {"start": start_timer, "switch": switch_timer}


def tell(word: str) -> None:
    """Say a word to the test."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(todo: str, home: str, password: str, client_id: str) -> None:
    """Sign in, wait for the word, start the timer, and stay there for a while when it runs."""
    session, _ = sign_in(Path(home), "novakova", password)
    tell("ready")
    sys.stdin.readline()
    try:
        session.perform(CASES[todo], int(client_id))
        tell("started")
    except KpError as error:
        tell(type(error).__name__)
    sys.stdin.readline()


main(*sys.argv[1:])
