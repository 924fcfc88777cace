"""F9 offers all that can be done here and now, found by any word, and does it as its key would."""

from kp_tui import help as manual
from kp_tui.screens.client_form import ClientFormScreen
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.confirm import ConfirmScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.menu import LEADS_TO, LEFT_OUT, OF_THE_LIST, MenuScreen
from kp_tui.screens.owed import OwedScreen
from kp_tui.screens.password import PasswordScreen
from kp_tui.screens.pick import Entry
from kp_tui.screens.signin import SignInScreen
from kp_tui.screens.today import TodayScreen
from kp_tui.widgets.key_lines import key_lines
from kp_tui.widgets.rows import Rows
from tests.support.desk import LOW, Sitter, seated
from tests.support.stores import Office


def offered(at: Sitter) -> list[Entry]:
    rows: Rows[int, Entry] = at.screen.query_one(Rows)
    assert rows._window is not None
    return [entry for _place, entry in rows._window.rows]


def labels(at: Sitter) -> list[str]:
    return [entry.label for entry in offered(at)]


async def open_menu(at: Sitter, login: str = "novakova") -> None:
    await at.sign_in(login)
    await at.press("f9")
    await at.wait_screen(MenuScreen)
    await at.wait(lambda: at.screen.query_one(Rows).row, "the entries")


async def choose(at: Sitter, words: str) -> None:
    await at.write(words)
    await at.wait(lambda: len(offered(at)) < 6, "fewer entries")
    await at.press("enter")


async def test_everything_the_keys_do_here_is_offered_with_its_keys(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        lines = [line for line in key_lines(at.screen) if line.binding.id not in LEFT_OUT]
        assert lines
        await at.press("f9")
        await at.wait_screen(MenuScreen)
        await at.wait(lambda: at.screen.query_one(Rows).row, "the entries")
        found = {(entry.label, entry.keys, entry.tooltip) for entry in offered(at)}
        assert found >= {(line.label, ", ".join(line.keys), line.tooltip) for line in lines}


async def test_the_screens_own_things_come_first_and_the_lists_cursor_keys_last(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        found = labels(at)
        assert found.index("Mine or all") < found.index("Help")
        assert found.index("Help") < found.index("Change password")
        assert found.index("New client") < found.index("Change password") < found.index("Row up")


async def nothing() -> None:
    """What an entry does that is only searched."""


def test_words_are_found_without_accents_at_the_start_of_any_word() -> None:
    entry = Entry("Přepnout", nothing, "F4", "Spustit čas u jiného klienta")
    assert entry.found_by("prep")
    assert entry.found_by("cas jin")
    assert not entry.found_by("repnout")
    assert not entry.found_by("cas zitra")


async def test_what_is_called_so_comes_before_what_only_mentions_it(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await at.write("client")
        await at.wait(lambda: "Help" not in labels(at), "the search")
        found = labels(at)
        assert found.index("Edit the client") < found.index("Write up")


async def test_nothing_found_is_said_and_enter_does_nothing(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await at.write("xyzzy")
        await at.wait_for("Nothing found.")
        await at.press("enter")
        assert isinstance(at.screen, MenuScreen)


async def test_enter_does_what_the_key_would(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await choose(at, "today")
        await at.wait_screen(TodayScreen)


async def test_the_arrows_go_through_the_list_while_one_types(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await at.press("down", "down", "up")
        assert at.focused.id == "search"
        assert at.screen.query_one(Rows).row == offered(at)[1]


async def test_the_menu_closes_without_doing_anything(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await at.press("escape")
        await at.wait_screen(ClientsScreen)
        await at.press("f9")
        await at.wait_screen(MenuScreen)
        await at.press("f9")
        await at.wait_screen(ClientsScreen)


async def test_things_without_a_key_are_here(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        assert {"Change password", "Sign out", *map(manual.title, manual.CHAPTERS)} <= set(labels(at))
        await choose(at, "change pass")
        await at.wait_screen(PasswordScreen)
        await at.press("escape")
        await at.wait_screen(ClientsScreen)
        await at.press("f9")
        await at.wait_screen(MenuScreen)
        await choose(at, "time field")
        await at.wait_screen(HelpScreen)
        await at.wait_for("9:15-10:40")


async def test_signing_out_by_the_menu(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await choose(at, "sign out")
        await at.wait_screen(SignInScreen)
        await at.wait(lambda: not at.app.desk.open, "the store to close")


async def test_the_lists_things_are_offered_elsewhere_and_lead_there(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        await at.press("f8")
        await at.wait_screen(TodayScreen)
        await at.press("f9")
        await at.wait_screen(MenuScreen)
        await choose(at, "new client")
        await at.wait_screen(ClientFormScreen)


async def test_quitting_by_the_menu_asks_as_the_key_does(office: Office) -> None:
    office.add_client("K-1", "Nová", of="novakova")
    async with seated(office.home) as at:
        await at.sign_in()
        await at.wait(lambda: at.app.desk.client, "the one client to be the current one")
        await at.press("f5", "f9")
        await at.wait_screen(MenuScreen)
        await choose(at, "quit")
        await at.wait_screen(ConfirmScreen)
        await at.press("y")
        await at.wait(lambda: not at.app.desk.open, "the desk to be left")


async def test_a_care_worker_is_not_offered_what_is_refused_to_them(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at, "dvorakova")
        assert "Write up" in labels(at)
        assert "New client" not in labels(at)
        assert "Edit the client" not in labels(at)


async def test_who_only_keeps_the_accounts_sits_before_the_menu(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in("spravce")
        await at.wait_screen(MenuScreen)
        assert labels(at)[:2] == ["Change password", "Sign out"]
        assert "New client" not in labels(at)
        await at.press("escape", "f9", "f3")
        assert isinstance(at.screen, MenuScreen)
        await at.press("enter")
        await at.wait_screen(PasswordScreen)
        await at.press("escape")
        await at.wait_screen(MenuScreen)


async def test_the_lock_works_here_as_everywhere(office: Office) -> None:
    async with seated(office.home) as at:
        await open_menu(at)
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)


async def test_a_low_terminal_shows_keys_and_names(office: Office) -> None:
    async with seated(office.home, size=LOW) as at:
        await open_menu(at)
        await at.wait_for("F1 Help")
        assert all(len(line) <= LOW[0] for line in at.lines)


async def test_what_the_menu_names_by_id_is_bound(office: Office) -> None:
    screens = (ClientsScreen, OwedScreen, TodayScreen)
    ids = {screen: {getattr(one, "id", "") for one in screen.BINDINGS} for screen in screens}
    assert set(OF_THE_LIST) <= ids[ClientsScreen]
    assert set(LEADS_TO) <= set().union(*ids.values())
