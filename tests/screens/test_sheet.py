"""A sheet: asked field after field, understood as one types, kept as a draft, saved by its use case."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pytest

from kp_tui.domain.errors import N_, InvalidInput
from kp_tui.domain.events import Channel
from kp_tui.domain.sheets import Pick, SheetForm, asked, understood
from kp_tui.locale import words
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.sheet import SheetScreen
from kp_tui.store import drafts
from kp_tui.store.unit import Store
from kp_tui.usecases.door import Access, Permission, UseCase
from kp_tui.usecases.sheets import SHEETS, Offer, Sheet
from tests.support.at_work import AtWork, at_work, client_id
from tests.support.desk import LOW
from tests.support.journals import end
from tests.support.stores import Office


class Fruit(StrEnum):
    """What one may choose."""

    APPLE = "apple"
    PEAR = "pear"


@dataclass(frozen=True, slots=True)
class Visit:
    """A sheet with a question of every sort."""

    day: date = asked("Day of the visit")
    place: str = asked("Place")
    said: str = asked("What was said", text=True)
    fruit: Fruit = asked("Fruit")
    friend: Pick | None = asked("Friend")
    glad: bool = asked("Glad")


class PlaceUnknown(InvalidInput):
    """A refusal of the use case."""

    message = N_("Nobody knows that place.")
    field = "place"


SAVED: list[Visit] = []


def save(store: Store, form: SheetForm, draft_id: str) -> None:
    visit = understood(Visit, form.answers, store.today)
    if visit.place == "Nikde":
        raise PlaceUnknown
    SAVED.append(visit)
    drafts.drop(store, draft_id)


def offer(store: Store, subject: int) -> Offer:
    return Offer({"day": "18. 3. 2026"}, {"friend": ((7, "Anna"), (8, "Běta"))}, client_id=subject or None)


@pytest.fixture(autouse=True)
def visits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet, in the registry for one test."""
    SAVED.clear()
    case = UseCase("visit", Permission.SIGNED_IN, Access.NOTE, save)
    monkeypatch.setitem(SHEETS, "visit", Sheet(N_("A visit"), Visit, case, offer))
    known: dict[type[StrEnum], Any] = {**words._WORDS}
    known[Fruit] = {Fruit.APPLE: "apple", Fruit.PEAR: "pear"}
    monkeypatch.setattr(words, "_WORDS", known)


async def open_visit(desk: AtWork, office: Office, mark: str = "K-004") -> None:
    await desk.app.ways.to_sheet("visit", client_id(office, mark))
    await desk.settle()


async def test_a_sheet_is_filled_in_by_keys_alone_and_saved(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        await desk.wait_screen(SheetScreen)
        assert desk.bar.startswith("K-004"), "whom it is about is the current client"
        assert desk.focus == "place", "the first question without an answer"
        await desk.press(*"Brno", "enter", *"ahoj", "tab", "p", "enter", "b", "enter", "right", "enter")
        await desk.wait_screen(ClientsScreen)
        assert desk.message == "Saved."
    assert [Visit(date(2026, 3, 18), "Brno", "ahoj", Fruit.PEAR, Pick(8), glad=True)] == SAVED
    assert people.look(drafts.own) == []


async def test_a_sheet_that_fits_says_nothing_of_more(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        await desk.press("tab", "tab")
        await desk.wait(lambda: "▼" not in desk.text, "no more below")


async def test_the_day_is_shown_as_it_is_understood(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        assert "Wed 18. 3. 2026" in desk.text
        await desk.press("up", "end", *["backspace"] * 11, *"po")
        assert "po Mon 16. 3. 2026" in desk.text
        await desk.press("x")
        assert "pox ?" in desk.text


async def test_what_is_refused_is_said_at_its_field_and_everything_typed_stays(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        await desk.press(*"Nikde", "enter", *"ahoj", "ctrl+s")
        assert desk.message == "! Nobody knows that place."
        assert (desk.focus, desk.value("said")) == ("place", "ahoj")
        await desk.press("up", *["backspace"] * 11, "ctrl+s")
        assert desk.message == "! Fill in this field."
        assert desk.focus == "day"
    assert SAVED == []


async def test_a_sheet_left_unfinished_is_a_draft_and_opens_where_the_cursor_was(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        await desk.press(*"Brno", "enter", *"aho", "escape")
        assert desk.message == "The unfinished form waits under Today (F8)."
        (draft,) = people.look(drafts.own)
        await desk.app.ways.to_draft(draft)
        await desk.settle()
        assert desk.focus == "said"
        await desk.press("j", "ctrl+s")
    assert SAVED[0].said == "ahoj"
    assert people.look(drafts.own) == []


async def test_an_untouched_sheet_leaves_nothing(people: Office) -> None:
    async with at_work(people) as desk:
        await open_visit(desk, people)
        await desk.press("escape")
        assert desk.message == ""
    assert people.look(drafts.own) == []


@dataclass(frozen=True, slots=True)
class Long:
    """More questions than a low terminal has lines."""

    channel: Channel = asked("First")
    one: str = asked("One", text=True)
    two: str = asked("Two", text=True)
    three: str = asked("Three", text=True)
    four: str = asked("Four", text=True)
    five: str = asked("Five", text=True)
    six: str = asked("Six", text=True)
    seven: str = asked("Seven", text=True)
    last: str = asked("Last of all")


@pytest.mark.parametrize("size", [(80, 24), LOW])
async def test_a_long_sheet_scrolls_with_the_cursor(
    people: Office, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    case = UseCase("long", Permission.SIGNED_IN, Access.NOTE, save)
    monkeypatch.setitem(SHEETS, "long", Sheet("Long", Long, case, lambda _store, _subject: Offer()))
    async with at_work(people, size=size) as desk:
        await desk.app.ways.to_sheet("long")
        await desk.settle()
        assert "Last of all" not in desk.text
        await desk.wait(lambda: "▼" in desk.lines[1], "more below")
        await desk.press(*["tab"] * 8)
        assert desk.focus == "last"
        await desk.wait_for("► Last of all")
        await desk.wait(lambda: "▲" in desk.lines[1] and "▼" not in desk.lines[1], "the end")
        assert "First" not in desk.text


async def test_a_sheet_that_the_case_no_longer_allows_stays_a_draft_after_signing_in(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"cerny", "enter")
        await desk.app.ways.to_sheet("change_key_worker", client_id(people, "K-003"))
        await desk.settle()
        await desk.press("down", "down", "down", *"proto", "ctrl+l")
        ended = client_id(people, "K-003")
        people.change(lambda store: end(store, ended, store.today))
        await desk.sign_in()
        await desk.wait_screen(ClientsScreen)
        await desk.settle()
    assert len(people.look(drafts.own)) == 1
