"""The funder's thresholds, as named and dated policies (I13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kp_tui.domain.errors import N_, KpError


class Rounding(StrEnum):
    """Whether the workers' minutes are summed before or divided before they are added (I5)."""

    SUMMED = "summed"
    PER_WORKER = "per_worker"


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of one funder from one day on (I13)."""

    name: str
    valid_from: date
    contact_over: timedelta
    unit: timedelta
    most_joint_shares: int
    rounding: Rounding = Rounding.SUMMED


MSK_2010 = Policy(
    name="msk-2010",
    valid_from=date(2010, 1, 1),
    contact_over=timedelta(minutes=10),
    unit=timedelta(minutes=30),
    most_joint_shares=2,
)


class NoPolicy(KpError):
    """The event is older than the first policy of the store."""

    message = N_("No counting rules are known for that day: the earliest start on {first}.")


def policy_on(day: date, policies: Sequence[Policy]) -> Policy:
    """The policy valid on `day`; an event keeps it for ever (I13)."""
    valid = [policy for policy in policies if policy.valid_from <= day]
    if not valid:
        raise NoPolicy(first=min(policy.valid_from for policy in policies))
    return max(valid, key=lambda policy: policy.valid_from)


def policies_within(first: date, last: date, policies: Sequence[Policy]) -> tuple[Policy, ...]:
    """The policies that are valid on some day of a period, oldest first."""
    begun = sorted(
        (policy for policy in policies if policy.valid_from <= last), key=lambda policy: policy.valid_from
    )
    before = [policy for policy in begun if policy.valid_from <= first]
    return tuple(begun[max(len(before) - 1, 0) :])
