"""A choice is made with one hand: arrows, Space, or letters and Enter."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult

from kp_tui.widgets.choice import Choice

KINDS = (
    ("individual", "individuální intervence"),
    ("external", "externí intervence"),
    ("first", "první kontakt"),
    ("letter", "čtení dopisu"),
    ("idle", "Íčko"),
)


class ChoiceApp(App[None]):
    def __init__(self, values: Sequence[tuple[str | None, str]] = KINDS, value: str | None = None) -> None:
        super().__init__()
        self.choice = Choice(values, value, id="kind")
        self.changes: list[str | None] = []
        self.strays: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.choice

    def on_choice_changed(self, event: Choice.Changed[str | None]) -> None:
        self.changes.append(event.value)

    def on_key(self, event: object) -> None:
        self.strays.append(getattr(event, "key", ""))


async def test_arrows_and_space_go_through_the_values_and_around() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("right", "space", "left", "left", "left")
        assert app.changes == ["external", "first", "external", "individual", "idle"]
        await pilot.press("home", "end")
        assert app.choice.value == "idle"


async def test_letters_look_a_value_up_whatever_its_accents_and_enter_takes_it() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("p")
        assert (app.choice.value, app.choice.typed) == ("individual", "p")
        assert app.choice.render().plain == "◄ p? první kontakt ►"
        await pilot.press("enter")
        assert (app.choice.value, app.choice.typed) == ("first", "")
        await pilot.press(*"ext", "enter")
        assert app.choice.value == "external"
        await pilot.press(*"ic", "enter")
        assert app.choice.value == "idle", "accents and case do not matter"
        await pilot.press(*"kon", "enter")
        assert app.choice.value == "first", "where no label begins so, a word of it may"
        assert app.changes == ["first", "external", "idle", "first"]


async def test_the_enter_that_takes_a_value_goes_on_and_one_that_finds_none_stays() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("p", "enter")
        assert app.strays == ["enter"]
        await pilot.press("x", "enter")
        assert app.strays == ["enter"]
        await pilot.press("backspace", "enter")
        assert app.strays == ["enter", "enter"]


async def test_who_goes_on_with_tab_takes_what_was_found_as_well() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("p", "tab")
        assert (app.choice.value, app.choice.typed, app.strays) == ("first", "", ["tab"])
        await pilot.press("x", "tab")
        assert (app.choice.value, app.choice.typed, app.strays) == ("first", "x", ["tab", "tab"])


async def test_a_sentence_that_was_meant_for_another_field_chooses_nothing_and_stays_in_sight() -> None:
    app = ChoiceApp()
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("V", "í", "comma", "space", *"prvni")
        assert app.choice.render().plain == "◄ Ví, prvni? Nothing found. ►"
        await pilot.press("enter")
        assert app.changes == []
        assert app.choice.typed == "Ví, prvni"


async def test_escape_and_backspace_take_typed_letters_back() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("p", "x", "backspace")
        assert app.choice.render().plain == "◄ p? první kontakt ►"
        await pilot.press("escape")
        assert app.choice.render().plain == "◄ individuální intervence ►"
        assert app.strays == []
        await pilot.press("p", "right")
        assert (app.choice.value, app.choice.typed) == ("external", ""), "arrows start from what is chosen"


async def test_the_program_sets_a_value_silently() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        app.choice.value = "external"
        await pilot.pause()
        assert app.choice.value == "external"
        assert app.changes == []
        with pytest.raises(ValueError, match="not in list"):
            app.choice.value = "unheard of"


async def test_choosing_what_is_chosen_is_no_change() -> None:
    app = ChoiceApp(KINDS[:1])
    async with app.run_test() as pilot:
        await pilot.press("right", "left", "home", "end", "i", "enter")
        assert app.changes == []


async def test_none_among_the_values_makes_it_optional() -> None:
    app = ChoiceApp((("phone", "telefon"), (None, "–")))
    async with app.run_test() as pilot:
        assert app.choice.value is None
        await pilot.press("t", "enter")
        assert app.choice.value == "phone"


def test_without_a_value_the_first_one_is_chosen() -> None:
    assert Choice(KINDS).value == "individual"
    assert Choice(KINDS, "first").value == "first"


async def test_arrows_stand_around_the_value_only_while_it_has_the_focus() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        assert app.choice.render().plain == "◄ individuální intervence ►"
        app.set_focus(None)
        await pilot.pause()
        assert app.choice.render().plain == "  individuální intervence  "


async def test_a_hostile_label_is_shown_as_text_and_fits() -> None:
    app = ChoiceApp((("a", "[red]\x1b]0;title\x07" + "x" * 100),))
    async with app.run_test(size=(40, 5)):
        shown = app.choice.render().plain
        assert shown.startswith("◄ [red]·]0;title·xxx")
        assert len(shown) == 40
        assert not app.choice.render().spans


async def test_no_repr_of_a_change_shows_the_value() -> None:
    choice = Choice(KINDS)
    assert "first" not in repr(Choice.Changed(choice, "first"))


async def test_a_value_that_is_gone_begins_with_the_first_one() -> None:
    app = ChoiceApp(value="retired")
    async with app.run_test():
        assert app.choice.value == "individual"
