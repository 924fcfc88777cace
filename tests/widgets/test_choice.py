"""A choice is made with one hand: arrows, Space or a letter."""

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


async def test_a_letter_goes_to_the_next_label_that_begins_with_it_whatever_its_accents() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("p")
        assert app.choice.value == "first"
        await pilot.press("c")
        assert app.choice.value == "letter"
        await pilot.press("i")
        assert app.choice.value == "idle"
        await pilot.press("i", "I")
        assert app.choice.value == "idle"


async def test_a_letter_without_a_value_changes_nothing_and_reaches_nobody() -> None:
    app = ChoiceApp()
    async with app.run_test() as pilot:
        await pilot.press("x", "ř")
        assert app.changes == []
        assert app.strays == []


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
        await pilot.press("right", "left", "home", "end", "i")
        assert app.changes == []


async def test_none_among_the_values_makes_it_optional() -> None:
    app = ChoiceApp((("phone", "telefon"), (None, "–")))
    async with app.run_test() as pilot:
        assert app.choice.value is None
        await pilot.press("t")
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
