"""What libraries remember of what was on the screen, and how they are made to forget it."""

import asyncio
from typing import Any, Protocol

from rich import cells
from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.app import App
from textual.dom import DOMNode


class _Cache(Protocol):
    def cache_clear(self) -> None: ...


CACHES_OF_TEXT: tuple[_Cache, ...] = (
    StylesCache.get_inner_outer,  # holds whole widgets' lines, by way of `self`
    cells.cached_cell_len,
    Segment._split_cells,
)
"""Every process-wide cache that a rendered text passes through."""


def forget_rendered_text(app: App[Any]) -> None:
    """Empty them; the next painting fills them again with what it shows."""
    for cache in CACHES_OF_TEXT:
        cache.cache_clear()
    _forget_gone_watchers(app)
    _forget_cancelled_timers(asyncio.get_running_loop())


def _forget_gone_watchers(app: App[Any]) -> None:
    """Release widgets that watched the app and are gone: Textual does so at the next change of theme only."""
    watchers: dict[str, list[tuple[DOMNode, Any]]] = getattr(app, "__watchers", {})
    for watching in watchers.values():
        watching[:] = [(node, callback) for node, callback in watching if node.is_running]


def _forget_cancelled_timers(loop: asyncio.AbstractEventLoop) -> None:
    """Release widgets whose timers were cancelled: asyncio keeps those, context and all, until their time."""
    for timer in loop._scheduled:  # type: ignore[attr-defined]
        if timer.cancelled():
            timer._context = None
