"""The first run: a store is made, its paper key copied and proved, and its administrator sits at the desk."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kp_tui.domain.people import Profession, Role
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.paper_key import PaperKeyScreen
from kp_tui.screens.setup import NewStoreScreen, SetupScreen
from kp_tui.screens.signin import SignInScreen
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.vault import paper, presence, slots
from kp_tui.widgets.choice import Choice
from tests.support.desk import LOW, Sitter, seated

PASSWORD = "prales hrnek dvojice sedum"


@asynccontextmanager
async def form(home: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Sitter]:
    async with seated(home, size=size) as at:
        await at.press("enter")
        await at.wait_screen(NewStoreScreen)
        yield at


async def fill(at: Sitter, *, password: str = PASSWORD, again: str = PASSWORD) -> None:
    answers = {
        "organisation": "Poradna Kopr",
        "name": "Jana",
        "surname": "Nováková",
        "login": "novakova",
        "password": password,
        "again": again,
    }
    for name, answer in answers.items():
        at.screen.query_one(f"#{name}", LineInput).value = answer
    at.screen.query_one("#profession", Choice).value = Profession.SOCIAL_WORKER
    at.screen.query_one("#key_worker", Choice).value = True
    at.screen.query_one("#again").focus()
    await at.press("enter")


async def make(at: Sitter) -> str:
    """The paper key, as it stands on the screen."""
    await fill(at)
    await at.wait_screen(PaperKeyScreen)
    return shown_key(at)


def shown_key(at: Sitter) -> str:
    return "-".join(re.findall(r"\b\d  ([0-9A-Z]{5})\b", "\n".join(at.lines)))


async def copy_back(at: Sitter, key: str) -> None:
    await at.press("space")
    for field in at.screen.query(LineInput):
        place = int(str(field.id).removeprefix("group-"))
        await at.fill_in(key.split("-")[place])


async def test_where_there_is_no_store_one_can_be_made(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        await fill(at)
        await at.press("enter", "enter")  # which makes no second store, and does not hide the key
        await at.wait_screen(PaperKeyScreen)
        key = shown_key(at)
        await copy_back(at, key)
        await at.wait_screen(ClientsScreen)
        person = at.app.desk.person
        assert person.full_name == "Nováková Jana"
        assert person.profession is Profession.SOCIAL_WORKER
        assert person.roles == {Role.ADMINISTRATOR, Role.KEY_WORKER}
        await at.wait_for("The store is ready.")
        assert at.app.paper_key == "", "it is kept nowhere once it is on paper"
    slots.open_with_paper(tmp_path, key).forget()
    slots.open_store(tmp_path, "novakova", PASSWORD).forget()


async def test_the_form_is_filled_in_by_enter_alone(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        await at.fill_in("Poradna Kopr", "Jana", "Nováková")
        assert at.screen.query_one("#login", LineInput).value == "novakova", "offered from the surname"
        await at.press("enter", "enter")
        for _role in range(5):
            await at.press("enter")
        assert at.focused.id == "password"
        await at.fill_in(PASSWORD, PASSWORD)
        await at.wait_screen(PaperKeyScreen)


async def test_a_login_that_was_typed_is_not_replaced_by_the_surname(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        at.screen.query_one("#login", LineInput).value = "jana"
        at.screen.query_one("#surname").focus()
        await at.fill_in("Nováková")
        assert at.screen.query_one("#login", LineInput).value == "jana"


WRONG = [
    ("organisation", " ", "Poradna Kopr", "Write the name of the organisation."),
    ("login", "Nováková", "novakova", "A login has 2 to 40 small letters"),
    ("surname", "", "Nováková", "Write the worker's name and surname."),
]


async def test_what_is_wrong_is_said_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        await fill(at, again="")
        at.screen.query_one("#again", PasswordInput).value = PASSWORD
        for name, wrong, right, sentence in WRONG:
            field = at.screen.query_one(f"#{name}", LineInput)
            field.value = wrong
            at.screen.query_one("#again").focus()
            await at.press("enter")
            await at.wait_message(sentence)
            assert at.focused is field
            assert at.screen.query_one("#password", PasswordInput).value == PASSWORD
            field.value = right
    assert not presence.exists(tmp_path)


async def test_a_weak_password_and_one_typed_in_two_ways_are_refused(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        await fill(at, again="something else")
        assert "differ" in at.message
        assert at.focused.id == "again"
        await fill(at, password="novakova2026", again="novakova2026")
        await at.wait(lambda: "easy to guess" in at.message, "the refusal")
        assert at.focused.id == "password"
    assert not presence.exists(tmp_path)


async def test_the_key_is_left_only_with_two_of_its_groups_typed_back(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        key = await make(at)
        await at.press("escape", "f3", "f9")
        assert isinstance(at.screen, PaperKeyScreen)
        await at.press("space")
        assert not set(key.split("-")) & set(at.text.split()), "the key is hidden while it is typed back"
        await at.press("enter", "enter")
        assert at.message.startswith("! Group ")
        await copy_wrongly(at, key)
        assert at.message.startswith("! Group ")
        await at.press("escape")
        assert shown_key(at) == key
        await copy_back(at, key.lower())
        await at.wait_screen(ClientsScreen)


async def copy_wrongly(at: Sitter, key: str) -> None:
    for field in at.screen.query(LineInput):
        other = key.split("-")[(int(str(field.id).removeprefix("group-")) + 1) % paper.GROUPS]
        field.value = other
    at.screen.query(LineInput).last().focus()
    await at.press("enter")


async def test_a_lock_hides_the_key_and_signing_in_shows_it_again(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        key = await make(at)
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)
        assert not set(key.split("-")) & set(at.text.split())
        await at.wait(lambda: not at.app.desk.open, "the store to close")
        await at.fill_in(PASSWORD)
        await at.wait_screen(PaperKeyScreen)
        assert shown_key(at) == key


async def test_esc_goes_back_to_the_two_ways_and_leaves_no_store(tmp_path: Path) -> None:
    async with form(tmp_path) as at:
        await at.press("escape")
        await at.wait_screen(SetupScreen)
    assert not presence.exists(tmp_path)


async def test_the_demo_is_left_to_whoever_started_the_program(tmp_path: Path) -> None:
    async with seated(tmp_path) as at:
        await at.press("2")
        await at.wait(lambda: at.app.demo_wanted, "the way to the demo")
    assert not presence.exists(tmp_path)


async def test_everything_can_be_reached_and_read_on_a_low_terminal(tmp_path: Path) -> None:
    async with form(tmp_path, LOW) as at:
        assert "Organisation" in at.text
        for name in ("profession", "manager", "again"):
            at.screen.query_one(f"#{name}").focus()
            await at.wait(
                lambda: any(line.lstrip().startswith("►") for line in at.lines), "the focused field"
            )
        await fill(at, password="short", again="short")
        await at.wait_for("The password is short")
        key = await make(at)
        assert len(paper.read(key)) == paper.SECRET_BYTES
        assert "Space when it is on paper" in at.text
