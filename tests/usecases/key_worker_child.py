"""A second program that does what it is told, line after line, for the tests that need real processes."""

import json
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kp_tui.domain.clock import moment, utc_now
from kp_tui.domain.errors import Conflict, InvalidInput, NotFound, Refused
from kp_tui.usecases import bars, consents, endings, handover, key_workers
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.session import Session, sign_in
from kp_tui.usecases.sheets import open_sheet
from kp_tui.usecases.workers import deactivate_worker

SHEETS: dict[str, UseCase[..., Any]] = {
    case.name: case
    for case in (
        key_workers.change_key_worker,
        handover.hand_over_cases,
        consents.sign_informed_consent,
        endings.end_case,
        endings.reopen_case,
        bars.bar_worker,
        bars.lift_bar,
        record_absence,
    )
}


class Program:
    """One running program: a manager and an administrator are signed in."""

    def __init__(self) -> None:
        """Nobody is yet."""
        self._now = moment(utc_now)
        self._sessions: dict[str, Session] = {}

    def answer(self, told: dict[str, Any]) -> str:
        """Do what is told; "done", or the name of the refusal."""
        self._now = datetime.fromisoformat(told["now"])
        try:
            getattr(self, told["do"])(**told["with"])
        except (InvalidInput, NotFound, Refused, Conflict) as error:
            return type(error).__name__
        return "done"

    def enter(self, home: str, password: str) -> None:
        """Sign in to another store."""
        for session in self._sessions.values():
            session.abandon()
        logins = ("prochazka", "spravce")
        self._sessions = {
            login: sign_in(Path(home), login, password, lambda: self._now)[0] for login in logins
        }

    def fill_in(self, sheet: str, subject: int, answers: dict[str, str]) -> None:
        """Open a sheet, answer it, save it."""
        session, case = self._sessions["prochazka"], SHEETS[sheet]
        opened = session.perform(open_sheet, case.name, subject)
        form = replace(opened.form, answers={**opened.form.answers, **answers})
        session.perform(case, form, opened.draft_id)

    def deactivate(self, login: str) -> None:
        """Close an account."""
        self._sessions["spravce"].perform(deactivate_worker, login)


if __name__ == "__main__":
    program = Program()
    for line in sys.stdin:
        sys.stdout.write(program.answer(json.loads(line)) + "\n")
        sys.stdout.flush()
