"""Writing down a person: what is missing is said where it is missing, and nothing typed is lost."""

from dataclasses import replace

from kp_tui.domain.clients import ClientState
from kp_tui.screens.both_versions import BothVersionsScreen
from kp_tui.screens.client import ClientScreen
from kp_tui.screens.client_form import ClientFormScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.store import clients, drafts
from kp_tui.store.clients import ClientCard
from kp_tui.usecases.client_forms import kept_client_form, save_client
from tests.support.at_work import at_work, client_id
from tests.support.stores import Office


def card(office: Office, mark: str) -> ClientCard:
    """A client as the store has them."""
    its = client_id(office, mark)
    return office.look(lambda store: clients.card(store, its))


async def test_enter_goes_through_the_fields_and_saving_shows_the_card(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n")
        assert (desk.focus, desk.value("mark")) == ("surname", "K-008"), "the next mark is there already"
        await desk.press(*"Ří", "enter", *"Emil", "enter", *"5.11.1980")
        assert desk.told("born") == "5. 11. 1980 · 45 years old"
        await desk.press("enter", "right", "enter", "enter", *"777", "enter", *"Os")
        assert desk.focus == "contacts"
        await desk.press("ctrl+s")
        assert isinstance(desk.screen, ClientScreen)
        assert desk.message == "Saved."
        assert "K-008 Ří Emil" in desk.bar
    details = card(people, "K-008").details
    assert (details.state, details.contacts) == (ClientState.CLIENT, "777\nOs")
    assert details.key_worker_id == people.worker("novakova").id, "whoever writes, if they may be one"


async def test_a_birth_date_that_is_none_is_said_at_its_field(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", *"Ří", "enter", "enter", *"31.2.1980")
        assert desk.told("born") == "Write the birth date as 5. 11. 1980."
        await desk.press("enter", "ctrl+s")
        assert desk.message == "! Write the birth date as 5. 11. 1980."
        assert (desk.focus, desk.value("surname")) == ("birth_date", "Ří")


async def test_a_client_needs_a_key_worker_and_is_sent_to_that_field(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", *"Ří", "tab", "tab", "tab", "right", "tab", "home", "ctrl+s")
        assert desk.message.startswith("! A client must have a key worker")  # K2
        assert desk.focus == "key_worker"


async def test_an_anonymous_person_is_asked_for_nothing_that_names_them(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", "up", "right")
        for name in ("surname", "name", "birth_date", "contacts"):
            assert desk.screen.query_one(f"#{name}").disabled  # L2
        await desk.press("enter")
        assert desk.focus == "state"
        await desk.press("tab", "home", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen)
        assert "anonymous" in desk.told("card")


async def test_a_name_that_stands_there_can_be_emptied_before_it_is_anonymous(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", "x", "up", "right", "ctrl+s")
        assert desk.message.startswith("! Of an anonymous person no name")
        await desk.press("down", "backspace", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen)


async def test_a_mark_that_is_taken_is_said_at_its_field(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", *"Ří", "up", "up", "backspace", "1", "ctrl+s")
        assert (desk.focus, desk.message.startswith("! Another client has this mark")) == ("mark", True)


async def test_two_people_changing_one_client_see_both_versions(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("e", *"-Malý")
        svoboda = people["svoboda"]
        opened = svoboda.perform(kept_client_form, client_id(people, "K-003"))
        svoboda.perform(save_client, opened, replace(opened.form, contacts="777 999"))
        await desk.press("ctrl+s")
        await desk.wait_screen(BothVersionsScreen)
        assert "saved: Černý yours: Černý-Malý" in desk.text
        assert "saved: 777 999 yours: –" in desk.text
        await desk.press("escape", "ctrl+s")
        assert isinstance(desk.screen, ClientScreen)
    assert card(people, "K-003").details.surname == "Černý-Malý"
    assert card(people, "K-003").version == 3


async def test_state_and_key_worker_are_asked_of_a_new_case_only(people: Office) -> None:
    """Later they change by what happens in the case: a consent, an ending, a change (K3, K4)."""
    async with at_work(people) as desk:
        await desk.press("e")
        assert not desk.screen.query("#state, #key_worker")
        await desk.press(*"tá", "ctrl+s")
        assert desk.message == "Saved."
    assert card(people, "K-003").details.state is ClientState.CLIENT
    assert card(people, "K-003").details.key_worker_id == people.worker("novakova").id


async def test_a_form_that_is_left_waits_as_a_draft_and_comes_back_as_it_was(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n", *"Ří", "enter", *"Em", "escape")
        assert isinstance(desk.screen, ClientsScreen)
        await desk.press("f8", "enter")
        assert isinstance(desk.screen, ClientFormScreen)
        assert (desk.focus, desk.value("name")) == ("name", "Em")
        await desk.press(*"il", "ctrl+s")
    assert card(people, "K-008").details.name == "Emil"
    assert people.look(drafts.own) == []


async def test_the_whole_form_stands_in_the_smallest_terminal(people: Office) -> None:
    async with at_work(people, size=(60, 20)) as desk:
        await desk.press("n")
        for widget in desk.screen.focus_chain:
            assert desk.screen.region.contains_region(widget.region), widget
