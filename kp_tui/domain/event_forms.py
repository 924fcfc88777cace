"""An event as a person types it, and the event it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.events import CONTACTS, ZERO, Channel, Event, Exclusion, Kind, Participant, Share
from kp_tui.domain.people import Worker
from kp_tui.domain.text import clean, clean_line
from kp_tui.domain.timeerrors import NotUnderstood, UnusableTime
from kp_tui.domain.timefield import PRAGUE, TimeEntry, parse, render
from kp_tui.domain.timers import Phase, Timer

LONGEST_TEXT = 50_000
FORM_KINDS = (Kind.INDIVIDUAL, *CONTACTS)


class TimeMissing(InvalidInput):
    """An event has a time, however roughly it was written down."""

    message = N_("Write the time, for example 9:15-10:40 or 85m.")
    field = "time"


class TextTooLong(InvalidInput):
    """A record is read on a screen, and its text is kept again with every change."""

    message = N_("A text may have up to {maximum} characters: shorten it, or write a second record.")
    field = "content"


class SameColleague(InvalidInput):
    """The second worker is somebody else."""

    message = N_("The second worker must be somebody else.")
    field = "colleague"


class ColleagueTimeUnclear(InvalidInput):
    """The second worker's own time is a length, or the three parts of one."""

    message = N_("Write the second worker's time in minutes: 40, 85m, or 40/10/10 with its parts.")
    field = "colleague_time"


@dataclass(frozen=True, slots=True)
class EventForm:
    """The fields of the form as they stand, finished or not; a draft keeps exactly this.

    `serves` are the goals and steps that the event served, by their numbers (step 0: the goal as a whole);
    None where nobody has chosen any yet. `focus` names the field the cursor is in, `cursor` its row and
    column there.
    """

    client_id: int
    kind: Kind = Kind.INDIVIDUAL
    channel: Channel | None = Channel.IN_PERSON
    time: str = field(default="", repr=False)
    colleague_id: int | None = None
    colleague_time: str = field(default="", repr=False)
    joint_reason: str = field(default="", repr=False)
    content: str = field(default="", repr=False)
    impact: str = field(default="", repr=False)
    letter: str = field(default="", repr=False)
    two_way: bool = True
    exclusion: Exclusion | None = None
    end_confirmed: bool = True
    serves: tuple[tuple[int, int], ...] | None = None
    focus: str = ""
    cursor: tuple[int, int] = (0, 0)


def measured(timer: Timer) -> TimeEntry:
    """What a stopped timer measured, to the second."""
    end = timer.ended_at
    if end is None:
        raise TimeMissing
    return TimeEntry(
        started_at=timer.started_at,
        ended_at=end,
        direct=timer.total(Phase.DIRECT, end),
        preparation=timer.total(Phase.PREPARATION, end),
        write_up=timer.total(Phase.WRITE_UP, end),
        parts_given=timer.total(Phase.DIRECT, end) != end - timer.started_at,
    )


def time_of(form: EventForm, now: datetime) -> TimeEntry:
    """The typed time; a timer's own is typed to the second, so nothing is rounded (I11)."""
    if not form.time.strip():
        raise TimeMissing
    return parse(form.time, now)


def end_typed(text: str, started_at: datetime, now: datetime) -> datetime:
    """The end of a forgotten timer, typed as a time by the clock or as a length (I12)."""
    start = started_at.astimezone(PRAGUE)
    beginning = f"{start:%Y-%m-%d %H:%M:%S}"
    try:
        return parse(f"{beginning}-{text}", now).ended_at
    except NotUnderstood:
        return parse(f"{beginning} {text}", now).ended_at


