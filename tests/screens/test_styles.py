"""Every style sheet is found by the name of the screen that it is for."""

from pathlib import Path

import kp_tui
from kp_tui.screens import STYLES

PACKAGE = Path(kp_tui.__file__).parent
OF_THE_APP = ("app", "base")


def test_a_style_sheet_is_used_by_the_module_of_its_stem() -> None:
    for path in STYLES.iterdir():
        module = PACKAGE / ("app.py" if path.stem in OF_THE_APP else f"screens/{path.stem}.py")
        assert f'style("{path.stem}")' in module.read_text(), path.stem
