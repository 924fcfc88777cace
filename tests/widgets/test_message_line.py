"""The line for words says one thing at a time, whole, and takes back what is no longer true."""

from textual.app import App, ComposeResult
from textual.widgets import Input

from kp_tui.widgets.message_line import MessageLine


class Told(App[None]):
    def compose(self) -> ComposeResult:
        yield Input()
        yield MessageLine()

    @property
    def line(self) -> MessageLine:
        return self.query_one(MessageLine)


async def test_a_complaint_is_told_by_a_sign_too_and_goes_when_it_is_mended() -> None:
    app = Told()
    async with app.run_test():
        app.line.complain("The time is missing.")
        assert str(app.line.content) == "! The time is missing."
        assert app.line.has_class("complaint")
        app.line.forget_complaint()
        assert str(app.line.content) == ""
        assert not app.line.has_class("complaint")


async def test_what_was_done_stays_until_the_next_word() -> None:
    app = Told()
    async with app.run_test():
        app.line.say("Saved.")
        app.line.forget_complaint()
        assert str(app.line.content) == "Saved."


async def test_a_long_sentence_is_told_whole_and_never_as_markup() -> None:
    app = Told()
    async with app.run_test(size=(60, 20)) as pilot:
        app.line.complain("[b] " + "slovo " * 15)
        await pilot.pause()
        assert app.line.size.height == 2
        app.line.say("Saved.")
        await pilot.pause()
        assert app.line.size.height == 1
