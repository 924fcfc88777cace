"""What happens in a case beside its events: one entry a thing, in the order of the days it happened on."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry of the case's journal is about."""

    FIRST_CONTACT = "first_contact"  # L1
    INTRO_CONSULTATION = "intro_consultation"  # L1, L4
    ASSESSMENT = "assessment"  # L3
    INFORMED_CONSENT = "informed_consent"  # L5
    DATA_CONSENT = "data_consent"  # L1, L5
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CHANGE_REQUEST = "change_request"  # the client asks for another key worker (000)
    CHANGE_OUTCOME = "change_outcome"
    CASE_CONFERENCE = "case_conference"  # L6
    MEDIATION = "mediation"  # L6
    PARENT_CHILD_SESSION = "parent_child_session"  # 001
    DIAGNOSTICS = "diagnostics"  # L6
    CAN_FLAG = "can_flag"  # L6
    INTERVISION = "intervision"  # I3: never counts
    CONTACT_PERSON = "contact_person"  # 000: family, guardian, institutions
    ENDING = "ending"  # L7
    REOPENING = "reopening"  # K1
