"""Keys typed ahead of the screen go where the person meant them."""

import asyncio
from collections import deque
from collections.abc import Callable

from textual.events import Key
from textual.message import Message

PATIENCE_SECONDS = 5.0
"""After this long the next key is handed on even if the program is still busy, as on a crowded machine."""

URGENT = frozenset({"ctrl+l"})
"""Keys that wait no longer than this for their turn: a lock comes right behind what was typed before it."""

URGENT_PATIENCE_SECONDS = 1.0
"""What still waits then is dropped: on another screen it would mean something else."""

LOOK_AGAIN_SECONDS = 0.002
"""How often a busy thread is looked at, from a key until what it asked for is done."""


class Pacer:
    """Hands on one key at a time, the next when all that the last one set off is done.

    Textual looks for the field with the focus when a key reaches the app, not when its turn comes. Of a
    login, Tab and a password that arrive together, as they do on a slow line, the password went into the
    login's field, readable. All that a key sets off is ready work of the event loop, or work of the store's
    thread that the app knows of (`busy`), so it is done when the loop has nothing ready but the look itself.
    Runs on the loop's thread.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        hand_on: Callable[[Message], object],
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._loop = loop
        self._hand_on = hand_on
        self._busy = busy
        self._waiting: deque[Message] = deque()
        self._busy_until = 0.0

    def put(self, message: Message) -> None:
        """Hand `message` on in its turn."""
        self._waiting.append(message)
        if not self._busy_until:
            self._next()
        elif _is_urgent(message):
            self._loop.call_later(URGENT_PATIENCE_SECONDS, self._hurry)

    def _next(self) -> None:
        if not self._waiting:
            self._busy_until = 0.0
            return
        self._busy_until = self._loop.time() + PATIENCE_SECONDS
        self._hand_on(self._waiting.popleft())
        self._loop.call_soon(self._look)

    def _look(self) -> None:
        if self._loop.time() >= self._busy_until:
            self._next()
        elif self._loop._ready:  # type: ignore[attr-defined]
            self._loop.call_soon(self._look)
        elif self._busy():
            self._loop.call_later(LOOK_AGAIN_SECONDS, self._look)
        else:
            self._next()

    def _hurry(self) -> None:
        while any(map(_is_urgent, self._waiting)):
            message = self._waiting.popleft()
            if _is_urgent(message):
                self._hand_on(message)


def _is_urgent(message: Message) -> bool:
    return isinstance(message, Key) and message.key in URGENT
