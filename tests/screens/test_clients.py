"""F3: the list finds whom the letters mean, and the client under the cursor is the current one."""

from kp_tui.screens.client import ClientScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.widgets.key_bar import key_labels
from tests.support.at_work import AtWork, at_work
from tests.support.stores import Office


def marks(desk: AtWork) -> list[str]:
    """The marks in the list, from the top."""
    return [row.mark for row in desk.rows]


async def test_the_day_begins_with_ones_own_clients_in_czech_order(people: Office) -> None:
    async with at_work(people) as desk:
        assert marks(desk) == ["K-003", "K-004", "K-002", "K-001"]
        assert desk.focus == "rows"
        assert "My clients" in desk.text


async def test_m_shows_everybody_and_those_who_have_ended_are_there_only(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("m")
        assert marks(desk) == ["K-005", "K-003", "K-004", "K-007", "K-002", "K-001", "K-006"]
        assert "All clients" in desk.text
        await desk.press("m")
        assert "K-005" not in marks(desk)


async def test_whoever_has_no_clients_begins_with_everybody(people: Office) -> None:
    async with at_work(people, "cerna") as desk:
        assert len(marks(desk)) == 7


async def test_f3_four_letters_and_enter_open_the_card(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"cern", "enter")
        assert isinstance(desk.screen, ClientScreen)
        assert "Černý Petr" in desk.told("card")


async def test_every_typed_word_begins_some_word_and_ones_own_come_first(people: Office) -> None:
    async with at_work(people) as desk:
        for typed, found in (
            ("nov", ["K-002", "K-001", "K-006"]),
            ("nov z", ["K-001"]),
            ("adam", ["K-005"]),  # those who have ended are found too
            ("k 002", ["K-002"]),  # a number is a number here
        ):
            await desk.press("f3", *typed)
            assert marks(desk) == found


async def test_a_letter_asks_the_store_once(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3")
        for letter in "nov":
            desk.desk.asked.clear()
            await desk.press(letter)
            assert desk.desk.asked == {"list_clients": 1}


async def test_a_late_answer_never_overwrites_a_newer_one(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3")
        desk.desk.asked.clear()
        with desk.desk.store_held_up():
            for letter in "chal":
                desk.app.simulate_key(letter)
            await desk.wait(lambda: desk.value("search") == "chal")
        await desk.settle()
        assert marks(desk) == ["K-004"]
        assert desk.desk.asked["list_clients"] <= 2


async def test_nobody_found_is_said(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"xyz", "enter")
        assert "Nobody found." in desk.text
        assert isinstance(desk.screen, ClientsScreen)


async def test_a_number_picks_its_row_with_shift_or_without(people: Office) -> None:
    async with at_work(people) as desk:
        for key in ("2", "ě"):
            await desk.press(key)
            assert "K-004" in desk.told("card")
            await desk.press("escape", "home")


async def test_the_search_is_one_key_away(people: Office) -> None:
    async with at_work(people) as desk:
        for key in ("/", "ú", "f3", "ctrl+f"):
            await desk.press(key)
            assert (desk.focus, desk.value("search")) == ("search", "")
            await desk.press("escape")


async def test_the_key_bar_names_f3_here_too(people: Office) -> None:
    async with at_work(people) as desk:
        keys = dict(key_labels(desk.screen))
        assert keys["F3"] == "Client"


async def test_the_client_under_the_cursor_is_the_current_one(people: Office) -> None:
    async with at_work(people) as desk:
        assert "K-003 Černý Petr" in desk.bar
        await desk.press("down")
        assert "K-004 Chalupa Ivan" in desk.bar
        await desk.press("f3", *"novy")
        assert "K-006 Nový Aleš" in desk.bar


async def test_arrows_move_in_the_list_while_one_types(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"nov", "down", "enter")
        assert "K-001" in desk.told("card")


async def test_from_a_card_too_f3_goes_straight_to_the_search(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("enter", "f3", *"no")
        assert (desk.focus, desk.value("search")) == ("search", "no")
        assert isinstance(desk.screen, ClientsScreen)


async def test_esc_leaves_the_search_as_if_it_had_not_been(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("down", "f3", *"novy", "escape")
        assert desk.focus == "rows"
        assert desk.value("search") == ""
        assert desk.row.mark == "K-004"
        assert "K-004" in desk.bar


async def test_back_from_a_card_the_cursor_is_on_its_client(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("f3", *"novy", "enter", "escape")
        assert desk.row.mark == "K-006"
        assert desk.focus == "rows"
        await desk.press("escape")
        assert desk.row.mark == "K-006", "not one's own: found among all"


async def test_a_new_client_and_an_edit_are_one_key(people: Office) -> None:
    async with at_work(people) as desk:
        await desk.press("n")
        assert desk.value("mark") == "K-008"
        await desk.press("escape", "e")
        assert desk.value("surname") == "Černý"


async def test_who_may_not_edit_is_told_and_stays(people: Office) -> None:
    async with at_work(people, "dvorakova") as desk:
        await desk.press("n")
        assert desk.message == "! Your role does not allow this."
        assert isinstance(desk.screen, ClientsScreen)


async def test_a_hostile_name_is_text(office: Office) -> None:
    office.add_client("K-001", "[red]Rudý[/red]", "[@click=app.quit]x[/]", of="novakova")
    async with at_work(office) as desk:
        assert "[red]Rudý[/red] [@clic" in desk.text
        await desk.press("enter")
        assert "[red]Rudý[/red] [@click=app.quit]x[/]" in desk.text


async def test_in_the_smallest_terminal_marks_and_names_are_whole(people: Office) -> None:
    async with at_work(people, size=(60, 20)) as desk:
        assert "K-001" in desk.text
        assert "Nováková Žofie" in desk.text
        assert all(len(line) <= 60 for line in desk.lines)
