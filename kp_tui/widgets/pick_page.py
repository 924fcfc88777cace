"""A page to read some of whose lines can be picked: by their number, or by going from one to the next."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from kp_tui.domain.czech import pick_digit
from kp_tui.domain.errors import N_
from kp_tui.widgets.keys import key
from kp_tui.widgets.page import Page
from kp_tui.widgets.prose import Block, Laid, Prose

HERE, ELSEWHERE = "► ", "  "


@dataclass(frozen=True, slots=True)
class Item:
    """A line that can be picked; `sign` says how it stands, `number` picks it."""

    key: Hashable
    text: Content
    sign: str = ""
    number: int | None = None
    space_before: bool = False

    def block(self, *, here: bool) -> Block:
        """The line with the cursor before it, or without."""
        number = f"{self.number or ' '} "
        return Block(self.text, f"{HERE if here else ELSEWHERE}{number}{self.sign}", self.space_before)


class PickPage(Page):
    """Tells its screen that the line under the cursor is ticked; everything else is reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("x,space", "tick", N_("Tick off"), "page.tick", N_("And take it back")),
        key("tab", "go(1)", N_("Next line to pick"), "page.next"),
        key("shift+tab", "go(-1)", N_("Line to pick before"), "page.previous"),
    ]

    class Ticked(Message):
        """The person ticks the line under the cursor, or takes that back."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__()
        self._page: Sequence[Laid | Item] = ()
        self.key: Hashable | None = None

    def show_items(self, page: Sequence[Laid | Item], key: Hashable | None) -> None:
        """Show another page, the cursor on the line `key`; how far it is scrolled stays."""
        self._page, self.key = page, key
        self._paint()

    def on_key(self, event: events.Key) -> None:
        """A digit, or what the Czech number row types, goes to the line of that number."""
        number = pick_digit(event.character or "")
        for item in self._items:
            if number and item.number == number:
                event.stop()
                self.go_to(item.key)

    def action_tick(self) -> None:
        """Tick what the cursor stands on, where one sees it."""
        if self.key is not None and self.seen():
            self.post_message(self.Ticked(self.key))

    def seen(self) -> bool:
        """Whether the line under the cursor stands on the screen; where it does not, it is shown first."""
        place = self._place_of(self.key)
        return place is None or self.show_line(self.query_one(Prose).line_of(place))

    def action_go(self, steps: int) -> None:
        """Go to a neighbour among the lines that can be picked."""
        keys = [item.key for item in self._items]
        if keys:
            place = keys.index(self.key) + steps if self.key in keys else 0
            self.go_to(keys[min(max(place, 0), len(keys) - 1)])

    @property
    def _items(self) -> list[Item]:
        return [item for item in self._page if isinstance(item, Item)]

    def go_to(self, key: Hashable) -> None:
        """Put the cursor on a line, and show it."""
        self.key = key
        self._paint()
        self.seen()

    def _place_of(self, key: Hashable) -> int | None:
        places = (place for place, one in enumerate(self._page) if isinstance(one, Item) and one.key == key)
        return next(places, None)

    def _paint(self) -> None:
        self.show(
            [one.block(here=one.key == self.key) if isinstance(one, Item) else one for one in self._page]
        )
