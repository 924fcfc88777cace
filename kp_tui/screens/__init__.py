"""What a worker sees: one screen a file; a look of its own stands in the style sheet of the same stem."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
STYLES = next(
    folder for folder in (_PACKAGE / "styles", _PACKAGE.parent / "styles") if (folder / "app.tcss").exists()
)


def style(name: str) -> Path:
    """The style sheet of a screen: inside the installed package, or at the top of a checkout."""
    return STYLES / f"{name}.tcss"
