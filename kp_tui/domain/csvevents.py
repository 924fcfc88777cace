"""Events in a table: the columns, and the event a row comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import repeat
from typing import TypeVar

from kp_tui.domain import csvvalues
from kp_tui.domain.csvfiles import Columns, Row
from kp_tui.domain.csvrows import Converters, NoRepeats, at, fields
from kp_tui.domain.csvvalues import Shown, Times
from kp_tui.domain.errors import N_, KpError
from kp_tui.domain.event_forms import LONGEST_TEXT, TextTooLong
from kp_tui.domain.events import ZERO, Channel, Event, Kind, Participant, Share
from kp_tui.domain.people import Worker
from kp_tui.domain.policies import Policy, policy_on
from kp_tui.domain.text import clean_line

EVENT_COLUMNS = Columns(
    required=("ref", "date", "start", "end", "kind"),
    optional=(
        *("channel", "clients", "workers", "times", "pause", "joint_reason"),
        *("content", "impact", "institution", "lesson"),
    ),
)
LONGEST_REF = 80  # characters
T = TypeVar("T")


class RefTooLong(KpError):
    """A reference is a short key of another program."""

    message = N_("A reference has up to {most} characters.")


class RefTwice(KpError):
    """One reference names one event."""

    message = N_("Another row of this file has this reference already.")


class RefTaken(KpError):
    """The same reference with other content: which of the two is right, a person must say."""

    message = N_("An event with this reference is already there, and its content is different.")


class ClientUnknown(KpError):
    """Marks name clients who are there already."""

    message = N_("Mark number {place} is nobody's: import or add the client first.")


class WorkerUnknown(KpError):
    """Logins name workers who are there already."""

    message = N_("Login number {place} is nobody's: add the worker first.")


class WorkerBarred(KpError):
    """Who is barred from a client takes no part there (X1)."""

    message = N_("One of these workers does not work with one of these clients.")


class TimesNotFitting(KpError):
    """As many entries as workers, or one."""

    message = N_("Write one entry for all workers, or one for each in the order of the workers.")


class PauseTooLong(KpError):
    """A pause lies within the time span."""

    message = N_("The pause is longer than the time from the start to the end.")


class InFuture(KpError):
    """What has not happened yet is no record."""

    message = N_("This has not happened yet.")


@dataclass(frozen=True, slots=True)
class Known:
    """What a file of events may refer to, and the moment it is read at."""

    workers: Mapping[str, Worker]
    clients: Mapping[str, int]
    policies: Sequence[Policy]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Fields:
    """A row with each field understood by itself."""

    ref: str
    date: date
    start: Shown
    end: Shown
    kind: Kind
    channel: Channel | None
    clients: tuple[int, ...]
    workers: tuple[Worker, ...]
    times: tuple[Times, ...]
    pause: timedelta
    joint_reason: str
    content: str
    impact: str
    institution: str
    lesson: str


class EventReader:
    """Reads the rows of one file."""

    def __init__(self, known: Known) -> None:
        self._known = known
        new = NoRepeats(RefTwice)
        self._lines: Converters = {
            "ref": lambda text: new(_ref(text)),
            "date": csvvalues.day,
            "start": csvvalues.clock,
            "end": csvvalues.clock,
            "kind": partial(csvvalues.code, Kind),
            "channel": lambda text: csvvalues.code(Channel, text) if text else None,
            "clients": lambda text: _named(known.clients, text.split(), ClientUnknown),
            "workers": lambda text: _named(known.workers, text.lower().split(), WorkerUnknown),
            "times": csvvalues.times,
            "pause": csvvalues.minutes,
            "joint_reason": _text,
            "institution": _text,
            "lesson": _text,
        }
        self._texts: Converters = {"content": _text, "impact": _text}

    def __call__(self, row: Row) -> tuple[str, Event]:
        """The reference and the event of a row; raises `RowRefused` or `InvalidInput`."""
        told = _Fields(**fields(row, self._lines, self._texts))
        start, end = _span(row, told)
        with at(row, "date"):
            policy_on(told.date, self._known.policies)
        with at(row, "end"):
            if end > self._known.now:
                raise InFuture
        return told.ref, _event(row, told, start, end).checked()


def marks(row: Row) -> list[str]:
    """The client marks of a row, known or not."""
    return clean_line(row.cells.get("clients", "")).split()


def _ref(text: str) -> str:
    if len(csvvalues.required(text)) > LONGEST_REF:
        raise RefTooLong(most=LONGEST_REF)
    return text


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(maximum=LONGEST_TEXT)
    return text


def _named(known: Mapping[str, T], names: Sequence[str], unknown: type[KpError]) -> tuple[T, ...]:
    """What the names stand for; the error tells the place of the one nobody has, not the name."""
    for place, name in enumerate(names, 1):
        if name not in known:
            raise unknown(place=place)
    return tuple(known[name] for name in names)


def _span(row: Row, told: _Fields) -> tuple[datetime, datetime]:
    with at(row, "start"):
        start = csvvalues.started(told.date, told.start)
    with at(row, "end"):
        return start, csvvalues.ended(start, told.end)


def _event(row: Row, told: _Fields, start: datetime, end: datetime) -> Event:
    """The table has no column of its own for a letter: its text is the content (rules, chapter 3)."""
    letter = told.channel is not None and told.channel.leaves_letter and not told.kind.is_group
    noted = told.kind.is_group and told.clients
    return Event(
        kind=told.kind,
        started_at=start,
        ended_at=end,
        shares=_shares(row, told, end - start),
        participants=tuple(Participant(client, told.impact if noted else "") for client in told.clients),
        channel=told.channel,
        pause=told.pause,
        joint_reason=told.joint_reason,
        content=told.content,
        impact="" if noted else told.impact,
        institution=told.institution,
        lesson=told.lesson,
        letter=told.content if letter else "",
    )


def _shares(row: Row, told: _Fields, span: timedelta) -> tuple[Share, ...]:
    with at(row, "pause"):
        if told.pause > span:
            raise PauseTooLong
    with at(row, "times"):
        if told.times and not (told.workers and len(told.times) in {1, len(told.workers)}):
            raise TimesNotFitting
    given = told.times or (Times(span - told.pause, ZERO, ZERO),)
    each = given if len(given) > 1 else repeat(given[0])
    return tuple(
        Share(worker.id, worker.profession, time.direct, time.preparation, time.write_up)
        for worker, time in zip(told.workers, each, strict=False)
    )
