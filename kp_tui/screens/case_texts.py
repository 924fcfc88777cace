"""How a case stands, in a few lines; and how an entry of its journal begins."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from textual.content import Content

from kp_tui.domain.cases import Consent, EntryKind
from kp_tui.domain.clients import ClientState
from kp_tui.domain.duties import Duty
from kp_tui.domain.sheets import Ask, questions
from kp_tui.domain.situations import ContactPerson
from kp_tui.domain.text import shown
from kp_tui.locale import _
from kp_tui.locale.words import short_day_text, word
from kp_tui.usecases.case_around import Around
from kp_tui.usecases.case_steps import next_step
from kp_tui.usecases.cases import Entry, OpenedCase
from kp_tui.usecases.sheets import SHEETS, SavesSheet

FLAG, OWED = "▲", "!"
MOST_DUTIES = 3


def case_lines(opened: OpenedCase, around: Around, today: date) -> Content:
    """Who and how far, the flag, who is responsible, what is agreed, who is near, what is owed and next."""
    lines = [
        (_who(opened), "bold"),
        *((line, "bold") for line in _flag(opened.can_flag_since)),
        *((line, "bold") for line in _late(opened)),
        (_responsible(opened, around), ""),
        *((line, "") for line in _standing_in(opened, around)),
        (_agreed(opened), ""),
        *((line, "") for line in _near(opened, around, today)),
        *((line, "bold") for line in map(duty_text, around.duties[:MOST_DUTIES])),
        *((line, "bold") for line in _next(next_step(opened))),
    ]
    return Content("\n").join([Content.styled(shown(text), look) for text, look in lines])


def duty_text(duty: Duty) -> str:
    """What is owed, until when where it has a last day."""
    if duty.due is None:
        return f"{OWED} {word(duty.kind)}"
    return f"{OWED} {word(duty.kind)}: {_until(duty.due)}"


def _until(day: date) -> str:
    return _("until {day}").format(day=short_day_text(day))


def begins(entry: Entry) -> str:
    """The first words of an entry; nothing where the person may not read it."""
    if entry.what is None:
        return ""
    texts = [getattr(entry.what, one.name) for one in questions(type(entry.what)) if one.ask in _TOLD]
    return next((word(text) if isinstance(text, StrEnum) else text for text in texts if text), "")


_TOLD = (Ask.LINE, Ask.TEXT)


def _who(opened: OpenedCase) -> str:
    client = opened.client
    parts = (
        client.mark,
        client.full_name or _("anonymous"),
        word(client.state),
        *([word(opened.stage)] if client.state is ClientState.APPLICANT else []),
        opened.service.name,
        _("since {day}").format(day=short_day_text(opened.began)),
    )
    return " · ".join(parts)


def _flag(since: date | None) -> Iterator[str]:
    if since is not None:
        told = _("suspected abuse or neglect since {day}: p shows the internal procedure")
        yield f"{FLAG} {told.format(day=short_day_text(since))}"


def _late(opened: OpenedCase) -> Iterator[str]:
    """That the assessment came too late (L3)."""
    if opened.assessed_late:
        told = _("the assessment was later than {day}")
        yield f"{FLAG} {told.format(day=short_day_text(opened.assessment_due))}"


def _responsible(opened: OpenedCase, around: Around) -> str:
    now = opened.key_worker
    told = _("key worker: {name}").format(name=opened.workers[now.worker_id] if now else _("none yet"))
    since = _("since {day}").format(day=short_day_text(now.from_day)) if now else ""
    before = [f"{name} {_until(day)}" for name, day in around.before[-1:]]
    return " · ".join([f"{told} {since}".strip(), *(_("before: {name}").format(name=one) for one in before)])


def _standing_in(opened: OpenedCase, around: Around) -> Iterator[str]:
    """The deputy; whoever is away, until when, and who acts for them (K7)."""
    if opened.key_worker is None:
        return
    deputy = around.deputy or _("none yet")
    if around.away_until is None:
        yield _("deputy: {name}").format(name=deputy)
    else:
        told = _("away until {day}; in the meantime acts: {name}")
        yield told.format(day=short_day_text(around.away_until), name=deputy)


def _agreed(opened: OpenedCase) -> str:
    given = [
        f"{word(consent)} {short_day_text(opened.consents[consent])}"
        for consent in Consent
        if consent in opened.consents
    ]
    return _("consents: {consents}").format(consents=" · ".join(given) or _("none yet"))


def _near(opened: OpenedCase, around: Around, today: date) -> Iterator[str]:
    """The families with their other members, the people around the client, other files of the same person."""
    for family in around.families:
        others = (one for one in family.members if one.client_id != opened.client.id)
        named = [" ".join(filter(None, (one.mark, one.full_name, one.relation))) for one in others]
        yield _("family {name}: {members}").format(name=family.name, members=", ".join(named) or "–")
    people = [one.what for one in opened.journal if one.kind is EntryKind.CONTACT_PERSON and one.what]
    near = [_person(one) for one in people if one.until is None or one.until >= today]
    if near:
        yield _("around: {people}").format(people=" · ".join(near))
    if opened.other_files:
        marks = ", ".join(mark for _client_id, mark in opened.other_files)
        yield _("other file of the same person: {marks}").format(marks=marks)


def _person(person: ContactPerson) -> str:
    relation = f" ({person.relation})" if person.relation else ""
    return " ".join(f"{person.name}{relation} {person.contact}".split())


def _next(saves: SavesSheet | None) -> Iterator[str]:
    """What takes the case on; where the work itself goes on, what the keys do here."""
    if saves is not None:
        yield _("→ next: {step} (n)").format(step=_(SHEETS[saves.name].title))
    else:
        yield _("n writes down · e corrects · o cover sheet · f family · b who has no part")
