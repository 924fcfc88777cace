"""Keys typed ahead of the screen, as on a slow line, go where the person meant them."""

import asyncio

import pytest
from textual import events
from textual.message import Message

from kp_tui.terminal import pacing
from kp_tui.terminal.pacing import Pacer
from tests.support.pty import F3, PATIENCE
from tests.terminal.conftest import Opener


def test_a_password_typed_ahead_never_lands_in_the_field_before(open_app: Opener) -> None:
    app = open_app("field")
    app.send("novakova\theslo\tpoznámka")
    app.wait_for("poznámka")
    assert "novakova " in app.text
    assert "•••••" in app.text
    assert "heslo" not in app.raw.decode()


def test_a_paste_keeps_its_place_among_the_keys(open_app: Opener) -> None:
    app = open_app("field")
    app.send("novakova\t\x1b[200~heslo\x1b[201~\tpoznámka")
    app.wait_for("poznámka")
    assert "heslo" not in app.raw.decode()


def test_keys_wait_for_the_screen_that_the_key_before_them_opens(open_app: Opener) -> None:
    app = open_app("ahead")
    app.send(f"{F3}nov\r{F3}nem\rn")
    app.wait_for("ready, nov, nem, n pressed")


async def test_a_program_that_is_never_done_does_not_hold_the_keys_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pacing, "PATIENCE_SECONDS", 0.01)
    handed: list[Message] = []
    pacer = Pacer(asyncio.get_running_loop(), handed.append)
    keys = [events.Key("a", "a"), events.Key("b", "b")]
    for key in keys:
        pacer.put(key)
    async with asyncio.timeout(PATIENCE):
        while len(handed) < len(keys):
            await asyncio.sleep(0)
    assert handed == keys, "in their order, though the loop is always busy"


async def test_a_lock_overtakes_a_busy_store_and_what_would_land_elsewhere_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pacing, "URGENT_PATIENCE_SECONDS", 0.01)
    handed: list[Message] = []
    pacer = Pacer(asyncio.get_running_loop(), handed.append, lambda: True)
    enter, start, lock = keys = [events.Key(key, None) for key in ("enter", "f5", "ctrl+l")]
    for key in keys:
        pacer.put(key)
    assert handed == [enter]
    while len(handed) < 2:  # a program that is busy for ever would hold any other key
        await asyncio.sleep(0.001)
    assert handed == [enter, lock]
    assert start not in handed


async def test_a_lock_waits_until_the_letter_before_it_is_in_its_field() -> None:
    field: list[str] = []
    loop = asyncio.get_running_loop()

    def hand_on(message: Message) -> None:
        assert isinstance(message, events.Key)
        if message.character:  # a letter takes a few turns of the loop
            loop.call_soon(loop.call_soon, field.append, message.character)
        else:
            field.append("lock")

    pacer = Pacer(loop, hand_on)
    for key in (events.Key("a", "a"), events.Key("b", "b"), events.Key("ctrl+l", None)):
        pacer.put(key)
    while "lock" not in field:
        await asyncio.sleep(0.001)
    assert field == ["a", "b", "lock"]


async def test_the_next_key_waits_for_the_thread_that_does_what_the_last_one_asked_for() -> None:
    handed: list[Message] = []
    working = iter([True, True, False])
    pacer = Pacer(asyncio.get_running_loop(), handed.append, lambda: next(working, False))
    keys = [events.Key("enter", "\r"), events.Key("f5", None)]
    for key in keys:
        pacer.put(key)
    for _ in range(5):
        await asyncio.sleep(0)
    assert handed == keys[:1]
    async with asyncio.timeout(PATIENCE):
        while len(handed) < len(keys):
            await asyncio.sleep(0.001)
    assert handed == keys