def completed(form: EventForm, author: Worker, colleagues: Mapping[int, Worker], now: datetime) -> Event:
    """The event a form comes to; raises what the time field or the choice of people gets wrong."""
    if max(map(len, (form.content, form.impact, form.letter, form.joint_reason))) > LONGEST_TEXT:
        raise TextTooLong(maximum=LONGEST_TEXT)
    entry = time_of(form, now)
    shares = [_share(author, entry)]
    if form.colleague_id is not None:
        shares.append(_colleagues_share(form, author, colleagues[form.colleague_id], entry, now))
    return Event(
        kind=form.kind,
        channel=form.channel,
        started_at=entry.started_at,
        ended_at=entry.ended_at,
        pause=_pause(entry),
        shares=tuple(shares),
        participants=(Participant(form.client_id),),
        two_way=form.two_way,
        exclusion=form.exclusion,
        end_confirmed=form.end_confirmed,
        joint_reason=clean_line(form.joint_reason) if form.colleague_id is not None else "",
        content=clean(form.content).strip(),
        impact="" if form.kind.is_contact else clean(form.impact).strip(),
        letter=clean(form.letter).strip(),
    )


def form_of(event: Event, author_id: int) -> EventForm:
    """The form of an event that is already kept, to edit it."""
    mine, *others = sorted(event.shares, key=lambda share: share.worker_id != author_id)
    return EventForm(
        client_id=event.participants[0].client_id,
        kind=event.kind,
        channel=event.channel,
        time=render(_entry(event, mine)),
        colleague_id=others[0].worker_id if others else None,
        colleague_time=_parts(others[0]) if others and _differ(mine, others[0]) else "",
        joint_reason=event.joint_reason,
        content=event.content,
        impact=event.impact,
        letter=event.letter,
        two_way=event.two_way,
        exclusion=event.exclusion,
        end_confirmed=event.end_confirmed,
    )


def with_what_no_form_shows(event: Event, before: Event) -> Event:
    """The changed event with its other people and texts, and the professions that were held on that day."""
    held = {share.worker_id: share.profession for share in before.shares}
    shares = [
        replace(share, profession=held.get(share.worker_id, share.profession)) for share in event.shares
    ]
    in_form = {share.worker_id for share in shares}
    third_and_on = [share for share in before.shares if share.worker_id != shares[0].worker_id][1:]
    shares += [share for share in third_and_on if share.worker_id not in in_form]
    kept = {name: getattr(before, name) for name in ("participants", "institution", "lesson")}
    return replace(event, shares=tuple(shares), **kept)


def confirms_end(before: EventForm, time: str) -> bool:
    """Whether a typed time says when a forgotten timer's work really ended: not the measured one (I12)."""
    return not before.end_confirmed and time.strip() != before.time.strip()


def _colleagues_share(
    form: EventForm, author: Worker, colleague: Worker, entry: TimeEntry, now: datetime
) -> Share:
    """The second worker's time: as long as the author's, unless something else is typed."""
    if colleague.id == author.id:
        raise SameColleague
    typed = form.colleague_time.strip()
    return _share(colleague, _length_typed(typed, now) if typed else entry)


def _length_typed(typed: str, now: datetime) -> TimeEntry:
    """A length with or without its parts; here a bare number can only be minutes."""
    try:
        return parse(f"{typed}m" if typed.isdecimal() else typed, now)
    except UnusableTime:
        raise ColleagueTimeUnclear from None


def _share(worker: Worker, entry: TimeEntry) -> Share:
    return Share(worker.id, worker.profession, entry.direct, entry.preparation, entry.write_up)


def _entry(event: Event, share: Share) -> TimeEntry:
    return TimeEntry(
        event.started_at,
        event.ended_at,
        share.direct,
        share.preparation,
        share.write_up,
        parts_given=_times(share) != (event.ended_at - event.started_at, ZERO, ZERO),
    )


def _differ(one: Share, other: Share) -> bool:
    return _times(one) != _times(other)


def _times(share: Share) -> tuple[timedelta, timedelta, timedelta]:
    return share.direct, share.preparation, share.write_up


def _parts(share: Share) -> str:
    """One share as the time field writes it, to the second."""
    return "/".join(_part(part) for part in _times(share))


def _part(length: timedelta) -> str:
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    return f"{minutes}:{seconds:02}" if seconds else f"{minutes}"


def _pause(entry: TimeEntry) -> timedelta:
    return max(entry.ended_at - entry.started_at - entry.direct - entry.preparation - entry.write_up, ZERO)
