"""What was typed and not saved: only one's own, back with the cursor where it was, kept on a dropped line."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kp_tui.desk import Desk
from kp_tui.domain.client_forms import ClientForm
from kp_tui.domain.errors import Conflict, NotFound
from kp_tui.domain.event_forms import EventForm
from kp_tui.store import drafts
from kp_tui.store.drafts import Draft
from kp_tui.store.unit import Store
from kp_tui.usecases.client_forms import client_draft, drafted_client_form, kept_client_form, new_client_form
from kp_tui.usecases.drafts import drop_draft, form_left_open, keep_draft
from kp_tui.usecases.event_forms import (
    OpenedEventForm,
    drafted_event_form,
    event_draft,
    kept_event_form,
    new_event_form,
    record_event,
)
from kp_tui.usecases.today import look_at_today
from tests.support.examples import examples
from tests.support.stores import PASSWORD, Office, probe

TYPED = "Přišla s dopisem, ale"
HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["\x1b]0;x\x07", "[bold]", "\u202e", "'; DROP TABLE draft; --", "\0", "\ud7ff", "řádek\nřádek", '{"a":1}']
)


@pytest.fixture
def client_id(office: Office) -> int:
    return office.add_client("A-1", "Novák", of="novakova")


@pytest.fixture
def opened(office: Office, client_id: int) -> OpenedEventForm:
    return office["novakova"].perform(new_event_form, client_id)


def typed(opened: OpenedEventForm, *, on_screen: bool = False, **fields: Any) -> Draft:
    """The draft of a form with these fields typed into it."""
    return event_draft(opened, replace(opened.form, **{"content": TYPED, **fields}), on_screen=on_screen)


def waiting(office: Office, login: str = "novakova") -> list[str]:
    """The beginnings of the drafts that wait for that person."""
    return [unfinished.begins for unfinished in office[login].perform(look_at_today).drafts]


def test_a_draft_comes_back_as_it_was_left(office: Office, opened: OpenedEventForm) -> None:
    draft = typed(opened, focus="content", cursor=(0, 21), time="8-9")
    office["novakova"].perform(keep_draft, draft)
    office.sign_out("novakova")
    again = office["novakova"].perform(drafted_event_form, draft.id)
    assert again.form == replace(opened.form, content=TYPED, focus="content", cursor=(0, 21), time="8-9")
    assert (again.client, again.draft_id, again.drafted) == (opened.client, draft.id, True)


def test_any_text_comes_back_letter_by_letter(office: Office, opened: OpenedEventForm) -> None:
    @given(st.builds(EventForm, st.just(opened.form.client_id), time=HOSTILE, content=HOSTILE))
    @examples(30)
    def holds(form: EventForm) -> None:
        def there_and_back(store: Store) -> None:
            drafts.save(store, event_draft(opened, form, on_screen=False))
            assert drafted_event_form.body(store, opened.draft_id).form == form

        office.pretend(there_and_back)

    holds()


def test_a_form_saved_again_and_again_is_one_draft(office: Office, opened: OpenedEventForm) -> None:
    for letters in range(1, 6):
        office["novakova"].perform(keep_draft, typed(opened, content=TYPED[:letters]))
    assert waiting(office) == [TYPED[:5]]


def test_a_recorded_form_leaves_no_draft(office: Office, opened: OpenedEventForm) -> None:
    office["novakova"].perform(keep_draft, typed(opened))
    office["novakova"].perform(record_event, opened, replace(opened.form, time="8-9"))
    assert waiting(office) == []


def test_a_form_that_could_not_be_recorded_keeps_its_draft(office: Office, opened: OpenedEventForm) -> None:
    office["novakova"].perform(keep_draft, typed(opened))
    with pytest.raises(NotFound):
        office["novakova"].perform(record_event, opened, replace(opened.form, time="8-9", client_id=999))
    assert waiting(office) == [TYPED]


def test_a_dropped_draft_can_be_brought_back(office: Office, opened: OpenedEventForm) -> None:
    draft = typed(opened)
    office["novakova"].perform(keep_draft, draft)
    office["novakova"].perform(drop_draft, draft.id)
    office["novakova"].perform(drop_draft, draft.id)
    assert waiting(office) == []
    office["novakova"].perform(keep_draft, draft)
    assert waiting(office) == [TYPED]


def test_the_latest_draft_stands_first(office: Office, client_id: int) -> None:
    for content in ("první", "druhý", "třetí"):
        form = office["novakova"].perform(new_event_form, client_id)
        office["novakova"].perform(keep_draft, typed(form, content=content))
        office.clock.forward(seconds=2)
    assert waiting(office) == ["třetí", "druhý", "první"]


def test_the_form_that_was_on_the_screen_is_the_one_to_go_on_with(office: Office, client_id: int) -> None:
    left, aside = (office["novakova"].perform(new_event_form, client_id) for _ in range(2))
    office["novakova"].perform(keep_draft, typed(left, on_screen=True))
    office.clock.forward(seconds=2)
    office["novakova"].perform(keep_draft, typed(aside))
    found = office["novakova"].perform(form_left_open)
    assert found is not None
    assert found.id == left.draft_id
    office["novakova"].perform(keep_draft, typed(left))
    assert office["novakova"].perform(form_left_open) is None


def test_a_draft_of_a_changed_record_still_finds_the_conflict(office: Office, client_id: int) -> None:
    colleague = office.worker("svoboda").id
    session = office["novakova"]
    new = session.perform(new_event_form, client_id)
    form = replace(new.form, time="8-9", content="první", colleague_id=colleague)
    event_id = session.perform(record_event, new, form).event_id
    mine = session.perform(kept_event_form, event_id)
    session.perform(keep_draft, typed(mine))
    theirs = office["svoboda"].perform(kept_event_form, event_id)
    office["svoboda"].perform(record_event, theirs, replace(theirs.form, content="jejich"))
    again = session.perform(drafted_event_form, mine.draft_id)
    with pytest.raises(Conflict):
        session.perform(record_event, again, again.form)
    assert waiting(office) == [f"{mine.form.time} {TYPED}"]


def test_a_clients_form_comes_back_too(office: Office, client_id: int) -> None:
    session = office["novakova"]
    opened = session.perform(kept_client_form, client_id)
    half = replace(opened.form, surname="Novot", birth_date="1. 2.")
    session.perform(keep_draft, client_draft(opened, half, on_screen=True))
    again = session.perform(drafted_client_form, opened.draft_id)
    assert (again.form, again.client_id, again.version) == (half, client_id, 1)
    new = session.perform(new_client_form)
    session.perform(keep_draft, client_draft(new, ClientForm(), on_screen=True))
    assert session.perform(drafted_client_form, new.draft_id).form == ClientForm()


# whose they are


def test_nobody_opens_changes_or_drops_anothers_draft(office: Office, opened: OpenedEventForm) -> None:
    draft = typed(opened, on_screen=True)
    office["novakova"].perform(keep_draft, draft)
    for login in ("svoboda", "cerna", "dvorakova", "prochazka"):
        stranger = office[login]
        with pytest.raises(NotFound):
            stranger.perform(drafted_event_form, draft.id)
        with pytest.raises(NotFound):
            stranger.perform(keep_draft, replace(draft, body=draft.body.replace(TYPED, "přepsáno")))
        stranger.perform(drop_draft, draft.id)
        assert stranger.perform(form_left_open) is None
        assert waiting(office, login) == []
    assert waiting(office) == [TYPED]


def test_a_draft_is_about_what_its_writer_reaches(office: Office, opened: OpenedEventForm) -> None:
    new = replace(opened.form, time="8-9", content="první")
    event_id = office["novakova"].perform(record_event, opened, new).event_id
    draft = typed(replace(opened, draft_id=drafts.new_id()))
    for login, foreign in (
        ("spravce", draft),
        ("dvorakova", replace(draft, event_id=event_id)),
        ("novakova", replace(draft, event_id=999)),
        ("novakova", replace(draft, client_id=999)),
    ):
        with pytest.raises(NotFound):
            office[login].perform(keep_draft, foreign)


def test_a_mark_out_of_reach_stands_in_no_draft(office: Office, opened: OpenedEventForm) -> None:
    office["spravce"].perform(keep_draft, replace(typed(opened, on_screen=True), client_id=None))
    office.raw().execute("UPDATE draft SET client_id = 1")
    found = office["spravce"].perform(form_left_open)
    assert found is not None
    assert found.mark == ""


def test_a_draft_of_one_form_is_not_opened_as_another(office: Office, opened: OpenedEventForm) -> None:
    office["novakova"].perform(keep_draft, typed(opened))
    with pytest.raises(NotFound):
        office["novakova"].perform(drafted_client_form, opened.draft_id)


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"client_id":"x"}', '{"client_id":1,"kind":"no"}'])
def test_what_could_not_be_opened_again_is_not_kept(
    office: Office, opened: OpenedEventForm, body: str
) -> None:
    with pytest.raises(msgspec.DecodeError):
        office["novakova"].perform(keep_draft, replace(typed(opened), body=body))
    assert waiting(office) == []


# the line drops


async def at_the_desk(office: Office) -> Desk:
    """The desk of the program, signed in."""
    desk = Desk(office.home, office.clock)
    await desk.sign_in("novakova", PASSWORD)
    return desk


async def test_what_was_typed_is_kept_when_the_line_drops(office: Office, opened: OpenedEventForm) -> None:
    desk = await at_the_desk(office)
    desk.perform_last(keep_draft, typed(opened, on_screen=True))
    desk.leave()
    found = office["novakova"].perform(form_left_open)
    assert found is not None
    assert TYPED in found.body


async def test_it_is_kept_behind_whatever_the_store_is_busy_with(
    office: Office, opened: OpenedEventForm
) -> None:
    desk = await at_the_desk(office)
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: Store) -> None:
        begun.set()
        go_on.wait()

    session = desk._signed_in()
    desk._thread.submit(session.perform, probe(slow))
    begun.wait()
    threading.Timer(0.05, go_on.set).start()
    desk.perform_last(keep_draft, typed(opened, on_screen=True))
    desk.leave()
    assert waiting(office) == [TYPED]


async def test_a_clock_set_back_loses_no_draft(office: Office, opened: OpenedEventForm) -> None:
    office["novakova"].perform(keep_draft, typed(opened))
    office.clock.now -= timedelta(days=3)
    office["novakova"].perform(keep_draft, typed(opened, content="dál"))
    assert waiting(office) == ["dál"]
