"""A form is gone through with Enter; the field that is being filled in is marked by a sign."""

from textual.app import App, ComposeResult
from textual.widgets import Static

from kp_tui.terminal.fields import LineInput, PasswordInput
from kp_tui.widgets.choice import Choice
from kp_tui.widgets.field import Field


class FormApp(App[None]):
    finished = 0

    def compose(self) -> ComposeResult:
        yield Field("Příjmení", LineInput(id="surname"))
        yield Field("Druh", Choice((("a", "první"), ("b", "druhý")), id="kind"))
        yield Field("Heslo", PasswordInput(id="password"))

    def on_field_finished(self) -> None:
        self.finished += 1

    @property
    def marked(self) -> list[str]:
        labels = [str(label.content) for label in self.query(".field--label").results(Static)]
        return [label[2:] for label in labels if label.startswith("► ")]


async def test_enter_goes_through_the_fields_and_the_last_one_finishes_the_form() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        visited = []
        for _ in range(3):
            assert app.focused is not None
            visited.append(app.focused.id)
            assert app.finished == 0
            await pilot.press("enter")
        assert visited == ["surname", "kind", "password"]
        assert app.finished == 1
        assert app.focused is app.query_one("#password")


async def test_up_and_down_walk_through_the_fields() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.press("down", "down", "up")
        assert app.focused is app.query_one("#kind")


async def test_the_field_with_the_focus_is_marked_by_a_sign() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        assert app.marked == ["Příjmení"]
        await pilot.press("enter")
        await pilot.pause()
        assert app.marked == ["Druh"]


async def test_a_field_takes_one_line_label_and_answer_side_by_side() -> None:
    app = FormApp()
    async with app.run_test(size=(60, 20)):
        for field in app.query(Field):
            assert field.size.height == 1
            label, control = field.query_one(Static).region, field.control.region
            assert label.right == control.x
            assert control.right == 60
            assert control.height == 1
