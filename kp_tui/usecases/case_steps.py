"""What can be written down in a case as it stands: what is owed and what comes next first, then the rest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kp_tui.domain.cases import Consent, Stage
from kp_tui.domain.duties import Duty, DutyKind
from kp_tui.domain.services import Allocation, Profile
from kp_tui.usecases import (
    assessments,
    bars,
    change_requests,
    consents,
    deputies,
    diagnostics,
    endings,
    families,
    intake,
    key_workers,
    naming,
    situations,
)
from kp_tui.usecases.case_around import Around
from kp_tui.usecases.cases import OpenedCase
from kp_tui.usecases.sheets import SavesSheet

Fits = Callable[[OpenedCase], bool]

NEXT: Mapping[Stage, SavesSheet] = {
    Stage.FIRST_CONTACT: intake.record_consultation,
    Stage.ALLOCATED: consents.sign_informed_consent,
    Stage.ENDED: endings.reopen_case,
}
ALLOCATES: Mapping[Allocation, SavesSheet] = {
    Allocation.ASSESSMENT: assessments.record_assessment,
    Allocation.DISTRICT: assessments.allocate_by_district,
}
DOES: Mapping[DutyKind, SavesSheet] = {
    DutyKind.ASSESSMENT: assessments.record_assessment,
    DutyKind.ALLOCATION: assessments.allocate_by_district,
    DutyKind.NOTICE: key_workers.record_notice,
    DutyKind.DEPUTY: deputies.name_deputy,
    DutyKind.CHANGE_REQUEST: change_requests.decide_change_request,
}
SIGNS: Mapping[Consent, SavesSheet] = {
    Consent.INFORMED: consents.sign_informed_consent,  # brings the consent to data processing along (L5)
    Consent.DATA: consents.record_data_consent,
}
ABOUT_CLIENT = frozenset({DutyKind.ASSESSMENT, DutyKind.ALLOCATION, DutyKind.CONSENT})


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A sheet to open: the use case that saves it, and what it is about."""

    saves: SavesSheet
    subject: int


def next_step(opened: OpenedCase) -> SavesSheet | None:
    """The sheet that takes a case on from here; none where the work itself goes on."""
    if opened.stage is Stage.CONSULTED:
        return ALLOCATES[opened.service.allocation]
    return NEXT.get(opened.stage)


def sheet_of(duty: Duty) -> ToWrite | None:
    """The sheet that does what is owed; none where that is done elsewhere: an event in its own form."""
    saves = SIGNS[duty.consent] if duty.consent else DOES.get(duty.kind)
    if saves is None:
        return None
    subject = duty.client_id if duty.kind in ABOUT_CLIENT else duty.entry_id
    return ToWrite(saves, subject or duty.subject)


def sheets_that_fit(opened: OpenedCase, around: Around) -> list[ToWrite]:
    """The sheets that fit the case: its duties, what comes next, the rest in the order of the work."""
    return list(dict.fromkeys(_that_fit(opened, around)))


def _that_fit(opened: OpenedCase, around: Around) -> Iterator[ToWrite]:
    client_id = opened.client.id
    yield from filter(None, map(sheet_of, around.duties))
    if saves := next_step(opened):
        yield ToWrite(saves, client_id)
    if _going_on(opened):
        for request in around.diagnostics:
            yield ToWrite(diagnostics.complete_diagnostics, request)
    for saves, fits in FITS.items():
        if fits(opened):
            yield ToWrite(saves, client_id)
    for family in around.families:
        yield ToWrite(families.join_family, family.id)


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


FITS: Mapping[SavesSheet, Fits] = {
    intake.record_consultation: _consulting,
    assessments.record_assessment: _assessing,
    assessments.allocate_by_district: _in_districts,
    consents.sign_informed_consent: _agreeing,
    consents.record_data_consent: _going_on,
    key_workers.change_key_worker: _going_on,
    change_requests.request_change: _led,
    situations.add_contact_person: _going_on,
    families.found_family: _going_on,
    situations.record_conference: _going_on,
    situations.record_mediation: _with_parents,
    situations.record_parent_child_session: _with_parents,
    diagnostics.request_diagnostics: _with_parents,
    diagnostics.raise_can_flag: _unflagged,
    diagnostics.lift_can_flag: _flagged,
    situations.record_intervision: _going_on,
    bars.bar_worker: _going_on,
    naming.name_anonymous: lambda opened: opened.client.anonymous,
    consents.withdraw_consent: lambda opened: bool(opened.consents),
    endings.end_case: _going_on,
    endings.reopen_case: lambda opened: opened.stage is Stage.ENDED,
}
"""When a sheet about a client fits, in the order of the work."""
