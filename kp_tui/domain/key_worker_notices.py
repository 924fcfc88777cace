"""How the client is told of a change: by the outgoing key worker before, or by the new one after (K5)."""

from dataclasses import dataclass
from datetime import date

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.key_worker_changes import TOLD_HOW, HandOver, KeyWorkerChange
from kp_tui.domain.key_workers import NoticeChannel, Period
from kp_tui.domain.sheets import Pick, asked, day_typed


class NoticeMissing(InvalidInput):
    """The outgoing key worker tells the client before the change, or the reason why not is kept (K5)."""

    message = N_("Write when the key worker so far told the client of the change, or why they could not.")
    field = "told_on"


class NoticeChannelMissing(InvalidInput):
    """A notice has its channel (K4)."""

    message = N_("Choose how the client was told.")
    field = "channel"


class NoticeAndNone(InvalidInput):
    """The client was told before, or was not."""

    message = N_("The client was either told beforehand or not: leave the notice or the reason empty.")
    field = "no_notice_reason"


class NoticeAfterChange(InvalidInput):
    """Who goes tells before; afterwards only the new key worker does (K5)."""

    message = N_("The key worker so far tells the client on the day of the change at the latest.")
    field = "told_on"


class NoticeTooOld(InvalidInput):
    """Nobody tells of a change before they are responsible themselves."""

    message = N_("The key worker so far is responsible from {day} on: the notice cannot be older.")
    field = "told_on"


class NoticeToCome(InvalidInput):
    """What is written down has happened."""

    message = N_("This day is still to come: write the notice down when the client knows.")
    field = "told_on"


class NewTellsAfter(InvalidInput):
    """Before the change it is the outgoing key worker's to tell (K5)."""

    message = N_("The new key worker tells the client from {day} on, when they are responsible.")
    field = "told_on"


class TellerUnfit(InvalidInput):
    """Two people tell of a change: who goes and who comes (K5)."""

    message = N_("The client is told by the key worker so far or by the new one.")
    field = "told_by"


class NothingToTell(InvalidInput):
    """The first key worker of a case follows nobody."""

    message = N_("This key worker follows nobody: there is no change to tell the client of.")
    field = "told_on"


class NoticeThere(InvalidInput):
    """A notice is written down once."""

    message = N_("That the client was told of this change is written down already.")


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that is written down after the change."""

    told_by: Pick = asked(N_("Who told the client"))
    told_on: date = asked(N_("Day"))
    channel: NoticeChannel = asked(TOLD_HOW)


def refuse_notice(change: KeyWorkerChange) -> None:
    """Raise `NothingToTell` where a first key worker comes with a notice, or a reason for none."""
    if change.told_on is not None or change.channel is not None or change.no_notice_reason:
        raise NothingToTell


def told_before(change: KeyWorkerChange | HandOver, before: Period) -> tuple[date, NoticeChannel] | None:
    """The outgoing key worker's notice, none where it was impossible; raises what is wrong with it (K5)."""
    if change.no_notice_reason:
        if change.told_on is not None or change.channel is not None:
            raise NoticeAndNone
        return None
    if change.told_on is None:
        raise NoticeMissing
    if change.channel is None:
        raise NoticeChannelMissing
    _refuse_not_before(change.told_on, change.day, before)
    return change.told_on, change.channel


def refuse_unfit_notice(told: Told, owed: Period, before: Period, today: date) -> None:
    """Raise what forbids a notice that is written down after the change (K5)."""
    if told.told_by not in (owed.worker_id, before.worker_id):
        raise TellerUnfit
    if told.told_on > today:
        raise NoticeToCome
    if told.told_by == before.worker_id:
        _refuse_not_before(told.told_on, owed.from_day, before)
    elif told.told_on < owed.from_day:
        raise NewTellsAfter(day=day_typed(owed.from_day))


def _refuse_not_before(told_on: date, day: date, before: Period) -> None:
    if told_on > day:
        raise NoticeAfterChange
    if told_on < before.from_day:
        raise NoticeTooOld(day=day_typed(before.from_day))
