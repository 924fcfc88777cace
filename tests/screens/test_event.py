"""An event in full: every reason in words with its rule, scrolled by keys, never taken for markup."""

from kp_tui.domain.events import Exclusion, Kind
from kp_tui.screens.event_form import EventFormScreen
from kp_tui.usecases.absences import record_absence
from kp_tui.usecases.deputies import name_deputy
from kp_tui.usecases.events import open_event
from tests.support.at_work import at_work, client_id, write_up
from tests.support.sheets import fill_in
from tests.support.stores import Office


async def test_every_reason_for_nothing_stands_there_with_its_rule(people: Office) -> None:
    write_up(people, "K-003", time="8-8:20", content="", impact="", exclusion=Exclusion.NOT_A_SERVICE)
    async with at_work(people) as desk:
        await desk.press("enter", "enter")
        for line in (
            "not a service to the client (rule D2)",
            "too short for an intervention (rule I4)",
            "content is missing (rule 3)",
            "impact is missing (rule 3)",
        ):
            assert f"– {line}" in desk.text


async def test_what_counts_says_how_and_who_was_there(people: Office) -> None:
    helper = people.worker("svoboda").id
    write_up(people, "K-003", time="8-9 40/10/10", colleague_id=helper, joint_reason="agrese")
    async with at_work(people) as desk:
        await desk.press("enter", "enter")
        assert "→ 4 interventions (120 min, rule I5)" in desk.text
        assert "Nováková Jana: direct 40 min, preparation 10 min, write-up 10 min" in desk.text
        assert "Svoboda Petr: direct 40 min" in desk.text
        assert "Reason for two agrese" in desk.text


async def test_a_long_note_is_scrolled_by_keys_and_says_that_it_goes_on(people: Office) -> None:
    write_up(people, "K-003", content="\n".join(f"řádek {number}" for number in range(60)), impact="konec")
    async with at_work(people) as desk:
        await desk.press("enter", "enter")
        await desk.wait(lambda: "▼" in desk.text, "more below")
        assert "konec" not in desk.text
        await desk.press("pagedown", "pagedown", "pagedown", "pagedown")
        await desk.wait(lambda: "▼" not in desk.text, "the end of the page")
        await desk.wait(lambda: "konec" in desk.text and "▲" in desk.text, "the end, and more above")
        await desk.press("up", "pageup", "pageup", "pageup", "pageup")
        await desk.wait(lambda: "řádek 0" in desk.text, "the beginning")


async def test_hostile_text_stands_there_as_text(people: Office) -> None:
    write_up(people, "K-003", content="[b]ne[/b] \x1b]0;titul\x07 [@click=app.quit]sem[/]")
    async with at_work(people) as desk:
        await desk.press("enter", "enter")
        assert "[b]ne[/b] ]0;titul [@click=app.quit]sem[/]" in desk.text


async def test_enter_changes_it_and_the_way_back_shows_the_change(people: Office) -> None:
    write_up(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("enter", "enter", "enter")
        assert isinstance(desk.screen, EventFormScreen)
        await desk.press("end", *" 30/0/0", "ctrl+s")
        assert "→ 1 intervention (30 min, rule I5)" in desk.text


async def test_del_takes_it_out_of_the_counts_and_u_puts_it_back(people: Office) -> None:
    event_id = write_up(people, "K-003")
    async with at_work(people) as desk:
        await desk.press("enter", "enter", "u")
        assert desk.message == "There is nothing to put back."
        await desk.press("delete")
        assert "→ Removed: counts for nothing" in desk.text
        assert people["novakova"].perform(open_event, event_id).kept.removed
        await desk.press("u")
        assert "→ 2 interventions (60 min, rule I5)" in desk.text


async def test_somebody_elses_event_is_read_and_not_changed(people: Office) -> None:
    write_up(people, "K-003", by="svoboda", kind=Kind.CONTACT_SPECIFIED)
    async with at_work(people) as desk:
        await desk.press("enter", "enter", "e")
        assert desk.message == "! You can change your own contacts and individual interventions only."


async def test_its_client_becomes_the_current_one(people: Office) -> None:
    write_up(people, "K-001", content="")
    async with at_work(people) as desk:
        await desk.press("f8", "enter")
        assert desk.desk.client is not None
        assert desk.desk.client.id == client_id(people, "K-001")


async def test_what_a_deputy_wrote_says_for_whom(people: Office) -> None:
    novakova, svoboda = people.worker("novakova").id, people.worker("svoboda").id
    fill_in(people["novakova"], name_deputy, novakova, deputy=str(svoboda))
    fill_in(people["novakova"], record_absence, novakova, first="1. 3. 2026", last="31. 3. 2026")
    write_up(people, "K-003", by="svoboda")
    async with at_work(people) as desk:
        await desk.press("enter", "enter")
        assert "for: Nováková Jana" in desk.text
