"""Words for what happens in a case: its entries, its key workers, what is owed in it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kp_tui.domain.absences import Clash
from kp_tui.domain.bars import BarReason
from kp_tui.domain.cases import Consent, ConsentForm, EntryKind, Stage
from kp_tui.domain.change_requests import Outcome
from kp_tui.domain.duties import DutyKind
from kp_tui.domain.endings import EndingReason
from kp_tui.domain.errors import N_
from kp_tui.domain.intake import ConsultationOutcome
from kp_tui.domain.key_worker_changes import WhyChanged
from kp_tui.domain.key_workers import ChangeReason, NoticeChannel
from kp_tui.domain.services import Allocation, Profile
from kp_tui.domain.situations import ContactKind

_ENTRIES: Mapping[EntryKind, str] = {
    EntryKind.FIRST_CONTACT: N_("first contact"),
    EntryKind.INTRO_CONSULTATION: N_("introductory consultation"),
    EntryKind.ASSESSMENT: N_("assessment"),
    EntryKind.ALLOCATION: N_("allocation by district"),
    EntryKind.INFORMED_CONSENT: N_("informed consent"),
    EntryKind.DATA_CONSENT: N_("consent to data processing"),
    EntryKind.CONSENT_WITHDRAWN: N_("withdrawal of a consent"),
    EntryKind.CHANGE_REQUEST: N_("request for another key worker"),
    EntryKind.CHANGE_OUTCOME: N_("outcome of the request"),
    EntryKind.CASE_CONFERENCE: N_("case conference"),
    EntryKind.MEDIATION: N_("joint mediation"),
    EntryKind.PARENT_CHILD_SESSION: N_("parent and child session"),
    EntryKind.DIAGNOSTICS: N_("request for diagnostics"),
    EntryKind.DIAGNOSTICS_RESULT: N_("result of diagnostics"),
    EntryKind.CAN_FLAG: N_("suspected abuse or neglect"),
    EntryKind.CAN_FLAG_LIFTED: N_("end of the suspicion"),
    EntryKind.INTERVISION: N_("intervision"),
    EntryKind.CONTACT_PERSON: N_("somebody around the client"),
    EntryKind.SAME_PERSON: N_("other file of the same person"),
    EntryKind.ENDING: N_("ending"),
    EntryKind.REOPENING: N_("reopening"),
}
_STAGES: Mapping[Stage, str] = {
    Stage.FIRST_CONTACT: N_("first contact taken"),
    Stage.CONSULTED: N_("consulted"),
    Stage.ALLOCATED: N_("has a key worker"),
    Stage.AGREED: N_("has agreed"),
    Stage.ENDED: N_("case ended"),
}
_CONSENTS: Mapping[Consent, str] = {
    Consent.INFORMED: N_("to the service"),
    Consent.DATA: N_("to data processing"),
}
_CONSENT_FORMS: Mapping[ConsentForm, str] = {
    ConsentForm.WRITTEN: N_("in writing"),
    ConsentForm.ELECTRONIC: N_("electronically"),
    ConsentForm.PHONE: N_("by phone"),
    ConsentForm.ORAL: N_("by word of mouth"),
}
_CONSULTATION_OUTCOMES: Mapping[ConsultationOutcome, str] = {
    ConsultationOutcome.GOES_ON: N_("goes on"),
    ConsultationOutcome.BASIC_COUNSELLING: N_("basic counselling only"),
    ConsultationOutcome.REFERRAL: N_("referral to another service"),
}
_ENDING_REASONS: Mapping[EndingReason, str] = {
    EndingReason.GOALS_MET: N_("goals met"),
    EndingReason.CLIENT_WISH: N_("the client's wish"),
    EndingReason.BASIC_COUNSELLING: N_("basic counselling was enough"),
    EndingReason.REFERRAL: N_("referral to another service"),
    EndingReason.NAMED: N_("goes on under a name"),
    EndingReason.LOST_CONTACT: N_("contact lost"),
    EndingReason.MOVED: N_("moved away"),
    EndingReason.RULES_BROKEN: N_("rules broken"),
    EndingReason.OUT_OF_SCOPE: N_("outside the service's scope"),
    EndingReason.DEATH: N_("death"),
    EndingReason.OTHER: N_("another reason"),
}
_CONTACT_KINDS: Mapping[ContactKind, str] = {
    ContactKind.FAMILY: N_("family"),
    ContactKind.CONTACT_PERSON: N_("contact person"),
    ContactKind.GUARDIAN: N_("guardian"),
    ContactKind.INSTITUTION: N_("institution"),
    ContactKind.OTHER: N_("somebody else"),
}
_PROFILES: Mapping[Profile, str] = {
    Profile.COUNSELLING: N_("counselling"),
    Profile.RESIDENTIAL: N_("residential service"),
    Profile.CHILD_PROTECTION: N_("child protection"),
}
_ALLOCATIONS: Mapping[Allocation, str] = {
    Allocation.ASSESSMENT: N_("by assessment"),
    Allocation.DISTRICT: N_("by district"),
}
_CHANGE_REASONS: Mapping[ChangeReason, str] = {
    ChangeReason.ASSESSMENT: N_("result of the assessment"),
    ChangeReason.DISTRICT: N_("lives in the worker's district"),
    ChangeReason.CLIENT_WISH: N_("the client's wish"),
    ChangeReason.EXPERTISE: N_("another expertise is needed"),
    ChangeReason.LEAVING: N_("the worker so far leaves"),
    ChangeReason.TAKEN_OVER: N_("case taken over"),
    ChangeReason.REOPENED: N_("case reopened"),
    ChangeReason.OTHER: N_("another reason"),
}
_NOTICE_CHANNELS: Mapping[NoticeChannel, str] = {
    NoticeChannel.IN_PERSON: N_("in person"),
    NoticeChannel.WRITTEN: N_("in writing"),
    NoticeChannel.EMAIL: N_("by e-mail"),
    NoticeChannel.SMS: N_("by SMS"),
    NoticeChannel.OTHER: N_("in another way"),
}
_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.GRANTED: N_("granted"),
    Outcome.REFUSED: N_("refused"),
}
_BAR_REASONS: Mapping[BarReason, str] = {
    BarReason.KINSHIP: N_("kinship"),
    BarReason.BAD_EXPERIENCE: N_("a bad experience"),
    BarReason.ANTIPATHY: N_("antipathy"),
    BarReason.OTHER: N_("another reason"),
}
_CLASHES: Mapping[Clash, str] = {
    Clash.TWICE: N_("away then by another record as well"),
    Clash.DEPUTY_AWAY: N_("the deputy is away then, and nobody stands in for a deputy"),
    Clash.DEPUTIZES: N_("a colleague who counts on this deputy is away then"),
    Clash.NO_DEPUTY: N_("no deputy is named"),
}
_DUTIES: Mapping[DutyKind, str] = {
    DutyKind.ASSESSMENT: N_("assessment"),
    DutyKind.ALLOCATION: N_("allocation to a key worker"),
    DutyKind.NOTICE: N_("notice of the change of key worker"),
    DutyKind.CONSENT: N_("signed consents"),
    DutyKind.DEPUTY: N_("named deputy"),
    DutyKind.CHANGE_REQUEST: N_("answer to the wish for another key worker"),
    DutyKind.EVENT: N_("event that does not count yet"),
    DutyKind.STEP: N_("step of the plan"),
    DutyKind.REVIEW: N_("evaluation of the plan"),
    DutyKind.GRANT: N_("open the plans to them"),
    DutyKind.PLAN: N_("written plan after 7 meetings"),
}
WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    EntryKind: _ENTRIES,
    DutyKind: _DUTIES,
    ChangeReason: _CHANGE_REASONS,
    WhyChanged: {one: _CHANGE_REASONS[ChangeReason(one.value)] for one in WhyChanged},
    NoticeChannel: _NOTICE_CHANNELS,
    Outcome: _OUTCOMES,
    BarReason: _BAR_REASONS,
    Clash: _CLASHES,
    Stage: _STAGES,
    Consent: _CONSENTS,
    ConsentForm: _CONSENT_FORMS,
    ConsultationOutcome: _CONSULTATION_OUTCOMES,
    EndingReason: _ENDING_REASONS,
    ContactKind: _CONTACT_KINDS,
    Profile: _PROFILES,
    Allocation: _ALLOCATIONS,
}
"""By the kind of code, as `words.word` looks them up."""
