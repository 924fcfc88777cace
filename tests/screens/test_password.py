"""Changing a password: the old one once, the new one twice, judged before it is taken."""

from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.password import PasswordScreen
from kp_tui.screens.signin import SignInScreen
from kp_tui.terminal.fields import PasswordInput
from tests.support.desk import LOW, Sitter, seated
from tests.support.stores import PASSWORD, Office

NEW = "prales hrnek dvojice sedum"


async def open_screen(at: Sitter) -> None:
    await at.sign_in()
    await at.app.push_screen(PasswordScreen())
    await at.wait_screen(PasswordScreen)


def typed(at: Sitter) -> list[str]:
    return [field.value for field in at.screen.query(PasswordInput)]


async def test_the_new_password_opens_the_desk_and_the_old_one_no_longer(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, NEW, NEW)
        await at.wait_for("The password is changed.")
        assert isinstance(at.screen, ClientsScreen)
        await at.app.sign_out()
        await at.wait_screen(SignInScreen)
        await at.fill_in("novakova", PASSWORD)
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        await at.sign_in(password=NEW)


async def test_two_different_new_passwords_are_refused_and_only_the_second_is_typed_again(
    office: Office,
) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, NEW, NEW + "x")
        assert at.message == "! The two new passwords differ: type the second one again."
        assert typed(at) == [PASSWORD, NEW, ""]
        assert at.focused.id == "again"
        await at.fill_in(NEW)
        await at.wait_screen(ClientsScreen)


async def test_a_short_one_is_refused_and_the_old_one_need_not_be_typed_again(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, "short", "short")
        await at.wait(lambda: at.message.startswith("! The password is short"), "the refusal")
        assert at.focused.id == "password"
        assert typed(at) == [PASSWORD, "short", "short"]


async def test_the_persons_own_name_makes_no_password(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, "novakovajana", "novakovajana")
        await at.wait(lambda: at.message.startswith("! The password is easy to guess"), "the refusal")


async def test_the_same_password_is_no_new_one(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, PASSWORD, PASSWORD)
        await at.wait(lambda: at.message.startswith("! The new password is the old one"), "the refusal")


async def test_a_wrong_old_password_is_typed_again_alone(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in("guessed wrongly", NEW, NEW)
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        assert typed(at) == ["", NEW, NEW]
        assert at.focused.id == "old"
        await at.write(PASSWORD)
        await at.press("ctrl+s")
        await at.wait_screen(ClientsScreen)


async def test_esc_leaves_it_as_it_was(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, NEW)
        await at.press("escape")
        await at.wait_screen(ClientsScreen)
        await at.app.sign_out()
        await at.sign_in()


async def test_the_lock_works_here_as_everywhere(office: Office) -> None:
    async with seated(office.home) as at:
        await open_screen(at)
        await at.write(PASSWORD)
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)
        await at.wait(lambda: not at.app.desk.open, "the store to close")


async def test_nothing_typed_here_is_readable_on_the_screen(office: Office) -> None:
    async with seated(office.home, size=LOW) as at:
        await open_screen(at)
        await at.fill_in(PASSWORD, NEW)
        assert PASSWORD not in at.text
        assert NEW not in at.text
        for label in ("Present password", "New password", "New password again", "At least 12 characters"):
            assert label in at.text
