"""What can be written down in a case as it stands: what is owed and what comes next first, then the rest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kp_tui.domain.cases import EntryKind, Stage
from kp_tui.domain.services import Allocation, Profile
from kp_tui.usecases import (
    assessments,
    bars,
    change_requests,
    consents,
    diagnostics,
    endings,
    families,
    intake,
    key_workers,
    naming,
    situations,
)
from kp_tui.usecases.case_around import Around
from kp_tui.usecases.cases import Entry, OpenedCase
from kp_tui.usecases.door import UseCase
from kp_tui.usecases.duties import sheet_of

Fits = Callable[[OpenedCase], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """A sheet to open: the use case that saves it, and what it is about."""

    sheet: str
    subject: int


def steps_of(opened: OpenedCase, around: Around) -> list[Step]:
    """The sheets that fit the case: its duties, what comes next, the rest in the order of the work."""
    return list(dict.fromkeys(step for step in _steps(opened, around) if step.sheet))


def _steps(opened: OpenedCase, around: Around) -> Iterator[Step]:
    client_id = opened.client.id
    for duty in around.duties:
        yield Step(*sheet_of(duty))
    yield Step(opened.next_step, client_id)
    if _going_on(opened):
        for entry in _asked_for(opened.journal):
            yield Step(diagnostics.complete_diagnostics.name, entry.id)
    for case, fits in FITS.items():
        if fits(opened):
            yield Step(case, client_id)
    for family in around.families:
        yield Step(families.join_family.name, family.id)


def _asked_for(journal: tuple[Entry, ...]) -> Iterator[Entry]:
    """The diagnostics that have no result yet."""
    results = (one.what for one in journal if one.kind is EntryKind.DIAGNOSTICS_RESULT)
    done = {one.request for one in results if one is not None}
    for entry in journal:
        if entry.kind is EntryKind.DIAGNOSTICS and done.isdisjoint({entry.id, entry.replaces}):
            yield entry


def _going_on(opened: OpenedCase) -> bool:
    return opened.stage is not Stage.ENDED


def _consulting(opened: OpenedCase) -> bool:
    return opened.stage is Stage.FIRST_CONTACT


def _assessing(opened: OpenedCase) -> bool:
    return opened.service.allocation is Allocation.ASSESSMENT and opened.stage is Stage.CONSULTED


def _without_key_worker(opened: OpenedCase) -> bool:
    return _going_on(opened) and opened.key_worker is None


def _in_districts(opened: OpenedCase) -> bool:
    return opened.service.allocation is Allocation.DISTRICT and _without_key_worker(opened)


def _led(opened: OpenedCase) -> bool:
    return _going_on(opened) and opened.key_worker is not None


def _agreeing(opened: OpenedCase) -> bool:
    return _led(opened) and opened.stage is not Stage.AGREED


def _with_parents(opened: OpenedCase) -> bool:
    return _going_on(opened) and opened.service.profile is not Profile.RESIDENTIAL


def _flagged(opened: OpenedCase) -> bool:
    return _going_on(opened) and opened.can_flag_since is not None


def _unflagged(opened: OpenedCase) -> bool:
    return _going_on(opened) and opened.can_flag_since is None


_FITS: tuple[tuple[UseCase[..., Any], Fits], ...] = (
    (intake.record_consultation, _consulting),
    (assessments.record_assessment, _assessing),
    (assessments.allocate_by_district, _in_districts),
    (consents.sign_informed_consent, _agreeing),
    (consents.record_data_consent, _going_on),
    (key_workers.change_key_worker, _going_on),
    (change_requests.request_change, _led),
    (situations.add_contact_person, _going_on),
    (families.found_family, _going_on),
    (situations.record_conference, _going_on),
    (situations.record_mediation, _with_parents),
    (situations.record_parent_child_session, _with_parents),
    (diagnostics.request_diagnostics, _with_parents),
    (diagnostics.raise_can_flag, _unflagged),
    (diagnostics.lift_can_flag, _flagged),
    (situations.record_intervision, _going_on),
    (bars.bar_worker, _going_on),
    (naming.name_anonymous, lambda opened: opened.client.anonymous),
    (consents.withdraw_consent, lambda opened: bool(opened.consents)),
    (endings.end_case, _going_on),
    (endings.reopen_case, lambda opened: opened.stage is Stage.ENDED),
)
FITS: Mapping[str, Fits] = {case.name: fits for case, fits in _FITS}
"""When a sheet about a client fits, by the name of the use case that saves it, in the order of the work."""
