"""Restrictions of who works with whom (X1)."""

from enum import StrEnum


class BarReason(StrEnum):
    """Why a worker has no part in a client's case (001)."""

    KINSHIP = "kinship"
    BAD_EXPERIENCE = "bad_experience"
    ANTIPATHY = "antipathy"
    OTHER = "other"
