"""The manual that F1 opens: one chapter a file, in every language we speak."""

from pathlib import Path

from kp_tui.locale import _

CHAPTERS = (
    "first-day",
    "main-line",
    "case",
    "plan",
    "papers",
    "time-field",
    "counting",
    "lock-and-drafts",
    "administrator",
)
"""The chapters in the order one reads them; the file of each begins with its title."""

_FOLDER = Path(__file__).parent


def text(chapter: str) -> str:
    """A chapter in the reader's language, in the plain Markdown that `widgets.prose` reads."""
    language = _("en")  # the manual's folder: the catalogue of each language names its own
    return (_FOLDER / language / f"{chapter}.md").read_text(encoding="utf-8")


def title(chapter: str) -> str:
    """What a chapter is called."""
    return text(chapter).partition("\n")[0].removeprefix("# ")
