"""Filling in a sheet in a test, as its screen does."""

from dataclasses import replace
from typing import TypeVar

from kp_tui.domain.sheets import SheetForm
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.session import Session
from kp_tui.usecases.sheets import open_sheet

R = TypeVar("R")


def fill_in(session: Session, case: UseCase[[SheetForm, str], R], subject: int = 0, **answers: str) -> R:
    """Open the sheet that `case` saves, type the answers over what it offers, save."""
    opened = session.perform(open_sheet, case.name, subject)
    form = replace(opened.form, answers={**opened.form.answers, **answers})
    return session.perform(case, form, opened.draft_id)
