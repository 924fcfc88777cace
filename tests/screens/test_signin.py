"""Signing in: straight to the password, one sentence for what is wrong, nothing of it left behind."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from kp_tui.domain.people import Profession, Role
from kp_tui.screens.clients import ClientsScreen
from kp_tui.screens.help import HelpScreen
from kp_tui.screens.password import PasswordScreen
from kp_tui.screens.signin import DEMO_LOGINS, SignInScreen, greeting
from kp_tui.store.schema import worker
from kp_tui.terminal.chair import END_AFTER, LOCK_AFTER
from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.usecases import last_login
from kp_tui.usecases.demo import ADMINISTRATOR, STAFF
from kp_tui.usecases.session import Welcome
from kp_tui.usecases.workers import NewWorker, add_worker
from tests.support.desk import LOW, Sitter, seated
from tests.support.stores import PASSWORD, Office


@pytest.fixture(autouse=True)
def _no_login_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KP_LOGIN", raising=False)


def fields(at: Sitter) -> tuple[str, str]:
    return at.screen.query_one("#login", LineInput).value, at.screen.query_one(PasswordInput).value


async def test_login_and_password_open_the_desk(office: Office) -> None:
    async with seated(office.home) as at:
        assert at.focused.id == "login"
        await at.sign_in()
        assert isinstance(at.screen, ClientsScreen)
        assert at.app.desk.person.login == "novakova"


async def test_the_login_of_the_last_time_is_there_and_only_the_password_is_asked(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
    async with seated(office.home) as at:
        assert at.focused.id == "password"
        assert fields(at) == ("novakova", "")


async def test_the_last_login_is_in_a_file_of_the_stores_account_alone(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
    file = office.home / last_login.NAME
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() == "novakova"


async def test_a_login_given_from_outside_is_there_and_nothing_is_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KP_LOGIN", "svoboda")
    async with seated(office.home) as at:
        assert fields(at) == ("svoboda", "")
        assert at.focused.id == "password"
        await at.sign_in()
        assert not (office.home / last_login.NAME).exists()
        await at.app.sign_out()
        await at.wait(lambda: at.screen.query("#login"), "the sign-in's fields")
        assert fields(at) == ("svoboda", "")


async def test_signing_out_leaves_an_empty_sign_in_now_and_at_the_next_start(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        await at.app.sign_out()
        await at.wait_screen(SignInScreen)
        assert fields(at) == ("", "")
    async with seated(office.home) as at:
        assert at.focused.id == "login"


async def test_a_wrong_password_is_said_in_one_sentence_and_is_gone_from_its_field(office: Office) -> None:
    async with seated(office.home) as at:
        await at.fill_in("novakova", "guessed wrongly")
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        assert at.message == "! The login or the password is not right."
        assert fields(at) == ("novakova", "")
        assert at.focused.id == "password"
        await at.sign_in()


async def test_an_unknown_login_is_told_apart_from_a_wrong_password_by_nobody(office: Office) -> None:
    async with seated(office.home) as at:
        await at.fill_in("nobody", PASSWORD)
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        assert at.message == "! The login or the password is not right."


async def test_after_three_wrong_passwords_one_waits(office: Office) -> None:
    async with seated(office.home) as at:
        await at.fill_in("novakova")
        for _ in range(4):
            await at.fill_in("guessed wrongly")
            await at.wait(lambda: not at.screen._working, "the answer")  # type: ignore[attr-defined]
        assert at.message.startswith("! Too many wrong passwords. Try again in ")


async def test_a_second_enter_while_the_password_is_checked_tries_nothing(office: Office) -> None:
    async with seated(office.home) as at:
        await at.fill_in("novakova")
        await at.write("guessed wrongly")
        await at.press("enter", "enter", "enter")
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        await at.sign_in()
        assert "1 failed attempt since" in at.message or "1 failed attempt." in at.message


async def test_enter_in_an_empty_form_asks_for_the_login_and_tries_nothing(office: Office) -> None:
    async with seated(office.home) as at:
        await at.press("tab", "enter")
        assert at.focused.id == "login"
        assert at.message == ""


async def test_a_damaged_store_is_said_in_one_sentence(office: Office) -> None:
    (office.home / "kp.keys").write_text("{")
    async with seated(office.home) as at:
        await at.fill_in("novakova", PASSWORD)
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        assert "kp.keys" in at.message
        assert isinstance(at.screen, SignInScreen)


async def test_a_deactivated_person_is_sent_to_the_administrator(office: Office) -> None:
    office.change(
        lambda store: store.connection.execute(
            update(worker).where(worker.c.login == "svoboda").values(active=False)
        )
    )
    async with seated(office.home) as at:
        await at.fill_in("svoboda", PASSWORD)
        await at.wait(lambda: at.message.startswith("!"), "the refusal")
        assert at.message == "! This account is no longer active. Ask the administrator."


async def test_a_temporary_password_is_changed_before_anything_else(office: Office) -> None:
    new = NewWorker("novy", "Jan", "Nový", Profession.SOCIAL_WORKER, frozenset({Role.KEY_WORKER}))
    temporary = office["spravce"].perform(add_worker, new)
    async with seated(office.home) as at:
        await at.fill_in("novy", temporary)
        await at.wait_screen(PasswordScreen)
        await at.press("f3", "f9", "f5")
        assert isinstance(at.screen, PasswordScreen)
        await at.press("escape")
        await at.wait_screen(SignInScreen)
        assert not at.app.desk.open
        await at.fill_in("novy", temporary)
        await at.wait_screen(PasswordScreen)
        await at.fill_in(temporary, "prales hrnek dvojice sedum", "prales hrnek dvojice sedum")
        await at.wait_screen(ClientsScreen)
        await at.wait_for("The password is changed.")


async def test_help_needs_nobody_signed_in(office: Office) -> None:
    async with seated(office.home) as at:
        await at.press("f1")
        await at.wait_screen(HelpScreen)
        assert "F1, Esc" not in at.lines[-1]
        await at.press("ctrl+l")
        assert isinstance(at.screen, HelpScreen)
        await at.press("escape")
        assert isinstance(at.screen, SignInScreen)


async def test_a_locked_desk_shows_nothing_of_what_was_there_and_lets_another_person_in(
    office: Office,
) -> None:
    office.add_client("K-77", "Nováková", "Žofie", of="novakova")
    async with seated(office.home) as at:
        await at.sign_in()
        await at.wait_for("Žofie")
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)
        await at.wait_for("The desk is locked")
        assert "Žofie" not in at.text
        assert "K-77" not in at.text
        assert fields(at) == ("novakova", "")
        await at.wait(lambda: not at.app.desk.open, "the store to close")
        await at.press("up")
        assert at.focused.id == "login"
        at.screen.query_one("#login", LineInput).value = ""
        await at.fill_in("svoboda", PASSWORD)
        await at.wait_screen(ClientsScreen)
        assert at.app.desk.person.login == "svoboda"


async def test_what_was_typed_before_a_lock_comes_back_with_the_password(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        await at.app.ways.to_new_client()
        await at.write("K-99")
        await at.press("ctrl+l")
        await at.wait_screen(SignInScreen)
        assert "K-99" not in at.text
        await at.sign_in()
        await at.wait_for("K-99")


def leave_alone(at: Sitter, length: timedelta) -> None:
    at.app.chair._last_key -= length


async def test_a_desk_left_alone_locks_itself_and_in_the_end_the_program_goes(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        leave_alone(at, LOCK_AFTER - timedelta(minutes=1))
        await at.app.watch_chair()
        assert isinstance(at.screen, ClientsScreen)
        leave_alone(at, timedelta(minutes=1))
        await at.app.watch_chair()
        await at.wait_screen(SignInScreen)
        assert not at.app.desk.open
        leave_alone(at, END_AFTER)
        await at.app.watch_chair()
        assert at.app.return_code == 0


async def test_the_first_key_after_a_long_absence_locks_and_does_nothing_else(office: Office) -> None:
    async with seated(office.home) as at:
        await at.sign_in()
        leave_alone(at, LOCK_AFTER)
        await at.press("f8")
        await at.wait_screen(SignInScreen)
        await at.sign_in()
        assert isinstance(at.screen, ClientsScreen)


async def test_the_demo_tells_its_logins_and_its_password(office: Office) -> None:
    async with seated(office.home, demo_password="kocour") as at:
        assert "novakova, svoboda, dvorakova, cerna, prochazka, spravce" in at.text
        assert "kocour" in at.text


async def test_everything_is_readable_on_a_low_terminal(office: Office) -> None:
    async with seated(office.home, size=LOW, demo_password="kocour") as at:
        for locked in (False, True):
            at.app.show_only(SignInScreen("novakova", locked=locked))
            await at.wait_for("The desk is locked" if locked else "The key worker's desk")
            assert "kocour" in at.text
            assert "Password" in at.text
            assert at.lines[-1].startswith("F1 Help")


def test_the_greeting_says_when_one_was_here_and_who_failed_since() -> None:
    last = datetime(2026, 11, 18, 8, 15, tzinfo=UTC)
    assert greeting(Welcome(last, 2, must_change_password=False)) == (
        "Last sign-in Wed 18. 11. 2026 9:15, 2 failed attempts since."
    )
    assert greeting(Welcome(last, 1, must_change_password=False)).endswith("1 failed attempt since.")
    assert greeting(Welcome(last, 0, must_change_password=False)) == "Last sign-in Wed 18. 11. 2026 9:15."
    assert greeting(Welcome(None, 0, must_change_password=False)) == "Welcome. F1 helps at any time."
    assert greeting(Welcome(None, 3, must_change_password=False)) == "Welcome. Before you: 3 failed attempts."


async def test_the_greeting_stands_on_the_first_screen(office: Office) -> None:
    office.sign_in("novakova").close()
    async with seated(office.home) as at:
        await at.sign_in()
        await at.wait(lambda: "Last sign-in" in at.message, "the greeting")


def test_what_is_remembered_may_be_missing_or_rubbish(tmp_path: Path) -> None:
    assert last_login.remembered(tmp_path) == ""
    (tmp_path / last_login.NAME).write_bytes(b"\x1b]0;title\x07\xff" + b"x" * 1000)
    remembered = last_login.remembered(tmp_path)
    assert remembered.isprintable()
    assert len(remembered) <= last_login.LONGEST
    last_login.forget(tmp_path)
    last_login.forget(tmp_path)
    assert last_login.remembered(tmp_path) == ""


def test_a_folder_that_cannot_be_written_costs_only_the_comfort(tmp_path: Path) -> None:
    last_login.remember(tmp_path / "nowhere", "novakova")
    (tmp_path / last_login.NAME).symlink_to("elsewhere")
    last_login.remember(tmp_path, "novakova")
    assert not (tmp_path / "elsewhere").exists()


def test_the_logins_told_in_the_demo_are_the_demos() -> None:
    assert DEMO_LOGINS.split(", ") == [new.login for new in (*STAFF, ADMINISTRATOR)]
