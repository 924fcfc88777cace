"""Textual is pinned, because we override names it does not promise; an upgrade must look at each of them."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import pytest
import textual
from rich.cells import cached_cell_len
from rich.console import Console
from rich.segment import Segment
from textual._callback import invoke
from textual._parser import Parser
from textual._styles_cache import StylesCache
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.content import Content
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

SEEN_WITH = "8.2.8"

OVERRIDDEN: dict[Callable[..., Any], str] = {
    App._display: "(self, screen: 'Screen', renderable: 'RenderableType | None') -> 'None'",
    App._fatal_error: "(self) -> 'None'",
    App._handle_exception: "(self, error: 'Exception') -> 'None'",
    App._replace_screen: "(self, screen: 'Screen') -> 'Screen'",
    App._set_pointer_shape: "(self, shape: 'str') -> 'None'",
    App.get_driver_class: "(self) -> 'Type[Driver]'",
    App.panic: "(self, *renderables: 'RenderableType') -> 'None'",
    Driver.send_message: "(self, message: 'messages.Message') -> 'None'",
    Input._on_paste: "(self, event: 'events.Paste') -> 'None'",
    Input.replace: "(self, text: 'str', start: 'int', end: 'int') -> 'None'",
    MessagePump._get_dispatch_methods: (
        "(self, method_name: 'str', message: 'Message') -> "
        "'Iterable[tuple[type, Callable[[Message], Awaitable]]]'"
    ),
    LinuxDriver._run_input_thread: "(self) -> 'None'",
    LinuxDriver.run_input_thread: "(self) -> 'None'",
    Strip.render: "(self, console: 'Console') -> 'str'",
    TextArea.edit: "(self, edit: 'Edit') -> 'EditResult'",
    TextArea.load_text: "(self, text: 'str') -> 'None'",
}
"""What we put our own in place of, with the shape it had; `plain` and `fields` too, public as they are."""

USED: dict[str, Callable[..., Any]] = {
    "_close_messages_no_wait": MessagePump._close_messages_no_wait,
    "_split_cells": Segment._split_cells,
    "cached_cell_len": cached_cell_len,
    "get_inner_outer": StylesCache.get_inner_outer,
    "get_time": get_time,
    "invoke": invoke,
    "tick": Parser.tick,
}
"""What we call."""


def test_no_screen_has_a_tooltip() -> None:
    assert "_disable_tooltips" in inspect.getsource(Screen._extend_compose)


def test_this_is_the_textual_that_was_read() -> None:
    assert textual.__version__ == SEEN_WITH, (
        "read what OVERRIDDEN and USED name, then write the new version here"
    )


@pytest.mark.parametrize("name", OVERRIDDEN, ids=lambda name: name.__qualname__)
def test_what_is_overridden_has_the_shape_it_had(name: Callable[..., Any]) -> None:
    stock = getattr(name, "__wrapped__", name)
    if "kp_tui" not in stock.__module__:
        assert str(inspect.signature(stock)) == OVERRIDDEN[name]


@pytest.mark.parametrize("name", USED)
def test_what_is_called_is_there(name: str) -> None:
    assert callable(USED[name])


async def test_the_app_has_the_attributes_that_are_set() -> None:
    app: App[None] = App()
    assert app._exit_renderables == []
    assert app._clipboard == ""
    assert app._return_code is None
    assert app._driver is None
    assert app.console._markup is True


def test_the_parser_says_until_when_it_waits_for_the_rest_of_a_key() -> None:
    parser = XTermParser()
    assert list(parser.feed("\x1b")) == []
    assert parser._timeout_time is not None
    assert parser._timeout_time > get_time()
    assert [message.key for message in parser.feed("OQ") if hasattr(message, "key")] == ["f2"]
    assert parser._timeout_time is None


async def test_the_app_keeps_its_watchers_where_they_are_pruned() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        area = TextArea()
        await app.mount(area)
        await pilot.pause()
        watching = getattr(app, "__watchers")["theme"]
        assert area in [node for node, _ in watching]


async def test_asyncio_keeps_ready_work_and_timers_where_they_are_looked_for() -> None:
    loop = asyncio.get_running_loop()
    timer = loop.call_later(60, print)
    timer.cancel()
    assert timer in loop._scheduled  # type: ignore[attr-defined]
    assert timer._context is not None  # type: ignore[attr-defined]
    loop.call_soon(timer.cancel)
    assert len(loop._ready) == 1  # type: ignore[attr-defined]


def test_a_strip_and_a_content_are_what_every_widget_paints_with() -> None:
    assert Strip([Segment("a")]).render(Console()) == "a"
    assert Content.from_markup("a").plain == "a"


def test_a_message_may_say_under_whose_name_it_is_handled() -> None:
    class Named(Message, namespace="input"):
        pass

    assert Named.handler_name == "on_input_named"
