"""Duties: what the records lack, who owes it and until when; none is a record of its own that goes stale."""

from enum import StrEnum


class DutyKind(StrEnum):
    """What is owed."""

    ASSESSMENT = "assessment"  # L3
    ALLOCATION = "allocation"  # K10: a case of a district service that has no key worker yet
    NOTICE = "notice"  # K5
    CONSENT = "consent"  # L5
    DEPUTY = "deputy"  # K7
    CHANGE_REQUEST = "change_request"  # 000
    EVENT = "event"  # D1, chapter 3: an event that does not count until it is complete
