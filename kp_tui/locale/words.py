"""Words for what the domain knows, in the reader's language: kinds, reasons, counts, dates, errors."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from kp_tui.domain.clients import ClientState
from kp_tui.domain.counting import Count
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.events import Channel, Event, Exclusion, Kind
from kp_tui.domain.people import Profession, Role
from kp_tui.domain.policies import Policy
from kp_tui.domain.reasons import Reason
from kp_tui.domain.timers import Phase
from kp_tui.domain.walltime import PRAGUE
from kp_tui.locale import _, case_words, ngettext, plan_words

MINUTE = timedelta(minutes=1)

_KINDS: Mapping[Kind, str] = {
    Kind.CONTACT_SPECIFIED: N_("specified contact"),
    Kind.CONTACT_UNSPECIFIED: N_("unspecified contact"),
    Kind.CONTACT_FIRST: N_("first contact"),
    Kind.INDIVIDUAL: N_("individual intervention"),
    Kind.GROUP_THERAPY: N_("group therapy"),
    Kind.COURSE: N_("course lesson"),
    Kind.FAMILY: N_("family session"),
    Kind.EXTERNAL: N_("external intervention"),
}
_CHANNELS: Mapping[Channel, str] = {
    Channel.IN_PERSON: N_("in person"),
    Channel.PHONE: N_("by phone"),
    Channel.ELECTRONIC: N_("electronically"),
    Channel.WRITTEN: N_("in writing"),
}
_STATES: Mapping[ClientState, str] = {
    ClientState.APPLICANT: N_("applicant"),
    ClientState.CLIENT: N_("client"),
    ClientState.ENDED: N_("ended"),
}
_PHASES: Mapping[Phase, str] = {
    Phase.DIRECT: N_("direct work"),
    Phase.PREPARATION: N_("preparation"),
    Phase.WRITE_UP: N_("write-up"),
    Phase.PAUSE: N_("pause"),
}
_ROLES: Mapping[Role, str] = {
    Role.KEY_WORKER: N_("key worker"),
    Role.SOCIAL_WORKER: N_("social worker"),
    Role.PLANNING_COORDINATOR: N_("planning coordinator"),
    Role.CARE_WORKER: N_("care worker"),
    Role.MANAGER: N_("manager"),
    Role.ADMINISTRATOR: N_("administrator"),
}
_PROFESSIONS: Mapping[Profession, str] = {
    Profession.SOCIAL_WORKER: N_("social worker"),
    Profession.SOCIAL_SERVICES_WORKER: N_("worker in social services"),
    Profession.OTHER: N_("another profession"),
}
_EXCLUSIONS: Mapping[Exclusion, str] = {
    Exclusion.UNCLEAR_ACTIVITY: N_("unclear activity"),
    Exclusion.NO_EVIDENT_IMPACT: N_("no impact on the situation"),
    Exclusion.NOT_A_SERVICE: N_("not a service to the client"),
    Exclusion.OUTSIDE_TARGET_GROUP: N_("outside the target group"),
    Exclusion.UNDOCUMENTED: N_("not documented"),
}
_REASONS: Mapping[Reason, str] = {
    Reason.END_UNCONFIRMED: N_("the true end is not confirmed"),
    Reason.UNCLEAR_ACTIVITY: N_("unclear activity"),
    Reason.NO_EVIDENT_IMPACT: N_("no impact on the situation"),
    Reason.NOT_A_SERVICE: N_("not a service to the client"),
    Reason.OUTSIDE_TARGET_GROUP: N_("outside the target group"),
    Reason.UNDOCUMENTED: N_("not documented"),
    Reason.NO_WORKER: N_("worker is missing"),
    Reason.NO_CLIENT: N_("client is missing"),
    Reason.PROFESSION: N_("the worker's profession does not count"),
    Reason.ONE_WAY: N_("only one side spoke"),
    Reason.NO_DIRECT_TIME: N_("no direct time"),
    Reason.CONTACT_TOO_SHORT: N_("too short for a contact"),
    Reason.INTERVENTION_TOO_SHORT: N_("too short for an intervention"),
    Reason.NO_CHANNEL: N_("channel is missing"),
    Reason.NO_CONTENT: N_("content is missing"),
    Reason.NO_IMPACT: N_("impact is missing"),
    Reason.NO_NOTE: N_("no participant's note"),
    Reason.NO_LESSON: N_("lesson number is missing"),
    Reason.NO_INSTITUTION: N_("institution is missing"),
    Reason.NO_LETTER: N_("text of the letter is missing"),
}
_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    **case_words.WORDS,
    **plan_words.WORDS,
    Kind: _KINDS,
    Channel: _CHANNELS,
    ClientState: _STATES,
    Phase: _PHASES,
    Role: _ROLES,
    Profession: _PROFESSIONS,
    Exclusion: _EXCLUSIONS,
    Reason: _REASONS,
}


def word(code: StrEnum) -> str:
    """What a kind, channel, state, phase, role, profession, exclusion or reason is called."""
    return _(_WORDS[type(code)][code])


def error_text(error: KpError) -> str:
    """An expected failure as a sentence."""
    return _(error.message).format_map(error.fields)


def day_text(day: date) -> str:
    """A day as people write it: "st 18. 11. 2026"."""
    return f"{_(_DAYS[day.weekday()])} {day.day}. {day.month}. {day.year}"


def short_day_text(day: date | None) -> str:
    """A day without its name, as lists show it; nothing where there is none."""
    return f"{day.day}. {day.month}. {day.year}" if day else ""


def near_day_text(day: date, today: date) -> str:
    """A day that is near: "18. 11.", with its year where that is another one."""
    return f"{day.day}. {day.month}." if day.year == today.year else short_day_text(day)


def short_moment_text(instant: datetime) -> str:
    """A day of these weeks and a time: "18. 11. 9:15"."""
    local = instant.astimezone(PRAGUE)
    return f"{local.day}. {local.month}. {clock_text(instant)}"


def month_text(day: date) -> str:
    """A month: "listopad 2026"."""
    return f"{_(_MONTHS[day.month - 1])} {day.year}"


def age_text(born: date, now: datetime) -> str:
    """How old somebody is."""
    today = now.astimezone(PRAGUE).date()
    n = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return ngettext("{n} year old", "{n} years old", n).format(n=n)


def clock_text(instant: datetime) -> str:
    """A time by the clock on the wall."""
    local = instant.astimezone(PRAGUE)
    return f"{local.hour}:{local.minute:02}"


def moment_text(instant: datetime) -> str:
    """A day and a time."""
    return f"{day_text(instant.astimezone(PRAGUE).date())} {clock_text(instant)}"


def span_text(started_at: datetime, ended_at: datetime) -> str:
    """A time by the clock: "st 18. 11. 2026 9:15–10:40"."""
    return f"{moment_text(started_at)}–{clock_text(ended_at)}"


def answer_text(event: Event, count: Count) -> str:
    """How an event is understood, and what it comes to: "… 9:15–10:40 · 85 min · 2 interventions"."""
    mine = event.shares[0]
    worked = mine.direct + mine.preparation + mine.write_up
    parts = [mine.direct, mine.preparation, mine.write_up]
    shown = f" ({'/'.join(str(part // MINUTE) for part in parts)})" if worked != mine.direct else ""
    if count.reason is not None:
        came_to = count_text(event.kind, count)
    elif count.included == worked:
        came_to = units_text(event.kind, count.units)
    else:
        came_to = _("{units} out of {minutes}").format(
            units=units_text(event.kind, count.units), minutes=minutes_text(count.included)
        )
    return f"{span_text(event.started_at, event.ended_at)} · {minutes_text(worked)}{shown} · {came_to}"


def minutes_text(length: timedelta) -> str:
    """A length in whole minutes, rounded down as counting does."""
    return _("{n} min").format(n=length // MINUTE)


def elapsed_text(length: timedelta) -> str:
    """A running time in hours and minutes."""
    hours, minutes = divmod(length // MINUTE, 60)
    return f"{hours}:{minutes:02}"


def contacts_text(n: int) -> str:
    """A number of contacts."""
    return ngettext("{n} contact", "{n} contacts", n).format(n=n)


def interventions_text(n: int) -> str:
    """A number of interventions."""
    return ngettext("{n} intervention", "{n} interventions", n).format(n=n)


def units_text(kind: Kind, n: int) -> str:
    """What an event of a kind yields."""
    return contacts_text(n) if kind.is_contact else interventions_text(n)


def count_text(kind: Kind, count: Count) -> str:
    """What an event comes to, and why: the explanation beside every figure."""
    if count.reason is not None:
        whys = ", ".join(word(reason) for reason in count.reasons)
        return _("0: {whys}").format(whys=whys)
    return _("{units} ({minutes}, rule {rule})").format(
        units=units_text(kind, count.units), minutes=minutes_text(count.included), rule=count.rule
    )


def explanation(kind: Kind, count: Count) -> Iterator[str]:
    """What an event comes to with the rule that says so; of a zero every reason with its own."""
    if count.reason is None:
        yield count_text(kind, count)
    for reason in count.reasons:
        yield _("{why} (rule {rule})").format(why=word(reason), rule=reason.rule)


def kinds_text(units: Iterable[tuple[Kind, int]]) -> str:
    """Units by kind, contacts first; nothing where there are none."""
    in_order = sorted(units, key=lambda pair: list(Kind).index(pair[0]))
    return " · ".join(f"{word(kind)} {n}" for kind, n in in_order)


def towards_next(included: timedelta, policy: Policy) -> str:
    """How a running individual intervention stands: what it yields so far, and how far the next one is."""
    units, minutes = _towards_next(included, policy)
    return _("so far {units}, {minutes} to the next").format(units=interventions_text(units), minutes=minutes)


def towards_next_briefly(included: timedelta, policy: Policy) -> str:
    """The same in fewer letters, for narrow windows."""
    units, minutes = _towards_next(included, policy)
    return _("{n} int., next in {minutes}").format(n=units, minutes=minutes)


def _towards_next(included: timedelta, policy: Policy) -> tuple[int, str]:
    """The units so far, and the minutes to the next one, rounded up: at zero it is there."""
    units, over = divmod(included, policy.unit)
    return units, minutes_text(policy.unit - over + MINUTE - timedelta.resolution)
