"""A question stands on No; only a deliberate key says Yes."""

from kp_tui.locale import use_language
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.confirm import ConfirmScreen
from kp_tui.screens.signin import SignInScreen
from tests.support.desk import LOW, Sitter, seated
from tests.support.stores import Office


async def asked(at: Sitter) -> list[bool | None]:
    answers: list[bool | None] = []
    await at.app.push_screen(ConfirmScreen("Really? [b]yes[/b]"), answers.append)
    await at.wait_screen(ConfirmScreen)
    return answers


ANSWERS: list[tuple[list[str], bool]] = [
    (["enter"], False),
    (["escape"], False),
    (["n"], False),
    (["y"], True),
    (["Y"], True),
    (["down", "enter"], True),
    (["down", "up", "enter"], False),
    (["f3", "f5", "space", "x", "enter"], False),
]


async def test_no_is_chosen_and_only_a_deliberate_key_says_yes(office: Office) -> None:
    async with seated(office.home) as at:
        for keys, answer in ANSWERS:
            answers = await asked(at)
            await at.press(*keys)
            await at.wait_screen(SignInScreen)
            assert answers == [answer], keys


async def test_in_czech_the_letters_are_czech(office: Office) -> None:
    use_language("cs")
    try:
        async with seated(office.home) as at:
            answers = await asked(at)
            await at.press("y")
            assert not answers
            await at.press("a")
            await at.wait(lambda: answers, "an answer")
            assert answers == [True]
    finally:
        use_language("en")


async def test_the_question_is_text_and_fits_a_low_terminal(office: Office) -> None:
    async with seated(office.home, size=LOW) as at:
        await asked(at)
        assert "Really? [b]yes[/b]" in at.text
        assert "► No Yes" in at.text


async def test_the_lock_works_here_as_everywhere(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        answers = await asked(at)
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)
        assert not answers


async def test_quitting_asks_nothing_while_nothing_runs(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        await at.press("ctrl+q")
        await at.wait(lambda: not at.app.desk.open, "the desk to be left")
        assert not isinstance(at.screen, ConfirmScreen)


async def test_quitting_asks_while_a_timer_runs_and_the_timer_goes_on(office: Office) -> None:
    office.add_client("K-1", "Nová", of="novakova")
    async with seated(office.home) as at:
        await at.sign_in()
        await at.wait(lambda: at.app.desk.client, "the one client to be the current one")
        await at.press("f5")
        await at.wait(lambda: at.app.desk.timer, "the timer")
        await at.press("ctrl+q")
        await at.wait_screen(ConfirmScreen)
        assert "The timer is running and goes on. Quit?" in at.text
        await at.press("n")
        await at.wait_screen(ClientsScreen)
        await at.press("ctrl+q")
        await at.wait_screen(ConfirmScreen)
        await at.press("y")
        await at.wait(lambda: not at.app.desk.open, "the desk to be left")
    async with seated(office.home) as at:
        await at.sign_in()
        assert at.app.desk.timer is not None


async def test_quitting_asks_while_a_form_is_half_typed_and_keeps_it(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        await at.app.ways.to_new_client()
        await at.write("K-99")
        await at.press("ctrl+q")
        await at.wait_screen(ConfirmScreen)
        assert "What you have typed stays as a draft. Quit?" in at.text
        await at.press("y")
        await at.wait(lambda: not at.app.desk.open, "the desk to be left")
    async with seated(office.home) as at:
        await at.sign_in()
        await at.wait_for("K-99")
