"""How many contacts or interventions an event is, by the funder's method (002)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kp_tui.domain.events import ZERO, Event, Kind, Share
from kp_tui.domain.policies import Policy, Rounding
from kp_tui.domain.reasons import Reason, missing


@dataclass(frozen=True, slots=True)
class Count:
    """What an event yields under a policy, and why.

    `reasons` is empty where it counts; the first is the one to report. `shares` is how many workers'
    times are in `included`, the time that counts, or would count but for the reasons. `rule` is what
    decided: how the units were made, or why there are none.
    """

    policy: str
    contacts: int
    interventions: int
    included: timedelta
    shares: int
    reasons: tuple[Reason, ...]
    rule: str
    offers_contact: bool

    @property
    def units(self) -> int:
        """Contacts or interventions: an event is never both (I9)."""
        return self.contacts + self.interventions

    @property
    def reason(self) -> Reason | None:
        """The one reason code of a zero."""
        return self.reasons[0] if self.reasons else None


def count(event: Event, policy: Policy) -> Count:
    """Count one event by the policy valid on its day."""
    shares = counted_shares(event, policy)
    included = sum((included_time(share, event.kind) for share in shares), ZERO)
    reasons = tuple(_reasons(event, policy, shares))
    reason = reasons[0] if reasons else None
    units = 0 if reasons else _units(event, policy, shares)
    contact = event.kind.is_contact
    return Count(
        policy=policy.name,
        contacts=units if contact else 0,
        interventions=0 if contact else units,
        included=included,
        shares=len(shares),
        reasons=reasons,
        rule=rule_for(event.kind, reason),
        offers_contact=_offers_contact(event, policy, reason),
    )


def included_time(share: Share, kind: Kind) -> timedelta:
    """The part of one worker's time that the kind lets count (C5, I2)."""
    if kind.is_contact:
        return share.direct
    if kind is Kind.EXTERNAL:
        return share.direct + share.write_up
    return share.direct + share.preparation + share.write_up


def counted_shares(event: Event, policy: Policy) -> tuple[Share, ...]:
    """The shares whose time counts, longest first (I5, I6, I7, C3)."""
    eligible = [share for share in event.shares if share.profession.counts and share.direct > ZERO]
    longest_first = sorted(eligible, key=lambda share: included_time(share, event.kind), reverse=True)
    return tuple(longest_first[: _most_shares(event, policy)])


def _most_shares(event: Event, policy: Policy) -> int:
    if event.kind.is_group:
        return len(event.shares)
    if event.kind is Kind.INDIVIDUAL and event.joint_reason.strip():
        return policy.most_joint_shares
    return 1


def _units(event: Event, policy: Policy, shares: Sequence[Share]) -> int:
    if event.kind.is_contact:
        return 1
    times = [included_time(share, event.kind) for share in shares]
    if policy.rounding is Rounding.PER_WORKER:
        return sum(time // policy.unit for time in times)
    return sum(times, ZERO) // policy.unit


def _reasons(event: Event, policy: Policy, shares: Sequence[Share]) -> Iterator[Reason]:
    """Every reason for zero: those that nothing written down can mend come first."""
    if event.exclusion:
        yield Reason(event.exclusion.value)
    if event.shares and not any(share.profession.counts for share in event.shares):
        yield Reason.PROFESSION
    if event.kind.is_contact and not event.two_way and event.kind is not Kind.CONTACT_UNSPECIFIED:
        yield Reason.ONE_WAY
    yield from _time_reasons(event, policy, shares)
    yield from missing(event)


def _time_reasons(event: Event, policy: Policy, shares: Sequence[Share]) -> Iterator[Reason]:
    """What is wrong with the time; it is not known yet where the end is not (I12)."""
    longest = max((included_time(share, event.kind) for share in shares), default=ZERO)
    if not event.end_confirmed:
        yield Reason.END_UNCONFIRMED
    elif not shares:
        if any(share.profession.counts for share in event.shares):
            yield Reason.NO_DIRECT_TIME
    elif event.kind.is_contact and longest <= policy.contact_over:
        yield Reason.CONTACT_TOO_SHORT
    elif not event.kind.is_contact and longest < policy.unit:
        yield Reason.INTERVENTION_TOO_SHORT


def _offers_contact(event: Event, policy: Policy, reason: Reason | None) -> bool:
    """A short individual intervention may be recorded as a contact: the worker decides (I9)."""
    too_short = event.kind is Kind.INDIVIDUAL and reason is Reason.INTERVENTION_TOO_SHORT
    return too_short and any(
        share.profession.counts and share.direct > policy.contact_over for share in event.shares
    )


def rule_for(kind: Kind, reason: Reason | None) -> str:
    """The number of the rule that decided: the reason's for a zero, else how units of this kind are made."""
    if reason:
        return reason.rule
    if kind.is_contact:
        return "C3"
    return {Kind.INDIVIDUAL: "I5", Kind.EXTERNAL: "I7"}.get(kind, "I6")
