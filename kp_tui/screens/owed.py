"""What lists of unfinished and owed things share: their lines, doing a duty, releasing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from kp_tui.domain.duties import Duty, DutyGroup, DutyKind
from kp_tui.domain.errors import N_
from kp_tui.locale import _, ngettext
from kp_tui.locale.words import near_day_text, short_day_text, word
from kp_tui.screens import style
from kp_tui.screens.looking import LookingScreen
from kp_tui.store.drafts import Draft
from kp_tui.usecases.case_steps import sheet_of
from kp_tui.usecases.duties import OF_THE_PLAN, owed_step, release_duty, release_plan_duty
from kp_tui.usecases.timers import RunningTimer
from kp_tui.widgets.keys import key
from kp_tui.widgets.rows import Column, Rows

RUNNING, DRAFT, OWED, OVERDUE = "►", "○", "!", "▲"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: the timer, a draft, a duty, or many duties of one kind."""

    sign: str
    mark: str
    what: str = field(repr=False)
    since: str
    why: str = field(repr=False)
    draft: Draft | None = None
    timer: RunningTimer | None = None
    duty: Duty | None = None
    group: DutyGroup | None = None

    @property
    def key(self) -> str:
        """What tells it from the others, however the list has changed meanwhile."""
        if self.draft is not None:
            return self.draft.id
        if self.duty is not None:
            return f"duty {self.duty.number}"
        return f"group {self.group.kind} {self.group.worker_id}" if self.group else "timer"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at duties, on which day; whose they are is said where they are somebody else's."""

    person: int
    today: date
    names: Mapping[int, str] = field(repr=False)
    everybodys: bool = False

    def whose(self, *workers: int) -> str:
        """The names of whoever owes something; none where it is one's own in one's own list."""
        if self.person in workers and not self.everybodys:
            return ""
        return ", ".join(self.names[one] for one in sorted(workers))


class OwedScreen(LookingScreen):
    """A list whose duties are done by Enter, and released by the manager, a plan's by its key worker."""

    CSS_PATH = style("owed")
    CHANGED_BY = (Screen,)
    BINDINGS: ClassVar[list[BindingType]] = [
        key(
            "r",
            "release",
            N_("Release the duty"),
            "duty.release",
            N_("The manager says why nobody owes it any more; of a plan the key worker"),
        ),
    ]

    async def do(self, duty: Duty) -> None:
        """Open the event or the sheet that fulfils the duty; the client, where that is not the person's."""
        to_write = sheet_of(duty)
        mine = self.desk.person.id in duty.owed_by
        if duty.kind is DutyKind.EVENT and (mine or duty.about):
            await self.ways.to_event(duty.subject)
        elif duty.kind in OF_THE_PLAN and duty.client_id is not None:
            await self.ways.planning.to_plan(duty.client_id, owed_step(duty))
        elif duty.kind is DutyKind.GRANT:
            await self.ways.paperwork.to_grants()
        elif to_write is not None and self.desk.may(to_write.saves):
            await self.ways.to_sheet(to_write.saves.name, to_write.subject)
        elif duty.client_id is not None:
            await self.ways.to_client(duty.client_id)

    async def action_release(self) -> None:
        """Ask the manager, or of a plan its key worker, why the duty under the cursor is owed no more."""
        item = self.query_one(Rows).row
        if not isinstance(item, Item) or item.duty is None:
            self.say(_("Only a single duty can be released."))
            return
        case = release_plan_duty if item.duty.kind in OF_THE_PLAN else release_duty
        await self.ways.to_sheet(case.name, item.duty.number)
        self.ways.say(" · ".join(part for part in (item.mark, item.what, item.why) if part))

    def reader(self, names: Mapping[int, str], *, everybodys: bool = False) -> Reader:
        """The person at this desk, today."""
        return Reader(self.desk.person.id, self.desk.today(), names, everybodys)


def columns() -> list[Column[Item]]:
    """What a line says."""
    return [
        Column("", lambda item: item.sign, 1),
        Column(_("Mark"), lambda item: item.mark, 9),
        Column(_("What"), lambda item: item.what, 17, grow=1),
        Column(_("Since"), lambda item: item.since, 12, optional=True),
        Column(_("What is missing"), lambda item: item.why, 24, grow=1),
    ]


def item_of(duty: Duty, reader: Reader) -> Item:
    """The line of a duty: overdue or not, until when, and whose where it is not one's own."""
    sign = OVERDUE if duty.overdue(reader.today) else OWED
    told = (_whose(duty, reader), _why(duty, reader.today))
    why = " · ".join(part for part in told if part)
    what = duty.about or word(duty.kind)
    return Item(sign, duty.mark, what, short_day_text(duty.since), why, duty=duty)


def item_of_group(group: DutyGroup, reader: Reader) -> Item:
    """The line that stands for many duties."""
    told = _many(group.kind, group.number)
    why = reader.whose(group.worker_id) or _("Enter lists them")
    return Item(OWED, "", told.format(n=group.number), short_day_text(group.since), why, group=group)


def _many(kind: DutyKind, n: int) -> str:
    if kind is DutyKind.CONSENT:
        return ngettext("{n} client without consents", "{n} clients without consents", n)
    if kind is DutyKind.PLAN:
        return ngettext("{n} client waits for a written plan", "{n} clients wait for a written plan", n)
    return ngettext("{n} event to complete", "{n} events to complete", n)


def _whose(duty: Duty, reader: Reader) -> str:
    """Who owes it; of a deputy that is missing, who lacks one, as the manager owes it as well."""
    return reader.whose(*({duty.subject} if duty.kind is DutyKind.DEPUTY else duty.owed_by))


def _why(duty: Duty, today: date) -> str:
    if duty.lacks is not None:
        return word(duty.lacks)
    if duty.about:
        return word(duty.kind)
    if duty.due is None:
        return ""
    told = _("until {day}, overdue") if duty.overdue(today) else _("until {day}")
    return told.format(day=near_day_text(duty.due, today))
