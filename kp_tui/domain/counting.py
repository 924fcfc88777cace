"""How many contacts or interventions an event is: the funder's method, as a versioned policy (002)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.events import ZERO, Channel, Event, Exclusion, Kind, Share


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


class Reason(StrEnum):
    """Why an event counts zero; one code each (D2, rules chapter 3)."""

    END_UNCONFIRMED = "end_unconfirmed"
    UNCLEAR_ACTIVITY = "unclear_activity"
    NO_IMPACT = "no_impact"
    NOT_A_SERVICE = "not_a_service"
    OUTSIDE_TARGET_GROUP = "outside_target_group"
    UNDOCUMENTED = "undocumented"
    NO_WORKER = "no_worker"
    NO_CLIENT = "no_client"
    PROFESSION = "profession"
    ONE_WAY = "one_way"
    NO_DIRECT_TIME = "no_direct_time"
    CONTACT_TOO_SHORT = "contact_too_short"
    INTERVENTION_TOO_SHORT = "intervention_too_short"
    NO_CHANNEL = "no_channel"
    NO_CONTENT = "no_content"
    NO_NOTE = "no_note"
    NO_LESSON = "no_lesson"
    NO_INSTITUTION = "no_institution"
    NO_LETTER = "no_letter"

    @property
    def mendable(self) -> bool:
        """Whether writing something down makes the event count."""
        return self in MENDABLE


MENDABLE = frozenset(
    {
        Reason.END_UNCONFIRMED,
        Reason.NO_IMPACT,
        Reason.NO_WORKER,
        Reason.NO_CLIENT,
        Reason.NO_CHANNEL,
        Reason.NO_CONTENT,
        Reason.NO_NOTE,
        Reason.NO_LESSON,
        Reason.NO_INSTITUTION,
        Reason.NO_LETTER,
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """What an event yields under a policy, and why.

    `reasons` is empty where it counts; the first is the one to report. `shares` is how many workers'
    times are in `included`.
    """

    policy: str
    contacts: int
    interventions: int
    included: timedelta
    shares: int
    reasons: tuple[Reason, ...]
    rule: str
    offers_contact: bool = False

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
    units = 0 if reasons else _units(event, policy, shares)
    contact = event.kind.is_contact
    return Count(
        policy=policy.name,
        contacts=units if contact else 0,
        interventions=0 if contact else units,
        included=included,
        shares=len(shares),
        reasons=reasons,
        rule=_rule(event.kind),
        offers_contact=_offers_contact(event, policy, reasons),
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
    if event.kind.per_participant:
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
    """Every reason for zero, the decisive ones before those that writing something down would mend."""
    if not event.end_confirmed:
        yield Reason.END_UNCONFIRMED
    if event.exclusion:
        yield _EXCLUSIONS[event.exclusion]
    yield from _people_reasons(event)
    if event.kind.is_contact and not event.two_way and event.kind is not Kind.CONTACT_UNSPECIFIED:
        yield Reason.ONE_WAY
    if any(share.profession.counts for share in event.shares):
        yield from _time_reasons(event, policy, shares)
    yield from (reason for reason, missing in _MISSING if missing(event))


def _people_reasons(event: Event) -> Iterator[Reason]:
    if not event.shares:
        yield Reason.NO_WORKER
    elif not any(share.profession.counts for share in event.shares):
        yield Reason.PROFESSION
    if not event.participants:
        yield Reason.NO_CLIENT


def _time_reasons(event: Event, policy: Policy, shares: Sequence[Share]) -> Iterator[Reason]:
    longest = max((included_time(share, event.kind) for share in shares), default=ZERO)
    if not shares:
        yield Reason.NO_DIRECT_TIME
    elif event.kind.is_contact and longest <= policy.contact_over:
        yield Reason.CONTACT_TOO_SHORT
    elif not event.kind.is_contact and longest < policy.unit:
        yield Reason.INTERVENTION_TOO_SHORT


def _offers_contact(event: Event, policy: Policy, reasons: Sequence[Reason]) -> bool:
    """A short individual intervention may be recorded as a contact: the worker decides (I9)."""
    return (
        event.kind is Kind.INDIVIDUAL
        and Reason.INTERVENTION_TOO_SHORT in reasons
        and max(share.direct for share in event.shares if share.profession.counts) > policy.contact_over
    )


def _rule(kind: Kind) -> str:
    """The rule that decides how many units a counting event of this kind is."""
    if kind.is_contact:
        return "C3"
    return {Kind.INDIVIDUAL: "I5", Kind.EXTERNAL: "I7"}.get(kind, "I6")


def _no_content(event: Event) -> bool:
    return event.kind is not Kind.COURSE and not event.content.strip()


def _no_impact(event: Event) -> bool:
    return event.kind in {Kind.INDIVIDUAL, Kind.EXTERNAL} and not event.impact.strip()


def _no_note(event: Event) -> bool:
    """A group event counts once at least one participant's note is complete (D1).

    A course needs no impact (rules chapter 3); a family's impact may stand once, for the whole (I6).
    """
    if event.kind is Kind.FAMILY and event.impact.strip():
        return False
    return event.kind in {Kind.GROUP_THERAPY, Kind.FAMILY} and not any(
        participant.note.strip() for participant in event.participants
    )


def _no_lesson(event: Event) -> bool:
    return event.kind is Kind.COURSE and not event.lesson.strip()


def _no_institution(event: Event) -> bool:
    return event.kind is Kind.EXTERNAL and not event.institution.strip()


def _no_channel(event: Event) -> bool:
    return event.kind.is_contact and event.channel is None


def _no_letter(event: Event) -> bool:
    written_up_alone = event.kind.is_contact or event.kind in {Kind.INDIVIDUAL, Kind.EXTERNAL}
    by_letter = isinstance(event.channel, Channel) and event.channel.leaves_letter
    return written_up_alone and by_letter and not event.letter.strip()


_MISSING: tuple[tuple[Reason, Callable[[Event], bool]], ...] = (
    (Reason.NO_CHANNEL, _no_channel),
    (Reason.NO_CONTENT, _no_content),
    (Reason.NO_IMPACT, _no_impact),
    (Reason.NO_NOTE, _no_note),
    (Reason.NO_LESSON, _no_lesson),
    (Reason.NO_INSTITUTION, _no_institution),
    (Reason.NO_LETTER, _no_letter),
)

_EXCLUSIONS = {exclusion: Reason(exclusion.value) for exclusion in Exclusion}
