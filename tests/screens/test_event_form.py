"""F2 and F5: what is typed is understood at once, counted at once, and never lost."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from textual.widgets import TextArea

from kp_tui.domain.events import Channel, Kind
from kp_tui.screens import form
from kp_tui.screens.both_versions import BothVersionsScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.store import drafts, schema
from kp_tui.store.drafts import Draft
from kp_tui.usecases.event_forms import drafted_event_form, kept_event_form, record_event
from kp_tui.usecases.events import open_event
from tests.support.at_work import AtWork, at_work, write_up
from tests.support.stores import Office


def own_drafts(office: Office) -> list[Draft]:
    """The drafts that the store holds for novakova."""
    return office.look(drafts.own)


def events_kept(office: Office) -> int:
    """How many events the store holds."""
    count = select(func.count()).select_from(schema.event)
    return int(office.look(lambda store: store.connection.execute(count).scalar_one()))


async def begin(desk: AtWork, time: str = "") -> None:
    """Open the form for the client under the cursor (K-003), type a time, go to the content."""
    await desk.press("f2")
    if time:
        await desk.press(*time)
        await desk.press("tab")


async def test_afterwards_takes_the_time_two_keys_the_notes_and_one(people: Office) -> None:
    write_up(people, "K-003", kind=Kind.CONTACT_SPECIFIED, channel=Channel.PHONE, time="7:00-7:30")
    async with at_work(people) as desk:
        await desk.press("f2")
        assert (desk.chosen("kind"), desk.chosen("channel")) == (
            Kind.CONTACT_SPECIFIED,
            Channel.PHONE,
        ), "as last time"
        await desk.press(*"8:15-8:40")
        await desk.press("tab")
        await desk.press(*"vol")
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, ClientsScreen)
        assert desk.message == "Saved: 1 contact (25 min, rule C3)."
    assert events_kept(people) == 2


async def test_an_impact_typed_where_a_contact_has_none_chooses_no_colleague(people: Office) -> None:
    write_up(people, "K-003", kind=Kind.CONTACT_SPECIFIED, channel=Channel.PHONE, time="7:00-7:30")
    async with at_work(people) as desk:
        await begin(desk, "8:15-8:40")
        await desk.press(*"vol", "tab", *"Dvo")
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, EventFormScreen)
        assert (
            desk.message
            == "! What you typed here chooses nothing yet: Enter takes what it finds, Esc drops it."
        )
        assert (desk.focused.id, desk.chosen("colleague")) == ("colleague", None)
        await desk.press("escape", "ctrl+s")
        assert desk.message == "Saved: 1 contact (25 min, rule C3)."


async def test_the_time_and_what_it_comes_to_are_told_in_full_while_one_types(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        assert desk.told("answer").startswith("The time is missing.")
        await desk.press(*"8:15-9:40")
        when = "Wed 18. 3. 2026 8:15–9:40 · 85 min"
        assert desk.told("answer") == f"{when} · 0: content is missing, impact is missing"
        await desk.press("tab", "x", "tab", "y")
        assert desk.told("answer") == f"{when} · 2 interventions"
        await desk.press("shift+tab", "shift+tab", *" 40/5/5")
        assert desk.told("answer").endswith("· 50 min (40/5/5) · 1 intervention")
        await desk.press("end", "x")
        assert desk.told("answer").startswith("This is not a time.")


async def test_a_short_intervention_offers_to_be_a_contact_and_the_worker_decides(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-8:30")
        await desk.press("x", "tab", "y", "ctrl+g")
        assert desk.chosen("kind") is Kind.INDIVIDUAL, "nothing is offered, nothing happens"
        await desk.press("shift+tab", "shift+tab", "backspace", "backspace", *"29")
        assert desk.told("answer").endswith("0: too short for an intervention – ^G records it as a contact")
        await desk.press("ctrl+g")
        assert desk.chosen("kind") is Kind.CONTACT_SPECIFIED
        assert desk.told("answer").endswith("29 min · 1 contact")
        assert not desk.shown("impact"), "a contact needs none"


async def test_only_the_fields_that_are_needed_are_asked_for(people: Office) -> None:
    rare = ("letter", "colleague_time", "joint_reason", "two_way", "end_confirmed")
    async with at_work(people) as desk:
        await begin(desk)
        assert not any(desk.shown(name) for name in rare)
        await desk.press("shift+tab", "left", "left")
        assert desk.chosen("channel") is Channel.ELECTRONIC
        assert desk.shown("letter")
        await desk.press("shift+tab", "right")
        assert (desk.shown("two_way"), desk.shown("impact")) == (True, False)


async def test_every_answer_is_reached_with_tab_alone_and_enter_in_the_last_saves(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        visited = [desk.focus]
        for _ in range(4):
            await desk.press("tab")
            visited.append(desk.focus)
        assert visited == ["content", "impact", "colleague", "exclusion", "kind"]
        await desk.press("shift+tab", "enter")
        assert isinstance(desk.screen, ClientsScreen)


async def test_a_second_worker_counts_only_with_a_reason_and_has_a_time_of_their_own(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("x", "tab", "y", "tab", "d", "enter")
        assert desk.told("answer").endswith("60 min · 2 interventions")
        await desk.press("tab", "a")
        assert desk.told("answer").endswith("60 min · 4 interventions out of 120 min")
        await desk.press("shift+tab", *"30")
        assert desk.told("answer").endswith("60 min · 3 interventions out of 90 min")


async def test_what_is_wrong_with_the_second_workers_time_is_said_at_their_field(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("x", "tab", "y", "tab", "d", "enter", *"ne", "tab", "ctrl+s")
        assert desk.message.startswith("! Write the second worker's time in minutes")
        assert desk.focus == "colleague_time"
        assert desk.value("content") == "x"


async def test_what_can_never_count_is_declared_and_told(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("x", "tab", "y", "tab", "tab", "right")
        assert desk.told("answer").endswith("0: unclear activity")
        assert "no: unclear activity" in desk.text


async def test_without_a_time_nothing_is_saved_and_nothing_lost(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        await desk.press("tab", *"d", "ctrl+s")
        assert desk.message == "! Write the time, for example 9:15-10:40 or 85m."
        assert desk.focus == "time"
        await desk.press("8")
        assert desk.message == "", "what is being mended is no longer said"
        assert desk.value("content") == "d"


async def test_work_at_the_same_time_is_warned_about(people: Office) -> None:
    write_up(people, "K-001", time="8-9")
    async with at_work(people) as desk:
        await begin(desk, "8:30-9:30")
        await desk.press("x", "tab", "y", "ctrl+s")
        saved = "Saved: 2 interventions (60 min, rule I5)."
        assert desk.message == f"{saved} It overlaps your work with K-001."
        await begin(desk, "9:30-10:00")
        await desk.press("ctrl+s")
        assert "overlaps" not in desk.message, "D5: ending and starting at once is no overlap"


async def test_what_is_typed_is_a_draft_within_seconds(
    people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "KEEP_EVERY", 0.05)
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press(*"abc")
        await desk.wait(lambda: any('"abc"' in draft.body for draft in own_drafts(people)))
        (draft,) = own_drafts(people)
        assert draft.open
        await desk.press("ctrl+s")
    assert own_drafts(people) == [], "saved for good: nothing waits"


async def test_esc_leaves_a_draft_and_says_where_it_waits(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("escape")
        assert desk.message == "The unfinished form waits under Today (F8)."
        (draft,) = own_drafts(people)
        assert not draft.open


async def test_a_form_left_as_it_was_leaves_nothing(people: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "KEEP_EVERY", 0.01)
    async with at_work(people) as desk:
        await begin(desk)
        await desk.press("8")
        await desk.wait(lambda: own_drafts(people))
        await desk.press("backspace", "escape")
    assert own_drafts(people) == []


async def test_after_a_lock_the_form_is_back_with_the_cursor_where_it_was(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press(*"ab", "enter", *"cd", "left", "ctrl+l")
        assert "cd" not in desk.text
        await desk.sign_in()
        await desk.wait_screen(EventFormScreen)
        await desk.settle()
        area = desk.screen.query_one("#content", TextArea)
        assert (desk.focus, area.cursor_location) == ("content", (1, 1))
        await desk.press("x", "ctrl+s")
        assert desk.message.startswith("Saved:")
    assert (events_kept(people), own_drafts(people)) == (1, [])


async def test_in_a_line_too_the_cursor_is_back_and_nothing_is_selected(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk)
        await desk.press(*"8:0-9:00", "left", "left", "left", "left", "left", "ctrl+l")
        await desk.sign_in()
        await desk.wait_screen(EventFormScreen)
        await desk.settle()
        await desk.press("0")
        assert desk.value("time") == "8:00-9:00"


async def test_two_people_changing_one_event_see_both_versions(people: Office) -> None:
    event_id = write_up(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("enter", "enter", "e")
        assert isinstance(desk.screen, EventFormScreen)
        await desk.press("tab", *"Já: ")
        colleague = people.sign_in("novakova")
        opened = colleague.perform(kept_event_form, event_id)
        colleague.perform(record_event, opened, replace(opened.form, impact="Klid"))
        colleague.abandon()
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, BothVersionsScreen)
        assert "saved: Doprovod na úřad yours: Doprovod na úřadJá:" in desk.text
        assert "saved: Klid yours: Jistota" in desk.text
        await desk.press("escape")
        assert desk.value("content") == "Doprovod na úřadJá: "
        await desk.press("ctrl+s")
        kept = people["novakova"].perform(open_event, event_id).kept
    assert (kept.event.impact, kept.version) == ("Jistota", 3)
    versions = select(schema.event_version.c.version).where(schema.event_version.c.event_id == event_id)
    assert people.look(lambda store: list(store.connection.scalars(versions))) == [1, 2], "D4"


async def test_a_draft_open_in_two_windows_is_saved_as_one_event(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("x", "escape", "f8", "enter")
        (draft,) = own_drafts(people)
        other = people["novakova"].perform(drafted_event_form, draft.id)
        people["novakova"].perform(record_event, other, other.form)
        await desk.press("tab", "y", "ctrl+s")
        assert isinstance(desk.screen, BothVersionsScreen)
        await desk.press("escape", "ctrl+s")
        assert desk.message.startswith("Saved:")
    assert events_kept(people) == 1


async def test_up_in_an_empty_note_brings_what_one_wrote_before(people: Office) -> None:
    write_up(people, "K-003", time="v 8-9", content="starší", impact="klid")
    write_up(people, "K-003", time="7-8", content="novější", impact="")
    write_up(people, "K-001", time="9-9:30", content="u jiného")
    async with at_work(people) as desk:
        await begin(desk, "9:30-9:45")
        await desk.press("up")
        assert desk.value("content") == "novější"
        await desk.press("up", "up")
        assert desk.value("content") == "starší"
        await desk.press("down", "down")
        assert desk.value("content") == ""
        await desk.press("up", "x")
        assert desk.value("content") == "novějšíx"
        await desk.press("tab", "up")
        assert desk.value("impact") == "klid"
        await desk.press("x", "up")
        assert desk.focus == "content", "a note that was written is left by the arrow"


async def test_a_colleague_who_has_gone_still_stands_in_the_old_event(people: Office) -> None:
    gone = people.worker("svoboda").id
    event_id = write_up(people, "K-003", colleague_id=gone)
    leave = update(schema.worker).where(schema.worker.c.id == gone).values(active=False)
    people.change(lambda store: store.connection.execute(leave))
    async with at_work(people) as desk:
        await desk.press("enter", "enter", "e")
        assert desk.chosen("colleague") == gone
        await desk.press("ctrl+s")
    assert len(people["novakova"].perform(open_event, event_id).kept.event.shares) == 2


async def test_a_form_that_another_one_follows_is_left_not_covered(people: Office) -> None:
    async with at_work(people) as desk:
        await begin(desk, "8-9")
        await desk.press("x", "f2")
        assert (desk.value("time"), len(own_drafts(people))) == ("", 1)
        await desk.press("escape")
        assert isinstance(desk.screen, ClientsScreen)


async def test_the_note_of_the_card_goes_back_to_the_card(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("enter")
        await begin(desk, "8-9")
        await desk.press("x", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen)
        assert desk.message == "Saved: 0: impact is missing."
        assert desk.row.content == "x"


async def test_in_the_smallest_terminal_every_field_is_on_the_screen(people: Office) -> None:
    async with at_work(people, size=(60, 20)) as desk:
        await begin(desk, "8-9")
        await desk.press("tab", "tab", "d", "shift+tab", "shift+tab", "shift+tab")
        await desk.press("shift+tab", "left", "left", "shift+tab", "right")
        for widget in desk.screen.focus_chain:
            assert desk.screen.region.contains_region(widget.region), widget
            assert widget.size.height, widget
