"""What was on the screen is nowhere in memory once its screen is gone and the program is locked."""

from textual._styles_cache import StylesCache

from kp_tui.terminal.forgetting import CACHES_OF_TEXT
from tests.support.pty import Terminal
from tests.terminal.conftest import Opener

F2, F3, F4, F5, F6 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~"


def shown_and_closed(open_app: Opener) -> Terminal:
    app = open_app("secrets", rows=40, KP_NAME="ávoksmejaT")
    app.send(F2)
    app.wait_for("Tajemsková – titled")
    app.send("\x1b[Fx\t\t\x1b[B" + F3)
    app.wait_for("over")
    app.send(F4)
    app.wait_gone("over")
    app.send(F4)
    app.wait_for("ready")
    app.settle()
    return app


def test_a_lock_leaves_no_trace_of_what_was_shown_typed_copied_or_notified(open_app: Opener) -> None:
    app = shown_and_closed(open_app)
    app.send(F6)
    app.wait_for("held by")
    assert app.lines[0] == "held by 0"


def test_a_screen_that_goes_leaves_only_the_clipboard_and_the_message(open_app: Opener) -> None:
    app = shown_and_closed(open_app)
    app.send(F5)
    app.wait_for("held by")
    held = set(app.lines[0].split()[3:])
    assert "dict" in held, "the clipboard, and so the counting itself, has not been seen"
    assert not held & {"NoteArea", "LineInput", "PasswordInput", "Card", "OptionList", "Document"}


def test_every_cache_that_is_emptied_is_there_to_be_emptied() -> None:
    assert StylesCache.get_inner_outer in CACHES_OF_TEXT
    for cache in CACHES_OF_TEXT:
        cache.cache_clear()
