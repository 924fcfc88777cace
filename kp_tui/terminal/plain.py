"""Text is text: nothing a person wrote acts on the next reader's terminal or on the program.

Two doors, shut for every widget, ours or Textual's, whether its author thought of it or not:

`Strip.render` is where cells become what is written to the terminal, the last place that sees text and style
apart. A line filter is simpler to install, but is skipped by widgets that draw their own lines, as our lists
do; the driver comes too late, a hostile escape sequence looks like one of Textual's there. Clean text, which
is nearly all, costs one `isprintable`.

`Content.from_markup` (and Rich's own) is where brackets would become styles, links and actions; here they
stay brackets. Styled text is built with `Content.styled` and `Content.assemble`.
"""

import re

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.text import Text
from textual.content import Content
from textual.strip import Strip

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, C1, lone surrogates and marks that turn the writing direction round."""

_stock_render = Strip.render


def distrust_text() -> None:
    """Shut both doors for this process; more than once does no harm."""
    for owner, name, replacement in (
        (Strip, "render", _render),
        (Content, "from_markup", classmethod(_content_without_markup)),
        (Text, "from_markup", classmethod(_text_without_markup)),
    ):
        setattr(owner, name, replacement)


def harmless(text: str) -> str:
    """`text` without what acts on a terminal; as wide as the layout has measured it."""
    return _ACTING.sub(lambda found: "·" * get_character_cell_size(found[0]), text)


def _render(strip: Strip, console: Console) -> str:
    if not "".join([text for text, _, _ in strip]).isprintable():
        strip = Strip([Segment(harmless(text), style) for text, style, _ in strip], strip.cell_length)
    return _stock_render(strip, console)


def _content_without_markup(cls: type[Content], markup: str | Content, /) -> Content:
    return markup if isinstance(markup, Content) else cls(markup)


def _text_without_markup(cls: type[Text], text: str, /, **style: object) -> Text:
    style.pop("emoji", None)
    style.pop("emoji_variant", None)
    return cls(text, **style)  # type: ignore[arg-type]
