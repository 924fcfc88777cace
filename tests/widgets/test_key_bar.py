"""The line of keys tells them all, whatever the width, and is painted only when they change."""

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from kp_tui.widgets.field import Field
from kp_tui.widgets.key_bar import KeyBar
from kp_tui.widgets.key_lines import key_lines

CZECH = ["Pomoc", "Zápis", "Klient", "Přepnout", "Čas", "Plán", "Skupina", "Dnes", "Menu"]
F_KEYS: list[BindingType] = [
    Binding(f"f{number},ctrl+{letter}", f"do({number})", label, id=f"do.{number}", priority=True)
    for number, letter, label in zip(range(1, 10), "bldefgkoq", CZECH, strict=True)
]
SAVE = Binding("ctrl+s", "save", "Uložit", id="form.save")
BACK = Binding("escape", "back", "Zpět", id="back", show=False, tooltip="O krok zpět")
FOREIGN = Binding("ctrl+y", "redo", "Redo")


class Bar(KeyBar):
    painted = 0

    def render(self) -> object:  # type: ignore[override]
        self.painted += 1
        return super().render()


class NineKeys(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [*F_KEYS, BACK, FOREIGN]

    def compose(self) -> ComposeResult:
        yield Input()
        yield Input()
        yield Bar()


class Form(NineKeys):
    BINDINGS: ClassVar[list[BindingType]] = [SAVE]
    saving = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.saving or action != "save"


class KeysApp(App[None], inherit_bindings=False):
    CSS = "KeyBar { height: 1; }"

    def __init__(self, screen: Screen[None]) -> None:
        super().__init__()
        self.first = screen

    def get_default_screen(self) -> Screen[None]:
        return self.first

    @property
    def bar(self) -> Bar:
        return self.screen.query_one(Bar)

    @property
    def line(self) -> str:
        return "".join(segment.text for segment in self.bar.render_line(0))


async def test_all_nine_czech_labels_stand_whole_in_80_columns() -> None:
    app = KeysApp(NineKeys())
    async with app.run_test(size=(80, 24)):
        for number, label in enumerate(CZECH, 1):
            assert f"F{number}{label}" in app.line.replace(f"F{number} ", f"F{number}")


@pytest.mark.parametrize("screen", [NineKeys, Form])
async def test_every_key_is_still_there_in_60_columns(screen: type[NineKeys]) -> None:
    app = KeysApp(screen())
    async with app.run_test(size=(60, 20)):
        assert len(app.line.rstrip()) <= 60
        for number, label in enumerate(CZECH, 1):
            assert f"F{number}{label[:3]}" in app.line
        assert ("^SUlo" in app.line) is (screen is Form)


async def test_where_there_is_room_key_and_label_stand_apart() -> None:
    app = KeysApp(NineKeys())
    async with app.run_test(size=(120, 24)):
        assert app.line.startswith("F1 Pomoc  F2 Zápis  F3 Klient")


async def test_moving_the_focus_paints_nothing_while_the_keys_do_the_same() -> None:
    app = KeysApp(NineKeys())
    async with app.run_test() as pilot:
        await pilot.pause()
        painted = app.bar.painted
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert app.bar.painted == painted


async def test_a_key_that_stops_working_leaves_the_line() -> None:
    screen = Form()
    app = KeysApp(screen)
    async with app.run_test() as pilot:
        assert "Uložit" in app.line
        screen.saving = False
        screen.refresh_bindings()
        await pilot.pause()
        assert "Uložit" not in app.line


async def test_a_line_names_all_keys_of_an_action_and_says_what_it_does() -> None:
    app = KeysApp(NineKeys())
    async with app.run_test():
        lines = {line.binding.id: line for line in key_lines(app.screen)}
        assert lines["do.3"].keys == ("F3", "^D")
        assert (lines["back"].keys, lines["back"].label) == (("Esc",), "Zpět")
        assert lines["back"].tooltip == "O krok zpět"


async def test_keys_that_are_not_ours_are_in_no_list() -> None:
    app = KeysApp(NineKeys())
    async with app.run_test():
        assert isinstance(app.focused, Input)
        assert {line.label for line in key_lines(app.screen)} == {*CZECH, "Zpět"}


async def test_a_key_that_textual_has_as_well_is_named_by_what_it_does_for_us() -> None:
    class InAField(NineKeys):
        def compose(self) -> ComposeResult:
            yield Field("Jméno", Input())
            yield Bar()

    app = KeysApp(InAField())
    async with app.run_test():
        lines = key_lines(app.screen)
        assert [line.keys for line in lines[:3]] == [("Enter",), ("↓",), ("↑",)]
        assert lines[3].keys[0] == "F1"


async def test_a_key_that_the_screen_keeps_for_itself_is_no_key_of_the_widget() -> None:
    class Greedy(Input):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d", "select_all", "Mark all", id="greedy")]

    class WithGreedy(NineKeys):
        def compose(self) -> ComposeResult:
            yield Greedy()
            yield Bar()

    app = KeysApp(WithGreedy())
    async with app.run_test():
        lines = {line.binding.id: line.keys for line in key_lines(app.screen)}
        assert "greedy" not in lines
        assert lines["do.3"] == ("F3", "^D")
